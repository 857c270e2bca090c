"""Reminders (pengingat): who is told what on which day, as a table.

`core/reminders/due.py` reads the table. Days off are passed in as a set of days, what is owed as a `ReminderCase`,
earlier reminders as `History`. The reasons are in docs/decisions/reminders.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from core.assessment.model import OPEN_FOR_ANSWERS, Approval, Status
from core.instrument.parts import SubjectKind
from core.pemda.naming import TIE, called
from core.people.roles import Role
from core.review.verdicts import Stage


class Duty(StrEnum):
    """What is owed. A person owes each of these at most once in an assessment."""

    FILLING = "filling"  # answers, or the signed letter: the contact's turn
    REPAIR = "repair"  # returned variables: the contact's turn again
    APPROVAL = "approval"  # the head's word in the bot
    GUIDANCE = "guidance"  # the head is asked to see to it that it is filled in
    OVERDUE = "overdue"  # the coordinator hears who is a week late
    UNREPAIRED = "unrepaired"  # the coordinator hears whose repair is late
    QUEUE = "queue"  # OPD wait for a verifier
    ACTION = "action"  # corrective actions of the OPD are due
    ACTION_LATE = "action_late"  # the coordinator hears which of them are overdue


class StartingPoint(StrEnum):
    """What the days of a rule are counted from."""

    OPENING = "opening"  # told when the period opens (scheduler/periods.py)
    DUE = "due"  # of this OPD, extensions included
    RETURN = "return"  # of a variable
    REPAIR_DUE = "repair_due"  # of a variable
    ACTION_DUE = "action_due"  # of a variable's corrective action
    MORNING = "morning"  # every working morning on which something waits


class Shift(StrEnum):
    """Where a reminder is moved if its day is a day off."""

    EARLIER = "earlier"
    LATER = "later"
    STAYS = "stays"  # it goes on a day off as well


@dataclass(frozen=True, slots=True)
class Rule:
    """A reminder so many `days` after the start, or before it when negative. Of several
    rules about the same thing on one day the one with the highest `rank` speaks.
    """

    slug: str
    to: Role
    about: Duty
    start: StartingPoint
    days: int
    shift: Shift
    rank: int


@dataclass(frozen=True, slots=True)
class Policy:
    """Reminders are sent between `begins` and `ends`, in the Pemda's zone. `gap`: days between two reminders to one
    person. `cap`: reminders to one person about one due date. The last two days have neither gap nor cap.
    """

    rules: tuple[Rule, ...]
    begins: time = time(8, 30)
    ends: time = time(16)
    gap: int = 1
    cap: int = 20

    def rule(self, slug: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.slug == slug), None)


_LADDER = (-30, -14, -7, -3, -1, 0, 1, 3, 7)
"""Days before and after the due date."""


def _shift(days: int) -> Shift:
    if days in (-1, 0):
        return Shift.STAYS
    return Shift.EARLIER if days < 0 else Shift.LATER


def _ladder(prefix: str, to: Role, about: Duty) -> Iterator[Rule]:
    for days in _LADDER:
        yield Rule(f"{prefix}{days:+d}", to, about, StartingPoint.DUE, days, _shift(days), rank=100 + days)


QUEUE = "queue"
"""Slug of the verifiers' message of the morning."""

OPENING, NOW, NOW_HEAD = "opening", "now", "now-head"
"""Slugs of what no rule makes: a period has opened; a coordinator reminds now, contacts or heads."""

POLICY = Policy(
    (
        Rule(OPENING, Role.CONTACT, Duty.FILLING, StartingPoint.OPENING, 0, Shift.LATER, rank=95),
        *_ladder("due", Role.CONTACT, Duty.FILLING),
        *_ladder("approval", Role.HEAD, Duty.APPROVAL),
        Rule("guidance-3", Role.HEAD, Duty.GUIDANCE, StartingPoint.DUE, -3, Shift.EARLIER, rank=97),
        Rule("overdue+7", Role.COORDINATOR, Duty.OVERDUE, StartingPoint.DUE, 7, Shift.LATER, rank=107),
        Rule("return+2", Role.CONTACT, Duty.REPAIR, StartingPoint.RETURN, 2, Shift.LATER, rank=102),
        Rule("return+5", Role.CONTACT, Duty.REPAIR, StartingPoint.RETURN, 5, Shift.LATER, rank=105),
        Rule("repair+1", Role.CONTACT, Duty.REPAIR, StartingPoint.REPAIR_DUE, 1, Shift.LATER, rank=106),
        Rule("unrepaired+1", Role.COORDINATOR, Duty.UNREPAIRED, StartingPoint.REPAIR_DUE, 1, Shift.LATER, rank=106),
        Rule("action-3", Role.CONTACT, Duty.ACTION, StartingPoint.ACTION_DUE, -3, Shift.EARLIER, rank=94),
        Rule("action+0", Role.CONTACT, Duty.ACTION, StartingPoint.ACTION_DUE, 0, Shift.EARLIER, rank=94),
        Rule("action+1", Role.CONTACT, Duty.ACTION, StartingPoint.ACTION_DUE, 1, Shift.LATER, rank=94),
        Rule("action+7", Role.CONTACT, Duty.ACTION, StartingPoint.ACTION_DUE, 7, Shift.LATER, rank=94),
        Rule("action-late+1", Role.COORDINATOR, Duty.ACTION_LATE, StartingPoint.ACTION_DUE, 1, Shift.LATER, rank=94),
        Rule(QUEUE, Role.VERIFIER, Duty.QUEUE, StartingPoint.MORNING, 0, Shift.LATER, rank=90),
    )
)
"""The table of rules. Rules about plan items (rencana) are added together with the table of plans."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A variable that the team has returned and the OPD has not sent again. `due` is when its repair is due."""

    variable: str
    note: str
    at: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class DueAction:
    """A corrective action that is still to be done; `due` is the end of its day."""

    variable: str
    words: str
    due: datetime


@dataclass(frozen=True, slots=True)
class ReminderCase:
    """An assessment of an open period as reminders see it; of a period that is over only where corrective actions are
    still to be done (`closed`). Instants are in the Pemda's zone.

    `lacking`: incomplete variables in order, each with what it lacks ("level", "explanation", "evidence"). `judges` are
    the people of the team (by number) who still have something to judge in it at this stage, and since when it waits
    for them.
    """

    assessment: int
    pemda: int
    opd: int
    opd_name: str
    opd_short: str
    head_title: str
    period: str
    status: Status
    approval: Approval
    opens: datetime
    due: datetime
    of: int
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    returned: tuple[Returned, ...] = ()
    judges: Mapping[int, datetime] = field(default_factory=dict)
    stage: Stage = Stage.REGION
    several: bool = False  # the Pemda has other periods beside this one, so that messages say which
    actions: tuple[DueAction, ...] = ()
    closed: bool = False
    subject: SubjectKind = "opd"

    @property
    def office(self) -> str:
        """The OPD's short name without that of its line."""
        return self.opd_short.partition(f"{TIE}· ")[0]

    @property
    def called(self) -> str:
        """The OPD's short name in a list about several: with the period where the Pemda has others beside it."""
        return called(self.opd_short, f"· {self.period}" if self.several else "")

    @property
    def contact_owes(self) -> bool:
        """Whether something is to be filled in or sent, before or after the due date, until the period closes."""
        letter = self.status is Status.AWAITING_HEAD and self.approval is Approval.LETTER
        return self.status in OPEN_FOR_ANSWERS or letter

    def owes(self, about: Duty, person: int = 0) -> bool:
        """Whether this is still to be done. Asked when a reminder is planned, and again when it is sent."""
        if about in (Duty.ACTION, Duty.ACTION_LATE):
            return bool(self.actions)
        if self.closed:
            return False
        match about:
            case Duty.FILLING:
                return self.contact_owes
            case Duty.REPAIR | Duty.UNREPAIRED:
                return self.status is Status.RETURNED and bool(self.returned)
            case Duty.APPROVAL:
                return self.status is Status.AWAITING_HEAD and self.approval is Approval.IN_BOT
            case Duty.GUIDANCE:
                return self.status in OPEN_FOR_ANSWERS
            case Duty.OVERDUE:
                return self.contact_owes or self.status is Status.AWAITING_HEAD
            case Duty.QUEUE:
                return person in self.judges
        return False


@dataclass(frozen=True, slots=True)
class Member:
    """A role of a person who can be reminded. `opd` None: in the whole Pemda."""

    person: int
    role: Role
    opd: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a message: what is owed in which assessment. `opening`: the message says that the period has opened.
    `last_morning`: it is due before the next working morning begins. Of what waits for a verifier: `since` when, how
    many working days, and whether it is `new` since the last working morning.
    """

    about: Duty
    owing: ReminderCase
    opening: bool = False
    last_morning: bool = False
    since: datetime | None = None
    waited: int = 0
    new: bool = False


def about_of(rule: str, one: ReminderCase) -> Duty | None:
    """What a stored reminder is about, as things stand now; None for a rule that this policy does not have."""
    if rule == NOW:
        return Duty.REPAIR if one.status is Status.RETURNED else Duty.FILLING
    if rule == NOW_HEAD:
        return Duty.APPROVAL
    known = POLICY.rule(rule)
    return known.about if known else None


def stands(rule: str, one: ReminderCase, due: datetime) -> bool:
    """Whether the due instant of a stored reminder is still the same. An extension, or another return, makes new
    reminders, and the former ones are void.
    """
    known = POLICY.rule(rule)
    match known.start if known else None:
        case StartingPoint.DUE:
            return one.due == due
        case StartingPoint.RETURN | StartingPoint.REPAIR_DUE:
            return any(item.due == due for item in one.returned)
        case StartingPoint.ACTION_DUE:
            return any(item.due == due for item in one.actions)
        case _:
            return True
