"""The assessment of one OPD in one period: its answers and its evidence. Its status is core/assessment/status.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, cast

from core.assessment.action import Action
from core.assessment.answer import Answer, FormerAnswer
from core.assessment.lacking import lacking
from core.assessment.rounds import Round
from core.assessment.status import (
    OPEN_FOR_ANSWERS as OPEN_FOR_ANSWERS,
    OVER as OVER,
    SENT as SENT,
    PeriodStatus as PeriodStatus,
    Status as Status,
    may_change,
)
from core.assessment.subjects import Subject
from core.assessment.wanted import Wanted, wanted
from core.evidence.lists import OwnLine
from core.evidence.years import of_years
from core.instrument.parse import Instrument
from core.screen import Media


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


def years_of(kind: EvidenceKind, year: int | None, name: str) -> tuple[int, int] | None:
    """The first and the last year of evidence. Only the name of a document says anything about it."""
    return of_years(year, name if kind is EvidenceKind.DOCUMENT else "")


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
    """Periode penilaian. Instants are aware, in the Pemda's zone; `status` is that of this moment (`period_status`).
    `several`: the Pemda has others beside it, so that screens say which this is; `name` then names its instrument too.
    """

    id: int
    name: str
    year: int
    status: PeriodStatus
    opens: datetime
    due: datetime
    verification_due: datetime
    several: bool = False
    left_out: bool = False  # the OPD does not take part in it any more

    @property
    def heading(self) -> str:
        """What tells it from the Pemda's other periods: its year, or its name where that does not."""
        return str(self.stamp)

    @property
    def stamp(self) -> int | str:
        """The same for pictures, which compare years."""
        return self.name if self.several else self.year


@dataclass(frozen=True, slots=True)
class HeadReturn:
    """The head gave the assessment back; `note` says what is to be repaired, "" if nothing was said."""

    note: str
    at: datetime


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
    file_id: str = ""

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of a document, as stated or in its name; None for photos nobody has dated, and
        for links.
        """
        return years_of(self.kind, self.year, self.name)

    @property
    def undated(self) -> bool:
        """Whether somebody has still to say of which year it is. Links have no year."""
        return self.kind is not EvidenceKind.LINK and self.years is None

    def may_be_of(self, year: int) -> bool:
        """Whether nothing says that it is of other years."""
        return self.years is None or self.years[0] <= year <= self.years[1]

    @property
    def media(self) -> Media | None:
        """The file of a screen on which it is looked at; None for a link."""
        if self.kind is EvidenceKind.LINK:
            return None
        return Media(cast(Literal["photo", "document"], self.kind.value), self.file_id, self.id)


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
    head_return: HeadReturn | None = None  # until it is submitted
    subject: Subject | None = None  # what of the OPD it is about; None: the OPD itself
    register: tuple[Subject, ...] = ()  # of the OPD, where the instrument is about such
    awaits_province: bool = False  # verified by the region, and the province has still to judge
    own_lines: tuple[OwnLine, ...] = ()  # of the Pemda's own list of evidence for this instrument
    actions: Mapping[str, Action] = field(default_factory=dict)  # by variable, where the instrument asks for them
    rounds: tuple[Round, ...] = ()  # of other instruments, sent by this OPD, the newest first

    @property
    def unregistered(self) -> bool:
        """Whether it waits for the first line of the OPD's register."""
        return self.instrument.subject != "opd" and self.subject is None

    @property
    def over(self) -> bool:
        """Whether the period has ended. Then nothing is sent, approved, repaired or withdrawn any more."""
        return self.period.status in OVER

    @property
    def lapsed(self) -> tuple[str, ...]:
        """Variables that were returned and not sent again before the period ended."""
        open_ones = {code for code, answer in self.answers.items() if answer.reopened is not None}
        return tuple(code for code in self.instrument.codes if code in open_ones) if self.over else ()

    @property
    def as_returned(self) -> bool:
        """Whether nothing was added or changed since the head gave it back."""
        moments = (*(one.at for one in self.answers.values()), *(one.sent_at for one in self.evidence))
        return self.head_return is not None and all(at <= self.head_return.at for at in moments)

    @property
    def mended(self) -> tuple[str, ...]:
        """The variables in which something was added or changed since the head gave it back."""
        if self.head_return is None:
            return ()
        since = self.head_return.at
        new = {code for one in self.evidence if one.sent_at > since for code in one.variables}
        new |= {code for code, answer in self.answers.items() if answer.at > since}
        return tuple(code for code in self.instrument.codes if code in new)

    def level(self, variable: str) -> int | None:
        answer = self.answers.get(variable)
        return answer.level if answer else None

    def explanation(self, variable: str) -> str:
        answer = self.answers.get(variable)
        return answer.explanation if answer else ""

    def evidence_of(self, variable: str) -> tuple[Evidence, ...]:
        return tuple(item for item in self.evidence if variable in item.variables)

    def wanted(self, variable: str) -> Wanted:
        """What is asked now as evidence of the chosen level."""
        return wanted(self.instrument, self.own_lines, variable, self.level(variable), self.period.opens)

    def lacking(self, variable: str) -> tuple[str, ...]:
        """What a variable lacks, in the order of core.assessment.lacking. Empty when it is complete."""
        explained, proven = bool(self.explanation(variable)), self.has_proof(variable)
        return lacking(self.level(variable), explained, proven, self.instrument, variable, self.acted(variable))

    def acted(self, variable: str) -> bool:
        """Whether it has a corrective action that lacks nothing."""
        action = self.actions.get(variable)
        return action is not None and action.complete

    def asks_action(self, variable: str) -> bool:
        """Whether its level asks for a corrective action."""
        return self.level(variable) in self.instrument.variable(variable).action_at

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
        if self.unregistered or self.period.status is not PeriodStatus.OPEN or variable not in self.instrument.codes:
            return False
        answer = self.answers.get(variable)
        return may_change(self.status, answer is not None and answer.reopened is not None)
