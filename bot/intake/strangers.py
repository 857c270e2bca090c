"""Strangers: people without an invitation, and groups that show no board. However many write, nobody else waits for
them: their updates are worked one at a time and only while no other is at work. Each reads a few replies at once, then
one a minute; the newest of what came meanwhile is held until that minute is over.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from bot.log import describe, log
from core.foreign import read_json
from core.people.invitation import KEY as INVITED
from storage.database import Connection, Database
from storage.messaging.inbox import Pending
from storage.people import door

PAUSE = timedelta(minutes=1)
"""In which one more reply to a stranger becomes free."""
AT_ONCE = 5
"""Replies that one stranger may have at once: enough for somebody who looks for the way in."""
PATIENCE = 1.0
"""Seconds that one stranger waits at most until nobody else is at work, so that they are served on the busiest day."""
REMEMBERED = 1000
"""Strangers whose replies are counted before those who have all of them free again are forgotten."""
REPLIED_TO = ("message", "edited_message", "callback_query")
"""Kinds of updates that are replied to. Others, as when a person blocks the bot, are always worked."""


class Strangers:
    """Tells strangers from others, and lets each update be worked when it is its turn."""

    def __init__(self, database: Database, clock: Callable[[], datetime], admin_ids: Collection[int] = ()) -> None:
        self._database = database
        self._clock = clock
        self._known = {f"p{number}" for number in admin_ids}
        self._full_at: dict[str, datetime] = {}  # when all replies of a lane are free again
        self._one = asyncio.Lock()
        self._others = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @asynccontextmanager
    async def turn(self, row: Pending, lane: Collection[Pending] = ()) -> AsyncIterator[Pending]:
        """Waits for the row's turn. Gives the row, marked where it comes from a stranger; `lane` are all rows that its
        lane has by then, this one first. Where the work raises, no reply is counted.
        """
        content = None if row.lane in self._known else _content(row)
        if content is None or not await self._is_strange(row, content.get(INVITED)):
            self._others += 1
            self._quiet.clear()
            try:
                yield row
            finally:
                self._others -= 1
                if not self._others:
                    self._quiet.set()
            return
        async with self._one:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._quiet.wait()
            replies = row.lane.startswith("p") and _replied_to(content)
            free_at = self._free_at(row.lane) if replies else None
            if free_at is not None:
                newer = any(_replied_to(_content(later)) for later in islice(lane, 1, None))
                yield replace(row, stranger=True, unanswered=newer, held_until=None if newer else free_at)
                return
            yield replace(row, stranger=True)
            if replies:
                now = self._clock()
                self._full_at[row.lane] = max(self._full_at.get(row.lane, now), now) + PAUSE

    async def _is_strange(self, row: Pending, invited: object) -> bool:
        """Asks the database. `invited`: the hash of an invitation that the update brings. Who is known once is known as
        long as the process lives.
        """
        number = int(row.lane[1:])

        def look(conn: Connection) -> tuple[bool, bool]:
            known = door.is_person(conn, number) if row.lane.startswith("p") else door.is_team(conn, number)
            return known, known or (isinstance(invited, str) and door.is_invitation(conn, invited))

        try:
            known, admitted = await self._database.submit(look, rides=True)
        except Exception as error:  # then the turn fails too, and is counted there
            log.warning("nobody can say whether this is a stranger", row=row.id, error=describe(error))
            return False
        if known:
            self._known.add(row.lane)
        return not admitted

    def _free_at(self, lane: str) -> datetime | None:
        """When the next reply to this stranger is free; None: now."""
        now = self._clock()
        if len(self._full_at) > REMEMBERED:
            self._full_at = {other: at for other, at in self._full_at.items() if at > now}
        full_at = self._full_at.get(lane, now)
        if full_at - now > AT_ONCE * PAUSE:  # the clock was set back
            del self._full_at[lane]
            return None
        free_at = full_at - (AT_ONCE - 1) * PAUSE
        return free_at if free_at > now else None


def _replied_to(content: Mapping[str, object]) -> bool:
    return not content.keys().isdisjoint(REPLIED_TO)


def _content(row: Pending) -> Mapping[str, object]:
    """The update; {} where it cannot be read, which its turn finds out."""
    if row.content:
        return row.content
    try:
        content = read_json(row.body)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
