"""What a tick is given, and what it returns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from storage.database import Connection

DaysOff = Callable[[Iterable[int], Iterable[str], Iterable[str]], frozenset[date]]
"""Days off in these years; then a Pemda's own days off, and days on which it works all the same (ISO 8601)."""


@dataclass(frozen=True, slots=True)
class TickEnv:
    """The world outside the database. `admin_ids` are told where there is no coordinator; `bot_username` is
    for links.
    """

    admin_ids: frozenset[int]
    days_off: DaysOff
    bot_username: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Work that is due for one Pemda, group or period. It runs in a transaction of its own, so that an error affects no
    other piece.

    `key` names it within its tick ("group:7"). The coordinators of `pemda` are told when it fails for good. `work`
    first checks whether it is still due, and returns whether something was done, so that there may be more.
    """

    key: str
    pemda: int | None
    work: Callable[[Connection], bool]


Tick = Callable[[Connection, datetime, TickEnv], Iterable[Piece]]
"""Finds what is due at this moment (UTC), in one transaction of the one writer, and does nothing else.

Whether something was done is stored in tables (unique keys, states). After a crash, after days without the bot, or in
another process, the next look finds what is left, and nothing twice."""


def seems_due(judge: Callable[[], bool]) -> bool:
    """Whether something is due. What cannot be judged counts as due: its error then appears when it is worked, and
    hides nothing else.
    """
    try:
        return judge()
    except Exception:
        return True
