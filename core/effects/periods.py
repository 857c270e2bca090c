"""Orders of the coordinator about the life of a period and its results."""

from dataclasses import dataclass
from datetime import datetime

from core.people.roles import Role
from core.screen import Notice


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """Makes the period and an assessment for every OPD. Whoever opens one that has begun tells those who fill in."""

    pemda: int
    name: str
    instrument: str
    opens: datetime
    due: datetime
    verification_due: datetime


@dataclass(frozen=True, slots=True)
class DraftPeriod:
    """The next period, prepared: it asks what `source` asked, and nobody sees it before it is scheduled."""

    pemda: int
    name: str
    source: int
    opens: datetime
    due: datetime
    verification_due: datetime


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """Other dates of a draft."""

    period: int
    opens: datetime
    due: datetime
    verification_due: datetime


@dataclass(frozen=True, slots=True)
class SchedulePeriod:
    """The draft will open by itself; every OPD takes part."""

    period: int


@dataclass(frozen=True, slots=True)
class UnschedulePeriod:
    """Back to a draft, as long as it has not opened."""

    period: int


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    period: int


@dataclass(frozen=True, slots=True)
class ClosePeriod:
    period: int


@dataclass(frozen=True, slots=True)
class ReopenPeriod:
    """A closed period goes on until another instant for verification; for answers too, marked late."""

    period: int
    verification_due: datetime


@dataclass(frozen=True, slots=True)
class ArchivePeriod:
    """Out of the way, still readable in results and trends."""

    period: int


@dataclass(frozen=True, slots=True)
class KeepLonger:
    """The words and files of a period that is over are kept for another year from now on."""

    period: int


@dataclass(frozen=True, slots=True)
class MoveDue:
    """New due instants of a period; None leaves one as it is."""

    period: int
    due: datetime | None = None
    verification_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Extend:
    """A due date of its own for one OPD; None takes it back."""

    assessment: int
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Finalise:
    """Tetapkan: verified results become final. Any that is not verified (any more) refuses the whole order."""

    assessments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReopenResult:
    """A verified or final result goes back into review, for these variables; their verdicts stay in the history."""

    assessment: int
    variables: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PublishResults:
    """Umumkan hasil: from then on the results of the period are known; happens once."""

    period: int


@dataclass(frozen=True, slots=True)
class TellOpds:
    """A notice of its own to everybody who holds one of `roles` in each of these OPD; never to the sender."""

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
