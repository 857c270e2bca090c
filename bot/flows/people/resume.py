"""Entries into an assessment: commands, and buttons of reminders and notices that work in any state."""

from dataclasses import replace

from bot.flows.base import KEEP, KEEP_NOTICE, READ_ONLY, Flow, Opener, State, Step
from bot.flows.contact import gate, going
from bot.flows.events import Event, Tap
from bot.flows.people import home
from bot.flows.states.contact import Browsing, LookingBack, Summarising, Waiting
from bot.flows.states.evidence import Evidencing
from bot.texts.answers import contents
from bot.texts.people import help
from core.assessment.model import Assessment, PeriodStatus
from core.facts import Facts
from core.people.roles import Role


def fill_in(event: Event, state: State | None, facts: Facts) -> Step:
    """/isi: the table of contents."""
    return _enter("isi", Browsing, state, facts)


def summarise(event: Event, state: State | None, facts: Facts) -> Step:
    """/ringkasan."""
    return _enter("ringkasan", Summarising, state, facts)


def _enter(command: str, kind: type[Browsing] | type[Summarising], state: State | None, facts: Facts) -> Step:
    if not facts.holds(Role.CONTACT, Role.HEAD):
        return Step(state or Waiting(), banner=help.not_yours(command, (Role.CONTACT,)))
    a = facts.assessment
    elsewhere = _elsewhere(facts)
    if elsewhere or a is None:
        return elsewhere or Step(Waiting())
    filling = going.drafting(a) and going.holds(facts, a, Role.CONTACT)
    return _arriving(going.enter(kind(a.id) if filling else going.home(facts, a)))


def _elsewhere(facts: Facts) -> Step | None:
    """Where to go when the last assessment is over, or there is none; None to stay."""
    a = facts.assessment
    if a is not None and (a.period.status is PeriodStatus.OPEN or not facts.choices):
        return None
    return replace(home.choose(facts), evidence_for=None)


def _arriving(step: Step) -> Step:
    """A person who comes by a command has left what they did before: later files belong to the new screen, even if it
    was there already.
    """
    return step if step.evidence_for is not KEEP else replace(step, evidence_for=None)


def open_variable(event: Event, state: State | None, facts: Facts) -> Step:
    """ "open:<assessment>:<variable>": the variable at what it lacks."""
    return _open(event, state, facts, evidence=False)


def replace_evidence(event: Event, state: State | None, facts: Facts) -> Step:
    """ "replace:<assessment>:<variable>": asks for its evidence, whatever it has."""
    return _open(event, state, facts, evidence=True)


def _open(event: Event, state: State | None, facts: Facts, *, evidence: bool) -> Step:
    a, code, more = _named(event, facts)
    if a is None or code not in a.instrument.codes:
        return _not_there(state, facts)
    if not a.writable(code) or not going.holds(facts, a, Role.CONTACT):
        reads = more == READ_ONLY and going.holds(facts, a, Role.CONTACT)
        to_read = LookingBack(a.id, code) if reads else going.home(facts, a)
        return _placed(_arriving(going.enter(to_read, toast=gate.reason(a))), state, more)
    to = Evidencing(a.id, code) if evidence and going.drafting(a) else going.stop(a, code)
    return _placed(_arriving(going.enter(to)), state, more)


def _placed(opened: Step, state: State | None, more: str) -> Step:
    """In the place of the pressed notice, or below it where its words are kept."""
    return going.below(opened, state) if more == KEEP_NOTICE else opened


def open_summary(event: Event, state: State | None, facts: Facts) -> Step:
    """ "summary:<assessment>"."""
    a, _, more = _named(event, facts)
    if a is None:
        return _not_there(state, facts)
    filling = going.drafting(a) and going.holds(facts, a, Role.CONTACT)
    opened = _arriving(going.enter(Summarising(a.id) if filling else going.home(facts, a)))
    return _placed(opened, state, more)


def open_receipt(event: Event, state: State | None, facts: Facts) -> Step:
    """ "receipt:<assessment>": the main screen of the assessment."""
    a, _, more = _named(event, facts)
    if a is None:
        return _not_there(state, facts)
    return _placed(_arriving(going.enter(going.home(facts, a))), state, more)


def _named(event: Event, facts: Facts) -> tuple[Assessment | None, str, str]:
    """The assessment that a button names, if the person may see it, the variable, and the rest."""
    parts = event.parts if isinstance(event, Tap) else ()
    _, number, code, more, *_ = (*parts, "", "", "", "")
    a = facts.assessment
    return (a if a is not None and str(a.id) == number else None), code, more


def _not_there(state: State | None, facts: Facts) -> Step:
    if state is not None:
        return Step(state, toast=contents.GONE)
    a = facts.assessment
    return Step(going.home(facts, a) if a is not None else Waiting(), toast=contents.GONE)


FLOW: Flow[State] = Flow(
    commands={"isi": fill_in, "ringkasan": summarise},
    openers={
        "open": Opener(open_variable, "assessment"),
        "replace": Opener(replace_evidence, "assessment"),
        "summary": Opener(open_summary, "assessment"),
        "receipt": Opener(open_receipt, "assessment"),
    },
)
