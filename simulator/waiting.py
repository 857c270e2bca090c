"""Clocks and waiting without sleeping."""

import asyncio
import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds after which what is waited for counts as missing. It only ends what hangs; a busy machine may be slow."""

Clock = Callable[[], float]
"""Unix seconds. Message dates, press expiry and the 48 h rule follow it; flood limits follow real time."""

system_clock: Clock = time.time


class ManualClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, start: float = 1_792_000_000.0) -> None:
        self.value = start

    def __call__(self) -> float:
        return self.value

    def advance(self, seconds: float) -> None:
        self.value += seconds


class Bell:
    """Wakes everyone who waits; cheap when nobody does."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def heard(self, timeout: float | None = None) -> bool:
        """True when the bell rang in time."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            done, _ = await asyncio.wait([waiter], timeout=timeout)
            return bool(done)
        finally:
            self._waiters.discard(waiter)

    async def until(self, condition: Callable[[], bool], timeout: float) -> bool:
        """Wait until the condition holds; it is looked at after each ring."""
        deadline = time.monotonic() + timeout
        while not condition():
            left = deadline - time.monotonic()
            if left <= 0 or not await self.heard(left):
                return condition()
        return True
