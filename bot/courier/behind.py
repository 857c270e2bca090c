"""What the courier knows of rows not in its hands: chats with waiting rows, numbers of messages already sent."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from storage.messaging.outbox import Call, Kind

SETTLED = 1.0
"""Seconds after which a turn that was told "not idle" has committed its rows."""
REMEMBERED = 20_000
UNKNOWN = 0
"""No message has this number."""

_CHANGES = (Kind.EDIT, Kind.STRIP, Kind.DELETE, Kind.PIN, Kind.UNPIN)


class Behind:
    """Chats with rows waiting in the outbox. Their further rows pass through the outbox too, which keeps the order."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._since: dict[int, float] = {}
        self._check_at = 0.0

    def __bool__(self) -> bool:
        return bool(self._since)

    def to_check(self) -> frozenset[int]:
        """The chats about which the outbox is to be asked, if that is due."""
        now = self._monotonic()
        if now < self._check_at:
            return frozenset()
        self._check_at = now + SETTLED
        return frozenset(self._since)

    def add(self, *chats: int) -> None:
        self._since.update(dict.fromkeys(chats, self._monotonic()))

    def idle(self, chat_id: int) -> bool:
        """Does nothing wait for this chat? Whoever hears no is about to commit a row that waits."""
        if chat_id not in self._since:
            return True
        self._since[chat_id] = self._monotonic()
        return False

    def release(self, chats: Iterable[int], seen: float) -> None:
        """Nothing waited for these chats at that instant; those about which somebody asked just before stay."""
        for chat_id in chats:
            if self._since[chat_id] + SETTLED <= seen:
                del self._since[chat_id]


class Numbers:
    """Message numbers of rows sent a moment ago, before their marks are committed."""

    def __init__(self) -> None:
        self._of: OrderedDict[int, int] = OrderedDict()

    def remember(self, row: int, number: int | None) -> None:
        if number is not None:
            self._of[row] = number
            if len(self._of) > REMEMBERED:
                self._of.popitem(last=False)

    def target(self, call: Call) -> int | None:
        """The message a call is about; None where there is none, UNKNOWN where only the outbox can tell."""
        if call.kind not in _CHANGES or call.target_message is not None or call.target_outbox is None:
            return call.target_message
        return self._of.get(call.target_outbox, UNKNOWN)
