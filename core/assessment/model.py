"""The assessment of one OPD in one period: its answers, its evidence, its status.

The status changes only as `TRANSITIONS` allows. A pair that is not in the table raises `StatusError` and changes
nothing. docs/assessment-status.md is drawn from this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.assessment.lacking import lacking
from core.instrument.parse import Instrument


class Status(StrEnum):
    """Status of an assessment, as stored and exported."""

    NOT_STARTED = "not_started"  # belum mulai
    DRAFT = "draft"  # sedang diisi
    AWAITING_HEAD = "awaiting_head"  # menunggu kepala
    SUBMITTED = "submitted"  # terkirim
    IN_REVIEW = "in_review"  # diperiksa
    RETURNED = "returned"  # dikembalikan
    VERIFIED = "verified"  # terverifikasi
    FINAL = "final"  # ditetapkan


class Act(StrEnum):
    """What can happen to an assessment."""

    ANSWER = "answer"
    ASK_HEAD = "ask_head"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    BEGIN_REVIEW = "begin_review"
    RETURN = "return"
    REPAIR = "repair"
    VERIFY = "verify"
    FINALISE = "finalise"
    REOPEN = "reopen"


TRANSITIONS: Mapping[tuple[Status, Act], Status] = {
    (Status.NOT_STARTED, Act.ANSWER): Status.DRAFT,
    (Status.DRAFT, Act.ANSWER): Status.DRAFT,
    (Status.DRAFT, Act.ASK_HEAD): Status.AWAITING_HEAD,
    (Status.DRAFT, Act.SUBMIT): Status.SUBMITTED,
    (Status.AWAITING_HEAD, Act.SUBMIT): Status.SUBMITTED,
    (Status.AWAITING_HEAD, Act.WITHDRAW): Status.DRAFT,
    (Status.SUBMITTED, Act.WITHDRAW): Status.DRAFT,
    (Status.SUBMITTED, Act.BEGIN_REVIEW): Status.IN_REVIEW,
    (Status.SUBMITTED, Act.RETURN): Status.RETURNED,
    (Status.AWAITING_HEAD, Act.RETURN): Status.DRAFT,
    (Status.IN_REVIEW, Act.RETURN): Status.RETURNED,
    (Status.IN_REVIEW, Act.VERIFY): Status.VERIFIED,
    (Status.RETURNED, Act.ANSWER): Status.RETURNED,
    (Status.RETURNED, Act.RETURN): Status.RETURNED,
    (Status.RETURNED, Act.REPAIR): Status.SUBMITTED,
    (Status.RETURNED, Act.BEGIN_REVIEW): Status.IN_REVIEW,  # the period is over, nothing is repaired any more
    (Status.VERIFIED, Act.RETURN): Status.RETURNED,
    (Status.VERIFIED, Act.FINALISE): Status.FINAL,
    (Status.VERIFIED, Act.REOPEN): Status.IN_REVIEW,
    (Status.FINAL, Act.REOPEN): Status.IN_REVIEW,
}

OPEN_FOR_ANSWERS = frozenset({Status.NOT_STARTED, Status.DRAFT})
SENT = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED, Status.VERIFIED, Status.FINAL})
"""Statuses that count as "submitted or any later" in summaries and exports."""


def may_change(status: Status, reopened: bool) -> bool:
    """Whether an answer may be changed in this status while its period is open; `reopened`: it was returned."""
    return status in OPEN_FOR_ANSWERS or (status is Status.RETURNED and reopened)


class StatusError(ValueError):
    """The act is not possible in this status; nothing was changed."""


def after(status: Status, act: Act) -> Status:
    """The status that follows from an act. Raises StatusError where the table has no such pair."""
    try:
        return TRANSITIONS[status, act]
    except KeyError:
        raise StatusError(f"{act} is not possible while {status}") from None


class PeriodStatus(StrEnum):
    """Status of a period, as exported."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ARCHIVED = "archived"


def period_status(stored: PeriodStatus, opens: datetime, verification_due: datetime, now: datetime) -> PeriodStatus:
    """The status of a period at this moment. An open period counts as a draft before it opens, and as closed once
    verification is due.
    """
    if stored is not PeriodStatus.OPEN:
        return stored
    if now < opens:
        return PeriodStatus.DRAFT
    return PeriodStatus.CLOSED if now > verification_due else PeriodStatus.OPEN


OVER = frozenset({PeriodStatus.CLOSED, PeriodStatus.ARCHIVED})
"""Statuses of a period that accepts nothing any more."""


def standing(status: Status, period: PeriodStatus) -> Status:
    """The status of an assessment at this moment. When a period is over, an assessment that was returned and not sent
    again is back with the team.
    """
    return Status.IN_REVIEW if status is Status.RETURNED and period in OVER else status


class Approval(StrEnum):
    """How the head of an OPD approves, a setting of the Pemda."""

    NONE = "none"
    IN_BOT = "in_bot"
    LETTER = "letter"


LETTER = "LETTER"
"""Stands in place of a variable's code: the file is the letter that the head has signed."""


class EvidenceKind(StrEnum):
    PHOTO = "photo"
    DOCUMENT = "document"
    LINK = "link"


class EvidenceState(StrEnum):
    """RECEIVED: recorded, bytes not copied yet (diterima). STORED: copied and checked (tersimpan). REFUSED: not
    accepted.
    """

    RECEIVED = "received"
    STORED = "stored"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Opd:
    """Perangkat daerah: the agency that is assessed."""

    id: int
    code: str
    name: str
    short: str
    head_title: str = ""  # "Kepala Dinas Kesehatan", "Camat Busang"


@dataclass(frozen=True, slots=True)
class Period:
    """Periode penilaian. Instants are aware, in the Pemda's zone; `status` is that of this moment (`period_status`)."""

    id: int
    name: str
    year: int
    status: PeriodStatus
    opens: datetime
    due: datetime
    verification_due: datetime


@dataclass(frozen=True, slots=True)
class Reopening:
    """Why a variable is open again after submission. The contact reads `note` first."""

    note: str
    due: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one variable (jawaban). `level` is None while there is only an explanation or evidence. `parts` are
    the messages (message id, text) that the explanation was made of, so that an edited message can update it.
    """

    variable: str
    level: int | None
    explanation: str
    version: int
    by: int  # person id of who chose the level
    by_name: str
    at: datetime  # of the newest change
    parts: tuple[tuple[int, str], ...] = ()
    reopened: Reopening | None = None
    repaired: bool = False  # something was changed since it was reopened
    writer: tuple[int, str] | None = None  # who wrote the explanation, number and name; None: who chose the level

    @property
    def explained_by(self) -> int:
        return self.writer[0] if self.writer else self.by

    @property
    def explained_by_name(self) -> str:
        return self.writer[1] if self.writer else self.by_name


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence (bukti): a file or link, which may prove several variables. Refused and removed ones are never loaded
    for a flow.
    """

    id: int
    kind: EvidenceKind
    name: str
    state: EvidenceState
    variables: tuple[str, ...]
    year: int | None
    sent_by: int
    sent_at: datetime
    unique_id: str = ""
    message_id: int | None = None  # of its sender, in which it came
    album: str = ""
    note: str = ""  # the words it came with


@dataclass(frozen=True, slots=True)
class FormerAnswer:
    """The answer in the period before, with the same instrument. It is offered to the contact and never taken over
    without them.
    """

    level: int
    explanation: str
    verified: int | None
    evidence: tuple[tuple[int, str], ...] = ()  # (evidence id, name)


@dataclass(frozen=True, slots=True)
class Declarant:
    """Penanggung jawab: who declares that the answers are true. `nip` is 18 digits or "-"."""

    name: str
    title: str
    nip: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What the receipt shows. `evidence` counts the files and links at that moment; a later repair does not
    change it.
    """

    at: datetime
    by_name: str
    code: str
    late: bool
    evidence: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that a contact's conversation needs to know about the assessment of one OPD."""

    id: int
    pemda_id: int
    opd: Opd
    period: Period
    instrument: Instrument
    status: Status
    due: datetime  # of this OPD, extensions included
    approval: Approval
    links_alone: bool  # a link counts as evidence by itself
    answers: Mapping[str, Answer] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    former: Mapping[str, FormerAnswer] = field(default_factory=dict)
    former_year: int | None = None
    declarant: Declarant | None = None
    submission: Submission | None = None
    review_began: bool = False  # from then on nothing is withdrawn
    awaits_province: bool = False  # verified by the region, and the province has still to judge

    @property
    def over(self) -> bool:
        """Whether the period has ended. Then nothing is sent, approved, repaired or withdrawn any more."""
        return self.period.status in OVER

    @property
    def lapsed(self) -> tuple[str, ...]:
        """Variables that were returned and not sent again before the period ended."""
        open_ones = {code for code, answer in self.answers.items() if answer.reopened is not None}
        return tuple(code for code in self.instrument.codes if code in open_ones) if self.over else ()

    def level(self, variable: str) -> int | None:
        answer = self.answers.get(variable)
        return answer.level if answer else None

    def explanation(self, variable: str) -> str:
        answer = self.answers.get(variable)
        return answer.explanation if answer else ""

    def evidence_of(self, variable: str) -> tuple[Evidence, ...]:
        return tuple(item for item in self.evidence if variable in item.variables)

    def lacking(self, variable: str) -> tuple[str, ...]:
        """What a variable lacks, in the order of core.assessment.lacking. Empty when it is complete."""
        explained, proven = bool(self.explanation(variable)), self.has_proof(variable)
        return lacking(self.level(variable), explained, proven, self.instrument)

    def has_proof(self, variable: str) -> bool:
        found = self.evidence_of(variable)
        return any(self.links_alone or item.kind is not EvidenceKind.LINK for item in found)

    def complete(self, variable: str) -> bool:
        return not self.lacking(variable)

    def touched(self, variable: str) -> bool:
        return variable in self.answers or bool(self.evidence_of(variable))

    @property
    def incomplete(self) -> tuple[str, ...]:
        return tuple(code for code in self.instrument.codes if self.lacking(code))

    def next_incomplete(self, after: str | None = None) -> str | None:
        """The next incomplete variable after `after`; the search goes on at the first variable when it reaches the
        last.
        """
        codes = self.instrument.codes
        start = codes.index(after) + 1 if after in codes else 0
        return next((code for code in codes[start:] + codes[:start] if self.lacking(code)), None)

    def writable(self, variable: str) -> bool:
        """Whether this variable may be changed now: any variable before submission, afterwards only a reopened one."""
        if self.period.status is not PeriodStatus.OPEN or variable not in self.instrument.codes:
            return False
        answer = self.answers.get(variable)
        return may_change(self.status, answer is not None and answer.reopened is not None)
