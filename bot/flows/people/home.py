"""Where a person works: the questionnaire, the choice of an OPD, the approval, the menu, or a screen about
their role.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.flows.answers import contents
from bot.flows.base import KEEP, State, Step
from bot.flows.contact import going
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import open_menu
from bot.flows.kit.lists import Search
from bot.flows.kit.outside import Beside, Outside
from bot.flows.states.contact import Approving, Viewing, Waiting
from bot.flows.states.lists import Searched
from bot.flows.states.review import Queueing
from core.assessment.model import Assessment, PeriodStatus
from core.facts import Choice, Facts
from core.people.roles import OPD_ROLES, Role
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class ChoosingOpd(Searched):
    """Which of the person's OPD. The list opens at the page of `newest`, an assessment, until a page is turned."""

    newest: int = 0


@dataclass(frozen=True, slots=True)
class Serving(State):
    """A screen for other roles: what they can do now."""

    role: str
    assessment: int | None = None

    def wish(self) -> Wish:
        return Wish(self.assessment or None, purpose=True)


def home(event: Event, state: State | None, facts: Facts) -> Step:
    """Where this person works: the questionnaire, the approval, the coordinator's menu, or a screen about
    their role.
    """
    role = role_in(facts)
    if role is not None and (_is_named(event, facts) or _is_open(facts) or not facts.choices):
        return _resume(event, state, facts, role)
    if facts.choices:
        return choose(facts)
    if facts.pemdas or facts.may_create_pemda:
        return open_menu(event, state, facts)
    if facts.holds(*OPD_ROLES):
        return Step(Waiting())
    if facts.holds(Role.VERIFIER, Role.PROVINCE):
        return Step(Queueing())
    if looked := next((item for item in facts.memberships if item.role is Role.VIEWER), None):
        return Step(Viewing(looked.pemda_id))
    if facts.memberships:
        return Step(Serving(facts.memberships[0].role.value))
    return Step(Outside())


def undecided(facts: Facts) -> bool:
    """Whether several periods are open for this person, so that one is to be chosen before anything is filled in."""
    return len(facts.choices) > 1 and any(item.period for item in facts.choices)


def choose(facts: Facts) -> Step:
    """The choice of an OPD; the only one where there is one; None while no period is open."""
    match facts.choices:
        case ():
            return Step(Waiting())
        case (only,):
            return Step(going.arrived(only))
        case _:
            return Step(ChoosingOpd())


_SEARCH: Search[Choice] = Search(lambda item: tuple(filter(None, (item.opd_short, item.opd_name, item.period))))


def found(state: ChoosingOpd, facts: Facts) -> Sequence[Choice]:
    """The OPD that are shown."""
    return _SEARCH.found(state, facts.choices)


def typed(state: ChoosingOpd, text: str, facts: Facts) -> Step:
    """A typed name: opens the only OPD that is meant, or shows those that may be."""
    match _SEARCH.typed(state, text, facts.choices):
        case Choice() as only:
            return Step(going.arrived(only), evidence_for=None)
        case step:
            return step


def role_in(facts: Facts) -> Role | None:
    """The role in which this person opens the present assessment; None when it is not theirs."""
    if facts.assessment is None:
        return None
    held = {item.role for item in facts.memberships if item.opd_id == facts.assessment.opd.id}
    return next((role for role in (Role.CONTACT, Role.HEAD) if role in held), None)


def _is_named(event: Event, facts: Facts) -> bool:
    """Whether a button names the assessment that is loaded."""
    return isinstance(event, Tap) and facts.assessment is not None and event.parts[1:] == (str(facts.assessment.id),)


def _is_open(facts: Facts) -> bool:
    return facts.assessment is not None and facts.assessment.period.status is PeriodStatus.OPEN


def _resume(event: Event, state: State | None, facts: Facts, role: Role) -> Step:
    a = facts.assessment
    assert a is not None
    match state:
        case _ if role is Role.HEAD:
            return Step(Approving(a.id))
        case Beside(assessment=number, variable=code) if number == a.id and code in a.instrument.codes:
            return going.open_variable(facts, a, code)
        case _:
            return contents.resume(event, state, facts)


def start(facts: Facts, a: Assessment) -> Step:
    """Begins at the first incomplete variable, or where the person was when they left for another assessment. Files
    belong to no variable yet.
    """
    left = facts.left_at if facts.left_at in a.instrument.codes and not a.complete(facts.left_at) else ""
    code = left or a.next_incomplete() if going.drafting(a) else None
    begun = going.open_variable(facts, a, code) if code else going.enter(going.home(facts, a))
    return begun if begun.evidence_for is not KEEP else replace(begun, evidence_for=None)
