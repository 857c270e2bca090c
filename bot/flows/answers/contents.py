"""Table of contents: how far every variable is, and a jump to each. Also the screen while no period is open."""

from bot.flows.answers import register, rest
from bot.flows.base import Flow, State, Step
from bot.flows.contact import buttons, gate, going, stray
from bot.flows.events import Event, Tap
from bot.flows.kit.rows import beside, in_rows
from bot.flows.states.contact import Browsing, OfAssessment, Waiting
from bot.texts import common
from bot.texts.answers import contents
from core.assessment.model import Assessment, Status
from core.facts import Facts
from core.instrument.chapters import Chapter, chapters
from core.people.roles import Role
from core.screen import Button, Rows, Screen, button


def resume(event: Event, state: State | None, facts: Facts) -> Step:
    """/mulai of a contact: back to where they stopped; from a screen outside the questionnaire the overview, or the
    first step.
    """
    a = facts.assessment
    if a is None:
        return Step(Waiting())
    if isinstance(state, OfAssessment) and state.assessment == a.id:
        to = going.brief(state) if going.valid(state, facts, a) else going.home(facts, a)
        return going.enter(to, banner=_last(facts, a, going.waiting(to)), evidence_for=None)
    home = going.home(facts, a)
    if a.unregistered:
        return going.enter(home, evidence_for=None)
    untouched = isinstance(home, Browsing) and not any(a.touched(code) for code in a.instrument.codes)
    return going.enter(going.stop(a, a.instrument.codes[0]) if untouched else home, evidence_for=None)


def _last(facts: Facts, a: Assessment, words: str) -> str:
    """When the questionnaire was last worked on, and whether `words` wait; "" before it was begun and after it was
    submitted.
    """
    if facts.last_activity is None or a.status is Status.NOT_STARTED or not going.drafting(a):
        return ""
    at = facts.last_activity.astimezone(facts.now.tzinfo)
    return contents.last(at, facts.now, facts.zone_label, bool(words))


def step(state: State, event: Event, facts: Facts) -> Step:
    if not isinstance(state, Waiting):
        return _browse(state, event, facts)
    if facts.assessment is not None:
        return going.enter(going.home(facts, facts.assessment))
    return Step(state)


@gate.step
def _browse(state: State, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("open", code)) if code in a.instrument.codes:
            return going.open_variable(facts, a, code)
        case Tap(parts=("chapter", code)):
            return Step(Browsing(a.id, code))
        case Tap(parts=("rest", _)) if a.instrument.acts:
            return rest.same(state, facts, a)
        case _:
            return stray.otherwise(state, event, facts, a)


def screen(state: State, facts: Facts) -> Screen:
    if not isinstance(state, Waiting):
        return _draw(state, facts)
    return Screen(common.NO_PERIOD if facts.holds(Role.CONTACT, Role.HEAD) else contents.GONE)


@gate.screen
def _draw(state: State, facts: Facts, a: Assessment) -> Screen:
    parts = chapters(a.instrument)
    here = next((one for one in parts if isinstance(state, Browsing) and one.code == state.chapter), None)
    if here is not None:
        jumps = in_rows([button(code, "open", code) for code in here.variables])
        around = beside("chapter", [one.code for one in parts], here.code)
        every = (button(contents.ALL_PARTS, "contents", a.id), *rest.way(state, a))
        return Screen(contents.chapter(a, here), (*jumps, around, every))
    text = contents.contents(a, parts, facts.now, facts.zone_label)
    return Screen(text, _rows(a, parts, rest.way(state, a), buttons.other_opd(facts, a)))


def _rows(a: Assessment, parts: tuple[Chapter, ...], same: tuple[Button, ...], other: tuple[Button, ...]) -> Rows:
    chosen = [button(one.code, "chapter", one.code) for one in parts]
    jumps = in_rows(chosen or [button(code, "open", code) for code in a.instrument.codes])
    to, survey = a.next_incomplete(), buttons.survey(a)
    if to is None:
        return ((buttons.summary(a), *survey, *other), *jumps, *_beside(a))
    begun = any(a.touched(code) for code in a.instrument.codes)
    label = contents.go_on(to) if begun else contents.begin(to)
    return ((button(label, "open", to), *same), *jumps, *_beside(a), (buttons.summary(a), *survey, *other))


def _beside(a: Assessment) -> Rows:
    """Ways to the register and to the actions."""
    ways = (*register.way(a), *buttons.actions(a))
    return (ways,) if ways else ()


def record(state: State, facts: Facts) -> str:
    return _line(state, facts) if isinstance(state, Browsing) else contents.RECORD_WAITING


@gate.record
def _line(state: State, facts: Facts, a: Assessment) -> str:
    return contents.record(a)


FLOW = Flow(states=(Browsing, Waiting), step=step, screen=screen, record=record)
