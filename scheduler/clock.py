"""The clock: APScheduler says when, the tables say what.

Nothing is remembered here. A tick that was missed is not made up for: the next one looks at the tables and finds what
is due. So there is no grace time to get wrong, a pile of missed runs is one run, and no run overtakes itself.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scheduler.env import Tick, TickEnv
from scheduler.ticks import TICKS, Ticks
from storage.database import Database

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

FIRST = timedelta(seconds=1)
"""Then each tick looks at what came due while nobody did."""
APART = timedelta(seconds=0.2)
AT_MOST = 5000
"""Calls of one tick in a row; what is left then waits for the next time."""
BREATH = 0.02
"""Seconds between two calls in a row, in which turns have the writer to themselves."""


class Ticker:
    """Calls the ticks in the active process. `wake`: rows wait in the outbox; `failed`: a tick's name and fault."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        env: TickEnv,
        wake: Callable[[], None],
        failed: Callable[[str, Exception], None],
        ticks: Ticks = TICKS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._env = env
        self._wake = wake
        self._failed = failed
        self._ticks = ticks
        self._ended = False
        self._running: set[asyncio.Task[None]] = set()
        self._scheduler: AsyncIOScheduler | None = None

    def start(self, first: timedelta = FIRST) -> None:
        """From now on every tick comes at its interval, for the first time in a moment."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # 20 ms that no first answer need wait for
        from apscheduler.triggers.interval import IntervalTrigger

        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        at = datetime.now(UTC) + first
        for number, (name, every, tick) in enumerate(self._ticks):
            trigger = IntervalTrigger(seconds=int(every.total_seconds()))
            self._scheduler.add_job(self._tick, trigger, (name, tick), id=name, next_run_time=at + number * APART)
        self._scheduler.start()

    async def stop(self, limit: float) -> None:
        """Ends; a call under way finishes, at most `limit` seconds are given to it."""
        self._ended = True
        if self._running:
            await asyncio.wait(set(self._running), timeout=limit)
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            await asyncio.sleep(0)  # it ends with the loop's next round

    async def once(self) -> None:
        """Every tick now, one after the other."""
        for name, _, tick in self._ticks:
            await self._tick(name, tick)

    async def _tick(self, name: str, tick: Tick) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await self._until_done(tick)
        except Exception as error:  # the next time comes
            self._failed(name, error)
        finally:
            self._running.discard(task)

    async def _until_done(self, tick: Tick) -> None:
        for _ in range(AT_MOST):
            now = self._clock()
            if self._ended or not await self._database.submit(lambda conn, now=now: tick(conn, now, self._env)):  # type: ignore[misc]
                return
            self._wake()
            await asyncio.sleep(BREATH)
