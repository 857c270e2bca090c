"""The audit chain: every byte counts, and what the law erases leaves the chain whole."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, Table, delete, select, update

from storage.audit import chain, erasure
from storage.audit.chain import Entry
from storage.database import Database
from storage.engine.schema import AUDIT, AUDIT_CONTENT, AUDIT_HEAD
from tests.conftest import Clock
from tests.storage.rows import add_pemda

ANI, BUDI, CITRA = 1, 2, 3
ENTRIES = [
    Entry(ANI, "save_level", {"variable": "V01", "level": 3}, assessment_id=7),
    Entry(CITRA, "invite", {"person": BUDI, "note": 'Pak "Budi" & <b>Ani</b> 🙂'}),
    Entry(None, "close_period", {"people": [BUDI, CITRA], "share": 1.5, "none": None}),
    Entry(BUDI, "submit", {}, assessment_id=7),
]


@pytest.fixture(autouse=True)
def _pemda(database: Database) -> None:
    database.write(lambda conn: add_pemda(conn, 1, 2))


def append(database: Database, clock: Clock, *entries: Entry, pemda: int = 1) -> str:
    return database.write(lambda conn: chain.append(conn, pemda, entries, clock()))


def verify(database: Database, pemda: int = 1) -> chain.ChainCheck:
    return database.read(lambda conn: chain.verify(conn, pemda))


def change(database: Database, table: Table, number: int, **values: object) -> None:
    place = (table.c.pemda_id == 1, table.c.number == number)
    assert database.write(lambda conn: conn.execute(update(table).where(*place).values(**values))).rowcount == 1


def test_an_empty_chain_is_whole(database: Database) -> None:
    assert verify(database) == chain.ChainCheck(0, 0, chain.START)
    assert verify(database).whole


def test_links_follow_one_another(database: Database, clock: Clock) -> None:
    first = append(database, clock, ENTRIES[0])
    clock.advance(microseconds=1)
    newest = append(database, clock, *ENTRIES[1:])
    assert first != newest
    assert verify(database) == chain.ChainCheck(4, 0, newest)
    rows = database.read(lambda conn: conn.execute(select(AUDIT).order_by(AUDIT.c.number)).all())
    assert [(row.number, row.actor, row.act, row.assessment_id) for row in rows] == [
        (1, ANI, "save_level", 7),
        (2, CITRA, "invite", None),
        (3, None, "close_period", None),
        (4, BUDI, "submit", 7),
    ]
    assert [row.at - rows[0].at for row in rows[1:]] == [timedelta(microseconds=1)] * 3


def test_each_pemda_has_a_chain_of_its_own(database: Database, clock: Clock) -> None:
    append(database, clock, *ENTRIES)
    append(database, clock, ENTRIES[0], pemda=2)
    append(database, clock, ENTRIES[0])
    assert (verify(database).entries, verify(database, 2).entries) == (5, 1)
    assert verify(database).hash != verify(database, 2).hash


def test_equal_entries_have_unequal_digests(database: Database, clock: Clock) -> None:
    append(database, clock, ENTRIES[0], ENTRIES[0])
    digests = database.read(lambda conn: set(conn.execute(select(AUDIT.c.digest)).scalars()))
    salts = database.read(lambda conn: set(conn.execute(select(AUDIT_CONTENT.c.salt)).scalars()))
    assert (len(digests), len(salts), {len(salt) for salt in salts}) == (2, 2, {32})


def test_nothing_is_appended_when_there_is_nothing_to_say(database: Database, clock: Clock) -> None:
    newest = append(database, clock, *ENTRIES)
    assert append(database, clock) == newest


def test_a_failed_transaction_leaves_the_chain_as_it_was(database: Database, clock: Clock) -> None:
    newest = append(database, clock, *ENTRIES)

    def cut_off(conn: Connection) -> None:
        chain.append(conn, 1, ENTRIES, clock())
        raise OSError("cut off")

    with pytest.raises(OSError, match="cut off"):
        database.write(cut_off)
    assert verify(database) == chain.ChainCheck(4, 0, newest)


TAMPERED = [
    (AUDIT, "actor", BUDI, "the link was changed"),
    (AUDIT, "actor", None, "the link was changed"),
    (AUDIT, "act", "invite2", "the link was changed"),
    (AUDIT, "assessment_id", 8, "the link was changed"),
    (AUDIT, "digest", "0" * 64, "the content was changed"),
    (AUDIT, "hash", "0" * 64, "the link was changed"),
    (AUDIT_CONTENT, "content", '{"person":2}', "the content was changed"),
    (AUDIT_CONTENT, "salt", "0" * 32, "the content was changed"),
    (AUDIT_CONTENT, "salt", "not hexadecimal", "the content was changed"),
]


@pytest.mark.parametrize(("table", "column", "value", "fault"), TAMPERED)
def test_a_changed_value_is_found(
    database: Database, clock: Clock, table: Table, column: str, value: object, fault: str
) -> None:
    append(database, clock, *ENTRIES)
    change(database, table, 2, **{column: value})
    checked = verify(database)
    assert (checked.whole, checked.entries, checked.broken_at, checked.fault) == (False, 1, 2, fault)


def test_a_moved_instant_is_found(database: Database, clock: Clock) -> None:
    append(database, clock, *ENTRIES)
    change(database, AUDIT, 3, at=clock() + timedelta(microseconds=1))
    assert verify(database).broken_at == 3


def test_every_changed_byte_is_found(database: Database, clock: Clock) -> None:
    """Each character of each text of each link, one at a time."""
    append(database, clock, *ENTRIES)

    def tamper(conn: Connection) -> int:
        tried = 0
        for table, columns in ((AUDIT, ("act", "digest", "hash")), (AUDIT_CONTENT, ("salt", "content"))):
            for row in conn.execute(select(table)).all():
                place = (table.c.pemda_id == 1, table.c.number == row.number)
                for column in columns:
                    original = getattr(row, column)
                    for index, letter in enumerate(original):
                        other = original[:index] + chr(ord(letter) ^ 1) + original[index + 1 :]
                        conn.execute(update(table).where(*place).values({column: other}))
                        assert chain.verify(conn, 1).broken_at == row.number, (column, index)
                        tried += 1
                    conn.execute(update(table).where(*place).values({column: original}))
        assert chain.verify(conn, 1).whole
        return tried

    assert database.write(tamper) > 700


@pytest.mark.parametrize("gone", [1, 2, 4])
def test_a_link_that_was_taken_out_is_missed(database: Database, clock: Clock, gone: int) -> None:
    append(database, clock, *ENTRIES)
    database.write(lambda conn: conn.execute(delete(AUDIT).where(AUDIT.c.number == gone)))
    checked = verify(database)
    assert not checked.whole
    assert checked.entries == gone - 1


def test_a_whole_end_that_was_cut_off_is_found_by_what_was_printed(database: Database, clock: Clock) -> None:
    earlier = append(database, clock, ENTRIES[0])
    printed = append(database, clock, *ENTRIES[1:])

    def cut(conn: Connection) -> None:
        conn.execute(delete(AUDIT).where(AUDIT.c.number > 1))
        conn.execute(update(AUDIT_HEAD).values(number=1, hash=earlier))

    assert database.read(lambda conn: chain.anchored(conn, printed)) == [(1, 4)]
    database.write(cut)
    assert verify(database).whole  # by itself it looks whole
    assert database.read(lambda conn: chain.anchored(conn, printed)) == []
    assert database.read(lambda conn: chain.anchored(conn, earlier)) == [(1, 1)]


def test_a_head_that_was_moved_back_is_found(database: Database, clock: Clock) -> None:
    append(database, clock, *ENTRIES)
    database.write(lambda conn: conn.execute(update(AUDIT_HEAD).values(number=3)))
    assert verify(database).fault == "the chain ends before its head"


@pytest.mark.parametrize("printed", ["", "%", "_" * 12, "zz" * 10, "0123"])
def test_an_anchor_needs_twelve_hexadecimal_digits(database: Database, clock: Clock, printed: str) -> None:
    append(database, clock, *ENTRIES)
    assert database.read(lambda conn: chain.anchored(conn, printed)) == []


def test_an_anchor_may_be_shortened_and_in_capitals(database: Database, clock: Clock) -> None:
    printed = append(database, clock, *ENTRIES)
    assert database.read(lambda conn: chain.anchored(conn, f" {printed[:12].upper()}\n")) == [(1, 4)]


def test_a_person_is_erased_and_the_chain_holds(database: Database, clock: Clock) -> None:
    printed = append(database, clock, *ENTRIES)
    append(database, clock, Entry(BUDI, "ask", {"text": "Apa?"}), pemda=2)
    clock.advance(days=1)
    assert database.write(lambda conn: erasure.erase_person(conn, BUDI, clock(), actor=CITRA)) == 4
    checked = verify(database)
    assert (checked.whole, checked.entries, checked.erased) == (True, 5, 3)
    assert verify(database, 2).whole
    assert database.read(lambda conn: chain.anchored(conn, printed)) == [(1, 4)]
    contents = select(AUDIT_CONTENT.c.number, AUDIT_CONTENT.c.content).where(AUDIT_CONTENT.c.pemda_id == 1)
    rows = database.read(lambda conn: conn.execute(contents.order_by(AUDIT_CONTENT.c.number)).all())
    assert [tuple(row) for row in rows] == [(1, '{"level":3,"variable":"V01"}'), (5, '{"links":[2,3,4]}')]
    assert database.write(lambda conn: erasure.erase_person(conn, BUDI, clock())) == 0


def test_after_an_erasure_changes_are_still_found(database: Database, clock: Clock) -> None:
    append(database, clock, *ENTRIES)
    database.write(lambda conn: erasure.erase_person(conn, BUDI, clock()))
    change(database, AUDIT, 2, actor=ANI)
    assert verify(database).broken_at == 2


def test_a_long_chain_is_walked_a_little_at_a_time(database: Database, clock: Clock) -> None:
    append(database, clock, *(ENTRIES * 600))
    assert verify(database).entries == 2400
    assert database.write(lambda conn: erasure.erase_person(conn, BUDI, clock())) == 1800
    assert verify(database).erased == 1800
