"""Orders of the coordinator about the life of a period and its results."""

from dataclasses import dataclass
from datetime import datetime

from core.pemda.periods import PeriodKind
from core.people.roles import Role
from core.screen import Notice


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """Makes a period, and an assessment for every OPD, or for these `opds`; of lines of registers only for these
    `subjects`, if any are named, which are in use and of these OPD. If the period begins at once, the flow
    tells the contacts beside it.
    """

    pemda: int
    name: str
    instrument: str
    opens: datetime
    due: datetime
    verification_due: datetime
    kind: str = PeriodKind.YEARLY
    opds: tuple[int, ...] = ()
    subjects: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPeriod:
    """Prepares the next period with the instrument of `source`. Only coordinators see it until it is scheduled."""

    pemda: int
    name: str
    source: int
    opens: datetime
    due: datetime
    verification_due: datetime
    kind: str = PeriodKind.YEARLY
    opds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """Gives a draft other dates."""

    period: int
    opens: datetime
    due: datetime
    verification_due: datetime


@dataclass(frozen=True, slots=True)
class SchedulePeriod:
    """Lets a draft open by itself on its day; every OPD takes part."""

    period: int


@dataclass(frozen=True, slots=True)
class UnschedulePeriod:
    """Makes a scheduled period a draft again, before it has opened."""

    period: int


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    period: int


@dataclass(frozen=True, slots=True)
class ClosePeriod:
    period: int


@dataclass(frozen=True, slots=True)
class ReopenPeriod:
    """Opens a closed period again, with another end of verification. Answers are accepted too, and marked late."""

    period: int
    verification_due: datetime


@dataclass(frozen=True, slots=True)
class ArchivePeriod:
    """Puts a period out of the way. It stays in results and trends."""

    period: int


@dataclass(frozen=True, slots=True)
class KeepLonger:
    """Keeps the words and files of a period that is over for another year from now on."""

    period: int


@dataclass(frozen=True, slots=True)
class MoveDue:
    """Gives a period new due dates; None leaves a date as it is."""

    period: int
    due: datetime | None = None
    verification_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Extend:
    """Gives one OPD a due date of its own; None takes it back."""

    assessment: int
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Finalise:
    """Makes verified results final (Tetapkan). If one of them is not verified any more, the whole order is refused."""

    assessments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReopenResult:
    """Sends a verified or final result back into review, for these variables. Their verdicts stay in the history."""

    assessment: int
    variables: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PublishResults:
    """Makes the results of a period known (Umumkan hasil); possible once."""

    period: int


@dataclass(frozen=True, slots=True)
class TellOpds:
    """Sends one notice for each of these OPD to everybody there with one of `roles`, but never to the sender."""

    pemda: int
    roles: tuple[Role, ...]
    notices: tuple[tuple[int, Notice], ...]


PeriodEffect = (
    OpenPeriod
    | DraftPeriod
    | ChangeDraft
    | SchedulePeriod
    | UnschedulePeriod
    | DiscardDraft
    | ClosePeriod
    | ReopenPeriod
    | ArchivePeriod
    | KeepLonger
    | MoveDue
    | Extend
    | Finalise
    | ReopenResult
    | PublishResults
    | TellOpds
)
