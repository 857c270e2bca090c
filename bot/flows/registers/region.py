"""Registers of a region for its coordinator: all OPD, with how many lines each has and how many of these are red."""

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.lists import Search, in_list
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.registers import ListingOpinions, ListingRegisters, ShowingRegister
from bot.texts.pemda import menu as menu_texts
from bot.texts.registers import opinions as opinion_texts, own as own_texts, region as texts
from core.facts import AdminFacts, Facts
from core.register.model import RegisterLine
from core.screen import Rows, Screen, button

_PAGE = 8
_SEARCH: Search[RegisterLine] = Search(lambda one: (one.code, one.name, one.short))


def step(state: ListingRegisters, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    region = facts.register.region if facts.register else None
    if region is None:
        return in_list(state, event)
    match event:
        case Tap(parts=("use", wanted)) if any(one.id == wanted for one in region.others):
            return Step(ListingRegisters(state.pemda, wanted))
        case Tap(item="opinions") if region.instrument.subject == "service":
            return Step(ListingOpinions(state.pemda, instrument=region.instrument.id))
        case Tap(parts=("opd", number)):
            found: RegisterLine | Step | None = next((one for one in region.opds if one.opd == number_of(number)), None)
        case Text(text, edited=False):
            found = _SEARCH.typed(state, text, region.opds)
        case _:
            return in_list(state, event)
    if isinstance(found, RegisterLine):
        return Step(ShowingRegister(state.pemda, found.opd, region.instrument.id))
    return found or Step(state, toast=menu_texts.UNKNOWN_PRESS)


def screen(state: ListingRegisters, admin: AdminFacts, facts: Facts) -> Screen:
    region = facts.register.region if facts.register else None
    if region is None:
        return Screen(texts.NONE, ((to_menu(state.pemda),),))
    found = sorted(_SEARCH.found(state, region.opds), key=lambda one: (-one.red, not one.lines))  # red ones first
    page = page_of(found, state.page, _PAGE)
    rows = in_rows([button(texts.label(one), "opd", one.opd) for one in page.items], 2)
    others: Rows = in_rows([button(own_texts.other(one), "use", one.id) for one in region.others], 2)
    every = (button(menu_texts.SHOW_ALL, "all"),) if state.query else ()
    searched = f"{menu_texts.searching(state.query, len(found), len(region.opds))}\n" if state.query else ""
    text = searched + texts.overview(admin.pemda_name, region)
    letters: Rows = ((button(opinion_texts.OPEN, "opinions"),),) if region.instrument.subject == "service" else ()
    return Screen(text, (*rows, *page.turner, *others, *letters, (*every, to_menu(state.pemda))))


FLOW = coordinator_flow(states=(ListingRegisters,), step=step, screen=screen, record=texts.RECORD)
