"""Who signs the region's papers, in which order (transcript 13c_pengaturan)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.pemda.settings import above
from bot.flows.states.settings import ChoosingElement, ListingSignatories, NamingSignatory, ShowingSignatory
from bot.texts.answers import summary
from bot.texts.pemda import papers as texts
from core.assessment.declarant import Unclear
from core.effects import ChangePemda
from core.facts import AdminFacts, Facts
from core.pemda import official
from core.pemda.settings import ELEMENTS, MOST_SIGNATORIES
from core.screen import Screen, button

_States = ListingSignatories | NamingSignatory | ChoosingElement | ShowingSignatory


_PAGE = 3

Signatories = tuple[Mapping[str, str], ...]


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ListingSignatories():
            return _step_list(state, event, admin)
        case NamingSignatory():
            return _step_name(state, event)
        case ChoosingElement():
            return _step_element(state, event, admin)
        case ShowingSignatory():
            return _step_one(state, event, admin)


def _step_list(state: ListingSignatories, event: Event, admin: AdminFacts) -> Step:
    known = admin.settings.signatories
    match event:
        case Tap(item="add") if len(known) < MOST_SIGNATORIES:
            return Step(NamingSignatory(state.pemda))
        case Tap(item="add"):
            return Step(state, toast=texts.MOST)
        case Tap(parts=("one", place)) if (number := number_of(place)) is not None and number < len(known):
            return Step(ShowingSignatory(state.pemda, number, known[number]["name"]))
        case Tap(item="back"):
            return Step(above(state.pemda, "signatories"))
        case _:
            return in_list(state, event)


def _step_name(state: NamingSignatory, event: Event) -> Step:
    match event:
        case Tap(item="cancel"):
            return Step(ListingSignatories(state.pemda))
        case Text(text, edited=False):
            found = official.read(text)
            if isinstance(found, Unclear):
                return Step(state, banner=summary.unclear(found))
            title = f"{found.acting} {found.title}".strip()
            return Step(ChoosingElement(state.pemda, found.name, title, found.rank, found.nip))
        case _:
            return by_buttons(state, event, texts.FOUR_LINES)


def _step_element(state: ChoosingElement, event: Event, admin: AdminFacts) -> Step:
    back = ListingSignatories(state.pemda)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Text(edited=True):
            found = _step_name(NamingSignatory(state.pemda), replace(event, edited=False))
            return found if isinstance(found.state, ChoosingElement) else replace(found, state=state)
        case Tap(parts=("element", element)) if element in ELEMENTS:
            one = {"name": state.name, "title": state.title, "rank": state.rank, "nip": state.nip, "element": element}
            after = (*admin.settings.signatories, one)
            banner = texts.signatory_added(state.name)
            return Step(back, (ChangePemda(state.pemda, "signatories", after),), banner=banner)
        case _:
            return by_buttons(state, event)


def _step_one(state: ShowingSignatory, event: Event, admin: AdminFacts) -> Step:
    known, back = admin.settings.signatories, ListingSignatories(state.pemda)
    if not _stands(state, known):
        return Step(back, toast=texts.GONE)
    match event:
        case Tap(item="up") if state.place > 0:
            return _moved(state, known, state.place - 1)
        case Tap(item="down") if state.place < len(known) - 1:
            return _moved(state, known, state.place + 1)
        case Tap(item="remove"):
            left = (*known[: state.place], *known[state.place + 1 :])
            return Step(back, (ChangePemda(state.pemda, "signatories", left),), toast=texts.REMOVED)
        case Tap(item="back"):
            return Step(back)
        case _:
            return by_buttons(state, event)


def _stands(state: ShowingSignatory, known: Signatories) -> bool:
    return state.place < len(known) and known[state.place]["name"] == state.name


def _moved(state: ShowingSignatory, known: Signatories, place: int) -> Step:
    order = list(known)
    order.insert(place, order.pop(state.place))
    change = ChangePemda(state.pemda, "signatories", tuple(order))
    return Step(ShowingSignatory(state.pemda, place, state.name), (change,))


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    known = admin.settings.signatories
    match state:
        case NamingSignatory():
            return Screen(texts.ask_signatory(), ((button(texts.CANCEL, "cancel"),),))
        case ChoosingElement(name=name):
            elements = [button(texts.ELEMENTS[element], "element", element) for element in ELEMENTS]
            return Screen(texts.ask_element(name), (*in_rows(elements, 2), (button(texts.CANCEL, "cancel"),)))
        case ShowingSignatory() if _stands(state, known):
            return _one_screen(state, known)
    page = page_of(tuple(enumerate(known)), state.page if isinstance(state, ListingSignatories) else 0, _PAGE)
    rows = tuple((button(texts.signatory_label(one, known), "one", place),) for place, one in page.items)
    below = ((button(texts.ADD, "add"),), (button(texts.BACK, "back"),))
    return Screen(texts.signatories(len(known)), (*rows, *page.turner, *below))


def _one_screen(state: ShowingSignatory, known: Signatories) -> Screen:
    moves = []
    if state.place > 0:
        moves.append(button(texts.UP, "up"))
    if state.place < len(known) - 1:
        moves.append(button(texts.DOWN, "down"))
    rows = (tuple(moves), (button(texts.REMOVE, "remove"),), (button(texts.BACK, "back"),))
    text = texts.signatory(known[state.place], state.place + 1, len(known))
    return Screen(text, tuple(row for row in rows if row))


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
)
