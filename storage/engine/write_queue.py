"""The queue before the writer: runs work of the event loop in threads of its own, each piece whole or not at all.

Work that is `first` overtakes all that waits. Work that `rides` may share a transaction with its neighbours in the
queue, which saves commits; two pieces that do not ride, the turns, never share one. When anything in a shared
transaction fails, all of it is undone and each piece is run again by itself, so that none fails because of another.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection

Work = Callable[[Connection], Any]


@dataclass(frozen=True, slots=True)
class _Job:
    """`done` belongs to `loop` and is only touched there."""

    work: Work
    rides: bool
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[Any]


class _Signal(Enum):
    LOOK = "look"  # something that is first may wait
    END = "end"


class WriteQueue:
    """Runs work in transactions with `write`. With several `threads` no transaction is shared: marks would then wait
    for locks held by a turn, and a turn for locks held by marks.
    """

    def __init__(self, write: Callable[[Work], Any], threads: int) -> None:
        self._write = write
        self._number = threads
        self._threads: list[threading.Thread] = []
        self._waiting: SimpleQueue[_Job | _Signal] = SimpleQueue()
        self._first: deque[_Job] = deque()
        self._held: _Job | _Signal | None = None
        self._closing = False

    async def submit(self, work: Work, first: bool, rides: bool) -> Any:
        if self._closing:
            raise RuntimeError("the database is closed")
        if len(self._threads) < self._number:  # commands never submit, and need no thread
            thread = threading.Thread(target=self._serve, name="database", daemon=True)
            self._threads.append(thread)
            thread.start()
        loop = asyncio.get_running_loop()
        job = _Job(work, first or rides, loop, loop.create_future())
        if first:
            self._first.append(job)
            self._waiting.put(_Signal.LOOK)
        else:
            self._waiting.put(job)
        return await job.done

    def close(self) -> None:
        """Waits for submitted work."""
        self._closing = True
        for _ in self._threads:
            self._waiting.put(_Signal.END)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while True:
            next_one, self._held = self._held or self._waiting.get(), None
            jobs = self._next_first()
            if isinstance(next_one, _Job):
                jobs.append(next_one)
            if self._number == 1 and next_one is not _Signal.END:
                jobs += self._neighbours(all(job.rides for job in jobs))
            if jobs:
                self._do(jobs)
            if next_one is _Signal.END:
                return

    def _neighbours(self, room: bool) -> list[_Job]:
        """The waiting work that may share a transaction: everything that rides and, with `room`, one piece that does
        not. The next such piece is held back.
        """
        jobs: list[_Job] = []
        with suppress(Empty):
            while self._held is None:
                next_one = self._waiting.get_nowait()
                if next_one is _Signal.END or (isinstance(next_one, _Job) and not next_one.rides and not room):
                    self._held = next_one
                elif isinstance(next_one, _Job):
                    room = room and next_one.rides
                    jobs.append(next_one)
        return jobs

    def _next_first(self) -> list[_Job]:
        jobs: list[_Job] = []
        with suppress(IndexError):  # none is left, perhaps because another thread took it
            while True:
                jobs.append(self._first.popleft())
        return jobs

    def _do(self, jobs: list[_Job]) -> None:
        wanted = [job for job in jobs if not job.done.cancelled()]
        if len(wanted) > 1 and self._number == 1:
            try:
                results = self._write(lambda conn: [job.work(conn) for job in wanted])
            except BaseException:  # whose fault it is shows when each is alone
                pass
            else:
                return _tell(wanted, results, None)
        for job in wanted:
            try:
                result, error = self._write(job.work), None
            except BaseException as failure:  # it belongs to whoever waits for it
                result, error = None, failure
            _tell([job], [result], error)
        return None


def _tell(jobs: list[_Job], results: list[Any], error: BaseException | None) -> None:
    with suppress(RuntimeError):  # the loop has ended; nobody waits any more
        jobs[0].loop.call_soon_threadsafe(_settle, jobs, results, error)


def _settle(jobs: list[_Job], results: list[Any], error: BaseException | None) -> None:
    for job, result in zip(jobs, results, strict=True):
        if job.done.cancelled():
            continue
        if error is None:
            job.done.set_result(result)
        else:
            job.done.set_exception(error)
