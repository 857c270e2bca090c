"""The corrective actions of an OPD: which are open, and that one is done, with a word on how where somebody has one.
Only a press finishes one: typed words may as well say that it is not done yet.
"""

from dataclasses import replace

from bot.flows.base import Flow, Opener, State, Step
from bot.flows.contact import anywhere, going
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.actions import ListingActions, OfActions, ShowingAction
from bot.texts.actions import listed as texts
from core import typed
from core.actions.facts import ActionFacts, ActionLine
from core.assessment.action import MOST_NOTE
from core.effects import FinishAction, SendMonitoring
from core.facts import Facts
from core.screen import Rows, Screen, button, steady

_PAGE = 5


def opened(event: Event, state: State | None, facts: Facts) -> Step:
    """ "actions:<opd>" of a reminder, which stays for its other buttons; "actions:<opd>:<assessment>" of a screen."""
    known = facts.actions
    if known is None:
        return stay(state, toast=texts.NOT_YOURS)
    of = number_of(event.parts[2]) if isinstance(event, Tap) and len(event.parts) > 2 else None
    opening = Step(ListingActions(known.opd, of or 0))
    return going.below(opening, state) if of is None else opening


def step(state: OfActions, event: Event, facts: Facts) -> Step:
    known = facts.actions
    if known is None:
        return by_buttons(state, event, texts.NOT_YOURS)
    if isinstance(state, ShowingAction):
        return _step_one(state, event, known, facts)
    match event:
        case Tap(parts=("action", number)) if known.line(number_of(number) or 0):
            return Step(ShowingAction(state.opd, state.of, int(number)))
        case Tap(item="paper") if _paper(state, known):
            return Step(state, (SendMonitoring(_paper(state, known)),), toast=texts.COMING)
        case _ if isinstance(state, ListingActions):
            return in_list(state, event)
        case _:
            return by_buttons(state, event)


def _step_one(state: ShowingAction, event: Event, known: ActionFacts, facts: Facts) -> Step:
    line, back = known.line(state.action), ListingActions(state.opd, state.of)
    if line is None:
        return Step(back, toast=texts.GONE) if isinstance(event, Tap) else Step(back, banner=texts.GONE)
    match event:
        case Tap(item="list"):
            return Step(back)
        case Tap(item="done") if known.may_finish:
            return Step(back, (FinishAction(state.action, state.note),), toast=texts.FINISHED)
        case Tap(item="cancel") if state.note:
            return Step(replace(state, note=""))
        case Tap(item="undone") if known.may_finish:
            return Step(state, (FinishAction(state.action, done=False),), toast=texts.REOPENED)
        case Text(text=words) if typed.asks(words) and not event.edited and facts.assessment is not None:
            return anywhere.unsaved(state, event, texts.NO_QUESTION, facts, facts.assessment)
        case Text(text=words) if known.may_finish and line.action.open:
            return _noted(state, words.strip())
        case _:
            return by_buttons(state, event)


def _noted(state: ShowingAction, words: str) -> Step:
    if not 0 < len(words) <= MOST_NOTE:
        return Step(state, banner=texts.TOO_LONG)
    if typed.asks(words):
        return Step(state, banner=texts.NO_QUESTION)
    return Step(replace(state, note=words))


def _paper(state: OfActions, known: ActionFacts) -> int:
    """The assessment of whose period the table is; 0 without any."""
    return state.of or next((line.assessment for line in known.lines), 0)


def screen(state: OfActions, facts: Facts) -> Screen:
    known = facts.actions
    back = (steady(texts.BACK, "resume"),)
    if known is None:
        return Screen(texts.NOT_YOURS, (back,))
    today = facts.now.date()
    if isinstance(state, ShowingAction):
        return _one(known.line(state.action), known, state.note)
    page = page_of(known.lines, state.page if isinstance(state, ListingActions) else 0, _PAGE)
    numbered = list(enumerate(page.items, start=page.first + 1))
    lines = in_rows([button(str(number), "action", line.action.id) for number, line in numbered], _PAGE)
    paper: Rows = ((button(texts.PAPER, "paper"),),) if _paper(state, known) else ()
    rows = (*(lines if known.lines else ()), *page.turner, *paper, back)
    return Screen(texts.listed(known, numbered, today), rows)


def _one(line: ActionLine | None, known: ActionFacts, note: str) -> Screen:
    back = (button(texts.BACK_TO_LIST, "list"),)
    if line is None:
        return Screen(texts.GONE, (back,))
    if note and known.may_finish and line.action.open:
        rows = ((button(texts.FINISH, "done"),), (button(texts.CANCEL, "cancel"),))
        return Screen(texts.confirm(line, note, not typed.is_done(note)), rows)
    way: Rows = ()
    if known.may_finish:
        way = ((button(texts.FINISH, "done") if line.action.open else button(texts.REOPEN, "undone"),),)
    return Screen(texts.shown(line, known.may_finish), (*way, back))


FLOW: Flow[OfActions] = Flow(
    states=(ListingActions, ShowingAction),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"actions": Opener(opened, "actions")},
)
