"""What is left of an erased person: nothing of the account's number or the name, in no column and in no byte."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Connection, Integer, Text, cast, insert, select, update

from core.effects import Ask, ErasePerson, Rename, RequestErasure, SaveLevel, Tell
from core.people.roles import ERASED_NAME
from core.screen import Notice
from scheduler.env import TickEnv
from scheduler.upkeep import erasures
from storage import effects
from storage.audit import chain
from storage.database import Database
from storage.engine.engines import SCRUBBED
from storage.engine.schema import ASSESSMENT, CONVERSATION, GUESS, INBOX, METADATA, OPD, OUTBOX, PEMDA, PERSON, SETTING
from storage.people import menus
from storage.people.erasure import FORGETTING, replacing
from tests.storage.region import ADMIN, Region

ACCOUNT = 5_123_456_789
NAME = 'Ani "Nana" Lestari & Wulandari'
HTML = NAME.replace("&", "&amp;")


@pytest.fixture
def known(region: Region) -> Region:
    """Ani under an account and a name that stand nowhere else, with all that a person leaves behind."""
    region.do("Ani", Rename(NAME), SaveLevel(region.dinkes, "V01", 3), Ask(region.dinkes, "V01", "Apa?"))
    region.do("Ani", RequestErasure())
    region.database.write(lambda conn: leave_traces(conn, region))
    return region


def leave_traces(conn: Connection, region: Region) -> None:
    def call(chat: int, state: str, text: str, **more: object) -> None:
        values = {"kind": "send", "priority": 1, "created_at": region.now - timedelta(hours=1), **more}
        conn.execute(insert(OUTBOX).values(chat_id=chat, state=state, payload={"text": text, "rows": []}, **values))

    def update_of(number: int, lane: str, state: str, body: str | None) -> None:
        values = {"update_id": number, "identity": f"message:{lane[1:]}:{number}", "received_at": region.now}
        conn.execute(insert(INBOX).values(lane=lane, state=state, body=body, **values))

    conn.execute(update(PERSON).where(PERSON.c.id == region.person["Ani"]).values(telegram_id=ACCOUNT))
    conn.execute(insert(CONVERSATION).values(telegram_id=ACCOUNT, state={"is": "Asking", "text": f"{NAME} bertanya"}))
    conn.execute(insert(CONVERSATION).values(telegram_id=77, state={"is": "ListingPeople", "query": NAME}))
    conn.execute(insert(GUESS).values(telegram_id=ACCOUNT, at=region.now))
    for state in ("sent", "failed", "unsure", "held", "waiting"):
        call(ACCOUNT, state, f"Halo {HTML}", error=f"chat {ACCOUNT}")
        call(77, state, f"<b>{HTML}, kontak Dinkes</b>")
        call(77, state, f"{HTML[:20]}… menjawab")
    update_of(1, f"p{ACCOUNT}", "done", None)
    update_of(2, f"p{ACCOUNT}", "aside", f'{{"from": {{"id": {ACCOUNT}, "first_name": "{NAME}"}}}}')
    update_of(3, "g-100", "aside", f'{{"from": {{"id": {ACCOUNT}}}}}')
    conn.execute(
        update(ASSESSMENT).where(ASSESSMENT.c.id == region.dinkes).values(declarant_name=NAME, declarant_title="Kabid")
    )
    dinkes = (OPD.c.code == "DINKES", OPD.c.pemda_id == 1)
    conn.execute(update(OPD).where(*dinkes).values(head_name=NAME, head_nip="1" * 18))
    signs = [{"name": NAME, "title": "Ketua", "element": "ketua"}, {"name": "Budi", "title": "S", "element": "ketua"}]
    conn.execute(update(PEMDA).where(PEMDA.c.id == 1).values(signatories=signs))
    chain.append(conn, 1, [chain.Entry(None, "head_named", {"opd": "DINKES", "to": {"head_name": NAME}})], region.now)


def erase(region: Region) -> None:
    """As the flow does it: the person is told first."""
    region.do("Citra", Tell((region.person["Ani"],), Notice("Sudah dihapus.")), ErasePerson(region.person["Ani"]))


def settle(region: Region) -> None:
    """The last notice leaves, Telegram hears that the chat has no menu of its own, and the clock comes by."""

    def work(conn: Connection) -> None:
        conn.execute(update(OUTBOX).where(OUTBOX.c.state == "waiting").values(state="sent", sent_at=region.now))
        for told in menus.due(conn, ()):
            menus.done(conn, told, ())

    region.database.write(work)
    tick(region)


def tick(region: Region) -> None:
    env = TickEnv(frozenset({ADMIN}), lambda *_: frozenset())
    for piece in region.database.write(lambda conn: list(erasures(conn, region.now, env))):
        region.database.write(piece.work)


def everywhere(conn: Connection) -> Iterator[tuple[str, str]]:
    """Every value of every column of every table, as text."""
    for table in METADATA.sorted_tables:
        for column in table.columns:
            for (value,) in conn.execute(select(cast(column, Text))):
                if value is not None:
                    yield f"{table.name}.{column.name}", str(value)


def told(value: str) -> bool:
    return str(ACCOUNT) in value or "Lestari" in value or "Nana" in value


def test_no_column_of_any_table_tells_of_an_erased_person(known: Region) -> None:
    before = {place for place, value in known.database.read(lambda c: list(everywhere(c))) if told(value)}
    assert {"person.name", "outbox.payload", "outbox.chat_id", "inbox.lane", "audit_content.content"} <= before
    erase(known)
    settle(known)
    assert [place for place, value in known.database.read(lambda c: list(everywhere(c))) if told(value)] == []
    assert known.database.read(lambda conn: chain.verify(conn, 1)).whole


def test_the_last_notice_still_leaves(known: Region) -> None:
    erase(known)
    waiting = known.rows(OUTBOX, chat_id=ACCOUNT)
    assert [(row["state"], row["payload"]["text"]) for row in waiting] == [("waiting", "Sudah dihapus.")]
    tick(known)
    assert len(known.rows(OUTBOX, chat_id=ACCOUNT)) == 1
    settle(known)
    assert known.rows(OUTBOX, chat_id=ACCOUNT) == []
    assert known.row(SETTING, key=FORGETTING)["value"] == "[]"


def test_a_notice_that_never_leaves_is_given_up(known: Region) -> None:
    erase(known)
    known.now += timedelta(days=2)
    tick(known)
    assert known.rows(OUTBOX, chat_id=ACCOUNT) == []


def test_who_comes_back_is_a_stranger_and_keeps_what_is_said_then(known: Region) -> None:
    erase(known)
    call = {"kind": "send", "priority": 1, "state": "sent", "created_at": known.now, "payload": {"text": "Halo"}}
    known.database.write(lambda conn: conn.execute(insert(OUTBOX).values(chat_id=ACCOUNT, **call)))
    settle(known)
    assert [row["payload"] for row in known.rows(OUTBOX, chat_id=ACCOUNT)] == [{"text": "Halo"}]


def test_what_others_were_told_stays_without_the_name(known: Region) -> None:
    erase(known)
    said = {row["payload"]["text"] for row in known.rows(OUTBOX, chat_id=77)}
    assert said == {f"<b>{ERASED_NAME}, kontak Dinkes</b>", f"{ERASED_NAME} menjawab"}
    assert known.row(CONVERSATION, telegram_id=77)["state"]["query"] == ERASED_NAME
    assert known.row(PEMDA, id=1)["signatories"] == [{"name": "Budi", "title": "S", "element": "ketua"}]
    assert known.row(ASSESSMENT, id=known.dinkes)["declarant_title"] == "Kabid"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Ani menjawab", f"{ERASED_NAME} menjawab"),
        ("(Ani), Ani.", f"({ERASED_NAME}), {ERASED_NAME}."),
        ("Aniversari melani", "Aniversari melani"),
    ],
)
def test_a_short_name_is_no_part_of_other_words(words: str, left: str) -> None:
    assert replacing("Ani")(words) == left


# the bytes


def marks() -> list[bytes]:
    """The account as text and as SQLite stores a number of its size, and parts of the name."""
    return [str(ACCOUNT).encode(), ACCOUNT.to_bytes(6, "big"), b"Lestari", b"Nana"]


def files(database: Database) -> list[Path]:
    (path,) = [Path(row[2]) for row in database.read(lambda c: c.exec_driver_sql("PRAGMA database_list").all())]
    return [one for one in (path, path.with_name(path.name + "-wal")) if one.exists()]


def found(database: Database) -> list[bytes]:
    content = b"".join(path.read_bytes() for path in files(database))
    return [mark for mark in marks() if mark in content]


def test_no_byte_of_the_files_tells_of_an_erased_person(known: Region) -> None:
    if known.database.dialect != "sqlite":
        return
    assert found(known.database) == marks()
    erase(known)
    settle(known)
    assert found(known.database) == []


def test_what_was_removed_before_without_being_overwritten_goes_too(known: Region) -> None:
    """A file of a former version on an SQLite that does not overwrite by itself."""
    if known.database.dialect != "sqlite":
        return
    path = files(known.database)[0]
    careless = sqlite3.connect(path, isolation_level=None)
    careless.execute("PRAGMA secure_delete=0")
    careless.execute("CREATE TABLE gone (words)")
    careless.executemany("INSERT INTO gone VALUES (?)", [("Lestari " * 500,)] * 20)
    careless.execute("DROP TABLE gone")
    careless.execute("PRAGMA user_version=0")
    careless.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    careless.close()
    erase(known)
    settle(known)
    assert found(known.database) == []


def test_a_reader_puts_it_off_to_the_next_write(known: Region) -> None:
    if known.database.dialect != "sqlite":
        return
    path = files(known.database)[0]
    known.database.write(lambda conn: conn.exec_driver_sql("PRAGMA busy_timeout=1").close())
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM person").fetchone()
    erase(known)
    settle(known)
    assert b"Lestari" in found(known.database)
    reader.execute("COMMIT")
    reader.close()
    known.database.write(lambda conn: None)
    assert found(known.database) == []


def test_a_new_file_overwrites_from_the_beginning(known: Region) -> None:
    if known.database.dialect != "sqlite":
        return
    pragma = {
        name: known.database.write(lambda conn, name=name: conn.exec_driver_sql(f"PRAGMA {name}").scalar())  # type: ignore[misc]
        for name in ("secure_delete", "user_version")
    }
    assert pragma == {"secure_delete": 1, "user_version": SCRUBBED}


def test_the_account_stands_in_columns_that_this_test_fills() -> None:
    """A new table that keeps accounts belongs into `leave_traces`."""
    numbers = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, BigInteger | Integer) and column.name in ("telegram_id", "chat_id", "account")
    }
    assert numbers == {
        *("conversation.telegram_id", "guess.telegram_id", "outbox.chat_id", "person.telegram_id"),
        "chat_menu.telegram_id",  # written whenever a role begins or ends
        "team_group.chat_id",  # of groups, which no person is
    }


def test_an_erasure_that_is_refused_leaves_everything(known: Region) -> None:
    with pytest.raises(effects.Refused):
        known.do("Budi", ErasePerson(known.person["Ani"]))
    assert known.row(PERSON, id=known.person["Ani"])["name"] == NAME
