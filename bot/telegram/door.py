"""Whether Telegram may be called: not while the bot's token is refused.

A refused token (401, 404) is the bot's fault, not a message's. Then nothing is sent, every row waits as it is, and
Telegram is asked from time to time whether it knows the bot again. The operator finds this in the log, in the figures
and, by `pandu doctor`, in the database.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.log import describe, log
from bot.telegram.api import Api
from bot.telegram.errors import ApiError
from storage.database import Connection, Database
from storage.operations import conditions
from storage.operations.conditions import Matter

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds between two questions. The first is asked at once, because 404 may also mean a single method."""


class Door:
    """Shut while the token is refused. `wait` is the pause between two questions, in seconds."""

    def __init__(
        self,
        api: Api,
        database: Database,
        clock: Callable[[], datetime],
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._api = api
        self._database = database
        self._clock = clock
        self._wait = wait
        self._asking: asyncio.Task[None] | None = None
        self._opened: list[Callable[[], None]] = []

    @property
    def shut(self) -> bool:
        return self._asking is not None

    def on_open(self, call: Callable[[], None]) -> None:
        """Registers a function to be called each time the token works again."""
        self._opened.append(call)

    def refused(self) -> None:
        """Telegram does not know the token. Nothing is sent until it does."""
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())

    async def remember(self) -> None:
        """Shuts the door if the last process found the token refused."""
        if await self._database.submit(lambda conn: conditions.find(conn, Matter.TOKEN)):
            self.refused()

    async def close(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask(self) -> None:
        pause = 0.0
        while not await self._known():
            if not pause:
                log.error("Telegram refuses the bot's token: sending stops until it is known again")
            await self._note(self._refused_now)
            pause = min(max(2 * pause, FIRST_PAUSE), LONGEST_PAUSE)
            await self._wait(pause)
        if pause:
            log.warning("Telegram knows the bot's token again: sending goes on")
        await self._note(_over)
        self._asking = None
        for call in self._opened:
            call()

    async def _known(self) -> bool:
        try:
            await self._api.call("getMe", {})
        except ApiError:
            return False
        return True

    def _refused_now(self, conn: Connection) -> None:
        conditions.note(conn, Matter.TOKEN, self._clock())

    async def _note(self, work: Callable[[Connection], None]) -> None:
        """Stores it for `pandu doctor` and the next process."""
        try:
            await self._database.submit(work)
        except Exception as error:  # the log has told it
            log.warning("it could not be noted that the token is refused", error=describe(error))


def _over(conn: Connection) -> None:
    conditions.over(conn, Matter.TOKEN)
