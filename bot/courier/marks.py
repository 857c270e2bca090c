"""Marks: how sent calls went, stored as soon as the writer is free, all that are there by then in one transaction.

They overtake turns that wait for the writer, because a kill between Telegram's acceptance and the mark can double a
message. When one mark fails, the others are stored as usual, and its result is stored without its consequences.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.courier import reminding
from bot.log import describe, log
from bot.turn import blocked
from storage.database import Connection, Database
from storage.messaging import inbox, outbox, pictures
from storage.messaging.outbox import Call, Result
from storage.operations import reach

TRIES = 3
_PAUSE = 1.0  # seconds before storage that failed is tried again


@dataclass(frozen=True, slots=True)
class Mark:
    """A result and its consequences: an account that cannot be reached any more, a group's former and new number, calls
    to be made instead, a chat whose records are put off, a picture's digest and file_id, an account whose screen shows
    the progress of this row.
    """

    result: Result
    lost: int | None = None
    moved: tuple[int, int] | None = None
    instead: tuple[Call, ...] = ()
    put_off: int | None = None
    reminder: bool = False
    picture: tuple[str, str] | None = None
    watcher: int | None = None


class Marks:
    """`on_written` is called after each commit. Marks are never given up, because without them calls would be made
    twice.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime], on_written: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._on_written = on_written
        self._waiting: list[Mark] = []
        self._writing: asyncio.Task[None] | None = None
        self._tries: Counter[int] = Counter()

    def add(self, *marks: Mark) -> None:
        self._waiting.extend(marks)
        if self._writing is None and self._waiting:
            self._writing = asyncio.create_task(self._write())

    async def written(self) -> None:
        """Returns when everything added so far is committed."""
        while self._writing is not None:
            await asyncio.shield(self._writing)

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            left = await self._store(batch)
            if len(left) < len(batch):
                self._on_written()
            if left:
                self._waiting[:0] = left
                await asyncio.sleep(_PAUSE)
        self._writing = None

    async def _store(self, batch: list[Mark]) -> list[Mark]:
        """Stores the marks, together if possible, and returns those that failed."""
        if await self._commit(batch):
            return []
        left = [mark for mark in batch if not await self._commit([mark])]
        if len(left) == len(batch) > 1:
            return left  # storage itself
        return [mark for mark in left if not await self._bare(mark)]

    async def _bare(self, mark: Mark) -> bool:
        """Stores only the result of a mark that fails again and again while others do not."""
        row = mark.result.id
        self._tries[row] += 1
        if self._tries[row] < TRIES or not await self._commit([Mark(mark.result)]):
            return False
        del self._tries[row]
        return True

    async def _commit(self, batch: list[Mark]) -> bool:
        now = self._clock()
        try:
            await self._database.submit(lambda conn: _apply(conn, batch, now), first=True)
        except Exception as error:
            rows = [mark.result.id for mark in batch]
            log.error("results of sending cannot be stored", rows=rows, error=describe(error))
            return False
        return True


def _apply(conn: Connection, batch: list[Mark], now: datetime) -> None:
    outbox.mark(conn, [mark.result for mark in batch], now)
    reminders = [mark for mark in batch if mark.reminder]
    if reminders:
        lost = [mark.result.id for mark in reminders if mark.lost is not None]
        reminding.settled(conn, [mark.result for mark in reminders], lost, now)
    for mark in batch:
        if mark.lost is not None:
            blocked.lost(conn, mark.lost, now)
        if mark.moved is not None:
            reach.moved(conn, *mark.moved, now)
        if mark.put_off is not None:
            outbox.put_off(conn, mark.put_off)
        if mark.instead:
            outbox.add(conn, mark.instead, now, sending=False)
        if mark.watcher is not None:
            inbox.put_internal(conn, mark.watcher, "told", str(mark.result.id), now)
        if mark.picture is not None:
            pictures.keep(conn, *mark.picture, now)
