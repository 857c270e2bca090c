"""The level of a variable is asked: five short sentences, five buttons; "III" or "3" may also be typed. [Baca lengkap]
opens the full sentences and the help in the same message.
"""

from bot.flows.answers import rest
from bot.flows.base import Flow, Step
from bot.flows.contact import buttons, gate, going, lines, reading, stray
from bot.flows.contact.choosing import choose, level_of
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.paging import item_of, level_in
from bot.flows.kit.rows import in_rows
from bot.flows.states.contact import Levelling
from bot.texts.answers import level
from bot.texts.contact.attach import received_first
from bot.texts.evidence import screens as evidence
from core.assessment.counts import tally
from core.assessment.model import Assessment
from core.effects import SaveExplanation, SaveLevel
from core.facts import Facts
from core.instrument.parts import NOT_APPLICABLE
from core.screen import Button, Rows, Screen, button


@gate.step
def step(state: Levelling, event: Event, facts: Facts, a: Assessment) -> Step:
    code = state.variable
    match event:
        case Tap(parts=("former", _)):
            return _take_over(state, facts, a)
        case Tap(parts=("skip", _)):
            return going.enter(going.stop(a, code)) if a.level(code) is not None else going.skip(a, code)
        case Tap(parts=(pressed, chosen)) if pressed == code and (number := level_in(chosen)) is not None:
            return choose(state, number, facts, a)
        case Tap(parts=("rest", _)) if a.instrument.acts:
            return rest.same(state, facts, a)
        case Text(text=words) if (number := level_of(words, a.instrument, code)) is not None:
            return choose(state, number, facts, a)
        case _:
            return stray.otherwise(state, event, facts, a)


def _take_over(state: Levelling, facts: Facts, a: Assessment) -> Step:
    """Takes over last year's answer, where there is none yet. Its evidence is offered, not copied."""
    code, before = state.variable, a.former.get(state.variable)
    if before is None or a.level(code) is not None or not a.instrument.has_level(code, before.level):
        return Step(state)
    toast = level.taken_over(code, a.instrument.reached(before.level, code), a.former_year)
    level_order = SaveLevel(a.id, code, before.level)
    if not before.explanation or a.explanation(code):
        return going.onward(facts, a, code, (level_order,), toast=toast, evidence_for=None)
    words = SaveExplanation(a.id, code, before.explanation)
    return going.onward(facts, a, code, (level_order, words), toast=toast, evidence_for=None)


@gate.screen
def screen(state: Levelling, facts: Facts, a: Assessment) -> Screen:
    code, where = state.variable, gate.place(facts, a)
    asked = a.instrument.variable(code)
    ways = [button(a.instrument.step(step.level), code, step.level) for step in asked.levels]
    levels = in_rows(ways, level.a_row([way.label for way in ways])) if ways else ()
    if asked.not_applicable:
        levels = (*levels, (button(level.NOT_APPLICABLE, code, item_of(NOT_APPLICABLE)),))
    if state.whole:
        return reading.screen(state, level.whole(a, code, where), levels)
    notices = lines.note(a, code)
    own = tally(a.evidence_of(code))
    if a.level(code) is None and any(own):
        notices.append(received_first(code, *own))
    arrived = lines.receipts(facts, a, code, f"tingkat {code} dipilih")
    texts, rows = level.question(a, code, where), _rows(facts, a, code, (*levels, rest.way(state, a)))
    begun = level.hardly_asked(a, code, where)
    return lines.card(texts, rows, notices, arrived, lines.presence(facts, code), begun)


def _rows(facts: Facts, a: Assessment, code: str, levels: Rows) -> Rows:
    """The buttons, none of which changes while an album arrives."""
    now, receiving = a.level(code), lines.receiving(facts, a)
    read, ask = reading.way(), buttons.ask(code)
    former: tuple[Button, ...] = ()
    if now is None and code in a.former:
        former = (button(level.take_over(a.former_year), "former", code),)
    check: tuple[Button, ...] = ()
    proven = receiving if receiving and receiving != code else code if now is None and a.evidence_of(code) else ""
    if proven:
        check = (button(evidence.check(proven), "evidence", proven, code),)
    if now is None:
        below: Rows = ((read, button(level.skip(code), "skip", code), ask), (*check, buttons.contents(a)))
    else:
        keep = button(level.keep(a.instrument.numeral(now, code)), "skip", code)
        below = (check, (read, ask), (keep, buttons.contents(a)))
    return tuple(row for row in (former, *levels, *below) if row)


@gate.record
def record(state: Levelling, facts: Facts, a: Assessment) -> str:
    return level.record(a, state.variable)


FLOW = Flow(states=(Levelling,), step=step, screen=screen, record=record)
