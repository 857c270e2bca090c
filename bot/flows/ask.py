"""[Tanya tim]: a question goes to the coordinators with its OPD and variable; filling in goes on meanwhile."""

from bot.flows import attach, gate, going
from bot.flows.base import Entry, Event, File, Opener, State, Step, Tap, Text
from bot.flows.states import Asking, Levelling
from bot.texts import ask, common, questions
from core.assessment import Assessment
from core.effects import NEW, Ask, TellRole
from core.facts import Facts, QuestionFacts
from core.people import Role
from core.screen import Notice, Screen, button, steady

STATES: tuple[type[State], ...] = (Asking,)
COMMANDS: dict[str, Entry] = {}
OPENERS: dict[str, Opener] = {}


@gate.step
def step(state: State, event: Event, facts: Facts, a: Assessment) -> Step:
    assert isinstance(state, Asking)
    match event:
        case Tap(parts=("cancel", _)):
            return _return(state, facts, a)
        case Text(text=words) if len(words) > ask.LONGEST:
            return Step(state, banner=ask.too_long(len(words)))
        case Text():
            return _ask(state, event, facts, a)
        case File():
            return attach.file(state, event, facts, a)
        case _:
            return Step(state)


def _ask(state: Asking, event: Text, facts: Facts, a: Assessment) -> Step:
    if not facts.coordinators:
        return Step(state, banner=ask.nobody_banner(facts.organiser))
    words, who = event.text.strip(), facts.person.name if facts.person else ""
    question = QuestionFacts(
        0, a.id, state.variable, a.opd.short, a.pemda_id, going.me(facts), who, words, None, facts.now
    )
    rows = ((steady(questions.ANSWER, "reply", NEW),), (steady(questions.FORWARD, "forward", NEW),))
    told = TellRole(a.pemda_id, Role.COORDINATOR, Notice(questions.asked(question), rows))
    step = _return(state, facts, a)
    line = ask.sent(state.variable, facts.now, facts.zone_label)
    return Step(step.state, (Ask(a.id, state.variable, words), told), evidence_for=step.evidence_for, record=line)


def _return(state: Asking, facts: Facts, a: Assessment) -> Step:
    return going.enter(going.back(facts, a, state.back or Levelling.__name__, state.variable))


@gate.screen
def screen(state: State, facts: Facts, a: Assessment) -> Screen:
    assert isinstance(state, Asking)
    cancel = button(common.CANCEL, "cancel", state.variable)
    return Screen(ask.prompt(state.variable, gate.place(facts, a)), ((cancel,),))


@gate.record
def record(state: State, facts: Facts, a: Assessment) -> str:
    assert isinstance(state, Asking)
    return ask.record(state.variable)
