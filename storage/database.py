"""The database. A transaction is a function that is given a connection.

SQLite. All writes of a process go through one connection; in the bot, through one thread (`submit`). Every process that
writes takes `flock(<db>.write)` around opening, closing and each write transaction with the checkpoint that may follow
its commit. The reason is a fault in SQLite 3.7.0 to 3.51.2: when one connection writes while another one checkpoints,
committed data can be lost ("WAL reset"). Python is usually linked with such a version, so the fault is prevented from
outside. Readers use a second connection, which never writes and never checkpoints.

PostgreSQL. A small pool; `submit` uses as many threads as there are connections. The isolation level is READ COMMITTED:
each transaction locks itself what must not change meanwhile (`SELECT ... FOR UPDATE`).
"""

from collections.abc import Callable
from typing import Literal, TypeVar

from sqlalchemy import Connection

from storage.audit import chain
from storage.engine.addresses import parse
from storage.engine.engines import POOL, Lines, PostgresqlLines, SqliteLines
from storage.engine.locks import ServeLock
from storage.engine.watch import Watch
from storage.engine.write_queue import WriteQueue

__all__ = ["Connection", "Database", "NotServing"]

T = TypeVar("T")

STUCK_AFTER = 30.0
"""Seconds after which a write counts as stuck. Then the watch ends the process (SQLite), or the server the
statement."""


class NotServing(Exception):
    """This process has lost the serve lock and must not write any more."""


class Database:
    """An open database; several threads may use it. `open` makes it, `close` ends it."""

    dialect: Literal["sqlite", "postgresql"]

    def __init__(self, url: str, stuck_after: float, foreign_keys: bool) -> None:
        address = parse(url)
        self._lines: Lines
        self._watch: Watch | None = None
        if address.get_backend_name() == "sqlite":
            self.dialect, self._lines = "sqlite", SqliteLines(address, foreign_keys)
            self._watch = Watch(stuck_after) if stuck_after else None
        else:
            self.dialect, self._lines = "postgresql", PostgresqlLines(address, stuck_after)
        self._queue = WriteQueue(self._watched, 1 if self.dialect == "sqlite" else POOL)
        self._serve: ServeLock | None = None

    @classmethod
    def open(cls, url: str, *, stuck_after: float = STUCK_AFTER, foreign_keys: bool = True) -> "Database":
        """Opens `sqlite:///path` (relative to the working directory, or absolute with four slashes; its folder is
        made) or `postgresql://...`. Raises ValueError for any other address.

        `stuck_after`: seconds, 0 for no limit. `foreign_keys` is switched off only by what rebuilds tables.
        """
        return cls(url, stuck_after, foreign_keys)

    def serve_under(self, lock: ServeLock) -> None:
        """From now on transactions commit only while `lock` is held."""
        self._serve = lock

    def write(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` in one transaction, in the calling thread. Nothing of it is stored when it raises. Changes of
        rows that the audit log proves are logged before the commit.
        """
        with self._lines.writing() as conn:
            chain.begin(conn)
            done = work(conn)
            chain.settle(conn)
            if self._serve is not None and not self._serve.held():
                raise NotServing
            return done

    def read(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` on one consistent view, in the calling thread. The database refuses writes."""
        with self._lines.reading() as conn:
            return work(conn)

    async def submit(self, work: Callable[[Connection], T], *, first: bool = False, rides: bool = False) -> T:
        """`write` for the event loop: in the one writer thread (SQLite), or in a thread of the pool.

        `first`: before everything that is waiting. For what must be known after a kill, such as that a message was
        sent. `rides` (implied by `first`): on SQLite it may share the transaction of its neighbours in the queue, which
        saves a commit. When a shared transaction fails, each piece of work is run again by itself.
        """
        done: T = await self._queue.submit(work, first, rides)
        return done

    def _watched(self, work: Callable[[Connection], T]) -> T:
        if self._watch is None:
            return self.write(work)
        with self._watch:
            return self.write(work)

    def close(self) -> None:
        """Waits for submitted work, then closes."""
        self._queue.close()
        if self._watch is not None:
            self._watch.close()
        self._lines.close()
