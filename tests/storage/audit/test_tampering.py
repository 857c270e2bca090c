"""Whatever is changed by SQL, one value at a time, doctor names it: the list is made from the tables themselves."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Boolean, Connection, Integer, Table, UniqueConstraint, delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import JSON

from bot.cli import doctor_words as words
from bot.texts.operations import doctor_log as sentences
from storage.audit import chain
from storage.audit.proven import PROVEN
from storage.audit.replay import UNREADABLE, Kind
from storage.engine.schema import AUDIT, AUDIT_CONTENT, AUDIT_HEAD
from storage.operations import doctor_log
from storage.operations.doctor import Finding, Trouble
from storage.operations.doctor_log import Damage, LogComparison
from storage.operations.doctor_look import Chain
from tests.storage import worked
from tests.storage.region import Region

pytestmark = pytest.mark.usefixtures("tampering")
WITA = ZoneInfo("Asia/Makassar")
COLUMNS = [(name, column) for name, proven in PROVEN.items() for column in proven.columns]
SHARED = ("person", "instrument")
"""Rows of these belong to a Pemda only through another row, which is found when it is put in."""


class Undo(Exception):
    """The transaction is over and leaves nothing."""


@pytest.fixture
def played(region: Region) -> Region:
    worked.work(region)
    assert region.database.read(lambda conn: doctor_log.play(conn, 1)) == LogComparison()
    return region


def meddled(region: Region, change: Callable[[Connection], object]) -> list[Damage]:
    """What doctor finds behind a change that is undone afterwards. References are not watched meanwhile."""
    found: list[Damage] = []

    def work(conn: Connection) -> None:
        loose = "PRAGMA defer_foreign_keys = ON" if conn.dialect.name == "sqlite" else _LOOSE
        conn.execute(text(loose))
        change(conn)
        found.extend(doctor_log.play(conn, 1).damages)
        raise Undo

    with suppress(Undo):
        region.database.write(work)
    return found


_LOOSE = "SET LOCAL session_replication_role = replica"


def others(table: Table, column: str, value: object) -> Iterator[object]:
    """Values that a column could have instead."""
    kind = table.c[column].type
    match value:
        case bool():
            yield not value
        case int():
            yield from (value + 1, value + 1000, 2)
        case datetime():
            yield value + timedelta(seconds=1)
        case str():
            yield f"{value}x"
        case list() | dict():
            yield [*value, "x"] if isinstance(value, list) else {**value, "x": "1"}
        case None if isinstance(kind, Boolean | JSON):
            yield True
        case None if isinstance(kind, Integer):
            yield 1
        case None:
            yield (
                "x" if "TEXT" in str(kind).upper() or "CHAR" in str(kind).upper() else datetime(2026, 1, 1, tzinfo=WITA)
            )


def rows_of(region: Region, name: str) -> list[dict[str, object]]:
    """Rows of a table that belong to Kutai Timur."""
    proven = PROVEN[name]
    numbers = select(proven.table.c.id).select_from(proven.source).where(proven.pemda == 1)
    own = set(region.database.read(lambda conn: list(conn.execute(numbers).scalars())))
    return [row for row in region.rows(proven.table) if row["id"] in own]


def test_every_column_is_watched(played: Region) -> None:
    """In each table each column of a row with a value and of one without, where there are both."""
    missed = []
    for name, column in COLUMNS:
        table, rows = PROVEN[name].table, rows_of(played, name)
        assert rows, f"the worked period has no {name}"
        chosen = {row[column] is None: row for row in rows}.values()
        for row in chosen:
            found = _changed(played, table, column, row)
            named = [one for one in found if one.table == name and one.id == row["id"]]
            if not any(column in [each.name for each in one.columns] or one.kind is Kind.ADDED for one in named):
                missed.append((name, column, row["id"]))
    assert missed == []


def _changed(region: Region, table: Table, column: str, row: dict[str, object]) -> list[Damage]:
    for value in others(table, column, row[column]):
        this = update(table).where(table.c.id == row["id"]).values({column: value})
        with suppress(IntegrityError):
            return meddled(region, lambda conn, this=this: conn.execute(this))
    raise AssertionError(f"nothing else fits into {table.name}.{column}")


def test_every_column_can_be_emptied_or_spoilt(played: Region) -> None:
    """Values that no program of ours writes: NULL where it may be, and words in the place of instants and levels."""
    if played.database.dialect != "sqlite":  # the server refuses them by itself
        return
    missed = []
    for name, column in COLUMNS:
        table, row = PROVEN[name].table, rows_of(played, name)[-1]
        for value in ("'apa'", "x'00ff'"):
            if isinstance(table.c[column].type, Boolean):
                continue  # anything but 0 is true
            change = text(f'UPDATE "{name}" SET "{column}" = {value} WHERE id = {row["id"]}')
            found = meddled(played, lambda conn, change=change: conn.execute(change))
            missed += [] if any(one.table == name for one in found) else [(name, column, value)]
    assert missed == []
    assert UNREADABLE == "?"


@pytest.mark.parametrize("name", PROVEN)
def test_a_row_taken_away_is_named(played: Region, name: str) -> None:
    table, row = PROVEN[name].table, rows_of(played, name)[-1]
    found = meddled(played, lambda conn: conn.execute(delete(table).where(table.c.id == row["id"])))
    assert (Kind.MISSING, name, row["id"]) in [(one.kind, one.table, one.id) for one in found]


@pytest.mark.parametrize("name", [name for name in PROVEN if name not in ("pemda", *SHARED)])
def test_a_row_put_in_is_named(played: Region, name: str) -> None:
    """One like another, apart from what may not stand there twice. (A Pemda that is put in has no log at all.)"""
    table, row = PROVEN[name].table, rows_of(played, name)[-1]
    rules = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    unique = [column.name for rule in rules for column in rule.columns if column.name != "pemda_id"] or ["id"]
    found = []
    for column in unique:
        value = row[column]
        other = 1000 if value is None else value + 1000 if isinstance(value, int) else f"{value}x"
        new = row | {column: other} | {"id": 900_001}
        adding = insert(table).values(new)
        with suppress(IntegrityError):
            found += meddled(played, lambda conn, adding=adding: conn.execute(adding))
    assert (Kind.ADDED, name, 900_001) in [(one.kind, one.table, one.id) for one in found]


def test_the_sentence_says_where_and_what(played: Region) -> None:
    level = text("UPDATE answer SET level = 5 WHERE assessment_id = 1 AND variable = 'V03'")
    (damage,) = meddled(played, lambda conn: conn.execute(level))
    checked = played.database.read(lambda conn: chain.verify(conn, 1))
    log = Chain("Kabupaten Kutai Timur", checked, LogComparison(1, (damage,)))
    first, line = words.each(Finding(Trouble.DATA_DIFFERS, 1, log.pemda, chain=log), WITA)
    assert first == f"1 data Kabupaten Kutai Timur tidak sama dengan catatan. {sentences.ADVICE}"
    assert line == (
        f"Kabupaten Kutai Timur, 2026, DINKES, V03, jawaban no. {damage.id}: tingkat tersimpan 5, menurut catatan 3 "
        f"(catatan ke-{damage.number}, Senin, 23 November 2026 pukul 09.00 WITA)"
    )


def test_words_of_people_are_not_shown(played: Region) -> None:
    found = []
    for name, proven in PROVEN.items():
        for column in proven.hidden:
            for row in rows_of(played, name)[:1]:
                found += _changed(played, proven.table, column, row)
    log = Chain(
        "Kutai Timur", played.database.read(lambda conn: chain.verify(conn, 1)), LogComparison(len(found), tuple(found))
    )
    said = json.dumps(list(words.each(Finding(Trouble.DATA_DIFFERS, len(found), "", chain=log), WITA)))
    for secret in ("Ani", "Sari", "198001012005012003", "Keadaan", "Renja", "909", "Bukti tidak terbaca"):
        assert secret not in said


def test_the_log_itself(played: Region) -> None:
    """An entry changed, its content deleted, the tail cut, the head moved."""
    read = played.database.read
    last = read(lambda conn: conn.execute(select(func.max(AUDIT.c.number)).where(AUDIT.c.pemda_id == 1)).scalar_one())

    def checked(*changes: object) -> chain.ChainCheck:
        found = []

        def work(conn: Connection) -> None:
            for change in changes:
                conn.execute(change)  # type: ignore[call-overload]
            found.append(chain.verify(conn, 1))
            raise Undo

        with suppress(Undo):
            played.database.write(work)
        return found[0]

    whole = checked()
    assert (whole.whole, whole.missing) == (True, ())
    for table, values in ((AUDIT, {"actor": 3}), (AUDIT, {"act": "x"}), (AUDIT_CONTENT, {"content": "{}"})):
        this = (table.c.pemda_id == 1, table.c.number == 30)
        assert checked(update(table).where(*this).values(values)).broken_at == 30
    gone = delete(AUDIT_CONTENT).where(AUDIT_CONTENT.c.pemda_id == 1, AUDIT_CONTENT.c.number.in_([30, 31, 40]))
    assert checked(gone).missing == (30, 31, 40)
    cut = delete(AUDIT).where(AUDIT.c.pemda_id == 1, AUDIT.c.number == last)
    assert checked(cut).broken_at == last
    moved = update(AUDIT_HEAD).where(AUDIT_HEAD.c.pemda_id == 1).values(number=last - 1)
    assert not checked(moved).whole
