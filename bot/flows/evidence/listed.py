"""The evidence of one variable: listed, moved, put back. Each piece is looked at in viewed.py."""

from dataclasses import replace

from bot.flows.base import READ_ONLY, Flow, State, Step
from bot.flows.contact import gate, going, stray
from bot.flows.events import Event, Tap
from bot.flows.evidence import dated
from bot.flows.kit.lists import in_list
from bot.flows.kit.paging import page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.evidence import CheckingEvidence, Dating, Moving, ViewingEvidence
from bot.texts import common
from bot.texts.answers import conflict
from bot.texts.evidence import screens as evidence
from core.assessment.model import Assessment, Evidence, EvidenceKind
from core.effects import Effect, RemoveEvidence, RestoreEvidence, Tell, UseEvidence
from core.facts import Facts
from core.screen import Notice, Rows, Screen, button, steady

PAGE = 5
"""Evidence on one page: each may take four lines of a small phone."""

Here = CheckingEvidence | Moving


@gate.step
def step(state: Here, event: Event, facts: Facts, a: Assessment) -> Step:
    code, back = state.variable, state.back
    match event:
        case Tap(parts=("view", number)) if isinstance(state, CheckingEvidence) and (found := one(a, code, number)):
            return Step(ViewingEvidence(a.id, code, found.id, back, _places(state, a), page=state.page))
        case Tap(parts=("undo", number)) if isinstance(state, CheckingEvidence) and number == str(state.undo):
            return _undo(state, facts, a)
        case Tap(parts=("page", _)):
            return in_list(state, event)
        case Tap(parts=("years", _)):
            return Step(Dating(a.id, code, back))
        case Tap(parts=("move", to)):
            return _begin_move(state, to, facts, a)
        case Tap(parts=("moving", number)) if isinstance(state, Moving) and (found := one(a, code, number)):
            return move(state, found, state.target, facts, a)
        case Tap(parts=("target", to)) if isinstance(state, Moving) and to in a.instrument.codes:
            return move(state, one(a, code, str(state.evidence)), to, facts, a)
        case _:
            return stray.otherwise(state, event, facts, a)


def one(a: Assessment, code: str, number: str) -> Evidence | None:
    return next((item for item in a.evidence_of(code) if str(item.id) == number), None)


def _undo(state: CheckingEvidence, facts: Facts, a: Assessment) -> Step:
    """Puts back what was removed, and moves back what was moved."""
    code, there = state.variable, state.moved
    back = replace(state, undo=0, moved="", shared=False)
    orders: tuple[Effect, ...] = (RestoreEvidence(a.id, state.undo, code),)
    item = one(a, there, str(state.undo))
    if item is None or state.shared or not a.writable(there):
        return Step(back, orders, evidence.restored(code))
    words = evidence.colleague_restored(my_name(facts), item.name, code, common.hour(facts.now, facts.zone_label))
    orders += (RemoveEvidence(a.id, state.undo, there), *tell(facts, a, item, code, words))
    return Step(back, orders, evidence.moved(item.name, code))


def _places(state: Here, a: Assessment) -> tuple[int, ...]:
    """Evidence numbers in the order of the screen. Removed evidence keeps its place, new evidence comes last."""
    held = () if isinstance(state, Moving) else state.places
    return held + tuple(item.id for item in a.evidence_of(state.variable) if item.id not in held)


def my_name(facts: Facts) -> str:
    return common.whoever(facts.person)


def tell(facts: Facts, a: Assessment, item: Evidence, code: str, words: str) -> tuple[Effect, ...]:
    """A notice to the colleague who sent it."""
    if item.sent_by == going.me(facts):
        return ()
    see = steady(conflict.see(code), "open", a.id, code, READ_ONLY)
    return (Tell((item.sent_by,), Notice(words, ((see,),)), a.pemda_id),)


def _begin_move(state: Here, to: str, facts: Facts, a: Assessment) -> Step:
    """Moves at once when there is nothing to choose."""
    found = a.evidence_of(state.variable)
    target = to if to in a.instrument.codes else ""
    moving = Moving(a.id, state.variable, state.back, target=target)
    return move(moving, found[0], target, facts, a) if len(found) == 1 else Step(moving)


def move(state: Moving, item: Evidence | None, target: str, facts: Facts, a: Assessment) -> Step:
    if item is None:
        return Step(CheckingEvidence(a.id, state.variable, state.back))
    if not target:
        return Step(Moving(a.id, state.variable, state.back, item.id))
    if target == state.variable or not a.writable(target):
        return Step(state)
    code = state.variable
    at = common.hour(facts.now, facts.zone_label)
    words = evidence.colleague_moved(my_name(facts), item.name, code, target, at)
    orders = (UseEvidence(a.id, item.id, target), RemoveEvidence(a.id, item.id, code))
    others = len(a.evidence_of(code)) > 1
    places = _places(state, a) if others else ()
    to = CheckingEvidence(a.id, code, state.back, places, item.id, target, target in item.variables)
    effects = (*orders, *tell(facts, a, item, target, words))
    return Step(to, effects, evidence.moved(item.name, target), words_left(a, item, code))


def words_left(a: Assessment, item: Evidence, code: str) -> str:
    """What is said when a file leaves a variable whose explanation was its caption, which stays; else ""."""
    answer = a.answers.get(code)
    if answer is None or item.kind is EvidenceKind.LINK or item.sent_by != answer.explained_by:
        return ""
    came = item.message_id is not None and item.message_id in (message for message, _ in answer.parts)
    return evidence.words_left(code) if came else ""


@gate.screen
def screen(state: State, facts: Facts, a: Assessment) -> Screen:
    where = gate.place(facts, a)
    match state:
        case Moving():
            return _moving(state, where, a)
        case CheckingEvidence():
            return _list(state, where, a)
    return Screen("")


def _list(state: CheckingEvidence, where: str, a: Assessment) -> Screen:
    """The numbers do not change when evidence is removed, so that nothing moves under the finger."""
    code, to = state.variable, state.back or state.variable
    there = {item.id: item for item in a.evidence_of(code)}
    page = page_of(list(enumerate(_places(state, a), start=1)), state.page, PAGE)
    shown = page.items if there else ()
    views = [button(str(number) if row in there else evidence.GAP, "view", row) for number, row in shown]
    lines = [
        (number, there.get(row) or evidence.gone(state.moved if row == state.undo else "")) for number, row in shown
    ]
    text = evidence.listed(code, where, lines, len(there))
    undo = (button(evidence.UNDO, "undo", state.undo),) if state.undo else ()
    rows = ((button(evidence.back_to(to), "open", to), *undo), tuple(views), *page.turner)
    return Screen(text, tuple(row for row in (*rows, *_tools(a, code, state.back)) if row))


def _tools(a: Assessment, code: str, back: str) -> Rows:
    """To set the year, and to move. A target is named in full, so it has a row of its own."""
    years = (button(evidence.SET_YEAR, "years", code),) if dated.to_date(a, code) else ()
    label = evidence.move_to(back) if back else evidence.MOVE
    moves = (button(label, "move", back or "-"),) if a.evidence_of(code) and targets(a, code) else ()
    return (years, moves) if back else ((*years, *moves),)


def targets(a: Assessment, code: str) -> list[str]:
    return [other for other in a.instrument.codes if other != code and a.writable(other)]


def _moving(state: Moving, where: str, a: Assessment) -> Screen:
    code = state.variable
    cancel = (button(common.CANCEL, "evidence", code, state.back),)
    chosen = one(a, code, str(state.evidence))
    if chosen is not None and not state.target:
        others = targets(a, code)
        codes = [button(other, "target", other) for other in others]
        text = evidence.moving_where(code, where, chosen.name, [(o, a.instrument.variable(o).short) for o in others])
        return Screen(text, (*in_rows(codes), cancel), asked=text.partition("\n")[2])
    page = page_of(list(enumerate(a.evidence_of(code), start=1)), state.page, PAGE)
    numbers = [button(str(number), "moving", item.id) for number, item in page.items]
    text = evidence.moving(code, where, state.target, page.items)
    return Screen(text, (*in_rows(numbers, 4), *page.turner, cancel), asked=text.partition("\n")[2])


FLOW: Flow[Here] = Flow(states=(CheckingEvidence, Moving), step=step, screen=screen, record=gate.record_of_evidence)
