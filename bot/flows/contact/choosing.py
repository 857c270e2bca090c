"""A level is chosen: tapped, or typed as "III", "3" or "tiga", on any screen."""

from dataclasses import replace

from bot.flows.base import Step
from bot.flows.contact import going
from bot.flows.states.contact import Checking, Conflicting, Levelling, Repairing, Resending
from bot.texts import common
from bot.texts.answers import conflict, level
from core import typed
from core.assessment.model import Assessment
from core.effects import SaveLevel
from core.facts import Facts
from core.instrument.parse import Instrument
from core.instrument.parts import NOT_APPLICABLE, NOT_APPLICABLE_NUMERAL

_NOT_APPLYING = ("tidak berlaku", NOT_APPLICABLE_NUMERAL.lower())


def level_of(words: str, instrument: Instrument, code: str = "") -> int | None:
    """The level a text names: "3", "III", "tingkat tiga", "ya"; on the card of a variable that is marked "75", of one
    that may not apply also "tidak berlaku". None for any other text.
    """
    number, said = typed.numeral(words), typed.bare(words)
    if said in _NOT_APPLYING and code and instrument.has_level(code, NOT_APPLICABLE):
        return NOT_APPLICABLE
    if code and instrument.variable(code).mark:
        return int(said) if said.isdecimal() and len(said) <= 3 and instrument.has_level(code, int(said)) else None
    return next((step.value for step in instrument.levels if said == step.roman.lower() or step.value == number), None)


def choose(state: Levelling, number: int, facts: Facts, a: Assessment) -> Step:
    """Saves the level, unless a colleague has chosen another one meanwhile."""
    code, held = state.variable, a.answers.get(state.variable)
    if not a.instrument.has_level(code, number) or a.instrument.given_by_team(code):
        return Step(state)
    reached = a.instrument.reached(number, code)
    if held is not None and held.level == number:
        toast = common.already_saved(code, reached)
        return going.onward(facts, a, code, toast=toast, evidence_for=None)
    if held is not None and held.level is not None and held.by != going.me(facts):
        return Step(Conflicting(a.id, code, number), record=conflict.record(code))
    order = SaveLevel(a.id, code, number)
    step = going.onward(facts, a, code, (order,), toast=level.saved(code, reached), evidence_for=None)
    former = held.explanation if held is not None and held.level is not None else ""
    if not former or isinstance(step.state, Checking | Repairing | Resending):  # shown there, or a tap away
        return step
    return replace(step, banner=level.words_stay(code, former))
