"""Orders of contacts and heads: answers, evidence, submission, questions."""

from dataclasses import dataclass, field

from core.assessment.model import Declarant, EvidenceKind


@dataclass(frozen=True, slots=True)
class SaveLevel:
    assessment: int
    variable: str
    level: int


@dataclass(frozen=True, slots=True)
class SaveExplanation:
    """Replaces the explanation; `parts` are the (message id, text) it is made of, joined in order."""

    assessment: int
    variable: str
    text: str
    parts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The message evidence came in: its number, the album it is of, and the words that stood with it."""

    message_id: int | None = None
    album: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AttachFile:
    """Records a file as received; its bytes are fetched after the commit.

    `variable` is core.assessment.model.LETTER for the head's signed letter. Where it came from does not make two orders
    differ; the same for a link.
    """

    assessment: int
    variable: str
    kind: EvidenceKind
    name: str
    mime: str
    size: int
    file_id: str
    unique_id: str
    year: int | None = None
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class AttachLink:
    assessment: int
    variable: str
    address: str
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class ReplaceFile:
    """The sender put another file into the message `evidence` came in: `by` proves what it proved wherever that may
    still be changed, and the former one is removed there."""

    assessment: int
    evidence: int
    by: AttachFile


@dataclass(frozen=True, slots=True)
class NoteEvidence:
    """The words that stand with the evidence now. `name`: its name, where those words are its name; else empty."""

    assessment: int
    evidence: int
    note: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class UseEvidence:
    """The same file also proves another variable."""

    assessment: int
    evidence: int
    variable: str


@dataclass(frozen=True, slots=True)
class CopyFormerEvidence:
    """Last year's file is knowingly used again (its bytes are shared)."""

    assessment: int
    evidence: int
    variable: str


@dataclass(frozen=True, slots=True)
class RemoveEvidence:
    """Takes the file away from one variable; without any variable left it counts as removed."""

    assessment: int
    evidence: int
    variable: str


@dataclass(frozen=True, slots=True)
class RestoreEvidence:
    """Undoes RemoveEvidence: the file proves the variable again."""

    assessment: int
    evidence: int
    variable: str


@dataclass(frozen=True, slots=True)
class DeclareYear:
    assessment: int
    evidence: tuple[int, ...]
    year: int


@dataclass(frozen=True, slots=True)
class SetDeclarant:
    assessment: int
    declarant: Declarant


@dataclass(frozen=True, slots=True)
class AskHead:
    assessment: int


@dataclass(frozen=True, slots=True)
class Submit:
    """Also the head's approval. Late is judged where it is stored, by the assessment's own due date."""

    assessment: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    assessment: int


@dataclass(frozen=True, slots=True)
class HeadReturns:
    """The head gives the filled-in assessment back to the contacts."""

    assessment: int


@dataclass(frozen=True, slots=True)
class SubmitRepair:
    """The reopened variable is sent again; when none is left open, the assessment is submitted again."""

    assessment: int
    variable: str


NEW = "new"
"""Stands for the number of the question asked beside a notice: steady("Jawab", "reply", NEW). Filled in when stored."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Stores a question. The notice to the team is a TellRole after it, its buttons say NEW for the number."""

    assessment: int
    variable: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Stores the answer; the asker's notice is a Tell beside it."""

    question: int
    text: str


@dataclass(frozen=True, slots=True)
class Forward:
    """Records that a question went on to the verifiers of the variable's field; TellRole beside it tells them."""

    question: int


AnswerEffect = (
    SaveLevel
    | SaveExplanation
    | AttachFile
    | AttachLink
    | ReplaceFile
    | NoteEvidence
    | UseEvidence
    | CopyFormerEvidence
    | RemoveEvidence
    | RestoreEvidence
    | DeclareYear
    | SetDeclarant
    | AskHead
    | Submit
    | Withdraw
    | HeadReturns
    | SubmitRepair
    | Ask
    | Reply
    | Forward
)
