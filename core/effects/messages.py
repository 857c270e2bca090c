"""Orders that say or send something."""

from dataclasses import dataclass

from core.charts.data import Chart
from core.people.roles import Role
from core.screen import Notice


@dataclass(frozen=True, slots=True)
class Tell:
    """A notice to people by our person numbers. `pemda`: of which it speaks, for those who have several."""

    people: tuple[int, ...]
    notice: Notice
    pemda: int | None = None


@dataclass(frozen=True, slots=True)
class TellRole:
    """A notice to everybody who holds a role: in one OPD, or (opd None) in the Pemda; never to the sender.

    `field` narrows verifiers to those of one field (bidang), `unsent_of` to OPD that have not sent in that period,
    `awaiting_head_in` to those whose assessment waits for the head in it.
    """

    pemda: int
    role: Role
    notice: Notice
    opd: int | None = None
    field: str | None = None
    unsent_of: int | None = None
    awaiting_head_in: int | None = None


@dataclass(frozen=True, slots=True)
class SendMyData:
    """The sender's own data as a file, made when it is sent."""


@dataclass(frozen=True, slots=True)
class SendTemplate:
    """The empty OPD list (XLSX), made when it is sent."""


@dataclass(frozen=True, slots=True)
class SendLetter:
    """The cover letter the head is to sign, as DOCX and PDF, made when they are sent."""

    assessment: int


@dataclass(frozen=True, slots=True)
class SendResult:
    """The OPD's radar with its result, to the sender; the notice's text is the caption (at most 1,024 units)."""

    assessment: int
    notice: Notice


@dataclass(frozen=True, slots=True)
class SendPicture:
    """A drawn chart to the sender; the notice's text is the caption. Its numbers are those of the sender's facts."""

    chart: Chart
    notice: Notice


@dataclass(frozen=True, slots=True)
class SendRecap:
    """A period's recap as a file, made when it is sent, to somebody who looks on in its Pemda."""

    pemda: int
    period: int
    caption: str


@dataclass(frozen=True, slots=True)
class SendEvidence:
    """Shows one evidence file or link to the sender, by its file_id."""

    evidence: int


MessageEffect = (
    Tell | TellRole | SendMyData | SendTemplate | SendLetter | SendResult | SendPicture | SendRecap | SendEvidence
)
