"""Telegram's pace limits (core.telegram.org/bots/faq): about 30 messages a second in all, one a second in a
chat with small bursts, 20 a minute in a group. Edits share the allowance (tdlib/telegram-bot-api#648); answers
to presses, deletions and reads are free. Whoever goes on during a pause is refused until it is over."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from simulator.errors import too_many


@dataclass(slots=True, frozen=True)
class FloodLimits:
    overall_rate: float = 30.0
    overall_burst: float = 30.0
    chat_rate: float = 1.0
    chat_burst: float = 5.0
    group_rate: float = 20.0 / 60.0
    group_burst: float = 20.0


@dataclass(slots=True)
class _Bucket:
    rate: float
    burst: float
    level: float
    at: float
    blocked_until: float = 0.0

    def refill(self, now: float) -> None:
        self.level = min(self.burst, self.level + (now - self.at) * self.rate)
        self.at = now

    def wait_for(self, cost: float, now: float) -> float:
        self.refill(now)
        if now < self.blocked_until:
            return self.blocked_until - now
        return 0.0 if self.level >= min(cost, self.burst) else (cost - self.level) / self.rate


class Flood:
    """The buckets of one bot. `refused` counts the 429s given."""

    def __init__(self, limits: FloodLimits, monotonic: Callable[[], float]) -> None:
        self.limits = limits
        self._now = monotonic
        self._overall = _Bucket(limits.overall_rate, limits.overall_burst, limits.overall_burst, monotonic())
        self._chats: dict[int, _Bucket] = {}
        self.refused = 0

    def spend(self, chat_id: int, *, group: bool, cost: int = 1) -> None:
        """Take the allowance of one send or edit, or refuse with 429."""
        now = self._now()
        chat = self._chats.get(chat_id) or self._chat(chat_id, group, now)
        for bucket in (chat, self._overall):
            wait = bucket.wait_for(cost, now)
            if wait > 0:
                self.refused += 1
                retry_after = max(1, math.ceil(wait))
                bucket.blocked_until = max(bucket.blocked_until, now + wait)
                raise too_many(retry_after)
        chat.level -= cost
        self._overall.level -= cost

    def _chat(self, chat_id: int, group: bool, now: float) -> _Bucket:
        limits = self.limits
        rate, burst = (limits.group_rate, limits.group_burst) if group else (limits.chat_rate, limits.chat_burst)
        bucket = self._chats[chat_id] = _Bucket(rate, burst, burst, now)
        return bucket
