"""The database: transactions, the one writer, other processes beside it."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
import traceback
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from storage.audit import chain
from storage.database import Connection, Database
from storage.engine import settings
from storage.engine.schema import PERSON
from tests.places import ROOT
from tests.storage.rows import add_pemda
from tests.storage.writer import NOW, add_one


def get(database: Database, key: str) -> int:
    return int(database.read(lambda conn: settings.get(conn, key)) or 0)


def second_process(url: str, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.writer", url, name, str(count)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    def half(conn: Connection) -> None:
        settings.put(conn, "a", "1")
        raise OSError("in the middle")

    with pytest.raises(OSError, match="in the middle"):
        database.write(half)
    assert get(database, "a") == 0
    database.write(lambda conn: settings.put(conn, "a", "2"))
    assert get(database, "a") == 2


def test_what_work_returns_comes_back(database: Database) -> None:
    assert database.write(lambda conn: conn.execute(select(text("41 + 1"))).scalar()) == 42


def test_a_view_refuses_to_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        database.read(lambda conn: settings.put(conn, "a", "1"))
    database.write(lambda conn: settings.put(conn, "a", "2"))
    assert get(database, "a") == 2


def test_a_view_does_not_change_while_it_is_read(database: Database) -> None:
    def read_twice(conn: Connection) -> tuple[str | None, str | None]:
        before = settings.get(conn, "a")
        database.write(lambda other: settings.put(other, "a", "2"))
        return before, settings.get(conn, "a")

    database.write(lambda conn: settings.put(conn, "a", "1"))
    assert database.read(read_twice) == ("1", "1")
    assert get(database, "a") == 2


async def test_sixty_parallel_turns_lose_nothing(database: Database) -> None:
    database.write(lambda conn: add_pemda(conn, 1))
    database.write(lambda conn: add_one(conn, "turns"))  # PostgreSQL locks rows that exist
    await asyncio.gather(*(database.submit(lambda conn: add_one(conn, "turns")) for _ in range(60)))
    assert (get(database, "turns.left"), get(database, "turns.right")) == (61, 61)
    checked = database.read(lambda conn: chain.verify(conn, 1))
    assert (checked.entries, checked.whole) == (61, True)


async def test_a_failed_job_fails_alone(database: Database) -> None:
    def fail(conn: Connection) -> None:
        raise OSError("this one")

    done = await asyncio.gather(
        database.submit(lambda conn: settings.put(conn, "a", "1")),
        database.submit(fail),
        database.submit(lambda conn: settings.put(conn, "b", "1")),
        return_exceptions=True,
    )
    assert [type(result) for result in done] == [type(None), OSError, type(None)]
    assert (get(database, "a"), get(database, "b")) == (1, 1)


async def test_two_processes_write_at_once_and_both_keep_everything(database_url: str) -> None:
    database = Database.open(database_url)
    database.write(lambda conn: add_pemda(conn, 1))
    database.write(lambda conn: add_one(conn, "bot"))
    process = second_process(database_url, "command", 300)
    count = 0
    while process.poll() is None:
        await database.submit(lambda conn: add_one(conn, "bot"))
        count += 1
        await asyncio.sleep(0.001)  # a bot is not always at it
    assert process.returncode == 0
    assert get(database, "command.left") == get(database, "command.right") == 300
    assert get(database, "bot.left") == get(database, "bot.right") == count + 1
    assert database.read(lambda conn: chain.verify(conn, 1)).entries == count + 301
    database.close()


def test_killed_in_the_middle_leaves_whole_transactions(database_url: str) -> None:
    database = Database.open(database_url)
    database.write(lambda conn: add_pemda(conn, 1))
    for kill in range(5):
        process = second_process(database_url, "writer", 100_000)
        assert process.stdout is not None
        acknowledged = [int(process.stdout.readline()) for _ in range(3 + kill)]
        time.sleep(random.random() / 200)  # anywhere in a later transaction
        process.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in process.communicate()[0].splitlines(keepends=True) if line[-1] == "\n"]
        wait_for_the_server_to_notice(database)
        left, right = get(database, "writer.left"), get(database, "writer.right")
        checked = database.read(lambda conn: chain.verify(conn, 1))
        assert left == right == checked.entries
        assert checked.whole
        assert acknowledged[-1] <= left <= acknowledged[-1] + 1
    assert database.dialect == "postgresql" or database.read(integrity) == "ok"
    database.close()


def integrity(conn: Connection) -> str:
    return str(conn.exec_driver_sql("PRAGMA integrity_check").scalar())


def wait_for_the_server_to_notice(database: Database) -> None:
    """A killed client's last COMMIT may still be under way at a PostgreSQL server; its lock on the chain tells."""
    if database.dialect == "postgresql":
        others = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'")
        while database.write(lambda conn: conn.execute(others).scalar_one()) > 1:
            pass


@pytest.mark.parametrize(
    "row",
    [
        {"telegram_id": 7001, "name": "Bu Ani", "joined_at": None},  # PostgreSQL tells the whole row that failed
        {"telegram_id": 7001, "name": "Bu Ani", "joined_at": "today"},
    ],
    ids=["missing", "unreadable"],
)
def test_what_people_wrote_stays_out_of_errors(database: Database, row: dict[str, object]) -> None:
    with pytest.raises(StatementError) as raised:
        database.write(lambda conn: conn.execute(insert(PERSON), row))
    assert "Ani" not in logged(raised.value)


def test_a_value_of_the_wrong_kind_is_not_quoted(postgresql_url: str) -> None:
    database = Database.open(postgresql_url)
    with pytest.raises(StatementError) as raised:
        database.write(lambda conn: conn.execute(insert(PERSON), {"telegram_id": "Ani", "name": "", "joined_at": NOW}))
    assert "Ani" not in logged(raised.value)
    database.close()


def test_a_server_that_does_not_answer_is_named() -> None:
    database = Database.open("postgresql://pandu:rahasia@/pandu?host=/nowhere")
    with pytest.raises(StatementError) as raised:
        get(database, "a")
    assert "/nowhere" in str(raised.value)
    assert "rahasia" not in logged(raised.value)
    database.close()


def logged(error: StatementError) -> str:
    """As a log would show it, without the lines of this test that stand in the traceback."""
    lines = "".join(traceback.format_exception(error)).splitlines()
    return "\n".join(line for line in lines if not line.startswith("  "))


def test_sqlite_is_set_up_to_keep_what_it_confirmed(sqlite_only: Database) -> None:
    def pragma(conn: Connection, name: str) -> object:
        return conn.exec_driver_sql(f"PRAGMA {name}").scalar()

    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    assert sqlite_only.write(lambda conn: [pragma(conn, name) for name in names]) == ["wal", 2, 1, 10_000]


def test_references_are_checked(database: Database) -> None:
    head = {"pemda_id": 99, "number": 0, "hash": ""}
    with pytest.raises(DBAPIError):
        database.write(
            lambda conn: conn.execute(text("INSERT INTO audit_head VALUES (:pemda_id, :number, :hash)"), head)
        )


def test_references_are_made_up_for_when_tables_are_rebuilt(sqlite_url: str) -> None:
    database = Database.open(sqlite_url, foreign_keys=False)
    with pytest.raises(RuntimeError, match="a row of audit_head points to a row of pemda that is not there"):
        database.write(lambda conn: conn.execute(text("INSERT INTO audit_head VALUES (99, 0, '')")))
    assert database.read(lambda conn: conn.execute(text("SELECT count(*) FROM audit_head")).scalar()) == 0
    database.close()


def test_a_statement_that_hangs_is_ended_by_the_server(postgresql_url: str) -> None:
    database = Database.open(postgresql_url, stuck_after=0.05)
    with pytest.raises(DBAPIError, match="statement timeout"):
        database.write(lambda conn: conn.execute(text("SELECT pg_sleep(60)")))
    assert database.write(lambda conn: conn.execute(text("SELECT 1")).scalar()) == 1
    database.close()


def test_a_server_that_was_restarted_costs_nothing(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.engine.engines.IDLE", 0.0)
    database, other = Database.open(postgresql_url), Database.open(postgresql_url)
    database.write(lambda conn: settings.put(conn, "a", "1"))
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    end = text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    other.write(lambda conn: conn.execute(end))
    database.write(lambda conn: settings.put(conn, "a", "2"))
    assert get(database, "a") == 2
    database.close()
    other.close()


def test_a_stuck_writer_says_where_and_ends_the_process(sqlite_url: str) -> None:
    stuck = f"""
        import asyncio, logging, time
        from storage.database import Database

        def endless(conn):
            while True:
                time.sleep(0.01)

        logging.basicConfig()
        asyncio.run(Database.open({sqlite_url!r}, stuck_after=0.2).submit(endless))
        """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(stuck)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 70
    assert "The database writer has been busy for 0 s; this process ends." in done.stderr
    assert "in endless" in done.stderr


def test_an_address_is_relative_to_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Database.open("sqlite:///data/deep/pandu.db").close()
    assert sorted(path.name for path in (tmp_path / "data" / "deep").iterdir()) == ["pandu.db", "pandu.db.write"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://h/db"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Database.open(url)


def test_an_older_spelling_of_postgresql_is_understood(postgresql_url: str) -> None:
    database = Database.open(postgresql_url.replace("postgresql://", "postgres://"))
    assert (database.dialect, get(database, "a")) == ("postgresql", 0)
    database.close()


def test_closing_waits_for_what_was_submitted(sqlite_url: str) -> None:
    async def submit_and_close(database: Database) -> None:
        running = asyncio.ensure_future(database.submit(lambda conn: settings.put(conn, "a", "1")))
        await asyncio.sleep(0)
        database.close()
        await running

    asyncio.run(submit_and_close(Database.open(sqlite_url)))
    database = Database.open(sqlite_url)
    assert get(database, "a") == 1
    database.close()
    assert not os.path.exists(f"{sqlite_url.removeprefix('sqlite:///')}-wal")
