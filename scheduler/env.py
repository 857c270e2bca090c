"""What a tick is given, and what it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from storage.database import Connection

DaysOff = Callable[[Iterable[int], Iterable[str], Iterable[str]], frozenset[date]]
"""Days nobody works in these years; then a Pemda's own days off and the days it works all the same, ISO 8601."""


@dataclass(frozen=True, slots=True)
class TickEnv:
    """The world around the database. ADMIN_IDS hear what has no coordinator; `bot_username` makes links."""

    admin_ids: frozenset[int]
    days_off: DaysOff
    bot_username: str = ""


Tick = Callable[[Connection, datetime, TickEnv], bool]
"""One look at what is due at this moment (UTC), in one transaction of the one writer.

True: something was done and there may be more, or rows wait in the outbox; the courier is woken and the tick called
again, so that it need not do everything at once and hold up those who wait for an answer. False: nothing left.
A tick keeps its truth in tables (unique keys, states): after a crash, after days of downtime, in the process that took
over, a further call does what is left, and nothing twice.
"""
