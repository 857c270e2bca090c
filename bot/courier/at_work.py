"""Shows in a chat that the bot is at work on a picture or a paper: Telegram's own sign ("mengirim foto").

Telegram takes the sign away after five seconds, or with the next message, so it is shown again while the work lasts.
It is a courtesy: it runs beside the work, waits for no pace, and whatever becomes of it concerns nobody.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.rendering.documents import FETCHED
from bot.telegram.errors import ApiError, RetryAfter, TelegramRefused
from storage.messaging.contents import Picture
from storage.messaging.outbox import Call, Priority

AGAIN = 4.5
"""Seconds after which the sign is shown again."""

_UNASKED = (Priority.BROADCAST, Priority.BOARD)
"""Nobody waits for what is sent to many."""

Show = Callable[[int, int | None, str], Awaitable[None]]


class AtWork:
    """`show` makes the call for a chat, a topic and an action. `silent` chats must not be called now; a 429 is reported
    to `refused`.
    """

    def __init__(self, show: Show, silent: Callable[[int], bool], refused: Callable[[int, float], None]) -> None:
        self._show = show
        self._silent = silent
        self._refused = refused

    @asynccontextmanager
    async def shown(self, call: Call) -> AsyncIterator[None]:
        """Shows the sign while the context lasts."""
        if call.priority in _UNASKED or isinstance(call.content, FETCHED):
            yield
            return
        showing = asyncio.create_task(self._repeat(call))
        try:
            yield
        finally:
            showing.cancel()

    async def _repeat(self, call: Call) -> None:
        action = "upload_photo" if isinstance(call.content, Picture) else "upload_document"
        while True:
            if not self._silent(call.chat_id):
                try:
                    await self._show(call.chat_id, call.thread_id, action)
                except RetryAfter as error:
                    self._refused(call.chat_id, error.seconds)
                except TelegramRefused:
                    return  # a closed topic, or a server that does not know the method
                except ApiError:
                    pass  # the next one may arrive
            await asyncio.sleep(AGAIN)
