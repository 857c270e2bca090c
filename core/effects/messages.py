"""Orders that say or send something."""

from dataclasses import dataclass

from core.charts.data import Chart
from core.people.roles import Role
from core.screen import Notice


@dataclass(frozen=True, slots=True)
class Tell:
    """Sends a notice to people, by our person numbers. `pemda` is the one the notice is about, and is named to people
    with roles in several.
    """

    people: tuple[int, ...]
    notice: Notice
    pemda: int | None = None


@dataclass(frozen=True, slots=True)
class TellRole:
    """Sends a notice to everybody with a role in one OPD, or (`opd` None) in the whole Pemda, but never to the sender.
    `field` limits it to verifiers of one field (bidang), `awaiting_head_in` to OPD whose assessment in that period
    waits for the head. `question`: the notice is about this question (NEW: the one asked beside it), and is closed when
    that is answered.
    """

    pemda: int
    role: Role
    notice: Notice
    opd: int | None = None
    field: str | None = None
    awaiting_head_in: int | None = None
    question: int | str | None = None


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
    """Sends the OPD's radar with its result to the sender. The text of the notice is the caption (at most 1,024 UTF-16
    units).
    """

    assessment: int
    notice: Notice


@dataclass(frozen=True, slots=True)
class SendPicture:
    """Sends a chart to the sender. The text of the notice is the caption. The numbers come from the sender's facts."""

    chart: Chart
    notice: Notice


@dataclass(frozen=True, slots=True)
class SendRecap:
    """Sends a period's recap as a file, made when it is sent, to a viewer of its Pemda."""

    pemda: int
    period: int
    caption: str


@dataclass(frozen=True, slots=True)
class SendEvidence:
    """Sends one piece of evidence, a file or a link, to the sender. A file is sent by its file_id. `caption`: whose it
    is and what, because it stays in the chat.
    """

    evidence: int
    caption: str


MessageEffect = (
    Tell | TellRole | SendMyData | SendTemplate | SendLetter | SendResult | SendPicture | SendRecap | SendEvidence
)
