"""One piece of evidence is looked at: the screen is the file itself, and below it is what can be done with it.

The screen goes when it is left, so that no copies of files stay in the chat (docs/decisions/screens-with-files.md).
"""

from dataclasses import replace

from bot.flows.base import Flow, Step, no_trace
from bot.flows.contact import gate, going, stray
from bot.flows.events import Event, Tap
from bot.flows.evidence import listed
from bot.flows.kit.rows import turning
from bot.flows.states.evidence import CheckingEvidence, Dating, Moving, ViewingEvidence
from bot.texts import common
from bot.texts.evidence import screens as evidence
from core.assessment.model import Assessment, Evidence, EvidenceKind
from core.effects import RemoveEvidence
from core.facts import Facts
from core.screen import Screen, button


@gate.step
def step(state: ViewingEvidence, event: Event, facts: Facts, a: Assessment) -> Step:
    code, number = state.variable, str(state.evidence)
    match event:
        case Tap(parts=("view", other)) if found := listed.one(a, code, other):
            return Step(replace(state, evidence=found.id))
        case Tap(parts=("list", _)):
            return Step(_list_of(state, a))
        case Tap(parts=("drop", pressed)):
            return _remove(state, listed.one(a, code, pressed), facts, a)
        case Tap(parts=("years", _)):
            return Step(Dating(a.id, code, state.back, state.evidence))
        case Tap(parts=("move", _)):
            return listed.move(Moving(a.id, code, state.back), listed.one(a, code, number), "", facts, a)
        case _:
            return stray.otherwise(state, event, facts, a)


def _list_of(state: ViewingEvidence, a: Assessment, undo: int = 0) -> CheckingEvidence:
    places = state.places if undo else ()
    return CheckingEvidence(a.id, state.variable, state.back, places, undo, page=state.page)


def _remove(state: ViewingEvidence, item: Evidence | None, facts: Facts, a: Assessment) -> Step:
    if item is None:
        return Step(_list_of(state, a))
    code = state.variable
    at = common.hour(facts.now, facts.zone_label)
    words = evidence.colleague_removed(listed.my_name(facts), item.name, code, at)
    effects = (RemoveEvidence(a.id, item.id, code), *listed.tell(facts, a, item, code, words))
    left = listed.words_left(a, item, code)
    return Step(_list_of(state, a, item.id), effects, evidence.removed(item.name, code), left)


@gate.screen
def screen(state: ViewingEvidence, facts: Facts, a: Assessment) -> Screen:
    code, where = state.variable, gate.place(facts, a)
    back = (button(evidence.BACK_TO_LIST, "list", code),)
    item = listed.one(a, code, str(state.evidence))
    if item is None:
        return Screen(evidence.not_there(code, where), (back,))
    text = evidence.viewed(code, where, item, facts.zone_label, item.sent_by == going.me(facts))
    years = (button(evidence.SET_YEAR, "years", code),) if item.kind is not EvidenceKind.LINK else ()
    moves = ((button(evidence.MOVE, "move", "-"),),) if listed.targets(a, code) else ()
    others = turning("view", [other.id for other in a.evidence_of(code)], item.id)
    change = (button(evidence.remove(code), "drop", item.id), *years)
    return Screen(text, (back, *others, change, *moves), item.media)


@gate.record
def record(state: ViewingEvidence, facts: Facts, a: Assessment) -> str:
    item = listed.one(a, state.variable, str(state.evidence))
    return evidence.copy_of(state.variable, item) if item else ""


FLOW: Flow[ViewingEvidence] = Flow(states=(ViewingEvidence,), step=step, screen=screen, record=record, traces=no_trace)
