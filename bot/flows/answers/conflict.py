"""Two contacts change the same variable. Nothing is locked: the later one decides, and the earlier one is told."""

from bot.flows.base import READ_ONLY, Flow, Step
from bot.flows.contact import anywhere, gate, going, reading, stray
from bot.flows.events import Event, Tap
from bot.flows.states.contact import Conflicting
from bot.texts import common
from bot.texts.answers import conflict
from core.assessment.answer import Answer
from core.assessment.model import Assessment
from core.effects import SaveExplanation, SaveLevel, Tell
from core.facts import Facts
from core.screen import Notice, Screen, button, steady


@gate.step
def step(state: Conflicting, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("keep", _)):
            return going.onward(facts, a, state.variable, toast=conflict.KEPT, evidence_for=None)
        case Tap(parts=("swap", version)):
            return _decide(state, version, facts, a, add=False)
        case Tap(parts=("add", version)) if state.text:
            return _decide(state, version, facts, a, add=True)
        case _:
            return stray.otherwise(state, event, facts, a)


def _decide(state: Conflicting, version: str, facts: Facts, a: Assessment, *, add: bool) -> Step:
    """Only the version that was on the screen is replaced. If there is another one now, it is shown first."""
    code, held = state.variable, a.answers.get(state.variable)
    if held is None or str(held.version) != version:
        return Step(state, toast=conflict.CHANGED_AGAIN)
    if state.text:
        order = SaveExplanation(a.id, code, state.text, ((state.message_id, state.text),))
        if add:
            order = anywhere.add(a, code, ((state.message_id, state.text),))
        effects = (order, *stray.tell_writer(facts, a, code))
        return going.onward(facts, a, code, effects, toast=conflict.replaced_text(code))
    orders = (SaveLevel(a.id, code, state.level), _tell(held, a.instrument.numeral(state.level, code), facts, a))
    toast = conflict.replaced(code, a.instrument.reached(state.level, code))
    return going.onward(facts, a, code, orders, toast=toast, evidence_for=None)


def _tell(held: Answer, numeral: str, facts: Facts, a: Assessment) -> Tell:
    former = a.instrument.reached(held.level, held.variable) if held.level is not None else "tingkat -"
    who = common.whoever(facts.person)
    words = conflict.notice(who, held.variable, former, numeral, facts.now, facts.zone_label)
    see = steady(conflict.see(held.variable), "open", a.id, held.variable, READ_ONLY)
    return Tell((held.by,), Notice(words, ((see,),)), a.pemda_id)


@gate.screen
def screen(state: Conflicting, facts: Facts, a: Assessment) -> Screen:
    code, held = state.variable, a.answers.get(state.variable)
    at = held.at if held else facts.now
    version, where = held.version if held else 0, gate.place(facts, a)
    if state.text:
        theirs, who = (held.explanation, held.explained_by_name) if held else ("", "")
        told = conflict.writes(who, at, facts.now, facts.zone_label)
        read = reading.ways(theirs, state.text)
        if state.whole and read:
            return reading.screen(state, conflict.whole(code, where, told, theirs, state.text))
        text = conflict.explanation(code, where, told, theirs, state.text)
        keep = button(conflict.KEEP_TEXT, "keep", code)
        add, swap = button(conflict.ADD_TEXT, "add", version), button(conflict.REPLACE_TEXT, "swap", version)
        return Screen(text, tuple(row for row in (read, (keep,), (add,), (swap,)) if row))
    level, instrument = held.level if held else None, a.instrument
    theirs = instrument.reached(level, code) if level is not None else "tingkat -"
    who = held.by_name if held else ""
    mine = instrument.reached(state.level, code)
    text = conflict.level(code, where, who, theirs, at, mine, facts.now, facts.zone_label)
    keep = button(conflict.keep(instrument.numeral(level, code) if level is not None else "-"), "keep", code)
    swap = button(conflict.replace_with(instrument.numeral(state.level, code)), "swap", version)
    return Screen(text, ((keep,), (swap,)))


@gate.record
def record(state: Conflicting, facts: Facts, a: Assessment) -> str:
    return conflict.record(state.variable)


FLOW = Flow(states=(Conflicting,), step=step, screen=screen, record=record)
