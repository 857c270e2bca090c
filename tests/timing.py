"""Latencies as the phone sees them, and an even pace for a crowd."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from simulator import Chat, World


class Latencies:
    """From the moment an update lies ready at Telegram to the arrival of what the person waits for.

    That is the first message or edit of the bot in the person's chat after a message or press of theirs; the mere end
    of a press's spinner does not count. The time the update waits for the bot to fetch it is included. `queued` tells
    how long some processes have waited for a processor so far: that is taken off, what is left is the program's own.
    """

    def __init__(self, queued: Callable[[], float] | None = None) -> None:
        self.of: dict[int, list[float]] = {}
        self.with_queues: list[float] = []
        self._queued = queued or (lambda: 0.0)
        self._asked: dict[int, tuple[float, float]] = {}

    def __call__(self, what: str, thing: Any) -> None:
        if what == "press":
            self._asked.setdefault(thing.user.id, (time.perf_counter(), self._queued()))
        elif what == "message" and not thing.from_bot:
            self._asked.setdefault(thing.chat.id, (time.perf_counter(), self._queued()))
        elif what in ("message", "edit"):
            self._replied(thing.chat)

    def _replied(self, chat: Chat) -> None:
        asked = self._asked.pop(chat.id, None)
        if asked is None:
            return
        spent, queued = time.perf_counter() - asked[0], self._queued() - asked[1]
        self.of.setdefault(chat.id, []).append(max(0.0, spent - queued))
        self.with_queues.append(spent)

    @property
    def all(self) -> list[float]:
        return [value for values in self.of.values() for value in values]

    @property
    def unanswered(self) -> int:
        return len(self._asked)


@contextmanager
def latencies(world: World, queued: Callable[[], float] | None = None) -> Iterator[Latencies]:
    """Latencies of everything that is asked while the context lasts."""
    found = Latencies(queued)
    with world.subscribe(found):
        yield found


def time_in_queue(processes: Sequence[int]) -> float:
    """Seconds that the threads of these processes were ready to run but had no processor (Linux: the second figure of
    schedstat); 0 where the system does not tell."""
    threads = (task for number in processes for task in Path(f"/proc/{number}/task").glob("*/schedstat"))
    total = 0
    for thread in threads:
        with suppress(OSError):  # it has ended
            total += int(thread.read_text().split()[1])
    return total / 1e9


class Over(Exception):
    """The round is over: whoever wanted to act next stops."""


class Pace:
    """Lets callers through at an even rate, whoever they are, until `over` is set; rate 0: at once."""

    def __init__(self, rate: float = 0.0) -> None:
        self.over = False
        self._gap = 1 / rate if rate else 0.0
        self._next = 0.0

    async def turn(self) -> None:
        """Raises Over once the round is over."""
        if self._gap and not self.over:
            now = asyncio.get_running_loop().time()
            # what came late is not made up for, or a pause would be followed by a crowd
            self._next = max(self._next + self._gap, now)
            await asyncio.sleep(self._next - now)
        if self.over:
            raise Over


def stopwatch() -> float:
    """Seconds that this process could have used: a clock that stands while its threads wait for a processor."""
    return time.monotonic() - time_in_queue([os.getpid()])
