"""Setting up a Pemda: its next step, which is the first button until the first OPD fills in; the group."""

from collections.abc import Callable, Mapping

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, coordinator_opener, to_menu
from bot.flows.kit.outside import by_buttons
from bot.flows.states.coordinator import Administering, AwaitingOpdFile, ManagingPeriod
from bot.flows.states.pemda import ConnectingGroup
from bot.flows.states.people import Inviting
from bot.texts.pemda import setting_up as texts
from core.facts import AdminFacts, Facts
from core.screen import Rows, Screen, link


def step(state: ConnectingGroup, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    return by_buttons(state, event)


def screen(state: ConnectingGroup, admin: AdminFacts, facts: Facts) -> Screen:
    address = f"https://t.me/{facts.bot_username}?startgroup=hubungkan"
    add: Rows = ((link(texts.ADD_TO_GROUP, address),),) if facts.bot_username else ()
    return Screen(texts.how_to_connect(admin.pemda_name, admin.groups), (*add, (to_menu(admin.pemda_id),)))


_PAGES: Mapping[str, Callable[[int], State]] = {
    "opds": AwaitingOpdFile,
    "period": ManagingPeriod,
    "inviting": Inviting,
    "connect": ConnectingGroup,
}


def open_step(event: Event, state: State | None, admin: AdminFacts, facts: Facts) -> Step:
    """ "setup:<pemda>:<step>"."""
    word = event.parts[2] if isinstance(event, Tap) and len(event.parts) > 2 else ""
    return Step(_PAGES.get(word, Administering)(admin.pemda_id))


FLOW = coordinator_flow(
    states=(ConnectingGroup,),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"setup": coordinator_opener(open_step)},
)
