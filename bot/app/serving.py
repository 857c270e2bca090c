"""Runs one process of the bot in the foreground, until it is asked to end."""

import asyncio
import signal
import sys
from contextlib import suppress

from bot.app.process import House
from bot.log import set_up
from bot.settings import Settings

SWITCH = 0.0005
"""Seconds after which the writer's thread lets the event loop run. With Python's 5 ms every reading of an answer, and
every mark that a message was sent, waits so long."""


async def run(settings: Settings, *, ready: asyncio.Event | None = None) -> None:
    """Serves until SIGTERM, SIGINT or cancellation, and stops cleanly within five seconds. Raises SettingsError.

    `ready` is set when updates are being worked.
    """
    set_up(settings.log_level)
    await run_house(House(settings), ready)


async def run_house(house: House, ready: asyncio.Event | None = None) -> None:
    """The same for a house that somebody else made and may end."""
    sys.setswitchinterval(SWITCH)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, ValueError):  # not in the main thread: whoever runs us stops us
            loop.add_signal_handler(number, house.end)
    try:
        await house.open()
        await house.serve(ready)
    finally:
        await house.close()
