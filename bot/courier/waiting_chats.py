"""What the courier knows of rows it does not hold: chats with waiting rows, numbers of messages sent a moment ago."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from storage.messaging.calls import ON_A_MESSAGE
from storage.messaging.outbox import Call

SETTLED = 1.0
"""Seconds within which a turn that was told "not idle" commits its rows."""
REMEMBERED = 20_000
UNKNOWN = 0
"""A number that no message has."""


class WaitingChats:
    """Chats with rows that wait in the outbox. Their further rows go through the outbox too, which keeps the order."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._since: dict[int, float] = {}
        self._check_at = 0.0

    def __bool__(self) -> bool:
        return bool(self._since)

    def to_check(self) -> frozenset[int]:
        """The chats to be looked up in the outbox now, if any."""
        now = self._monotonic()
        if now < self._check_at:
            return frozenset()
        self._check_at = now + SETTLED
        return frozenset(self._since)

    def add(self, *chats: int) -> None:
        self._since.update(dict.fromkeys(chats, self._monotonic()))

    def idle(self, chat_id: int) -> bool:
        """Whether nothing waits for this chat. Whoever gets False is about to commit a row that waits."""
        if chat_id not in self._since:
            return True
        self._since[chat_id] = self._monotonic()
        return False

    def release(self, chats: Iterable[int], seen: float) -> None:
        """Nothing waited for these chats at that instant. A chat that was asked about just before it stays."""
        for chat_id in chats:
            if self._since[chat_id] + SETTLED <= seen:
                del self._since[chat_id]


class Numbers:
    """Message numbers of rows sent a moment ago whose marks are not committed yet."""

    def __init__(self) -> None:
        self._of: OrderedDict[int, int] = OrderedDict()

    def remember(self, row: int, number: int | None) -> None:
        if number is not None:
            self._of[row] = number
            if len(self._of) > REMEMBERED:
                self._of.popitem(last=False)

    def target(self, call: Call) -> int | None:
        """The message a call is about; None where there is none, UNKNOWN where only the outbox knows."""
        if call.kind not in ON_A_MESSAGE or call.target_message is not None or call.target_outbox is None:
            return call.target_message
        return self._of.get(call.target_outbox, UNKNOWN)
