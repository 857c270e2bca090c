"""Intake: updates are stored in the inbox and committed before Telegram is told that they arrived.

Polling (bot/intake/polling.py) commits a batch with the next offset. The webhook commits together all deliveries that
wait at the same moment; HTTP 200 is the acknowledgement. Only what storing needs is read of an update, so an odd one
stops nothing. Pending updates are never dropped.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from bot.log import describe, log
from core.foreign import number, part, words
from storage.database import Database
from storage.engine.failures import of_the_data
from storage.messaging import inbox
from storage.messaging.inbox import Arrival, Pending
from storage.people import entrance

_CONTENT = frozenset(
    (
        *("text", "animation", "audio", "document", "paid_media", "photo", "sticker", "story", "video", "video_note"),
        *("voice", "checklist", "contact", "dice", "game", "poll", "venue", "location", "invoice", "live_photo"),
        "rich_message",
    )
)
"""What members write in a group. A message without any of it is a service message."""

Give = Callable[[list[Pending], Collection[str]], None]
"""Hands over what was stored, with the lanes that were busy before."""


class Intake:
    """Stores what arrives. Until `activate` it belongs to a standby, and the rows wait for the active process."""

    def __init__(self, database: Database, bot_id: int, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._work: tuple[Give, Callable[[], Collection[str]]] | None = None
        self.stored = 0

    def activate(self, give: Give, busy: Callable[[], Collection[str]]) -> None:
        """From now on rows are given to the lanes; `busy` names the lanes that are at work."""
        self._work = give, busy

    async def store(self, arrivals: list[Arrival], offset: int | None = None) -> int:
        """Commits the batch and returns how many were new. Raises when storage fails; then nothing of it is stored."""
        kept = [arrival for arrival in arrivals if self._kept(arrival)]
        if not kept and offset is None:
            return 0
        try:
            return await self._commit(kept, offset)
        except Exception as error:
            if not of_the_data(error) or not kept:
                raise
        return await self._apart(kept, offset)

    async def _commit(self, kept: list[Arrival], offset: int | None) -> int:
        now, work = self._clock(), self._work
        busy = frozenset(work[1]()) if work else None
        new = await self._database.submit(
            lambda conn: inbox.store(conn, entrance.closed(conn, kept), now, busy, offset), rides=True
        )
        self.stored += len(new)
        if work and busy is not None:
            work[0](new, busy)
        return len(new)

    async def _apart(self, kept: list[Arrival], offset: int | None) -> int:
        """The database refuses something in this batch: stores each update by itself, and one that is refused as plain
        text, for somebody to look at. If even that fails, the database is at fault, and all wait.
        """
        new = 0
        for arrival in kept:
            try:
                new += await self._commit([arrival], None)
            except Exception as error:
                if not of_the_data(error):
                    raise
                log.error("an update cannot be stored as it is", update_id=arrival.update_id, error=describe(error))
                new += await self._commit([inbox.as_words(arrival)], None)
        if offset is not None:
            await self._commit([], offset)
        return new

    def _kept(self, arrival: Arrival) -> bool:
        """Whether it may be stored. What members of a group write to each other may not."""
        return not arrival.lane.startswith("g") or concerns_us(arrival.content, self._bot_id)


def concerns_us(update: Mapping[str, Any], bot_id: int) -> bool:
    """Whether an update of a group is for the bot: commands, replies to the bot, presses, service messages, changes of
    membership.
    """
    if "edited_message" in update:
        return False
    message = part(update, "message")
    if not _CONTENT & message.keys():
        return True
    reply = part(message, "reply_to_message")
    answers = number(reply.get("from"), "id") == bot_id and "forum_topic_created" not in reply
    return words(message, "text").startswith("/") or answers  # what is said in a topic "replies" to its opening


def read(bodies: list[str]) -> list[Arrival]:
    """The updates that can be stored. What is no update at all, or says nothing, is logged and left out."""
    arrivals = []
    for body in bodies:
        try:
            arrival = inbox.read_arrival(body)
        except ValueError as error:
            log.error("what came was no update", error=describe(error))
            continue
        if arrival is None:
            log.warning("an update says nothing")
        else:
            arrivals.append(arrival)
    return arrivals
