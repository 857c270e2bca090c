"""A coordinator at the corrective actions of a Pemda that are overdue."""

from bot.flows.base import Step
from bot.flows.events import Event
from bot.flows.kit.coordinator import coordinator_flow, opener_to, to_menu
from bot.flows.kit.lists import in_list
from bot.flows.kit.paging import page_of
from bot.flows.states.actions import ListingLate
from bot.texts.actions import listed as texts
from core.facts import AdminFacts, Facts
from core.screen import Screen

_PAGE = 6


def step(state: ListingLate, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    return in_list(state, event)


def screen(state: ListingLate, admin: AdminFacts, facts: Facts) -> Screen:
    lines = facts.actions.lines if facts.actions else ()
    page = page_of(lines, state.page, _PAGE)
    text = texts.late(lines, page.items, facts.now.date())
    return Screen(text, (*page.turner, (to_menu(state.pemda),)))


FLOW = coordinator_flow(
    states=(ListingLate,),
    step=step,
    screen=screen,
    record=texts.RECORD_LATE,
    openers={"late_actions": opener_to(ListingLate)},
)
