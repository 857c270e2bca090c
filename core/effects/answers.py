"""Orders of contacts and heads: answers, evidence, submission, questions."""

from dataclasses import dataclass, field

from core.assessment.model import Declarant, EvidenceKind
from core.screen import Notice


@dataclass(frozen=True, slots=True)
class SaveLevel:
    assessment: int
    variable: str
    level: int


@dataclass(frozen=True, slots=True)
class SaveExplanation:
    """Replaces the explanation. `parts` are the messages (message id, text) it is made of, in order."""

    assessment: int
    variable: str
    text: str
    parts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The message that brought the evidence: its number, its album, and the words that came with it."""

    message_id: int | None = None
    album: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AttachFile:
    """Records a file as received; its bytes are fetched after the commit. `variable` is core.assessment.model.LETTER
    for the letter that the head has signed. `origin` is ignored when two orders are compared, here and in AttachLink.
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
    """The sender replaced the file in the message that brought `evidence`. The new file `by` proves the same variables,
    where they may still be changed, and the former file is removed from them.
    """

    assessment: int
    evidence: int
    by: AttachFile


@dataclass(frozen=True, slots=True)
class NoteEvidence:
    """Changes the words that came with the evidence. `name` is its new name where those words are its name, else ""."""

    assessment: int
    evidence: int
    note: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class UseEvidence:
    """Lets a file also prove another variable."""

    assessment: int
    evidence: int
    variable: str


@dataclass(frozen=True, slots=True)
class CopyFormerEvidence:
    """Uses a file of last year again, on the contact's decision. Its bytes are shared, not copied."""

    assessment: int
    evidence: int
    variable: str


@dataclass(frozen=True, slots=True)
class TakeDocument:
    """Uses a document of the region as evidence of one's own. Its bytes are shared, not copied."""

    assessment: int
    document: int
    variable: str


@dataclass(frozen=True, slots=True)
class RemoveEvidence:
    """Takes the file away from one variable. A file without any variable counts as removed."""

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
    """Submits the assessment; also the head's approval. Whether it is late is decided when it is stored, by the
    assessment's own due date.
    """

    assessment: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    assessment: int


@dataclass(frozen=True, slots=True)
class HeadReturns:
    """The head gives the assessment back to the contacts instead of approving it; "" without a note."""

    assessment: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class SubmitRepair:
    """Sends a reopened variable again. When no variable is open any more, the assessment is submitted again."""

    assessment: int
    variable: str


NEW = "new"
"""Stands for the number of a question that is stored by the same step, as in steady("Jawab", "reply", NEW); replaced by
the number when the notice is written."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Stores a question; `variable` "" is the whole assessment. A TellRole after it is the notice to the team; its
    buttons say NEW for the number.
    """

    assessment: int
    variable: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Stores the answer to a question. A Tell beside it is the notice to the asker; `closed` takes the place of the
    notices that the team got of the question.
    """

    question: int
    text: str
    closed: Notice | None = None


@dataclass(frozen=True, slots=True)
class Forward:
    """Records that a question was passed on to the verifiers of the variable's field. A TellRole beside it
    tells them.
    """

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
    | TakeDocument
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
