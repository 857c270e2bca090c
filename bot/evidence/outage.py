"""When the evidence store accepts nothing: people are told once, at once, and all files wait until it works again."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.texts.evidence import outage as texts
from core.screen import Notice
from storage.database import Connection, Database
from storage.evidence.store_faults import StoreFault
from storage.operations import reach
from storage.orders.notices import notify
from storage.orders.rights import Actor, scope

PAUSE = timedelta(seconds=10)
"""How long after a failure the store is tried again, with one file."""


class Outage:
    """ADMIN_IDS are told, and the coordinators of each Pemda whose files wait."""

    def __init__(
        self, database: Database, admin_ids: frozenset[int], clock: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        """`wake` has the courier look into the outbox at once."""
        self._database = database
        self._admin_ids = admin_ids
        self._clock = clock
        self._wake = wake
        self._again: datetime | None = None
        self._told: set[int] = set()
        self.pause = PAUSE

    def room(self, most: int, busy: int, now: datetime) -> int:
        """How many files may be begun; while the store fails, from time to time a single one to try it."""
        if self._again is None:
            return most - busy
        return 1 if not busy and now >= self._again else 0

    async def began(self, fault: StoreFault, assessment: int) -> None:
        """The store did not accept a file of this assessment."""
        self._again = self._clock() + PAUSE
        await self._database.submit(lambda conn: self._alarm(conn, fault, assessment))
        self._wake()

    async def over(self) -> None:
        """The store accepted a file."""
        if self._again is None:
            return
        self._again, told = None, sorted(self._told)
        self._told.clear()
        await self._database.submit(lambda conn: self._say(conn, texts.OVER, told))
        self._wake()

    def _alarm(self, conn: Connection, fault: StoreFault, assessment: int) -> None:
        whom = self._admin_ids | reach.coordinators(conn, int(scope(conn, assessment).pemda_id))
        self._say(conn, texts.began(fault), sorted(whom - self._told))
        self._told |= whom

    def _say(self, conn: Connection, text: str, accounts: list[int]) -> None:
        notify(conn, accounts, Notice(text), Actor(None, None, self._clock()))
