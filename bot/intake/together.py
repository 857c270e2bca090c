"""Things that wait while one transaction runs share the next one."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Together(Generic[T]):
    """`keep` stores several of them, or none and raises."""

    def __init__(self, keep: Callable[[list[T]], Awaitable[object]]) -> None:
        self._keep = keep
        self._waiting: list[tuple[T, asyncio.Future[None]]] = []
        self._committing: asyncio.Task[None] | None = None

    async def store(self, one: T) -> None:
        """Returns when it is committed. Raises errors of storage."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, stored))
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit())
        await stored

    async def _commit(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                await self._keep([one for one, _ in batch])
                error = None
            except Exception as failure:  # each of them is told, and comes again
                error = failure
            for _, stored in batch:
                if stored.done():
                    continue
                if error is None:
                    stored.set_result(None)
                else:
                    stored.set_exception(error)
        self._committing = None
