"""One active process: who holds the serve lock, who waits, and what happens when the holder dies."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from storage.database import Database, NotServing
from storage.engine import settings
from storage.engine.locks import SERVE_KEY, FileLock, acquire_serve
from tests.places import ROOT


@pytest.fixture
def holder(database_url: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    command = [sys.executable, "-m", "tests.storage.holder", database_url]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_one_process_at_a_time(database_url: str) -> None:
    first = acquire_serve(database_url, wait=False)
    assert first is not None
    assert first.held()
    assert acquire_serve(database_url, wait=False) is None
    first.release()
    first.release()
    assert not first.held()
    with acquire_serve(database_url, wait=False) as second:  # type: ignore[union-attr]
        assert second.held()


def test_who_takes_over_waits_for_commits_on_their_way(postgresql_url: str) -> None:
    """What a killed process sent to the server may be committed after its lock is free."""
    database = Database.open(postgresql_url)
    taken: list[object] = []
    waiting = threading.Thread(target=lambda: taken.append(acquire_serve(postgresql_url, wait=True)), daemon=True)
    held = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")

    def late(conn: Connection) -> None:
        settings.put(conn, "late", "yes")
        waiting.start()
        while not conn.execute(held).scalar_one():
            waiting.join(timeout=0.01)
        waiting.join(timeout=0.2)
        assert taken == []

    database.write(late)
    waiting.join(timeout=60)
    (lock,) = taken
    lock.release()  # type: ignore[attr-defined]
    database.close()


@pytest.mark.parametrize("how", ["leaves", "is killed"])
def test_a_standby_takes_over_when_the_holder(how: str, database_url: str, holder: subprocess.Popen[str]) -> None:
    assert acquire_serve(database_url, wait=False) is None
    waiting = threading.Thread(target=lambda: taken.append(acquire_serve(database_url, wait=True)), daemon=True)
    taken: list[object] = []
    waiting.start()
    if how == "leaves":
        holder.communicate("")
    else:
        holder.send_signal(signal.SIGKILL)
    waiting.join(timeout=60)
    (lock,) = taken
    assert lock.held()  # type: ignore[attr-defined]
    lock.release()  # type: ignore[attr-defined]


def test_a_waiting_standby_can_be_stopped(database_url: str, holder: subprocess.Popen[str]) -> None:
    stop = threading.Event()
    stop.set()
    assert acquire_serve(database_url, wait=True, stop=stop) is None


def test_losing_the_connection_is_told_and_ends_all_writing(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.locks.PING", 600.0)  # seen at once, not by the next ping
    told = threading.Event()
    lock = acquire_serve(postgresql_url, wait=False, on_lost=told.set)
    assert lock is not None
    database = Database.open(postgresql_url)
    database.serve_under(lock)
    database.write(lambda conn: settings.put(conn, "a", "1"))
    end = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = :low"
    other = Database.open(postgresql_url)
    assert other.write(lambda conn: conn.execute(text(end), {"low": SERVE_KEY & 0xFFFFFFFF}).scalar()) is True
    assert told.wait(timeout=60)
    assert not lock.held()
    with pytest.raises(NotServing):
        database.write(lambda conn: settings.put(conn, "a", "2"))
    assert other.read(lambda conn: settings.get(conn, "a")) == "1"
    lock.release()
    database.close()
    other.close()


def test_a_server_that_does_not_answer_is_not_a_busy_one() -> None:
    with pytest.raises(ConnectionError, match="does not answer"):
        acquire_serve("postgresql://localhost:1/pandu?host=/nowhere", wait=False)


def test_two_databases_of_one_server_do_not_meet(postgresql_url: str, server: str) -> None:
    with acquire_serve(postgresql_url, wait=False), acquire_serve(server.format("postgres"), wait=False) as other:  # type: ignore[union-attr]
        assert other is not None


def test_the_gate_may_be_entered_again_by_its_thread(tmp_path: Path) -> None:
    gate, other = FileLock(tmp_path / "gate"), FileLock(tmp_path / "gate")
    entered = threading.Event()

    def enter() -> None:
        with other:
            entered.set()

    with gate:
        with gate:
            pass
        thread = threading.Thread(target=enter)
        thread.start()
        assert not entered.wait(0.05)  # still held by the outer one
    assert entered.wait(5)
    thread.join()
    gate.close()
    other.close()
