"""Prepared statements: whatever `conn.execute` writes, reads and refuses, they do."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from storage.database import Database
from storage.engine.schema import AUDIT_HEAD, OUTBOX, PEMDA
from storage.engine.statements import Prepared
from tests.storage.rows import add_pemda

EARLY = datetime(2026, 11, 23, 9, 0, 0, 5, tzinfo=timezone(timedelta(hours=8)))
CALL: dict[str, Any] = {
    "chat_id": 7_000_000_001,
    "thread_id": None,
    "kind": "send",
    "priority": 1,
    "state": "waiting",
    "payload": {"text": "“Renja” 🙂", "rows": [[["III", "V01:3", "screen"]]]},
    "target_outbox": None,
    "doubts": 0,
    "target_message": None,
    "again": True,
    "revision": 0,
    "attempts": 0,
    "next_at": None,
    "error": "",
    "message_id": None,
    "created_at": EARLY,
    "sent_at": None,
}
INSERT = Prepared(insert(OUTBOX).returning(OUTBOX.c.id))
ROWS = select(OUTBOX).where(OUTBOX.c.chat_id == bindparam("chat"), OUTBOX.c.kind == "send").order_by(OUTBOX.c.id)
CHANGE = Prepared(update(OUTBOX).where(OUTBOX.c.id == bindparam("row")))


def both(database: Database, statement: Any, values: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """The rows as `conn.execute` and as Prepared read them."""
    return database.read(
        lambda conn: (list(conn.execute(statement, values).all()), Prepared(statement).all(conn, values))
    )


def test_it_writes_and_reads_what_execute_does(database: Database) -> None:
    later = CALL | {"payload": None, "again": False, "sent_at": EARLY.replace(microsecond=0), "message_id": 5}
    ids = database.write(
        lambda conn: [INSERT.scalar(conn, CALL), conn.execute(insert(OUTBOX), later).inserted_primary_key[0]]
    )
    database.write(lambda conn: conn.execute(insert(OUTBOX), CALL))
    database.write(lambda conn: INSERT.scalar(conn, later))
    theirs, ours = both(database, ROWS, {"chat": CALL["chat_id"]})
    assert [tuple(row) for row in ours] == [tuple(row) for row in theirs]
    assert tuple(ours[0])[1:] == tuple(ours[2])[1:]
    assert tuple(ours[1])[1:] == tuple(ours[3])[1:]
    assert [ours[0].id, ours[1].id] == ids
    assert ours[0].created_at == EARLY
    assert ours[0].created_at.tzinfo is UTC
    assert ours[0].again is True
    assert (ours[0].payload, ours[1].payload) == (CALL["payload"], None)


def test_columns_written_may_differ_from_call_to_call(database: Database) -> None:
    def work(conn: Connection) -> list[Any]:
        row = INSERT.scalar(conn, CALL)
        assert CHANGE.run(conn, {"row": row, "error": "why"}) == 1
        assert CHANGE.run(conn, {"row": row, "attempts": 3, "next_at": EARLY}) == 1
        assert CHANGE.run(conn, {"row": row + 1, "attempts": 4}) == 0
        return Prepared(ROWS).all(conn, {"chat": CALL["chat_id"]})

    (row,) = database.write(work)
    assert (row.error, row.attempts, row.next_at) == ("why", 3, EARLY)


def test_many_rows_at_once(database: Database) -> None:
    def work(conn: Connection) -> list[Any]:
        rows = [INSERT.scalar(conn, CALL) for _ in range(3)]
        CHANGE.each(conn, [])
        CHANGE.each(conn, [{"row": rows[0], "error": "a"}])
        CHANGE.each(conn, [{"row": row, "error": f"b{row}"} for row in rows[1:]])
        return [(row.id - rows[0], row.error) for row in Prepared(ROWS).all(conn, {"chat": CALL["chat_id"]})]

    assert [error[:1] for _, error in database.write(work)] == ["a", "b", "b"]


def test_a_row_that_is_not_there(database: Database) -> None:
    name = Prepared(select(PEMDA.c.name).where(PEMDA.c.id == bindparam("number")))
    database.write(lambda conn: add_pemda(conn, 1))
    assert database.read(lambda conn: name.one(conn, {"number": 1}).name) == "Kabupaten 1"
    assert database.read(lambda conn: name.scalars(conn, {"number": 1})) == ["Kabupaten 1"]
    assert database.read(lambda conn: (name.first(conn, {"number": 2}), name.scalar(conn, {"number": 2}))) == (
        None,
        None,
    )
    with pytest.raises(LookupError):
        database.read(lambda conn: name.one(conn, {"number": 2}))


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    naive = CALL | {"created_at": datetime(2026, 11, 23)}  # noqa: DTZ001
    with pytest.raises(ValueError, match="this one has none"):
        database.write(lambda conn: INSERT.scalar(conn, naive))


def test_what_the_database_refuses_fails_as_with_execute(database: Database) -> None:
    """Nothing is stored, the connection goes on, and nothing people wrote stands in the error."""
    head = {"pemda_id": 99, "number": 0, "hash": "rahasia"}
    add = Prepared(insert(AUDIT_HEAD))

    def work(conn: Connection) -> None:
        INSERT.scalar(conn, CALL)
        add.run(conn, head)

    with pytest.raises(DBAPIError) as failed:
        database.write(work)
    with pytest.raises(DBAPIError) as theirs:
        database.write(lambda conn: conn.execute(insert(AUDIT_HEAD), head))
    assert str(failed.value) == str(theirs.value)
    assert type(failed.value) is type(theirs.value)
    assert "rahasia" not in f"{failed.value!s}{failed.value.orig!s}"
    with pytest.raises(DBAPIError):
        database.write(lambda conn: add.each(conn, [head, head | {"pemda_id": 98}]))
    assert database.read(lambda conn: Prepared(ROWS).all(conn, {"chat": CALL["chat_id"]})) == []


def test_a_dead_connection_is_thrown_away(postgresql_url: str) -> None:
    database, other = Database.open(postgresql_url), Database.open(postgresql_url)
    one = Prepared(select(PEMDA.c.id))
    end = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    def work(conn: Connection) -> None:
        one.all(conn)
        other.write(lambda conn: conn.execute(end))
        one.all(conn)

    with pytest.raises(DBAPIError):
        database.write(work)
    assert database.write(one.all) == []
    database.close()
    other.close()


def test_what_it_cannot_do_is_said_when_it_is_first_run(sqlite_only: Database) -> None:
    varying = Prepared(select(PEMDA.c.id).where(PEMDA.c.id.in_(bindparam("some", expanding=True))))
    with pytest.raises(AssertionError, match="not for hot statements"):
        sqlite_only.read(lambda conn: varying.all(conn, {"some": [1, 2]}))
