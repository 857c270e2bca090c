"""How fast Telegram may be called: about 30 messages a second in all, 1 a second in a chat with a small burst, 20 a
minute in a group. Edits count; answers to presses and deletions do not. Pure: the clock is passed in, in seconds.

Telegram publishes these figures as "about", and only demands that whoever gets 429 waits. So answers to a person in a
private chat spend tokens without waiting for them, until Telegram objects. Then that chat keeps to its rate for
`CAUTION` seconds, and when several chats were refused within `TOGETHER` seconds, all of them keep to the overall one.
Everything else (groups, notices, boards, broadcasts) keeps to the figures from the start. See docs/decisions/pace.md.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

CAUTION = 300.0
TOGETHER = 2.0
SAME_MOMENT = 1.0
"""Seconds by which two ends of one pause may differ, because Telegram tells whole seconds."""
FORGET = 600.0
"""Seconds after which the bucket of an idle chat is forgotten; it is full long before."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Tokens a second, and how many may be saved up. `overall_reserve` tokens are left for answers to people, so that a
    few answers at once do not exceed the overall figure while a thousand reminders are sent.
    """

    overall_rate: float = 30.0
    overall_burst: float = 25.0
    overall_reserve: float = 10.0
    chat_rate: float = 1.0
    chat_burst: float = 3.0
    group_rate: float = 20.0 / 60.0
    group_burst: float = 15.0
    patient: bool = False  # keep to the figures from the start, for answers too


@dataclass(frozen=True, slots=True)
class Pacing:
    """The figures, and the clock by which they are measured (seconds)."""

    limits: Rates = field(default_factory=Rates)
    monotonic: Callable[[], float] = time.monotonic


PACING = Pacing()
"""The figures that Telegram publishes, by the machine's own clock."""


@dataclass(slots=True)
class Bucket:
    """Tokens that come back with time. At most one burst of debt is allowed, so that caution ends."""

    rate: float
    burst: float
    level: float
    at: float

    def refill(self, now: float) -> None:
        self.level = min(self.burst, self.level + (now - self.at) * self.rate)
        self.at = now

    def wait(self, now: float, reserve: float = 0.0) -> float:
        """Seconds until there is a token besides this reserve."""
        self.refill(now)
        return max(0.0, 1.0 + reserve - self.level) / self.rate

    def take(self) -> None:
        self.level = max(self.level - 1.0, -self.burst)


@dataclass(slots=True)
class _Chat:
    bucket: Bucket
    held_until: float = 0.0
    careful_until: float = 0.0


class Pace:
    """The buckets of one bot. Ask `chat_wait` and `overall_wait`, then call `spend`; report each 429 with `refused`."""

    def __init__(self, limits: Rates, now: float) -> None:
        self._limits = limits
        self._overall = Bucket(limits.overall_rate, limits.overall_burst, limits.overall_burst, now)
        self._careful_until = 0.0
        self._everybody_until = 0.0
        self._last_refused: tuple[int, float, float] = (0, float("-inf"), 0.0)
        self._chats: dict[int, _Chat] = {}

    def held(self, chat_id: int, now: float) -> float:
        """Seconds that Telegram told this chat, or everybody, to wait."""
        chat = self._chats.get(chat_id)
        return max(0.0, self._everybody_until - now, chat.held_until - now if chat else 0.0)

    def chat_wait(self, chat_id: int, now: float, *, reply: bool, spare: float = 0.0) -> float:
        """Seconds that this chat has to wait. `reply`: the call answers a person. `spare` tokens are left
        for others.
        """
        chat, held = self._chat(chat_id, now), self.held(chat_id, now)
        if held:
            return held
        if reply and chat_id > 0 and chat.careful_until <= now and not self._limits.patient:
            return 0.0
        return chat.bucket.wait(now, spare)

    def overall_wait(self, now: float, *, reply: bool) -> float:
        """Seconds that everybody has to wait."""
        if self._everybody_until > now:
            return self._everybody_until - now
        if reply and self._careful_until <= now and not self._limits.patient:
            return 0.0
        return self._overall.wait(now, 0.0 if reply else self._limits.overall_reserve)

    def spend(self, chat_id: int, now: float) -> None:
        """A message or edit is sent to this chat."""
        chat = self._chat(chat_id, now)
        chat.bucket.refill(now)
        chat.bucket.take()
        self._overall.refill(now)
        self._overall.take()

    def refused(self, chat_id: int, seconds: float, now: float) -> None:
        """429: this chat waits. When another chat got 429 a moment ago, the overall rate was too high. Two chats that
        were told to wait until the same moment mean the bot as a whole: every further call might prolong it.
        """
        chat = self._chat(chat_id, now)
        chat.held_until = max(chat.held_until, now + seconds)
        chat.careful_until = now + CAUTION
        chat.bucket.level = min(chat.bucket.level, 0.0)
        former, at, until = self._last_refused
        if former != chat_id and now - at <= TOGETHER:
            self._careful_until = now + CAUTION
            self._overall.refill(now)
            self._overall.level = min(self._overall.level, 0.0)
            if abs(until - (now + seconds)) < SAME_MOMENT:
                self._everybody_until = max(self._everybody_until, until, now + seconds)
        self._last_refused = (chat_id, now, now + seconds)

    def forget(self, now: float) -> None:
        """Removes idle, full buckets, so that memory does not grow with every chat."""
        self._chats = {
            number: chat
            for number, chat in self._chats.items()
            if max(chat.bucket.at + FORGET, chat.held_until, chat.careful_until) > now
        }

    def _chat(self, chat_id: int, now: float) -> _Chat:
        chat = self._chats.get(chat_id)
        if chat is None:
            limits = self._limits
            group = chat_id < 0
            rate, burst = (limits.group_rate, limits.group_burst) if group else (limits.chat_rate, limits.chat_burst)
            chat = self._chats[chat_id] = _Chat(Bucket(rate, burst, burst, now))
        return chat
