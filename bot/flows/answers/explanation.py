"""The explanation of a variable is asked: one text."""

from bot.flows.base import Flow, Step
from bot.flows.contact import anywhere, attach, buttons, gate, going, lines, reading
from bot.flows.contact.choosing import choose, level_of
from bot.flows.contact.linked import is_no_page, label, link_orders
from bot.flows.events import Event, File, Text
from bot.flows.states.contact import Conflicting, Explaining, Levelling, Sorting
from bot.texts.answers import conflict, explanation, level, variable
from core import typed
from core.assessment.model import Assessment
from core.effects import SaveExplanation
from core.facts import Facts
from core.instrument.parts import FULL_MARK
from core.screen import Rows, Screen, button


@gate.step
def step(state: Explaining, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Text() if event.found.alone or is_no_page(event.found):
            return attach.links(state, event, facts, a)
        case Text():
            return _explain(state, event, facts, a)
        case File():
            return attach.file(state, event, facts, a)
        case _:
            return Step(state)


def _explain(state: Explaining, event: Text, facts: Facts, a: Assessment) -> Step:
    code, words, held = state.variable, event.text.strip(), a.answers.get(state.variable)
    if typed.is_empty(words):
        return Step(state, banner=explanation.EMPTY)
    if typed.numeral(words) is not None and not a.instrument.variable(code).essay:
        return _level(state, words, facts, a)
    if event.forwarded or not typed.is_explanation(words):
        asked = Sorting(a.id, code, words, event.message_id, Explaining.__name__, links=event.found.links)
        return Step(asked, evidence_for=facts.evidence_for)
    beside = link_orders(a, code, event.found.links, label(event.found, event.message_id))
    if held is not None and held.explanation not in ("", words) and held.explained_by != going.me(facts):
        held_back = Conflicting(a.id, code, text=words, message_id=event.message_id)
        return Step(held_back, beside, record=conflict.record(code))
    order = SaveExplanation(a.id, code, words, ((event.message_id, words),))
    return anywhere.undoable(going.onward(facts, a, code, (order, *beside)), held, words)


def _level(state: Explaining, words: str, facts: Facts, a: Assessment) -> Step:
    """A text that is only a numeral is the level."""
    code, number = state.variable, level_of(words, a.instrument, state.variable)
    if number is None or not a.instrument.has_level(code, number):
        return Step(state, banner=explanation.no_such_level(words, _numerals(a, code)))
    return choose(Levelling(a.id, state.variable), number, facts, a).aloud()


def _numerals(a: Assessment, code: str) -> list[str]:
    """The first and the last level that can be typed."""
    asked = a.instrument.variable(code)
    return ["0", str(FULL_MARK)] if asked.mark else [a.instrument.step(step.level) for step in asked.levels]


@gate.screen
def screen(state: Explaining, facts: Facts, a: Assessment) -> Screen:
    code, where = state.variable, gate.place(facts, a)
    read = reading.ways(a.explanation(code))
    if state.whole and read:
        return reading.screen(state, variable.whole(a, code, where))
    texts = explanation.question(a, code, where, lines.following(a, code))
    keep: Rows = ((button(explanation.KEEP, "check", code),),) if a.explanation(code) else ()
    relevel = () if a.instrument.variable(code).essay else (button(explanation.CHANGE_LEVEL, "relevel", code),)
    change: Rows = ((*relevel, buttons.contents(a)),)
    rows = tuple(row for row in (read, *keep, *change) if row)
    arrived = lines.receipts(facts, a, code, f"penjelasan {code} ditulis")
    return lines.card(texts, rows, lines.note(a, code), arrived, lines.presence(facts, code))


@gate.record
def record(state: Explaining, facts: Facts, a: Assessment) -> str:
    return level.record_of_answer(a, state.variable, "explanation")


FLOW = Flow(states=(Explaining,), step=step, screen=screen, record=record)
