"""Orders a flow gives: what is to be stored or sent. `storage/effects.py` carries them out, all in one transaction.

Every order that changes an assessment leaves a line in the audit log. Orders name rows by our own numbers; that the
actor may touch them was decided by the facts the flow was given, and is checked again where the order is applied.
"""

from dataclasses import dataclass
from datetime import datetime

from core.assessment import Declarant, EvidenceKind
from core.effects_groups import GroupEffect
from core.effects_pemda import ChangePemda, KeepPemdaFile, PemdaEffect, SendRule, SetHead
from core.effects_period import (
    ArchivePeriod,
    ChangeDraft,
    ClosePeriod,
    DiscardDraft,
    DraftPeriod,
    Extend,
    Finalise,
    MoveDue,
    OpenPeriod,
    PeriodEffect,
    PublishResults,
    ReopenPeriod,
    ReopenResult,
    SchedulePeriod,
    TellOpds,
    UnschedulePeriod,
)
from core.effects_reminders import AskForTime, PutOff, ReminderEffect, RemindNow
from core.effects_review import ReviewEffect
from core.opd_list import OpdRow
from core.people import Role
from core.screen import Notice

__all__ = [  # orders that live in a module of their own
    "ArchivePeriod",
    "AskForTime",
    "ChangeDraft",
    "ChangePemda",
    "ClosePeriod",
    "DiscardDraft",
    "DraftPeriod",
    "Extend",
    "Finalise",
    "KeepPemdaFile",
    "MoveDue",
    "OpenPeriod",
    "PublishResults",
    "PutOff",
    "RemindNow",
    "ReopenPeriod",
    "ReopenResult",
    "SchedulePeriod",
    "SendRule",
    "SetHead",
    "TellOpds",
    "UnschedulePeriod",
]

# answers


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
class AttachFile:
    """Records a file as received; its bytes are fetched after the commit.

    `variable` is core.assessment.LETTER for the head's signed letter.
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


@dataclass(frozen=True, slots=True)
class AttachLink:
    assessment: int
    variable: str
    address: str


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


# submission


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


# questions to the team

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


# people


@dataclass(frozen=True, slots=True)
class Redeem:
    """The sender takes the role an invitation offers; a person row is made when there is none."""

    invitation: int
    name: str


@dataclass(frozen=True, slots=True)
class CountGuess:
    """A wrong token: counted against the account, with nothing learned."""


@dataclass(frozen=True, slots=True)
class Rename:
    name: str


@dataclass(frozen=True, slots=True)
class LeaveRole:
    membership: int


@dataclass(frozen=True, slots=True)
class DisputeOpd:
    """A contact reports that this is not their OPD, or (False) takes the report back; a coordinator may settle it."""

    membership: int
    value: bool


@dataclass(frozen=True, slots=True)
class RequestErasure:
    """Asks the coordinators; what the law keeps (the OPD's answers) stays, the name goes (UU PDP 27/2022)."""


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """The coordinator grants an erasure: name and account go, audit content of the person is emptied."""

    person: int


@dataclass(frozen=True, slots=True)
class MarkReachable:
    value: bool


# the coordinator


@dataclass(frozen=True, slots=True)
class ImportOpds:
    pemda: int
    rows: tuple[OpdRow, ...]


@dataclass(frozen=True, slots=True)
class ReadOpdFile:
    """Fetches an office's OPD list and reads it after the commit; what was read comes back as OpdFileRead."""

    pemda: int
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class CreatePemda:
    """A new Pemda; only for accounts named in ADMIN_IDS. `timezone` is an IANA name."""

    name: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Invite:
    """Issues tokens and sends the sheet with QR codes to the sender. `opds` empty: a role of the whole Pemda.

    A verifier's `opds` are home OPDs.
    """

    pemda: int
    role: Role
    opds: tuple[int, ...]
    until: datetime
    uses: int = 1
    field: str | None = None


@dataclass(frozen=True, slots=True)
class RevokeInvitations:
    """Revokes what is still open; `opd` None: of the whole Pemda."""

    pemda: int
    opd: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveMembership:
    membership: int


@dataclass(frozen=True, slots=True)
class RetryUpdate:
    """A set-aside update goes back into its lane with fresh attempts."""

    inbox: int


# messages


@dataclass(frozen=True, slots=True)
class Tell:
    """A notice to people by our person numbers."""

    people: tuple[int, ...]
    notice: Notice


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
class SendEvidence:
    """Shows one evidence file or link to the sender, by its file_id."""

    evidence: int


Effect = (
    SaveLevel
    | SaveExplanation
    | AttachFile
    | AttachLink
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
    | Redeem
    | CountGuess
    | Rename
    | LeaveRole
    | DisputeOpd
    | RequestErasure
    | ErasePerson
    | MarkReachable
    | ImportOpds
    | ReadOpdFile
    | CreatePemda
    | Invite
    | RevokeInvitations
    | RemoveMembership
    | RetryUpdate
    | Tell
    | TellRole
    | SendMyData
    | SendTemplate
    | SendLetter
    | SendResult
    | SendEvidence
    | PeriodEffect
    | PemdaEffect
    | ReviewEffect
    | ReminderEffect
    | GroupEffect
)
