"""Lanes: one person's updates in order, different persons at the same time (docs/architecture.md).

A failed update is tried again after a pause, and its lane waits. After five attempts it is set aside and announced, and
the lane goes on. An update that cannot be read is set aside at once. One that is held (bot/intake/strangers.py) waits
until its time has come, or something newer arrives in its lane.

The next row of a lane is marked as running by the commit that finishes the one before. Where there is no such commit,
it is marked first. So a process that dies while working a row has used up one of its attempts.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.intake.strangers import Strangers
from bot.log import describe, log
from storage.database import Database
from storage.messaging import inbox
from storage.messaging.inbox import Pending

TURN_LIMIT = 60.0
"""Seconds for one turn. The database's own limit is half of it, so this one means that something else hangs."""

SWEEP = 1.0
"""Seconds between two looks at rows that others have put into the inbox."""

_STORAGE_PAUSE = 1.0

Work = Callable[[Pending, int | None], Awaitable[None]]
"""Works one update and marks `following` as running in the same commit. Raises on failure, with nothing stored; raises
inbox.Unreadable where another attempt cannot help."""

OnFailure = Callable[[Pending, str, bool], Awaitable[None]]
"""Called after each failed attempt, which is counted already, with the error in English and whether the update was set
aside."""


class Lanes:
    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        work: Work,
        on_failure: OnFailure,
        strangers: Strangers,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._clock = clock
        self._work = work
        self._on_failure = on_failure
        self._strangers = strangers
        self._wait = wait
        self._lanes: dict[str, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._at_work: set[asyncio.Task[None]] = set()
        self._marked: set[int] = set()
        self._came: dict[str, asyncio.Event] = {}
        self._called = asyncio.Event()
        self._stopping = False
        self.done = self.failed = self.aside = 0

    def busy(self) -> Collection[str]:
        """The lanes with updates to work."""
        return self._lanes.keys()

    @property
    def waiting(self) -> int:
        return sum(map(len, self._lanes.values()))

    async def revive(self) -> None:
        """To be called when this process becomes the active one: takes everything that is open, in order of arrival."""
        now = self._clock()
        self.give(await self._database.submit(lambda conn: inbox.revive(conn, now)), ())

    def give(self, rows: list[Pending], busy: Collection[str]) -> None:
        """Takes over rows that were just stored. `busy` are the lanes that the storing transaction knew as busy; the
        first row of any other lane is marked as running already.
        """
        first = set(busy)
        for row in rows:
            if row.lane not in first and not row.aside:
                first.add(row.lane)
                if row.next_at is None:
                    self._marked.add(row.id)
            queue = self._lanes.get(row.lane)
            if queue is not None:
                queue.append(row)
                if row.lane in self._came:
                    self._came[row.lane].set()
                continue
            self._lanes[row.lane] = deque((row,))
            self._start(row.lane)

    async def sweep(self) -> None:
        """Looks for rows that others have stored, until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(SWEEP):
                    await self._called.wait()
            self._called.clear()
            try:
                await self.look()
            except Exception as error:  # the next look is a second away
                log.warning("the inbox cannot be read", error=describe(error))

    def wake(self) -> None:
        """Looks for such rows now, not only with the next sweep."""
        self._called.set()

    async def look(self) -> None:
        """Takes over what other transactions and processes have put into the inbox."""
        busy = frozenset(self._lanes)
        self.give(await self._database.submit(lambda conn: inbox.queued(conn, 0, busy)), busy)

    async def stop(self, limit: float) -> None:
        """Lets turns under way finish within `limit` seconds. The rest is worked after the next start."""
        self._stopping = True
        if self._at_work:
            await asyncio.wait(set(self._at_work), timeout=limit)
        left = set(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _start(self, lane: str) -> None:
        task = asyncio.create_task(self._drain(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, lane: str) -> None:
        queue = self._lanes[lane]
        while queue and not self._stopping:
            row = queue[0]
            if row.aside:
                await self._set_aside(queue, row, inbox.DIED)
            elif await self._ready(row):
                await self._attempt(queue, row)
        if not queue:
            del self._lanes[lane]

    async def _ready(self, row: Pending) -> bool:
        """Waits for the row's time and marks it as running if it is not. False: try again."""
        pause = (row.next_at - self._clock()).total_seconds() if row.next_at else 0.0
        if pause > 0:
            await (self._wait_for_newer(row.lane, pause) if row.yields else self._wait(pause))
        if row.id not in self._marked:
            try:
                await self._database.submit(lambda conn: inbox.start(conn, (row.id,)))
            except Exception as error:
                log.warning("an update cannot be begun", row=row.id, error=describe(error))
                await self._wait(_STORAGE_PAUSE)
                return False
            self._marked.add(row.id)
        return True

    async def _wait_for_newer(self, lane: str, pause: float) -> None:
        """Waits until something arrives in the lane, and `pause` seconds at most."""
        came = self._came[lane] = asyncio.Event()
        waits = [asyncio.ensure_future(self._wait(pause)), asyncio.ensure_future(came.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._came[lane]
            for wait in waits:
                wait.cancel()

    async def _attempt(self, queue: deque[Pending], row: Pending) -> None:
        following = queue[1].id if len(queue) > 1 and not queue[1].aside and queue[1].next_at is None else None
        task = asyncio.current_task()
        assert task is not None
        self._at_work.add(task)
        try:
            known = len(queue)
            async with self._strangers.turn(row, queue) as marked, asyncio.timeout(TURN_LIMIT):
                if marked.held_until is not None:
                    await self._hold(queue, row, marked.held_until, known)
                    return
                await self._work(marked, following)
        except Exception as error:  # whatever it was, it counts as an attempt
            unreadable = isinstance(error, inbox.Unreadable)
            reason = (str(error) or describe(error.__cause__ or error)) if unreadable else describe(error)
            await self._failed(queue, row, reason, unreadable)
            return
        finally:
            self._at_work.discard(task)
        self.done += 1
        queue.popleft()
        self._marked.discard(row.id)
        if following is not None:
            self._marked.add(following)

    async def _hold(self, queue: deque[Pending], row: Pending, until: datetime, known: int) -> None:
        """Holds the first row, unless the queue is longer than the `known` length by now: then it is looked at anew."""
        await self._database.submit(lambda conn: inbox.hold(conn, row.id, until))
        queue[0] = replace(row, next_at=until if len(queue) == known else None)
        self._marked.discard(row.id)  # marked again when its time has come

    async def _failed(self, queue: deque[Pending], row: Pending, error: str, final: bool) -> None:
        self.failed += 1
        log.error("an update failed", row=row.id, attempt=row.attempts + 1, error=error)
        now = self._clock()
        try:
            next_at = await self._database.submit(lambda conn: inbox.fail(conn, row.id, error, now, final))
        except Exception as failure:  # storage itself: the attempt is not counted, the row stays first
            log.error("a failed update cannot be marked", row=row.id, error=describe(failure))
            await self._wait(_STORAGE_PAUSE)
            return
        row = replace(row, attempts=row.attempts + 1, next_at=next_at)
        if next_at is None:
            await self._set_aside(queue, row, error)
        else:
            queue[0] = row
            self._marked.discard(row.id)  # marked again when its time has come
            await self._tell(row, error, aside=False)

    async def _set_aside(self, queue: deque[Pending], row: Pending, error: str) -> None:
        self.aside += 1
        log.error("an update was set aside", row=row.id, error=error)
        queue.popleft()
        self._marked.discard(row.id)
        await self._tell(row, error, aside=True)

    async def _tell(self, row: Pending, error: str, *, aside: bool) -> None:
        try:
            await self._on_failure(row, error, aside)
        except Exception as failure:  # the alarm is repeated nowhere, but `pandu doctor` shows what is set aside
            log.error("nobody could be told of a failed update", row=row.id, error=describe(failure))
