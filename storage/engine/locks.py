"""Locks between processes: the gate before every SQLite write, and the serve lock that the one active bot holds.

The system frees both when their holder dies in any way. No lock expires by time, and no process number is trusted.
"""

import fcntl
import os
import select
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import URL

from storage.engine import private
from storage.engine.addresses import database_file, parse

if TYPE_CHECKING:
    import psycopg

SERVE_KEY = 0x50616E6475
"""The advisory lock of the active process ("Pandu"). PostgreSQL keeps such numbers for each database."""

_RETRY = 0.25  # seconds between two tries of a waiting standby
LATE = 10.0  # seconds that whoever takes over waits for commits still on their way
PING = 2.0  # seconds between two looks at the lock's own connection

_KEEPALIVE: dict[str, Any] = {
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,  # ours, in ms: we notice a dead line after 5 s; the server frees the lock after 11 s
    "options": "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3",
}


class FileLock:
    """An exclusive `flock` on a file, combined with a lock between the threads of this process. May be nested."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, private.FILE)
        private.close(path)
        self._threads = threading.RLock()
        self._depth = 0

    def __enter__(self) -> Self:
        self._threads.acquire()
        if self._depth == 0:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX)
            except BaseException:
                self._threads.release()
                raise
        self._depth += 1
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._depth -= 1
        if self._depth == 0:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        os.close(self._file)


class ServeLock:
    """The right to be the one active process on a database. It is lost only when its connection dies (PostgreSQL)."""

    def held(self) -> bool:
        """True while no other process can be active. Cheap, because it is asked before every commit."""
        raise NotImplementedError

    def release(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


class _FileServeLock(ServeLock):
    def __init__(self, file: int) -> None:
        self._file: int | None = file

    def held(self) -> bool:
        return self._file is not None

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


class _SessionServeLock(ServeLock):
    """A session-level advisory lock. A thread watches the connection: it notices at once when the server closes it, and
    with the next ping when the line died silently.
    """

    def __init__(self, connection: "psycopg.Connection[Any]", on_lost: Callable[[], None] | None) -> None:
        self._connection = connection
        self._on_lost = on_lost
        self._held = True
        self._released = threading.Event()
        self._wake, self._bell = os.pipe()
        self._watcher = threading.Thread(target=self._watch, name="serve-lock", daemon=True)
        self._watcher.start()

    def held(self) -> bool:
        return self._held

    def release(self) -> None:
        if self._released.is_set():
            return
        self._released.set()
        os.write(self._bell, b".")
        self._watcher.join()
        self._held = False
        with suppress(Exception):  # a dead connection has given the lock back already
            self._connection.execute("SELECT pg_advisory_unlock(%s)", (SERVE_KEY,))  # now, not when the server notices
        self._connection.close()
        os.close(self._wake)
        os.close(self._bell)

    def _watch(self) -> None:
        while not self._released.is_set():
            try:
                select.select([self._connection.fileno(), self._wake], [], [], PING)
                if self._released.is_set():
                    return
                self._connection.execute("SELECT 1")
            except Exception:  # whatever it was: without this connection the lock is gone
                self._held = False
                if self._on_lost is not None:
                    self._on_lost()
                return


def acquire_serve(
    url: str,
    wait: bool,
    *,
    on_lost: Callable[[], None] | None = None,
    stop: threading.Event | None = None,
) -> ServeLock | None:
    """Takes the serve lock. Returns None when another process holds it and `wait` is False, or when `stop` was set.

    `on_lost` is called from a thread of its own as soon as the lock is known to be lost. The process must then stop at
    once, because a standby may have taken over. A waiting caller blocks; the bot calls this in a thread. Raises
    ConnectionError when the server does not answer.
    """
    stop = stop or threading.Event()
    address = parse(url)
    on_server = address.get_backend_name() == "postgresql"
    attempt = _session_attempt(address, on_lost) if on_server else _file_attempt(address)
    lock = attempt()
    while lock is None and wait and not stop.wait(_RETRY):
        with suppress(ConnectionError):  # a standby outlives a restart of the server
            lock = attempt()
    return lock


def beside(file: Path, ending: str) -> Path:
    """The files <db>.write and <db>.serve. We never open SQLite's own file: closing it would release SQLite's locks."""
    return file.with_name(f"{file.name}.{ending}")


def _file_attempt(address: URL) -> Callable[[], ServeLock | None]:
    path = beside(database_file(address), "serve")
    private.make_folder(path.parent)

    def attempt() -> ServeLock | None:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, private.FILE)
        private.close(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return None
        return _FileServeLock(file)

    return attempt


_BEGUN_BEFORE = """
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user
    AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL AND xact_start < %s LIMIT 1"""


def _let_others_finish(connection: "psycopg.Connection[Any]") -> None:
    """Waits until transactions of a killed process have ended, `LATE` seconds at most. The server frees its lock when
    the lock's connection dies, but work sent on another connection may still be committed after that.
    """
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    deadline = time.monotonic() + LATE
    while connection.execute(_BEGUN_BEFORE, row).fetchone() and time.monotonic() < deadline:
        time.sleep(_RETRY / 10)


def _session_attempt(address: URL, on_lost: Callable[[], None] | None) -> Callable[[], ServeLock | None]:
    import psycopg

    server = address.set(drivername="postgresql").render_as_string(hide_password=False)

    def attempt() -> ServeLock | None:
        try:
            connection = psycopg.connect(server, autocommit=True, **_KEEPALIVE)
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", (SERVE_KEY,)).fetchone()
        except psycopg.OperationalError as error:
            raise ConnectionError("the database server does not answer") from error
        if row is not None and row[0]:
            _let_others_finish(connection)
            return _SessionServeLock(connection, on_lost)
        connection.close()
        return None

    return attempt
