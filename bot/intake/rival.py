"""Another process with the same token: it takes updates away, and our people get its answers.

Telegram reports it by 409 to a process that polls, and by a foreign address to one with a webhook. Sending still works,
so ADMIN_IDS are told, at most once an hour, and once more when it is over. `pandu doctor` reads it from the table
(storage/operations/conditions.py).
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.log import log
from bot.texts.operations import alarms as texts
from core.screen import Notice
from storage.database import Connection, Database
from storage.effects import Actor
from storage.operations import conditions
from storage.operations.conditions import Condition, Matter
from storage.orders.notices import notify

SURE = 2
"""Conflicts in a row that prove it. A single one is the end of a poll begun by a former process."""
QUIET = timedelta(minutes=5)
"""Without a conflict for so long it is over. Two processes that poll meet every few seconds."""
NOTED = timedelta(minutes=1)
"""Between two notes that it still lasts."""
TOLD = timedelta(hours=1)


class Rivals:
    """What is known about other processes with our token. `wake` is called when rows wait in the outbox."""

    def __init__(
        self, database: Database, admin_ids: frozenset[int], clock: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._admin_ids = admin_ids
        self._clock = clock
        self._wake = wake
        self._count = 0
        self._polled = False  # once it was so, a webhook in the way is no remainder of former settings
        self._last: datetime | None = None
        self._known: dict[Matter, Condition] | None = None

    @property
    def present(self) -> bool:
        return bool(self._known)

    async def seen(self, description: str) -> None:
        """Telegram answered 409, with this description."""
        now = self._clock()
        if self._last is None or now - self._last > QUIET:
            self._count = 0
        self._count, self._last = self._count + 1, now
        webhook = "webhook" in description.lower()
        if self._count >= SURE or (webhook and self._polled):
            await self.found(Matter.WEBHOOK if webhook else Matter.RIVAL)

    async def found(self, matter: Matter) -> None:
        """There certainly is a rival."""
        now, known = self._clock(), await self._load()
        self._last = now
        if matter in known and now - known[matter].seen < NOTED:
            return
        log.error("another process has this bot's token", matter=matter)

        def work(conn: Connection) -> Condition:
            before = conditions.find(conn, matter)
            tell = before is None or before.told is None or now - before.told >= TOLD
            if tell:
                self._tell(conn, texts.RIVALS[matter], now)
            return conditions.note(conn, matter, now, now if tell else None)

        known[matter] = await self._database.submit(work)
        self._wake()

    async def alone(self) -> None:
        """A poll went well: no rival was there."""
        self._polled = True
        known = await self._load()
        if not known:
            return
        now = self._clock()
        last = max([one.seen for one in known.values()] + ([self._last] if self._last else []))
        if now - last < QUIET:
            return

        def work(conn: Connection) -> None:
            for matter in known:
                conditions.over(conn, matter)
            self._tell(conn, texts.ALONE_AGAIN, now)

        await self._database.submit(work)
        known.clear()
        self._wake()

    async def _load(self) -> dict[Matter, Condition]:
        """What the former process noted still holds until it is seen to be over."""
        if self._known is None:
            found = await self._database.submit(conditions.present)
            self._known = {one.matter: one for one in found if one.matter in texts.RIVALS}
        return self._known

    def _tell(self, conn: Connection, words: str, now: datetime) -> None:
        notify(conn, sorted(self._admin_ids), Notice(words), Actor(None, None, now, self._admin_ids))
