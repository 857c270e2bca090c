"""What a coordinator knows of reminders: who would be reminded now, how far that is, what was said before."""

from dataclasses import dataclass
from datetime import date, datetime

from core.reminders.policy import About, Owing

LOG = "log"
"""What a screen wants of this: "" the preview, the instant of a press (ISO 8601) how far that is, "log" the days of the
log, "log:2026-12-07" one of them."""


@dataclass(frozen=True, slots=True)
class Remindable:
    """An OPD whose people (numbers) owe something. `unreached`: nothing reaches them; `today`: were told today."""

    owing: Owing
    about: About
    reached: frozenset[int]
    unreached: frozenset[int]
    today: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pressed:
    """How far a "remind now" is, in people. `moot`: they owed nothing any more; `at`: when the last message arrived."""

    sent: int
    of: int
    unreached: int
    moot: int
    at: datetime | None

    @property
    def settled(self) -> bool:
        """Nothing is under way any more."""
        return self.sent + self.unreached + self.moot == self.of


@dataclass(frozen=True, slots=True)
class LogDay:
    """Reminders of one day: how many people and OPD, and what became of the messages."""

    day: date
    people: int
    opds: int
    sent: int
    unreached: int
    waiting: int


@dataclass(frozen=True, slots=True)
class LogLine:
    """One reminder of the log; `at` in the Pemda's zone."""

    at: datetime
    opd_short: str
    name: str
    rule: str
    state: str


@dataclass(frozen=True, slots=True)
class Reminding:
    """`done`: OPD that owe nothing now."""

    opds: tuple[Remindable, ...] = ()
    done: int = 0
    pressed: Pressed | None = None
    days: tuple[LogDay, ...] = ()
    lines: tuple[LogLine, ...] = ()
