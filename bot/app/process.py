"""`pandu run`: the only place where the parts are joined, started in order, and stopped in order.

With a webhook the port opens first, so that a standby stores and acknowledges updates; the process with the serve lock
works them. When the lock is lost the process ends at once, because another one may have taken over.
"""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.app.checks import evidence_store, try_store
from bot.app.health import Health, Role
from bot.app.introduction import Introduction
from bot.app.lock import acquire
from bot.app.parts import Clock, Parts, build, clock
from bot.app.presence import Presence
from bot.holidays.days import days_off, warm
from bot.intake.intake import Intake
from bot.intake.rival import Rivals
from bot.lean import settle
from bot.log import describe, log
from bot.settings import Settings, SettingsError
from bot.telegram.api import Api
from bot.telegram.door import Door
from bot.telegram.pace import PACING, Pacing
from bot.texts.operations import settings as texts
from scheduler.clock import Ticker
from scheduler.ticks import TickEnv
from storage.database import Database
from storage.engine.failures import Unusable, fault_of
from storage.engine.locks import ServeLock
from storage.migrations.upgrade import Newer, migrate, needs_migration

FORGET = 3600.0
WIND_AFTER = 1.0


class House:
    """One process of the bot, from start to end."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock = clock,
        *,
        ticking: bool = True,
        pacing: Pacing = PACING,
    ) -> None:
        """`ticking`: ticks run by themselves; otherwise only when `tick` is called."""
        self._settings = settings
        self._pacing = pacing
        self._clock = clock
        self._ticking = ticking
        self._token = settings.token
        account = self._token.partition(":")[0]
        self._bot_id = int(account) if account.isdigit() else 0  # a server of one's own may give other tokens
        self._store = evidence_store(settings.evidence_url)
        self._ending = asyncio.Event()
        self._ended = threading.Event()
        self._lock: ServeLock | None = None
        self._closers: list[Callable[[], Awaitable[object]]] = []
        self._figures: Callable[[], dict[str, float]] = lambda: {"active": 0}

    def end(self) -> None:
        """Asks for a clean stop."""
        self._ending.set()
        self._ended.set()

    async def open(self) -> None:
        """Opens the database, the connection to Telegram, and the port where one is wanted."""
        await self._migrate()
        self._database = Database.open(self._settings.database_url)
        self._closers.append(lambda: asyncio.to_thread(self._database.close))
        self._api = Api(self._settings.telegram_api_url, self._token)
        self._closers.append(self._api.close)
        self._intake = Intake(self._database, self._bot_id, self._clock)
        self._health = Health(self._settings, self._database, self._store, self._api, self._clock)
        await try_store(self._health)
        self._door = Door(self._api, self._database, self._clock)
        self._presence = Presence(self._settings, self._bot_id, self._api, self._database, self._intake, self._door)
        self._introduction = Introduction(
            self._api, self._database, self._presence.remember, self._settings.admin_ids, self._bot_id
        )
        if self._settings.address:
            from bot.app.port import opened  # a web server is a megabyte and 80 ms that polling does without
            from bot.survey.page import Pages

            pages = Pages(self._database, self._clock, self._token)
            host, number = self._settings.address
            port = opened(self._settings, host, number, self._intake, self._health, lambda: self._figures(), pages)
            self._closers.append(port.close)

    async def serve(self, ready: asyncio.Event | None) -> None:
        """Waits until this process is the active one, then works until the end."""
        if self._lock is None:
            self._health.role = Role.STANDBY
            self._lock = await acquire(self._settings.database_url, self._ended)
        if self._lock is None:
            return
        self._database.serve_under(self._lock)
        await asyncio.to_thread(self._store.clean)
        name, offset = await self._presence.remembered()
        if not name:
            name = await self._unless_ended(self._presence.ask_name()) or ""
        if self._ending.is_set():
            return
        parts = build(
            self._settings, self._database, self._api, self._door, self._store, name, self._clock, self._pacing
        )
        self._figures = lambda: {
            "active": 1,
            "rivals": self._rivals.present,
            "updates_stored_total": self._intake.stored,
            **parts.figures(),
        }
        await parts.courier.revive()
        await parts.lanes.revive()
        self._intake.activate(parts.lanes.give, parts.lanes.busy)
        self._rivals = Rivals(self._database, self._settings.admin_ids, self._clock, parts.courier.wake)
        self._health.conflict = lambda: self._rivals.present
        self._ticker = self._wind_up(parts, name)
        await self._ticker.revive()
        settle()
        self._health.role = Role.ACTIVE
        log.info("serving", bot=name, by="webhook" if self._settings.webhook_url else "polling")
        if ready is not None:
            ready.set()
        await self._work(parts, offset)

    async def tick(self) -> None:
        """Runs every tick once, now."""
        await self._ticker.once()

    async def close(self) -> None:
        """Closes what was opened, the newest first."""
        self.end()
        for closer in reversed(self._closers):
            try:
                await closer()
            except Exception as error:  # the others still have to be closed
                log.error("could not be closed cleanly", error=describe(error))
        if self._lock is not None:
            self._lock.release()

    async def _work(self, parts: Parts, offset: int | None) -> None:
        """Runs everything until the end is asked for. A part that fails ends the process."""
        jobs = [
            self._presence.listen(offset, self._rivals),
            parts.lanes.sweep(),
            parts.courier.sweep(),
            parts.fetcher.sweep(),
            parts.discarding.sweep(),
            _forget(parts),
            self._ending.wait(),
        ]
        tasks: list[asyncio.Task[Any]] = [asyncio.create_task(job) for job in jobs]
        introducing, winding = asyncio.create_task(self._introduction.run()), asyncio.create_task(self._wind())
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await _cancel(winding)
            await self._ticker.stop(2.0)
            await _cancel(introducing, *tasks)
            await _stop(parts)

    async def _wind(self) -> None:
        """Starts the clock after the first answers were sent and the days off are known, which both take a moment."""
        if self._ticking:
            await asyncio.sleep(WIND_AFTER)
            await asyncio.to_thread(warm, self._clock().year)
            self._ticker.start()

    async def _unless_ended(self, work: Coroutine[Any, Any, str]) -> str | None:
        """The result of the work; None when the end is asked for first."""
        task, ended = asyncio.create_task(work), asyncio.create_task(self._ending.wait())
        await asyncio.wait([task, ended], return_when=asyncio.FIRST_COMPLETED)
        result = task.result() if task.done() else None
        await _cancel(task, ended)
        return result

    def _wind_up(self, parts: Parts, name: str) -> Ticker:
        env = TickEnv(self._settings.admin_ids, days_off, name)
        return Ticker(self._database, self._clock, env, parts.courier.wake, _tick_failed)

    async def _migrate(self) -> None:
        """Upgrades an SQLite file to this version, with the serve lock. A server's database is upgraded by `pandu
        migrate`.
        """
        url = self._settings.database_url
        try:
            if not await asyncio.to_thread(needs_migration, url):
                return
            if not url.startswith("sqlite"):
                raise SettingsError(texts.NEEDS_MIGRATION)
            self._lock = await acquire(url, self._ended)
            if self._lock is not None:
                await asyncio.to_thread(migrate, url, self._lock)
        except Newer:
            raise SettingsError(texts.NEWER_DATA) from None
        except (Unusable, OSError) as error:
            raise SettingsError(texts.database(fault_of(error))) from None


async def _stop(parts: Parts) -> None:
    """Lets work under way finish. The rest waits for the next start."""
    await parts.lanes.stop(2.0)
    await parts.fetcher.stop()
    await parts.courier.stop(2.0)
    await parts.door.close()
    await parts.drawer.close()
    await parts.examiner.close()


async def _cancel(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _forget(parts: Parts) -> None:
    """Forgets, once an hour, the pace of chats in which nobody writes any more."""
    while True:
        await asyncio.sleep(FORGET)
        parts.pace.forget(time.monotonic())


def _tick_failed(name: str, error: Exception) -> str:
    reason = describe(error)
    log.error("a tick failed", tick=name, error=reason)
    return reason
