"""What a tick is given, and what it finds."""

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


@dataclass(frozen=True, slots=True)
class Piece:
    """What is due for one Pemda, group, period: worked in a transaction of its own, so that its fault is its own.

    `key` names it within its tick ("group:7"); `pemda`: whose coordinators hear of it when it fails for good. `work`
    looks first whether it is still due, and says whether something was done, so that there may be more.
    """

    key: str
    pemda: int | None
    work: Callable[[Connection], bool]


Tick = Callable[[Connection, datetime, TickEnv], Iterable[Piece]]
"""One look at what is due at this moment (UTC), in one transaction of the one writer; nothing is done in it.

What is found keeps its truth in tables (unique keys, states): after a crash, after days of downtime, in the process
that took over, a further look finds what is left, and nothing twice.
"""


def seems_due(judge: Callable[[], bool]) -> bool:
    """Whether something is due. What cannot be judged counts as due: its fault then shows where it is worked, and hides
    nothing else."""
    try:
        return judge()
    except Exception:
        return True
