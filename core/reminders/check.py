"""The daily check of a Pemda: what is known on its day, and what comes of it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from core.deadlines import is_working_day
from core.reminders.policy import Duty


def subject_of(assessment: int) -> str:
    return f"assessment:{assessment}"


Key = tuple[str, int, str, datetime]
"""What happens once: subject, person, rule, due instant. An extension changes the last."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be said to one person. `speaks` False: another reminder about the same thing says it today.

    `wait` True: the person was reminded today already, so it is put off to the next working day. `row` is the stored
    reminder that was put off and comes now.
    """

    subject: str
    assessment: int
    person: int
    rule: str
    due: datetime
    about: Duty
    rank: int = 0
    speaks: bool = True
    wait: bool = False
    row: int | None = None

    @property
    def key(self) -> Key:
        return self.subject, self.person, self.rule, self.due


@dataclass(frozen=True, slots=True)
class PutOff:
    """A stored reminder whose day has come again."""

    row: int
    subject: str
    assessment: int
    person: int
    rule: str
    due: datetime
    about: Duty


@dataclass(frozen=True, slots=True)
class History:
    """Earlier reminders. `told` is the last day on which a person was told something; `about` are the assessments they
    were told about on it. `counts` are reminders sent by (assessment, person, due instant). `queues` are the people who
    heard of their queue on this day.
    """

    keys: frozenset[Key] = frozenset()
    put_off: tuple[PutOff, ...] = ()
    told: Mapping[int, date] = field(default_factory=dict)
    about: Mapping[int, frozenset[int]] = field(default_factory=dict)
    counts: Mapping[tuple[int, int, datetime], int] = field(default_factory=dict)
    queues: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class DailyCheck:
    """The daily check of a Pemda. `now` is in its zone. `through` is the last day that was checked in full (None:
    never); everything that became due after it is made up for, merged.
    """

    now: datetime
    days_off: Set[date]
    working_days: int = 5
    through: date | None = None

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def working(self) -> bool:
        return is_working_day(self.today, self.days_off, self.working_days)

    def holds(self, day: date) -> bool:
        after = self.through if self.through is not None else self.today - timedelta(days=1)
        return after < day <= self.today
