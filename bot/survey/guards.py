"""What keeps the page usable without knowing anybody: tickets of the form, and limits against floods.

All of it is in memory and forgotten with the process; an address stands here only as a digest with a key of the
process, for minutes.
"""

import hashlib
import hmac
import secrets
from collections import deque
from dataclasses import dataclass, field

SHORTEST, LONGEST = 5, 24 * 3600
"""Seconds between drawing the form and sending it: below them no person has read it."""
OF_ADDRESS, OF_SURVEY, OF_ALL = (30, 600.0), (600, 600.0), (60, 1.0)
"""How many answers in how many seconds are taken from an address, for a survey, and together. One address may be the
whole waiting room."""
REMEMBERED = 10_000
"""Addresses that are counted; the one that was silent longest goes first."""


class Stale(ValueError):
    """The ticket is too old, too young or not ours. `young`: sent faster than anybody reads."""

    def __init__(self, young: bool) -> None:
        super().__init__("the form has to be sent again")
        self.young = young


@dataclass(frozen=True, slots=True)
class Tickets:
    """Each form carries one, signed, so that nothing about it has to be stored."""

    secret: bytes

    def issue(self, code: str, now: float) -> str:
        begun = f"{int(now)}.{secrets.token_hex(16)}"
        return f"{begun}.{self._sign(code, begun)}"

    def mark(self, ticket: str, code: str, now: float) -> str:
        """The random part of a good ticket. Raises Stale."""
        begun, _, signature = ticket.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(code, begun).encode()):
            raise Stale(young=False)
        at, _, mark = begun.partition(".")
        if not SHORTEST <= now - int(at) <= LONGEST:
            raise Stale(young=now - int(at) < SHORTEST)
        return mark

    def _sign(self, code: str, begun: str) -> str:
        return hmac.new(self.secret, f"{code}.{begun}".encode(), hashlib.sha256).hexdigest()


@dataclass(slots=True)
class Limits:
    """Counts what came lately."""

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _seen: dict[str, deque[float]] = field(default_factory=dict)

    def takes(self, address: str, survey: int, now: float) -> bool:
        """Whether one more answer is taken now; only then it counts."""
        named = hashlib.blake2b(f"{survey}.{address}".encode(), key=self._key, digest_size=16).hexdigest()
        kept = ((named, *OF_ADDRESS), (f"survey {survey}", *OF_SURVEY), ("all", *OF_ALL))
        if not all(self._room(name, most, seconds, now) for name, most, seconds in kept):
            return False
        for name, _, _ in kept:
            seen = self._seen.pop(name, deque())
            seen.append(now)
            self._seen[name] = seen  # the last one of a dict is the newest
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return True

    def _room(self, name: str, most: int, seconds: float, now: float) -> bool:
        seen = self._seen.get(name)
        while seen and now - seen[0] >= seconds:
            seen.popleft()
        return not seen or len(seen) < most
