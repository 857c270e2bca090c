"""Intake: updates go into the inbox and are committed; only then does Telegram hear that they arrived (DESIGN 4).

Polling commits a batch with the next offset; the next getUpdates is the acknowledgement. The webhook commits together
whatever waits at the same moment; HTTP 200 is the acknowledgement. An update is taken apart no further than storing
needs, so an odd one stops nothing. Pending updates are never dropped.
"""

import asyncio
import json
import time
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from bot.api import Api, ApiError, Refused, RetryAfter
from bot.log import describe, log
from storage import inbox
from storage.database import Database
from storage.inbox import Arrival, Pending

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates asked for; what else arrives is stored, answered and marked as done."""

LONG_POLL = 25  # seconds Telegram waits for an update; at most 50
BATCH = 100
_POLL_LIMIT = LONG_POLL + 10.0
_LONGEST_PAUSE = 30.0
_TOO_SOON = 0.3  # seconds: an answer without updates that comes sooner was not waited for

_CONTENT = frozenset(
    (
        *("text", "animation", "audio", "document", "paid_media", "photo", "sticker", "story", "video", "video_note"),
        *("voice", "checklist", "contact", "dice", "game", "poll", "venue", "location", "invoice", "live_photo"),
        "rich_message",
    )
)
"""What members say in a group. A message that has none of it is a service message."""

Give = Callable[[list[Pending], Collection[str]], None]
"""Hands over what was stored, with the lanes that were busy before."""


class TokenUnknown(Exception):
    """Telegram knows no bot of this token; only a person can mend that."""


class Intake:
    """Stores what arrives. Until `activate` it is a standby's: the rows wait for the active process."""

    def __init__(self, database: Database, bot_id: int, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._bot_id = bot_id
        self._clock = clock
        self._work: tuple[Give, Callable[[], Collection[str]]] | None = None
        self.stored = 0

    def activate(self, give: Give, busy: Callable[[], Collection[str]]) -> None:
        """From now on rows go to the lanes; `busy` names those at work."""
        self._work = give, busy

    async def store(self, arrivals: list[Arrival], offset: int | None = None) -> None:
        """Commits the batch; raises when storage fails, and nothing of it is then stored."""
        kept = [arrival for arrival in arrivals if self._kept(arrival)]
        if not kept and offset is None:
            return
        now, work = self._clock(), self._work
        busy = frozenset(work[1]()) if work else None
        new = await self._database.submit(lambda conn: inbox.store(conn, kept, now, busy, offset), rides=True)
        self.stored += len(new)
        if work and busy is not None:
            work[0](new, busy)

    def _kept(self, arrival: Arrival) -> bool:
        """What members of a group say to each other is not ours to keep."""
        return not arrival.lane.startswith("g") or concerns_us(json.loads(arrival.body), self._bot_id)


def concerns_us(update: dict[str, Any], bot_id: int) -> bool:
    """Of what happens in groups: commands, replies to the bot, presses, service messages, changes of membership."""
    if "edited_message" in update:
        return False
    message = update.get("message")
    if not isinstance(message, dict):
        return True
    if not _CONTENT & message.keys():
        return True
    reply = message.get("reply_to_message") or {}
    answers = (reply.get("from") or {}).get("id") == bot_id and "forum_topic_created" not in reply
    return str(message.get("text", "")).startswith("/") or answers  # what is said in a topic "replies" to its opening


def read(bodies: list[str]) -> list[Arrival]:
    """What can be stored of these; what is no update at all is logged and left out."""
    arrivals = []
    for body in bodies:
        try:
            arrivals.append(inbox.read_arrival(body))
        except ValueError as error:
            log.error("what came was no update", error=describe(error))
    return arrivals


async def clear_webhook(api: Api) -> None:
    """Asks for polling instead of a webhook; pending updates stay. Raises TokenUnknown, any other fault is logged."""
    try:
        await api.call("deleteWebhook", {})
    except ApiError as error:
        if isinstance(error, Refused) and error.code == 401:
            raise TokenUnknown from None
        log.warning("the webhook could not be cleared", reason=str(error))


async def poll(api: Api, intake: Intake, offset: int | None) -> None:
    """Asks Telegram for updates until cancelled. Raises TokenUnknown; everything else is waited out."""
    pause = 0.0
    while True:
        asked = time.monotonic()
        try:
            following = await _poll_once(api, intake, offset)
            pause = 0.0
            if following == offset and time.monotonic() - asked < _TOO_SOON:
                await asyncio.sleep(_TOO_SOON)  # a server that does not hold the request would be asked without end
            offset = following
        except RetryAfter as error:
            await asyncio.sleep(error.seconds)
        except Exception as error:  # the network, a second poller, the database: none may end the intake
            if isinstance(error, Refused) and error.code in (401, 404):
                raise TokenUnknown from None
            pause = min(max(2 * pause, 0.5), _LONGEST_PAUSE)
            reason = str(error) if isinstance(error, ApiError) else describe(error)
            log.warning("updates cannot be fetched", reason=reason, again_in=pause)
            if isinstance(error, Refused) and error.code == 409 and "webhook" in error.description.lower():
                await clear_webhook(api)
            await asyncio.sleep(pause)


async def _poll_once(api: Api, intake: Intake, offset: int | None) -> int | None:
    """One batch; returns the next offset. It may be lower than the last one: Telegram restarts its numbers at times."""
    params = {"offset": offset, "limit": BATCH, "timeout": LONG_POLL, "allowed_updates": KINDS}
    updates = await api.call("getUpdates", params, timeout=_POLL_LIMIT)
    arrivals = read([json.dumps(update) for update in updates])
    if not arrivals:
        return offset
    following = 1 + max(arrival.update_id for arrival in arrivals)
    await intake.store(arrivals, following)
    return following


class Together:
    """Group commit: deliveries that wait while one transaction runs share the next one."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._waiting: list[tuple[Arrival, asyncio.Future[None]]] = []
        self._committing: asyncio.Task[None] | None = None

    async def store(self, arrival: Arrival) -> None:
        """Returns when the update is committed; raises what storage raised."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, stored))
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit())
        await stored

    async def _commit(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                await self._intake.store([arrival for arrival, _ in batch])
                error = None
            except Exception as failure:  # each of them answers 503, and Telegram delivers again
                error = failure
            for _, stored in batch:
                if stored.done():
                    continue
                if error is None:
                    stored.set_result(None)
                else:
                    stored.set_exception(error)
        self._committing = None
