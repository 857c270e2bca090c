"""A lock that goes next to the owner that had it longest ago, not to the one that asked first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, slots=True, eq=False)
class _Waiter:
    owner: int
    urgency: int
    number: int
    called: asyncio.Future[None]


class FairLock:
    """Owners (chats) take turns, however much one of them asks for. For one owner the order of asking counts. A lower
    `urgency` goes first.
    """

    def __init__(self) -> None:
        self._held = False
        self._waiting: list[_Waiter] = []
        self._numbers = count(1)
        self._served: dict[int, int] = {}

    @asynccontextmanager
    async def turn(self, owner: int, urgency: int) -> AsyncIterator[None]:
        """Holds the lock; one holder at a time."""
        if self._held:
            await self._wait(owner, urgency)
        self._held = True
        try:
            yield
        finally:
            self._served[owner] = next(self._numbers)
            self._pass_on()

    async def _wait(self, owner: int, urgency: int) -> None:
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiter = _Waiter(owner, urgency, next(self._numbers), called)
        self._waiting.append(waiter)
        try:
            await called
        except asyncio.CancelledError:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
            else:  # it was called and is cancelled at the same moment
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """The lock stays held while it is passed on, so that nobody gets in between."""
        if not self._waiting:
            self._held = False
            self._served.clear()
            return
        following = min(self._waiting, key=lambda one: (one.urgency, self._served.get(one.owner, 0), one.number))
        self._waiting.remove(following)
        following.called.set_result(None)
