"""Holds calls back as the pace demands; more urgent ones pass first."""

import asyncio
import heapq
from collections.abc import Callable
from contextlib import suppress
from itertools import count

from bot.telegram.pace import Pace
from storage.messaging.outbox import Call, Kind, Priority

_TO_PEOPLE = (Priority.SCREEN, Priority.NOTICE, Priority.RECORD)
"""Calls that follow from something a person did. In a private chat they wait only after Telegram has objected."""

_REPLIES = (Priority.SCREEN, Priority.RECORD)
"""The same for the overall pace."""

SPARE = 1.0
"""Tokens that a record leaves in a chat that must be careful, because the next answer must not wait for a record."""

_Waiter = tuple[int, int, int, bool, "asyncio.Future[bool]"]


class Gate:
    def __init__(self, pace: Pace, monotonic: Callable[[], float]) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._line: list[_Waiter] = []
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None
        self._closing = asyncio.Event()

    @property
    def closed(self) -> bool:
        return self._closing.is_set()

    def chat_wait(self, call: Call) -> float:
        """Seconds until this call's chat may be spoken to."""
        now = self._monotonic()
        if call.kind is Kind.DELETE:
            return self._pace.held(call.chat_id, now)  # free, but not while the chat was told to wait
        spare = SPARE if call.priority is Priority.RECORD else 0.0
        return self._pace.chat_wait(call.chat_id, now, reply=call.priority in _TO_PEOPLE, spare=spare)

    async def admit(self, call: Call, wait: float) -> bool:
        """Waits these seconds, then for the overall pace. False: the gate was closed meanwhile."""
        if wait:
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._closing.wait()
        if self.closed:
            return False
        if call.kind is Kind.DELETE:
            return True
        now, reply = self._monotonic(), call.priority in _REPLIES
        # a record is the last in the line, but what answers a person must not wait for what does not
        if (reply or not self._line) and not self._pace.overall_wait(now, reply=reply):
            self._pace.spend(call.chat_id, now)
            return True
        passed: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._line, (call.priority, next(self._numbers), call.chat_id, reply, passed))
        self._let_through()
        return await passed

    def held(self, chat_id: int) -> float:
        """Seconds during which Telegram wants no call for this chat, not even an answer to a press."""
        return self._pace.held(chat_id, self._monotonic())

    def refused(self, chat_id: int, seconds: float) -> None:
        """Telegram told this chat to wait."""
        self._pace.refused(chat_id, seconds, self._monotonic())

    def close(self) -> None:
        """Sends everybody who waits away."""
        self._closing.set()
        if self._timer is not None:
            self._timer.cancel()
        for *_, passed in self._line:
            if not passed.done():
                passed.set_result(False)
        self._line.clear()

    def _let_through(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._line:
            _, _, chat_id, reply, passed = self._line[0]
            now = self._monotonic()
            wait = 0.0 if passed.done() else self._pace.overall_wait(now, reply=reply)
            if wait:
                self._timer = asyncio.get_running_loop().call_later(wait, self._let_through)
                return
            heapq.heappop(self._line)
            if not passed.done():
                self._pace.spend(chat_id, now)
                passed.set_result(True)
