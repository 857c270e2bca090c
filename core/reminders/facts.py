"""What a coordinator knows about reminders: who would be reminded now, how far that is, what was sent before."""

from dataclasses import dataclass
from datetime import date, datetime

from core.reminders.policy import Duty, ReminderCase

LOG = "log"
"""What a screen wants: "" the preview, the instant of a press (ISO 8601) its progress, "log" the days of the log,
"log:2026-12-07" one of these."""


@dataclass(frozen=True, slots=True)
class Remindable:
    """An OPD with people (numbers) who owe something. `unreached` cannot be reached; `today` were reminded today."""

    owing: ReminderCase
    about: Duty
    reached: frozenset[int]
    unreached: frozenset[int]
    today: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pressed:
    """The progress of a "remind now" about so many `opds`, counted in people. `moot`: they owed nothing any more; `at`
    is when the last message arrived.
    """

    sent: int
    of: int
    unreached: int
    moot: int
    at: datetime | None
    opds: int = 0

    @property
    def settled(self) -> bool:
        """Whether nothing is under way any more."""
        return self.sent + self.unreached + self.moot == self.of


@dataclass(frozen=True, slots=True)
class LogDay:
    """The reminders of one day: how many people and OPD, and the outcome of the messages."""

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
    """Reminders as the screen wants them. `done` counts OPD that owe nothing now."""

    opds: tuple[Remindable, ...] = ()
    done: int = 0
    pressed: Pressed | None = None
    days: tuple[LogDay, ...] = ()
    lines: tuple[LogLine, ...] = ()
