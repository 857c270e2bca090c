"""Every SQLite database of every test is held against its log: `pandu doctor` must have nothing to say.

That is done once a test and file, after the test. What is written to PostgreSQL went the same way; it is held against
its log where the log is the subject (fixture `proved_everywhere`).

Tests put rows into tables by hand, where the way there does not matter. What a test file writes to a proven table is
therefore said in the log right after the transaction, as if it had gone the right way. A test about tampering asks for
the fixture `tampering`, which leaves all as it is.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import Connection, Delete, Engine, Insert, Update, event, inspect, select
from sqlalchemy.exc import DBAPIError

from storage.audit import chain, replay, writes
from storage.audit.proven import PROVEN
from storage.database import Database
from storage.engine.schema import AUDIT_HEAD, METADATA

TESTS = str(Path(__file__).parent)
BENCHMARKS = str(Path(__file__).parents[1] / "benchmarks")


class _Hand:
    """Whether a test has written by hand since the last look; `left` says that all is left as it is; `everywhere` that
    PostgreSQL is held against its log as well. `unproven`: addresses of databases to be looked at after the test."""

    wrote = False
    left = False
    everywhere = False
    unproven: ClassVar[set[str]] = set()


def _by_test() -> bool:
    """Does the statement come straight from a test's file?"""
    frame: Any = sys._getframe(2)
    while frame is not None and "sqlalchemy" in frame.f_code.co_filename:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith((TESTS, BENCHMARKS))


def _notice(conn: Connection, statement: Any, *rest: Any) -> None:
    if isinstance(statement, Insert | Update | Delete) and statement.table.name in PROVEN and _by_test():
        _Hand.wrote = True


def proving_pemdas(conn: Connection) -> list[int]:
    if not set(METADATA.tables) <= set(inspect(conn).get_table_names()):
        return []  # no database of this version
    found = conn.execute(select(AUDIT_HEAD.c.pemda_id).order_by(AUDIT_HEAD.c.pemda_id)).scalars().all()
    return [pemda for pemda in found if replay.proven_columns(conn, pemda)]


def accept(conn: Connection) -> None:
    """What differs is right: it is said in the log when the transaction ends."""
    for pemda in proving_pemdas(conn):
        for one in list(replay.differences(conn, pemda)):
            there = one.kind is not replay.Kind.MISSING
            writes.note_as_is(conn, pemda, PROVEN[one.table].table, one.id, there=there)


def differing(conn: Connection) -> list[Any]:
    """What doctor would say of the logs: rows that differ, content that is missing."""
    pemdas = proving_pemdas(conn)
    found: list[Any] = [one for pemda in pemdas for one in replay.differences(conn, pemda)]
    return found + [missing for pemda in pemdas if (missing := chain.verify(conn, pemda).missing)]


@contextmanager
def proved() -> Iterator[None]:
    """While it lasts every Database behaves as said above."""
    opened, write = Database.open, Database.write

    def opening(url: str, **how: Any) -> Database:
        database = opened(url, **how)
        database.url_of_test = url  # type: ignore[attr-defined]
        return database

    def writing(self: Database, work: Callable[[Connection], Any]) -> Any:
        done = write(self, work)
        if self.dialect == "sqlite" or _Hand.everywhere:
            _Hand.unproven.add(self.url_of_test)  # type: ignore[attr-defined]
            if _Hand.wrote and not _Hand.left:
                write(self, accept)
        _Hand.wrote = False
        return done

    event.listen(Engine, "before_execute", _notice)
    Database.open, Database.write = staticmethod(opening), writing  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Database.open, Database.write = opened, write  # type: ignore[method-assign]
        event.remove(Engine, "before_execute", _notice)


def prove() -> None:
    """Looks at every database that was written to since the last look, and is still there."""
    waiting, _Hand.unproven = _Hand.unproven, set()
    found = [] if _Hand.left else [one for url in sorted(waiting) for one in _differing_at(url)]
    _Hand.left = _Hand.wrote = False
    assert found == []


def _differing_at(url: str) -> list[Any]:
    path = url.removeprefix("sqlite:///")
    if path != url and not Path(path).exists():
        return []
    try:
        database = Database.open(url)
    except DBAPIError:  # the test's subject is a database that cannot be opened
        return []
    try:
        return database.read(differing)
    except DBAPIError:  # or read
        return []
    finally:
        database.close()


@pytest.fixture
def tampering() -> None:
    """What a test writes by hand is left to be found."""
    _Hand.left = True


@pytest.fixture
def proved_everywhere(request: pytest.FixtureRequest) -> Iterator[None]:
    """PostgreSQL too is held against its log, before the test's database is dropped."""
    for name in {"database", "region"} & set(request.fixturenames):
        request.getfixturevalue(name)
    _Hand.everywhere = True
    yield
    _Hand.everywhere = False
    prove()
