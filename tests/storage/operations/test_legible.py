"""Whatever single value is made unreadable by SQL, doctor ends properly, names the table, and looks at the rest."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import JSON, Column, Connection, Integer

from bot.cli import doctor as command
from storage.engine.schema import METADATA
from storage.engine.tables.columns import Instant
from storage.evidence.opening import open_store
from storage.operations import doctor
from storage.operations.doctor import Report
from storage.operations.legible import Unreadable, undecoded, unreadable
from tests.storage import worked
from tests.storage.region import Region

pytestmark = pytest.mark.usefixtures("tampering")
WITA = ZoneInfo("Asia/Makassar")
BLOB, WORD, NO_UTF8, OTHER_SHAPE = "x'00ff'", "'apa'", "CAST(x'ff41' AS TEXT)", "'5'"
LEVEL = "UPDATE answer SET level = 5 WHERE id = 1"
"""A change that doctor must find whatever else cannot be read."""


@pytest.fixture
def played(fresh_region: Callable[[], Region]) -> Region:
    region = fresh_region()
    worked.work(region)
    return region


@pytest.fixture
def raw(played: Region, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The file as a foreign program opens it; each table has a row."""
    connection = sqlite3.connect(tmp_path / "0.db", isolation_level=None)
    connection.text_factory = bytes
    _fill_empty(connection)
    yield connection
    connection.close()


def _fill_empty(raw: sqlite3.Connection) -> None:
    """A row in each table that the worked period leaves empty."""
    rows = {
        "discarded": "INSERT INTO discarded VALUES ('a', '2026-01-01 00:00:00.000000')",
        "guess": "INSERT INTO guess VALUES (1, 5, '2026-01-01 00:00:00.000000')",
        "picture": "INSERT INTO picture VALUES ('a', 'b', '2026-01-01 00:00:00.000000')",
        "alarm": "INSERT INTO alarm VALUES ('a', 1, '2026-01-01 00:00:00.000000', 0)",
        "setting": "INSERT INTO setting VALUES ('a', 'b')",
        "group_post": "INSERT INTO group_post SELECT 1, id, 'a', 'b', bound_at FROM team_group LIMIT 1",
        "conversation": "INSERT INTO conversation (telegram_id, state, revision, buttons, shown, live_media) "
        "VALUES (5, '{}', 0, '', '', 0)",
        "inbox": "INSERT INTO inbox (update_id, identity, lane, body, state, attempts, error, received_at) "
        "VALUES (5, 'a', 'p5', '{}', 'aside', 5, '', '2026-01-01 00:00:00.000000')",
        "work_item": 'INSERT INTO work_item (kind, "key", attempts, since, tried_at, error) VALUES '
        "('a', 'b', 5, '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000', '')",
        "outbox": "INSERT INTO outbox (chat_id, kind, priority, state, payload, again, revision, attempts, doubts, "
        "error, created_at) VALUES (5, 'send', 5, 'held', '{}', 0, 0, 0, 0, '', '2026-01-01 00:00:00.000000')",
        "reminder": "INSERT INTO reminder (pemda_id, subject, person_id, rule, due_at, at, state) "
        "SELECT 1, 'a', id, 'r', joined_at, joined_at, 'queued' FROM person LIMIT 1",
        "survey": "INSERT INTO survey (assessment_id, code, questions, opened_at) "
        "SELECT id, 'a', 14, '2026-01-01 00:00:00.000000' FROM assessment LIMIT 1",
        "survey_answer": "INSERT INTO survey_answer (survey_id, levels, total) SELECT id, '{}', 0 FROM survey LIMIT 1",
        "claim": "INSERT INTO claim SELECT 900, id, 'region', 'x', 1, due_at FROM assessment LIMIT 1",
    }

    for table, adding in rows.items():
        if not raw.execute(f"SELECT 1 FROM {table}").fetchone():
            raw.execute(adding)
    assert [name for name in METADATA.tables if not raw.execute(f'SELECT 1 FROM "{name}"').fetchone()] == []


def examined(region: Region, folder: Path) -> tuple[Report, list[str]]:
    """The report, whose JSON and lines can be written, and the problems."""
    report = doctor.examine(region.database, open_store(f"file:{folder}/evidence"), region.now)
    plain = json.loads(json.dumps(command._known(command._plain(report, WITA, [])), allow_nan=False))
    "\n".join(map(command._printable, command._lines(report, WITA, []))).encode()
    return report, plain["problems"]


def legible(region: Region) -> tuple[Unreadable, ...]:
    def look(conn: Connection) -> tuple[Unreadable, ...]:
        with undecoded(conn):
            return tuple(unreadable(conn))

    return region.database.read(look)


def odd(column: Column[object]) -> tuple[str, ...]:
    match column.type:
        case JSON():
            return BLOB, WORD, OTHER_SHAPE
        case Integer() | Instant():
            return BLOB, WORD
    return BLOB, NO_UTF8


def columns() -> Iterator[tuple[str, Column[object]]]:
    for table in METADATA.sorted_tables:
        yield from ((table.name, column) for column in table.columns)


def test_no_value_ends_the_examination(played: Region, raw: sqlite3.Connection, tmp_path: Path) -> None:
    raw.execute(LEVEL)
    report, problems = examined(played, tmp_path)
    assert (report.seen.unreadable, report.seen.unchecked) == ((), ())
    changed = next(line for line in problems if "tingkat tersimpan 5" in line)
    tried, hidden = 0, []
    for table, column in columns():
        (place,) = raw.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()
        (former,) = raw.execute(f'SELECT "{column.name}" FROM "{table}" WHERE rowid = {place}').fetchone()
        former = former.decode() if isinstance(former, bytes) else former
        for value in odd(column):
            try:
                raw.execute(f'UPDATE "{table}" SET "{column.name}" = {value} WHERE rowid = {place}')
            except sqlite3.IntegrityError:  # a row's own number
                continue
            tried += 1
            assert any(one.table == table and column.name in one.columns for one in legible(played))
            if tried % 5:  # all of them take long; every fifth one has each kind of value in each kind of column
                raw.execute(f'UPDATE "{table}" SET "{column.name}" = ? WHERE rowid = {place}', (former,))
                continue
            report, problems = examined(played, tmp_path)
            assert not report.ok
            assert not report.audit_ok
            assert any(one.table == table and column.name in one.columns for one in report.seen.unreadable)
            assert any(line.startswith(f"tabel {table}, baris ") for line in problems)
            if changed not in problems:
                hidden.append((table, column.name, value, report.seen.unchecked))
            raw.execute(f'UPDATE "{table}" SET "{column.name}" = ? WHERE rowid = {place}', (former,))
    assert tried > 450
    assert hidden == []
    assert examined(played, tmp_path)[0].seen.unreadable == ()


def test_a_missing_table_or_column_is_named(played: Region, raw: sqlite3.Connection, tmp_path: Path) -> None:
    raw.execute(LEVEL)
    raw.execute("ALTER TABLE evidence DROP COLUMN note")
    raw.execute("DROP TABLE verdict")
    report, problems = examined(played, tmp_path)
    assert report.seen.unreadable == (
        Unreadable("evidence", columns=("note",), missing=True),
        Unreadable("verdict", missing=True),
    )
    assert "tabel verdict tidak ada" in problems
    assert "tabel evidence: kolom note tidak ada" in problems
    assert any("tingkat tersimpan 5" in line for line in problems)
    assert not report.audit_ok


def test_any_table_may_be_missing(played: Region, raw: sqlite3.Connection, tmp_path: Path) -> None:
    raw.execute("PRAGMA legacy_alter_table = ON")  # references to a renamed table stay as they are
    for name in METADATA.tables:
        raw.execute(f'ALTER TABLE "{name}" RENAME TO away')
        report, problems = examined(played, tmp_path)
        assert report.seen.unreadable == (Unreadable(name, missing=True),)
        assert f"tabel {name} tidak ada" in problems
        assert not report.audit_ok
        raw.execute(f'ALTER TABLE away RENAME TO "{name}"')
    assert examined(played, tmp_path)[0].seen.unreadable == ()
