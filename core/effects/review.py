"""Orders of the team: claims and verdicts, and what contacts are told of them."""

from dataclasses import dataclass
from datetime import datetime

from core.review.verdicts import Stage
from core.screen import Notice


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """The OPD's open variables that fall to the sender become their task for half an hour; the review begins."""

    assessment: int
    stage: Stage


@dataclass(frozen=True, slots=True)
class TakeOver:
    """The same, from a colleague whose time is not over. A Tell beside it tells the colleague; drafts stay."""

    assessment: int
    stage: Stage


@dataclass(frozen=True, slots=True)
class DraftVerdict:
    """A verdict on one version of an answer, kept until FixVerdicts. `level` None: given back to the OPD."""

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
    """The drafts of the sender's task become verdicts (Tetapkan hasil). With returns among them: `due`, until when they
    are to be repaired, and the `notice` to all contacts; the sender sees when it has arrived."""

    assessment: int
    stage: Stage
    due: datetime | None = None
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class TellJudges:
    """A notice to everybody who may judge this variable of the region, never to the sender."""

    assessment: int
    variable: str
    notice: Notice


@dataclass(frozen=True, slots=True)
class TellTeam:
    """A notice from a coordinator to everybody who may judge one of these variables at a stage, never to the sender."""

    assessment: int
    stage: Stage
    variables: tuple[str, ...]
    notice: Notice


@dataclass(frozen=True, slots=True)
class SendAllEvidence:
    """All evidence of a variable, to a member of the team: files in albums, links as text, then the notice.
    `numbered`: the evidence in the order of the card, each with its plain caption ("2 dari 14")."""

    assessment: int
    stage: Stage
    variable: str
    numbered: tuple[tuple[int, str], ...]
    notice: Notice


ReviewEffect = ClaimReview | TakeOver | DraftVerdict | UndoDraft | FixVerdicts | TellJudges | TellTeam | SendAllEvidence
