"""A Pemda as its coordinator or a viewer sees it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from core.assessment.model import OPEN_FOR_ANSWERS, SENT, Approval, Status
from core.assessment.sent import Sent
from core.facts.answers import QuestionFacts
from core.instrument.model import Instrument
from core.instrument.parts import SubjectKind
from core.pemda.documents import RegionDocument
from core.pemda.own_lists.rules import OwnList
from core.pemda.parts import EVERYTHING, UNCOUNTED, UNLOADED, Part, Parts
from core.pemda.periods import PeriodKind, Span, collide
from core.pemda.purpose import GENERAL, Purpose
from core.pemda.settings import PemdaSettings
from core.people.roles import OPD_ROLES, Role
from core.reminders.facts import Reminding
from core.results.period import PeriodResults, PresentPeriod


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an OPD, as papers print it. Without `title` it is "Kepala" and the OPD's name."""

    name: str = ""
    title: str = ""
    rank: str = ""
    nip: str = ""
    acting: str = ""  # "Plt." or "Plh."


@dataclass(frozen=True, slots=True)
class OpdLine:
    """An OPD as the coordinator sees it. `letters` are the evidence numbers of the letter the head has signed.

    `reach` are the contacts and `heads` the heads to whom a message can be sent, by person number; `headed` counts all
    heads. `phone` is the office's telephone number, digits with the country's code. `extended`: `due` is
    a date of its own. `repair_due` is the last due date of its repairs, while a variable is returned. `left_out` is why
    it was taken out of the period, None while it takes part. `bare`: nothing was ever answered or sent.

    Where each `subject` of its register is assessed by itself, `of` of these take part, `answered` are answered in
    full, and `owes` are the assessments that are not sent; `assessment` is the first of these, and the rest is what
    they are together.
    """

    id: int
    code: str
    name: str
    short: str
    kind: str
    contacts: int
    unreachable: int
    assessment: int | None
    status: Status | None
    complete: int
    due: datetime | None
    head: Head = Head()
    letters: tuple[int, ...] = ()
    reach: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()
    extended: bool = False
    repair_due: datetime | None = None
    headed: int = 0
    phone: str = ""
    mark: str = ""
    left_out: str | None = None
    bare: bool = False
    subject: SubjectKind = "opd"
    answered: int = 0
    of: int = 0
    owes: tuple[int, ...] = ()

    def unmarked(self) -> "OpdLine":
        """With its names as they are stored."""
        names = (self.name.removesuffix(self.mark), self.short.removesuffix(self.mark))
        return replace(self, name=names[0], short=names[1], mark="") if self.mark else self

    def may_be_sent(self, variables: int) -> bool:
        """Whether it waits for its head, or is filled in and could be sent; `variables` are those that it fills in."""
        filled = self.status in OPEN_FOR_ANSWERS and 0 < variables <= self.complete
        return filled or self.status is Status.AWAITING_HEAD

    def has(self, role: Role) -> bool:
        """Whether somebody holds this role here, contact or head."""
        return bool(self.headed if role is Role.HEAD else self.contacts)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation of an OPD that nobody has opened yet. `since` is None while its sheet is still being made."""

    opd: int
    role: Role
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnDue:
    """A due date of its own that an OPD has in an open period, while it has not sent."""

    period: int
    opd: int
    short: str
    due: datetime


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period as the coordinator sees it, under the name that tells it from the others; `own_name` is the one it was
    given. `status` is its status at this moment; `scheduled`: a draft that will open by itself. `instrument` is the id
    of its instrument, `title` what people call it, `pinned` the instrument itself. `chosen` are the OPD that take part,
    empty: all; `without` those that were left out of it, as the part SHELF knows.

    `result_at` is when its results were made known; `erased`: its words and files have been removed
    (docs/decisions/retention.md).
    """

    id: int
    name: str
    year: int
    status: str
    due: datetime
    verification_due: datetime
    instrument: str
    opens: datetime
    scheduled: bool = False
    result_at: datetime | None = None
    erased: bool = False
    title: str = ""
    pinned: Instrument | None = None
    key: str = ""
    kind: str = PeriodKind.YEARLY
    chosen: tuple[int, ...] = ()
    without: frozenset[int] = frozenset()
    narrowed: bool = False  # to some lines of registers, so that no other OPD can join

    @property
    def own_name(self) -> str:
        return self.key or self.name

    def excludes(self, instrument: str, opens: datetime, until: datetime, chosen: Collection[int] = ()) -> bool:
        """Whether another period by this instrument may not run then, because an OPD would have two at a time."""
        mine = Span(self.id, self.instrument, "", "", self.opens, self.verification_due, frozenset(self.chosen) or None)
        mine = replace(mine, without=self.without)
        return collide(mine, Span(0, instrument, "", "", opens, until, frozenset(chosen) or None))

    def ends_for(self, role: Role) -> datetime:
        """When this role's work in the period ends: contacts and heads fill in, everybody else goes on to its end."""
        return self.due if role in OPD_ROLES else self.verification_due


@dataclass(frozen=True, slots=True)
class WaitingResults:
    """How many results wait in a closed period: opened again and not verified yet, verified and not final yet."""

    period: int
    name: str
    reopened: int
    verified: int


@dataclass(frozen=True, slots=True)
class AsideLine:
    """An update that was set aside: whose, for what, when, why. `what` is "text", "photo", "document", "tap" or
    "unknown"; `unreadable`: it could not be understood and was tried only once.
    """

    id: int
    who: str
    opd_short: str
    what: str
    at: datetime
    error: str
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class StuckLine:
    """A piece of the bot's own work that fails. `kind` is the tick; `aside`: it is not tried again by itself."""

    id: int
    kind: str
    since: datetime
    error: str
    aside: bool


@dataclass(frozen=True, slots=True)
class WaitLine:
    """How many updates or calls (`kind`: "updates", "calls") have waited for more than an hour, and since when the
    oldest.
    """

    kind: str
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class LateFileLine:
    """A file that arrived more than an hour ago and is not copied yet."""

    id: int
    opd_short: str
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class UnreachableLine:
    person: int
    name: str
    opd_id: int
    opd_short: str
    since: datetime
    others: int  # further reachable contacts of that OPD


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A member of the Pemda, for [Atur orang]."""

    membership: int
    name: str
    role: Role
    opd_short: str
    field: str | None
    person: int = 0
    disputed: bool = False  # says that this is not their OPD


@dataclass(frozen=True, slots=True)
class Overview:
    """A Pemda as a viewer sees it. `results` are those of the period that is looked at, None before the first and while
    one has to be chosen among several `periods`; `boards` are then those of all present periods. `years` are all
    periods, oldest first.
    """

    pemda_id: int
    pemda_name: str
    results: PeriodResults | None = None
    years: tuple[PeriodResults, ...] = ()
    periods: tuple[PresentPeriod, ...] = ()
    boards: tuple[PeriodResults, ...] = ()
    purpose: Purpose = GENERAL  # what the bot is for here, where there is no period


@dataclass(frozen=True, slots=True)
class AdminFacts:
    """A Pemda as its coordinator sees it. `days_off`: holidays and collective leave of this year and the next.

    To read a list that does not belong to one of the `parts` that were loaded raises NotLoaded.
    """

    pemda_id: int
    pemda_name: str
    settings: PemdaSettings = field(default_factory=PemdaSettings)
    opds: tuple[OpdLine, ...] = ()
    periods: tuple[PeriodLine, ...] = ()
    aside: tuple[AsideLine, ...] = ()
    aside_more: int = 0  # beyond these lines, as far as they are counted
    stuck: tuple[StuckLine, ...] = ()
    waits: tuple[WaitLine, ...] = ()
    late_files: tuple[LateFileLine, ...] = ()  # the oldest of them
    unreachable: tuple[UnreachableLine, ...] = ()
    questions: tuple[QuestionFacts, ...] = ()
    people: tuple[PersonLine, ...] = ()
    open_invitations: int = 0
    coming_invitations: int = 0  # ordered, and taking the place of none; their sheet is being made
    invited: tuple[Invited, ...] = ()
    invites: bool = False  # contacts were invited already
    groups: int = 0  # groups of the team that are connected
    documents: tuple[RegionDocument, ...] = ()
    shelf: tuple[Instrument, ...] = ()  # what a new period can take
    own_lists: tuple[OwnList, ...] = ()  # for each instrument of its periods, the newest first
    own_dues: tuple[OwnDue, ...] = ()  # of open periods, the next first
    waiting: tuple[WaitingResults, ...] = ()  # of closed periods, the newest first
    days_off: frozenset[date] = frozenset()
    estimated: frozenset[int] = frozenset()  # years whose days off are not decreed yet
    results: PeriodResults | None = None  # of the period the screen is about
    reminding: Reminding | None = None  # where the screen is about reminders
    parts: Parts = EVERYTHING
    sent: Mapping[int, Sent] = field(default_factory=dict)  # of several open periods
    within: int = 0  # the open period that the screen is about, where there are several

    def only(self, parts: Parts) -> "AdminFacts":
        """The same with these parts alone."""
        return replace(self, parts=parts, **{name: empty for part, name, empty in _OF_PARTS if part not in parts})

    @property
    def approval(self) -> Approval:
        return self.settings.approval

    @property
    def working_days(self) -> int:
        return self.settings.working_days

    @property
    def links_alone(self) -> bool:
        return self.settings.links_alone

    @property
    def disputed(self) -> tuple[PersonLine, ...]:
        """Contacts who say that they were invited for the wrong OPD."""
        return tuple(line for line in self.people if line.disputed)

    @property
    def running(self) -> tuple[PeriodLine, ...]:
        """The open periods, the one that is due first before the others."""
        return tuple(line for line in reversed(self.periods) if line.status == "open")

    @property
    def headless(self) -> tuple[OpdLine, ...]:
        """OPD of the period the screen is about that can go no further: the head approves in the bot, all is filled in,
        and nobody is there as head.
        """
        if self.approval is not Approval.IN_BOT or self.period is None or self.period.pinned is None:
            return ()
        asked = self.period.pinned
        all_of_them = sum(not asked.given_by_team(code) for code in asked.codes)
        return tuple(line for line in self.opds if not line.headed and line.may_be_sent(all_of_them))

    @property
    def period(self) -> PeriodLine | None:
        """The open period that the screen is about; None where none is open, or several are and none was chosen."""
        if self.within:
            return next((line for line in self.running if line.id == self.within), None)
        return self.running[0] if len(self.running) == 1 else None

    @property
    def sent_here(self) -> Sent:
        """How much of the period the screen is about was sent."""
        here = [line for line in self.opds if line.status is not None]
        kind: SubjectKind = next((line.subject for line in here if line.of), "opd")
        lines = sum(line.of - len(line.owes) for line in here)
        sent = sum(line.status in SENT for line in here)
        return Sent(sent, len(here), lines, sum(line.of for line in here), kind)

    def in_the_way(
        self, instrument: str, opens: datetime, until: datetime, chosen: Collection[int] = (), besides: int = 0
    ) -> PeriodLine | None:
        """The open or scheduled period beside which such a one may not run."""
        busy = (line for line in self.periods if (line.status == "open" or line.scheduled) and line.id != besides)
        return next((line for line in busy if line.excludes(instrument, opens, until, chosen)), None)

    @property
    def coming(self) -> PeriodLine | None:
        """The period that invitations are for: the open one, the first that is due; else the next scheduled one."""
        scheduled = (line for line in reversed(self.periods) if line.scheduled)
        return self.period or next(iter(self.running), None) or next(scheduled, None)


_OF_PARTS: tuple[tuple[Part, str, Any], ...] = (
    (Part.OPDS, "opds", UNLOADED),
    (Part.PEOPLE, "people", UNLOADED),
    (Part.PROBLEMS, "aside", UNLOADED),
    (Part.PROBLEMS, "aside_more", UNCOUNTED),
    (Part.PROBLEMS, "stuck", UNLOADED),
    (Part.PROBLEMS, "waits", UNLOADED),
    (Part.PROBLEMS, "late_files", UNLOADED),
    (Part.PROBLEMS, "unreachable", UNLOADED),
    (Part.QUESTIONS, "questions", UNLOADED),
    (Part.INVITATIONS, "open_invitations", UNCOUNTED),
    (Part.INVITATIONS, "coming_invitations", UNCOUNTED),
    (Part.DOCUMENTS, "documents", UNLOADED),
    (Part.INVITATIONS, "invited", UNLOADED),
    (Part.RESULTS, "waiting", UNLOADED),
    (Part.SHELF, "shelf", UNLOADED),
    (Part.OWN_LISTS, "own_lists", UNLOADED),
    (Part.DUES, "own_dues", UNLOADED),
)
"""Part, field of AdminFacts, and what stands there while the part is not loaded."""
