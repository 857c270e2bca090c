"""The serve lock of this process: of several processes, only the one that has it works updates."""

import asyncio
import os
import threading

from bot.log import log
from storage.engine.locks import ServeLock, acquire_serve

EXIT_LOST = 75
"""Exit status when the serve lock was lost (EX_TEMPFAIL). The supervisor starts the process again, as a standby."""


async def acquire(url: str, ended: threading.Event) -> ServeLock | None:
    """The lock of the one active process; None when the end was asked for first."""
    lock = await asyncio.to_thread(acquire_serve, url, False, on_lost=_lost)
    if lock is None:
        log.info("another process is active; standing by")
        lock = await asyncio.to_thread(acquire_serve, url, True, on_lost=_lost, stop=ended)
    return lock


def _lost() -> None:
    """Ends the process. Called from the lock's own thread."""
    log.error("the serve lock is lost; this process ends")
    os._exit(EXIT_LOST)
