"""The clock: APScheduler says when a tick runs, the tables say what it does.

Nothing is remembered here. A tick that was missed is not repeated: the next one looks at the tables and finds what is
due. So no grace time can be wrong, many missed runs are one run, and no run overtakes itself.

Each piece that a tick finds is worked in a transaction of its own. A piece that fails is tried again after growing
pauses and set aside after five attempts (storage/messaging/work_items.py); the others of the tick go on.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scheduler.alarms import set_aside
from scheduler.env import Piece, Tick, TickEnv
from scheduler.ticks import TICKS, Ticks
from storage.database import Connection, Database, NotServing
from storage.messaging import work_items

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

FIRST = timedelta(seconds=1)
"""Until the first ticks, which find what became due while no process was active."""
APART = timedelta(seconds=0.2)
AT_MOST = 1000
"""Looks of one tick in a row; what is left waits for its next time."""
BREATH = 0.02
"""Seconds between two transactions in a row, in which turns can write."""
LOOKING = ""
"""The key for counting that a tick cannot even find what is due."""


class Ticker:
    """Runs the ticks in the active process. `wake` is called when rows wait in the outbox. `failed` is given the name
    of a tick and an error of it or of one of its pieces, and returns how the error is to be stored.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        env: TickEnv,
        wake: Callable[[], None],
        failed: Callable[[str, Exception], str],
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
        """Runs every tick at its interval from now on, for the first time in a moment."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # 20 ms that no first answer need wait for
        from apscheduler.triggers.interval import IntervalTrigger

        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        at = datetime.now(UTC) + first
        for number, (name, every, tick) in enumerate(self._ticks):
            trigger = IntervalTrigger(seconds=int(every.total_seconds()))
            self._scheduler.add_job(self._tick, trigger, (name, tick), id=name, next_run_time=at + number * APART)
        self._scheduler.start()

    async def revive(self) -> None:
        """To be called when this process becomes the active one. The piece in which the former process died has used up
        an attempt.
        """
        now = self._clock()

        def work(conn: Connection) -> None:
            for kind, pemda in work_items.revive(conn, now):
                set_aside(conn, kind, pemda, now, self._env)

        await self._database.submit(work)

    async def stop(self, limit: float) -> None:
        """Ends. A piece under way may finish within `limit` seconds."""
        self._ended = True
        if self._running:
            await asyncio.wait(set(self._running), timeout=limit)
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            await asyncio.sleep(0)  # it ends with the loop's next round

    async def once(self) -> None:
        """Runs every tick once, now, one after another."""
        for name, _, tick in self._ticks:
            await self._tick(name, tick)

    async def _tick(self, name: str, tick: Tick) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await self._until_done(name, tick)
        except Exception as error:  # the database itself; the next time comes
            self._failed(name, error)
        finally:
            self._running.discard(task)

    async def _until_done(self, name: str, tick: Tick) -> None:
        for _ in range(AT_MOST):
            pieces, more = await self._found(name, tick), False
            for piece in pieces:
                if self._ended:
                    return await self._database.submit(lambda conn: work_items.release(conn, name))
                more |= await self._worked(name, piece)
                await asyncio.sleep(BREATH)
            if not more or self._ended:
                return None
        return None

    async def _found(self, name: str, tick: Tick) -> list[Piece]:
        """The pieces that are due and may be worked now, stored as planned."""
        now = self._clock()

        def work(conn: Connection) -> list[Piece]:
            due = list(tick(conn, now, self._env))
            ready = work_items.plan(conn, name, [(piece.key, piece.pemda) for piece in due], now)
            return [piece for piece in due if piece.key in ready]

        try:
            return await self._database.submit(work)
        except NotServing:
            raise
        except Exception as error:
            await self._count(name, Piece(LOOKING, None, lambda conn: False), error)
            return []

    async def _worked(self, name: str, piece: Piece) -> bool:
        """Works one piece. Returns False also when it failed, which is then counted."""

        def work(conn: Connection) -> bool:
            done = piece.work(conn)
            work_items.done(conn, name, piece.key)
            return done

        try:
            done = await self._database.submit(work)
        except NotServing:
            raise
        except Exception as error:  # whatever it was, it is this piece's
            await self._count(name, piece, error)
            return False
        if done:
            self._wake()
        return done

    async def _count(self, name: str, piece: Piece, error: Exception) -> None:
        now, reason = self._clock(), self._failed(name, error)

        def work(conn: Connection) -> bool:
            aside = work_items.failed(conn, name, piece.key, piece.pemda, reason, now)
            return aside and set_aside(conn, name, piece.pemda, now, self._env)

        if await self._database.submit(work):
            self._wake()
