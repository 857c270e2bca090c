"""Orders of the team: claims and verdicts, and what contacts are told of them."""

from dataclasses import dataclass
from datetime import datetime

from core.review.verdicts import Stage
from core.screen import Notice


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """Gives the sender the open variables of an OPD that they may judge, as their task for half an hour. The review
    begins.
    """

    assessment: int
    stage: Stage


@dataclass(frozen=True, slots=True)
class TakeOver:
    """The same as ClaimReview, from a colleague whose half hour is not over. A Tell beside it tells the colleague.
    Drafts stay.
    """

    assessment: int
    stage: Stage


@dataclass(frozen=True, slots=True)
class DraftVerdict:
    """Keeps a verdict on one version of an answer until FixVerdicts. `level` None gives the variable back
    to the OPD.
    """

    assessment: int
    stage: Stage
    variable: str
    version: int
    level: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class UndoDraft:
    assessment: int
    stage: Stage
    variable: str


@dataclass(frozen=True, slots=True)
class FixVerdicts:
    """Makes the drafts of the sender's task verdicts (Kirim putusan). If variables are returned among them, `due` is
    when their repair is due, and `notice` goes to all contacts; the sender is shown when it has arrived. `finished`
    goes to the coordinators, if with these verdicts the result of this stage is complete.
    """

    assessment: int
    stage: Stage
    due: datetime | None = None
    notice: Notice | None = None
    finished: Notice | None = None


@dataclass(frozen=True, slots=True)
class TellJudges:
    """Sends a notice to everybody who may judge this variable for the region, but never to the sender."""

    assessment: int
    variable: str
    notice: Notice


@dataclass(frozen=True, slots=True)
class TellTeam:
    """Sends a coordinator's notice to everybody who may judge one of these variables at a stage, but never to the
    sender.
    """

    assessment: int
    stage: Stage
    variables: tuple[str, ...]
    notice: Notice


@dataclass(frozen=True, slots=True)
class SendAllEvidence:
    """Sends all evidence of a variable to a member of the team: files in albums, links as text, then the notice.
    `numbered` is the evidence in the order of the card, each with its plain caption ("2 dari 14").
    """

    assessment: int
    stage: Stage
    variable: str
    numbered: tuple[tuple[int, str], ...]
    notice: Notice


ReviewEffect = ClaimReview | TakeOver | DraftVerdict | UndoDraft | FixVerdicts | TellJudges | TellTeam | SendAllEvidence
