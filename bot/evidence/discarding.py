"""Removes bytes that nobody needs any more from the evidence store, a few at a time."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.log import describe, log
from storage.database import Database
from storage.evidence import discarded
from storage.evidence.store import EvidenceStore

EVERY = 600.0
"""Seconds between two looks."""


class Discarding:
    def __init__(self, database: Database, store: EvidenceStore, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._store = store
        self._clock = clock

    async def sweep(self) -> None:
        """Removes what is due, until cancelled."""
        while True:
            try:
                while await self.look():
                    pass
            except Exception as error:  # the store or the database: they are still due with the next look
                log.warning("bytes that nobody needs cannot be removed yet", error=describe(error))
            await asyncio.sleep(EVERY)

    async def look(self) -> int:
        """Removes some and returns how many. Raises OSError where the store does not work."""
        now = self._clock()
        keys = await self._database.submit(lambda conn: discarded.due(conn, now))
        for key in keys:
            await asyncio.to_thread(self._store.remove, key)
        if keys:
            await self._database.submit(lambda conn: discarded.gone(conn, keys, now))
        return len(keys)
