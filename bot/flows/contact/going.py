"""What comes next: where a variable is opened, what follows an answer, where a person goes when a screen is over. All
flows of a contact use this, so order, skipping and locks are decided in one place.
"""

from dataclasses import replace

from bot.flows.base import KEEP, Keep, State, Step
from bot.flows.contact.ahead import ahead
from bot.flows.states.actions import Acting
from bot.flows.states.contact import (
    Approving,
    Asking,
    AwaitingHead,
    Browsing,
    Checking,
    Consenting,
    Declaring,
    Explaining,
    Identifying,
    Levelling,
    LookingBack,
    OfAssessment,
    OfVariable,
    Receipting,
    Registering,
    Repairing,
    Resending,
    Resulting,
    Returning,
    Sorting,
    Summarising,
    Withdrawing,
)
from bot.flows.states.documents import ChoosingDocument, DatingAll
from bot.flows.states.evidence import CheckingEvidence, ChoosingEvidence, Dating, Evidencing
from bot.flows.states.survey import Surveying
from bot.texts import common
from core.assessment.model import OPEN_FOR_ANSWERS, SENT, Approval, Assessment, PeriodStatus, Status
from core.effects import Effect
from core.facts import Choice, Facts
from core.pemda.naming import called
from core.people.roles import Role

_BACK: dict[str, type[OfVariable]] = {
    kind.__name__: kind
    for kind in (
        Levelling,
        Acting,
        Explaining,
        Evidencing,
        Checking,
        CheckingEvidence,
        ChoosingEvidence,
        ChoosingDocument,
        Dating,
        Repairing,
        Resending,
    )
}

_READING: dict[str, type[LookingBack] | type[Resulting]] = {kind.__name__: kind for kind in (LookingBack, Resulting)}


def me(facts: Facts) -> int:
    """The number of the person; 0 for a stranger."""
    return facts.person.id if facts.person else 0


def holds(facts: Facts, a: Assessment, role: Role) -> bool:
    """Whether the person has this role in the assessment's OPD."""
    return any(held.role is role and held.opd_id == a.opd.id for held in facts.memberships)


def where(facts: Facts, a: Assessment) -> str:
    """The OPD's short name for people with several OPD, or roles in several Pemda, else what of the OPD is assessed;
    and the period where the Pemda has several; else "". Not escaped.
    """
    offices = {held.opd_id for held in facts.memberships if held.role in (Role.CONTACT, Role.HEAD)}
    several = len(offices) > 1 or len({held.pemda_id for held in facts.memberships}) > 1
    period = f"· {a.period.name}" if a.period.several else ""
    office = a.opd.short if several else a.subject.name if a.subject else ""
    return called(office, period) if office else period.removeprefix("· ")


def drafting(a: Assessment) -> bool:
    """Whether the whole questionnaire can be filled in now."""
    return a.status in OPEN_FOR_ANSWERS and a.period.status is PeriodStatus.OPEN and not a.unregistered


def arrived(chosen: Choice) -> OfAssessment:
    """The main screen of an assessment that is not loaded yet."""
    match chosen.status:
        case _ if chosen.role is Role.HEAD:
            return Approving(chosen.assessment)
        case Status.AWAITING_HEAD:
            return AwaitingHead(chosen.assessment)
        case status if status in OPEN_FOR_ANSWERS:
            return Browsing(chosen.assessment)
        case _:
            return Receipting(chosen.assessment)


def home(facts: Facts, a: Assessment) -> OfAssessment:
    """The main screen of the assessment in its present status."""
    if not holds(facts, a, Role.CONTACT):
        return Approving(a.id)
    if a.unregistered:
        return Registering(a.id)
    if a.status is Status.AWAITING_HEAD:
        return AwaitingHead(a.id)
    if not drafting(a):
        return Receipting(a.id)
    return Browsing(a.id) if a.incomplete else Summarising(a.id)


def stop(a: Assessment, code: str) -> OfVariable:
    """Where a variable is opened: at the first thing it lacks, or at its overview when it is complete."""
    answer = a.answers.get(code)
    if a.status is Status.RETURNED:
        repaired = answer is not None and answer.repaired and a.complete(code)
        return Resending(a.id, code) if repaired else Repairing(a.id, code)
    match a.lacking(code):
        case ("level", *_):
            return Levelling(a.id, code)
        case ("action", *_):
            return Acting(a.id, code)
        case ("explanation", *_):
            return Explaining(a.id, code)
        case ("evidence",):
            return Evidencing(a.id, code)
        case _:
            return Checking(a.id, code)


def enter(
    state: State,
    effects: tuple[Effect, ...] = (),
    *,
    toast: str = "",
    banner: str = "",
    evidence_for: str | None | Keep = KEEP,
) -> Step:
    """A step into a state. Where evidence is asked, later files belong to that variable."""
    if isinstance(state, Evidencing | Repairing | Resending):
        evidence_for = state.variable
    return Step(state, effects, toast, banner, evidence_for)


def waiting(state: State) -> str:
    """Words that are neither stored nor sent yet, also those of a text that is to be sorted."""
    return state.text if isinstance(state, Sorting) else state.unsent


def brief(state: State) -> State:
    """The same screen as it is before [Baca lengkap]: what is answered to a message stands there."""
    return replace(state, whole=False) if isinstance(state, OfAssessment) else state


def below(step: Step, state: State | None) -> Step:
    """The same step from a notice that keeps its words and buttons; the screen comes below it."""
    return replace(step, stands=common.OPEN_BELOW if step.state == state else "", fresh=True)


def open_variable(facts: Facts, a: Assessment, code: str) -> Step:
    """A jump to a variable."""
    if not a.writable(code):
        return Step(home(facts, a))
    return enter(stop(a, code))


def following(a: Assessment, code: str) -> str | None:
    """The variable that opens by itself when this one is complete."""
    found = a.next_incomplete(code)
    return found if found != code else None


def beyond(a: Assessment, code: str) -> OfAssessment:
    """The next incomplete variable, or the summary when there is none."""
    to = following(a, code)
    return stop(a, to) if to else Summarising(a.id)


def onward(
    facts: Facts,
    a: Assessment,
    code: str,
    effects: tuple[Effect, ...] = (),
    *,
    toast: str = "",
    banner: str = "",
    evidence_for: str | None | Keep = KEEP,
) -> Step:
    """What follows a change of a variable: what it still lacks, else the next incomplete one, else the summary.

    A variable that was complete before is being corrected, and is shown again. Later files still belong to the variable
    that was just completed.
    """
    then = ahead(a, effects, facts)
    if then.lacking(code) or then.status is Status.RETURNED:
        state: OfAssessment = _part(then, code)
    elif a.complete(code):
        state = Checking(a.id, code)
    else:
        state = beyond(then, code)
        evidence_for = code if then.evidence_of(code) else evidence_for
    return enter(state, effects, toast=toast, banner=banner, evidence_for=evidence_for)


def _part(then: Assessment, code: str) -> OfVariable:
    """The part of a variable that is asked next. A returned one asks for its evidence on its own screen."""
    match then.lacking(code):
        case ("level", *_):
            return Levelling(then.id, code)
        case ("action", *_):
            return Acting(then.id, code)
        case ("explanation", *_):
            return Explaining(then.id, code)
        case _:
            return stop(then, code)


def skip(a: Assessment, code: str) -> Step:
    """Leaves a variable as it is."""
    return enter(beyond(a, code))


def back(facts: Facts, a: Assessment, kind: str, code: str) -> OfAssessment:
    """The screen on which a side question was asked; if it is gone, where the variable is now, but not for a head."""
    if not holds(facts, a, Role.CONTACT) and kind not in _READING:
        return home(facts, a)
    if kind == Summarising.__name__ and drafting(a):
        return Summarising(a.id)
    if kind == Browsing.__name__ and drafting(a):
        return Browsing(a.id)
    if kind == DatingAll.__name__ and drafting(a):
        return DatingAll(a.id)
    if kind == Receipting.__name__ and not (a.writable(code) and isinstance(stop(a, code), Resending)):
        return home(facts, a)  # but a repair that was begun goes on
    if kind in _READING:
        return _READING[kind](a.id, code)
    if not a.writable(code):
        return home(facts, a)
    known = _BACK.get(kind)
    return known(a.id, code) if known else stop(a, code)


def is_about(state: State, a: Assessment) -> bool:
    """Whether a state belongs to this assessment. Where its own cannot be read any more, another one may be loaded."""
    return not isinstance(state, OfAssessment) or state.assessment in (0, a.id)


def valid(state: State, facts: Facts, a: Assessment) -> bool:
    """Whether the conversation may stay in this state. A colleague, the head or the clock may have changed things."""
    if not is_about(state, a):
        return False
    contact, waiting = holds(facts, a, Role.CONTACT), a.status is Status.AWAITING_HEAD
    match state:
        case Approving() | Consenting():
            return holds(facts, a, Role.HEAD)
        case Returning():
            return holds(facts, a, Role.HEAD) and waiting and not a.over
        case LookingBack() | Resulting() | Asking():
            return contact or holds(facts, a, Role.HEAD)
        case _ if not contact:
            return False
        case Surveying():
            return True
        case Registering():
            return a.instrument.subject != "opd"
        case AwaitingHead():
            return waiting
        case Receipting():
            return not waiting and not drafting(a)
        case Withdrawing():
            return withdrawable(a)
        case Identifying() | Declaring():
            return drafting(a) and not a.incomplete
        case Sorting(variable=""):
            return drafting(a) or bool(returned(a))
        case Repairing(variable=code) | Resending(variable=code):
            return a.status is Status.RETURNED and a.writable(code)
        case Acting(variable=code):
            return a.writable(code) and a.asks_action(code)
        case OfVariable(variable=code) | Sorting(variable=code):
            return a.writable(code)
        case _:
            return drafting(a)


def awaits_head(a: Assessment) -> bool:
    """Whether the head can approve it in the bot now, or give it back."""
    return a.status is Status.AWAITING_HEAD and a.approval is Approval.IN_BOT and not a.over


def locked(a: Assessment) -> bool:
    """Whether it is locked because the assessment was submitted."""
    return a.status in SENT or a.status is Status.AWAITING_HEAD


def returned(a: Assessment) -> list[str]:
    """Variables that the team has returned, and that can still be repaired."""
    found = a.instrument.codes if a.status is Status.RETURNED else ()
    return [code for code in found if a.writable(code)]


def receives(facts: Facts, a: Assessment) -> bool:
    """Whether this person may add evidence to any variable now."""
    return holds(facts, a, Role.CONTACT) and (drafting(a) or bool(returned(a)))


def withdrawable(a: Assessment) -> bool:
    """Whether it can be withdrawn: until the review begins, and while there is time to submit again."""
    waiting = a.status in (Status.SUBMITTED, Status.AWAITING_HEAD) and not a.review_began
    return waiting and a.period.status is PeriodStatus.OPEN
