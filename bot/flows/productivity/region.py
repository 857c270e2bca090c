"""Productivity of a region for its coordinator: all OPD, the recapitulation, asking for tables, the effective hours."""

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.lists import Search, in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.productivity import AskingForTables, ListingUnits, OfUnits, SettingHours, ShowingUnit
from bot.texts.pemda import menu as menu_texts
from bot.texts.productivity import region as texts, unit as unit_texts
from core.effects import ChangePemda, Effect, NoteWorkloadAsked, SendWorkloadRecap, TellRole
from core.facts import AdminFacts, Facts
from core.foreign import digits
from core.people.roles import Role
from core.productivity.facts import Region, UnitLine
from core.productivity.model import EFFECTIVE_HOURS, HOURS_RANGE
from core.screen import Button, Notice, Screen, button, steady

_PAGE = 6
_SEARCH: Search[UnitLine] = Search(lambda one: (one.code, one.name, one.short))


def _region(facts: Facts, pemda: int) -> Region:
    found = facts.workload.region if facts.workload else None
    return found or Region(pemda, 0, EFFECTIVE_HOURS, ())


def step(state: OfUnits, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    region = _region(facts, state.pemda)
    match state:
        case ListingUnits():
            return _step_list(state, event, region, facts)
        case SettingHours():
            return _step_hours(state, event, region)
        case AskingForTables():
            return _step_asking(state, event, admin, region)
    return by_buttons(state, event)


def _step_list(state: ListingUnits, event: Event, region: Region, facts: Facts) -> Step:
    match event:
        case Tap(item="recap") if region.rated:
            return Step(state, (SendWorkloadRecap(state.pemda, region.year),), toast=texts.RECAP_COMING)
        case Tap(item="recap"):
            return Step(state, toast=texts.NO_RECAP)
        case Tap(item="ask"):
            return Step(AskingForTables(state.pemda, facts.now.year))
        case Tap(item="hours"):
            return Step(SettingHours(state.pemda))
        case Tap(parts=("year", number)) if number_of(number) in region.years:
            return Step(ListingUnits(state.pemda, int(number)))
        case Tap(parts=("unit", number)):
            found: UnitLine | Step | None = next((one for one in region.units if one.opd == number_of(number)), None)
        case Text(text, edited=False):
            found = _SEARCH.typed(state, text, region.units)
        case _:
            return in_list(state, event)
    if isinstance(found, UnitLine):
        return Step(ShowingUnit(state.pemda, found.opd, region.year if found.sums is not None else 0))
    return found or Step(state, toast=menu_texts.UNKNOWN_PRESS)


def _step_hours(state: SettingHours, event: Event, region: Region) -> Step:
    match event:
        case Tap(item="back"):
            return Step(ListingUnits(state.pemda))
        case Tap(parts=("use", number)):
            hours = number_of(number)
        case Text(text, edited=False):
            hours = digits(text.strip().replace(".", "").removesuffix("jam").strip())
        case _:
            return by_buttons(state, event, texts.bad_hours())
    if hours is None or not HOURS_RANGE[0] <= hours <= HOURS_RANGE[1]:
        return Step(state, banner=texts.bad_hours())
    order = (ChangePemda(state.pemda, "effective_hours", hours),) if hours != region.hours else ()
    return Step(ListingUnits(state.pemda), order, banner=texts.hours_set(hours))


def _step_asking(state: AskingForTables, event: Event, admin: AdminFacts, region: Region) -> Step:
    within_reach, _ = _to_ask(admin, region)
    back = ListingUnits(state.pemda)
    match event:
        case Tap(item="ask") if within_reach:
            orders: tuple[Effect, ...] = (
                NoteWorkloadAsked(state.pemda, tuple(one.opd for one in within_reach), state.year),
                *(_notice(state, one) for one in within_reach),
            )
            return Step(back, orders, banner=texts.asked_of(len(within_reach)))
        case Tap(item="back" | "ask"):
            return Step(back)
        case _:
            return by_buttons(state, event)


def _notice(state: AskingForTables, unit: UnitLine) -> TellRole:
    rows = ((steady(texts.OPEN_TABLE, "workload", unit.opd),),)
    return TellRole(state.pemda, Role.CONTACT, Notice(texts.asked(unit.name, state.year), rows), opd=unit.opd)


def _to_ask(admin: AdminFacts, region: Region) -> tuple[list[UnitLine], int]:
    """OPD without a table whose contacts can be reached, and how many there are besides."""
    missing = [one for one in region.units if one.sums is None]
    reached = {line.id for line in admin.opds if line.reach}
    found = [one for one in missing if one.opd in reached]
    return found, len(missing) - len(found)


# screens


def screen(state: OfUnits, admin: AdminFacts, facts: Facts) -> Screen:
    region = _region(facts, state.pemda)
    match state:
        case SettingHours():
            standard: tuple[tuple[Button, ...], ...] = ((button(texts.use(EFFECTIVE_HOURS), "use", EFFECTIVE_HOURS),),)
            shown = standard if region.hours != EFFECTIVE_HOURS else ()
            return Screen(texts.hours(region.hours), (*shown, (button(texts.BACK, "back"),)))
        case AskingForTables():
            found, silent = _to_ask(admin, region)
            if not found:
                return Screen(texts.NOBODY_TO_ASK, ((button(texts.BACK, "back"),),))
            ask = button(texts.ask_these(len(found)), "ask")
            return Screen(texts.ask(state.year, len(found), silent), ((ask,), (button(texts.BACK, "back"),)))
        case ListingUnits():
            return _listing(state, admin, region)
    return Screen(unit_texts.NOT_YOURS, ((to_menu(state.pemda),),))


def _listing(state: ListingUnits, admin: AdminFacts, region: Region) -> Screen:
    found = sorted(_SEARCH.found(state, region.units), key=lambda one: one.sums is None)  # those with a table first
    page, among = page_of(found, state.page, _PAGE), [one.short for one in region.units]
    rows = in_rows([button(texts.label(one, region.hours, among), "unit", one.opd) for one in page.items], 2)
    other = next((year for year in region.years if year != region.year), None)
    below = [button(texts.RECAP, "recap"), button(texts.ASK, "ask"), button(texts.HOURS, "hours")]
    below += [button(texts.year(other), "year", other)] if other else []
    every = (button(menu_texts.SHOW_ALL, "all"),) if state.query else ()
    searched = f"{menu_texts.searching(state.query, len(found), len(region.units))}\n" if state.query else ""
    text = searched + texts.overview(admin.pemda_name, region)
    return Screen(text, (*rows, *page.turner, *in_rows(below, 2), (*every, to_menu(state.pemda))))


FLOW = coordinator_flow(
    states=(ListingUnits, SettingHours, AskingForTables), step=step, screen=screen, record=texts.RECORD
)
