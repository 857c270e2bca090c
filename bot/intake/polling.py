"""Polling: Telegram is asked for updates, batch by batch. The next getUpdates acknowledges what was stored."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from bot.intake.intake import Intake, read
from bot.log import describe, log
from bot.telegram.api import Api
from bot.telegram.batches import following
from bot.telegram.errors import ApiError, RetryAfter, TelegramRefused, Unknown
from storage.messaging.arrivals import KINDS, UNNUMBERED

LONG_POLL = 25  # seconds Telegram waits for an update; at most 50
BATCH = 100
_POLL_LIMIT = LONG_POLL + 10.0
_FIRST, _FIRST_PAUSE = 20.0, 1.0
_PAUSE = 3.0
"""Seconds at most between a failure and the next try; one second during the first twenty, because somebody may be
waiting, and where every second request fails, a dozen in a row sometimes do."""
_LASTING, _LONGEST_PAUSE = 300.0, 30.0
"""Seconds after which an outage counts as lasting, and the longest pause in it."""
_TOO_SOON = 0.3  # seconds: an answer without updates that comes sooner was not waited for
_NOTHING_NEW = 0.6
"""Seconds before the same offset is asked for again. The Bot API server gives a single update to whoever repeats it
sooner."""


class TokenUnknown(Exception):
    """Telegram knows no bot with this token. Only a person can mend that."""


async def clear_webhook(api: Api) -> None:
    """Removes the webhook, so that polling is possible. Pending updates stay. Raises TokenUnknown; other errors are
    logged.
    """
    try:
        await api.call("deleteWebhook", {})
    except ApiError as error:
        if isinstance(error, TelegramRefused) and error.code == 401:
            raise TokenUnknown from None
        log.warning("the webhook could not be cleared", reason=str(error))


class Rival(Protocol):
    """Told when another process takes the updates of this bot (bot/intake/rival.py)."""

    async def seen(self, description: str) -> None: ...

    async def alone(self) -> None: ...


class Polling:
    """Asks Telegram for updates, batch by batch."""

    def __init__(
        self,
        api: Api,
        intake: Intake,
        offset: int | None,
        rival: Rival | None = None,
        refused: Callable[[], None] = lambda: None,
    ) -> None:
        self._api = api
        self._refused = refused
        self._worked = False
        self._intake = intake
        self._offset = offset
        self._rival = rival
        self._pause = 0.0
        self._answered = time.monotonic()

    async def run(self) -> None:
        """Asks until cancelled. Raises TokenUnknown when the token has never worked; all other errors are
        waited for.
        """
        while True:
            try:
                await asyncio.sleep(await self._once())
            except RetryAfter as error:
                await asyncio.sleep(error.seconds)
            except Exception as error:  # the network, a second poller, the database: none may end the intake
                if isinstance(error, Unknown) and not self._worked:
                    raise TokenUnknown from None
                await self._failed(error)

    async def _once(self) -> float:
        """Fetches one batch. Returns how many seconds to wait for the next one."""
        asked = time.monotonic()
        params = {"offset": self._offset, "limit": BATCH, "timeout": LONG_POLL, "allowed_updates": KINDS}
        found = await self._api.updates(params, _POLL_LIMIT)
        self._worked = True
        arrivals = read(found)
        offset = following([one.update_id for one in arrivals if one.update_id != UNNUMBERED], self._offset)
        if offset is None and len(found) == BATCH and self._offset is not None:
            offset = self._offset + BATCH  # nothing but what has no number, and nothing else would come behind it
        new = await self._intake.store(arrivals, offset)
        self._answered = time.monotonic()
        if self._rival is not None:
            await self._rival.alone()
        if offset not in (None, self._offset):
            self._offset, self._pause = offset, 0.0
            return 0.0
        if new or not found:
            self._pause = 0.0
            return _TOO_SOON if not found and self._answered - asked < _TOO_SOON else _NOTHING_NEW if found else 0.0
        self._pause = min(max(2 * self._pause, _NOTHING_NEW), _PAUSE)  # known updates that no offset confirms
        return self._pause

    async def _failed(self, error: Exception) -> None:
        silent = time.monotonic() - self._answered
        most = _FIRST_PAUSE if silent <= _FIRST else _PAUSE if silent <= _LASTING else _LONGEST_PAUSE
        self._pause = min(max(2 * self._pause, 0.5), most)
        reason = str(error) if isinstance(error, ApiError) else describe(error)
        log.warning("updates cannot be fetched", reason=reason, again_in=self._pause)
        if isinstance(error, Unknown):
            self._refused()
        if isinstance(error, TelegramRefused) and error.code == 409:
            if self._rival is not None:
                await self._rival.seen(error.description)
            if "webhook" in error.description.lower():
                await clear_webhook(self._api)
        await asyncio.sleep(self._pause)
