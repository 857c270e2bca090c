"""The table of positions of one OPD: its result as a card, the file to be filled in, its papers, its removal."""

from bot.flows.base import Flow, Opener, State, Step
from bot.flows.events import Begin, Event, Tap, Text
from bot.flows.kit.lists import Search, in_list
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.productivity import sent
from bot.flows.states.coordinator import ChoosingPemda
from bot.flows.states.productivity import (
    ChoosingUnit,
    ListingUnits,
    MendingTable,
    OfUnit,
    ReadingTable,
    RemovingTable,
    SavingTable,
    ShowingUnit,
)
from bot.texts.pemda import menu as menu_texts
from bot.texts.people import help as help_texts
from bot.texts.productivity import unit as texts
from core.effects import RemoveWorkload, SendWorkloadForm, SendWorkloadTemplate
from core.facts import Facts
from core.people.roles import Role
from core.productivity.facts import Unit, UnitLine
from core.productivity.rating import rate
from core.screen import Button, Rows, Screen, button, steady

COMMAND = "produktivitas"
_ROLES = (Role.CONTACT, Role.HEAD, Role.COORDINATOR)
_PAGE = 5
_OPDS = 8
_SEARCH: Search[UnitLine] = Search(lambda one: (one.code, one.name, one.short))


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/produktivitas, and the button of the profile: the own OPD, a choice, or the region."""
    own = facts.workload.own if facts.workload else ()
    if len(own) == 1:
        return Step(ShowingUnit(own[0].pemda, own[0].opd))
    if own:
        return Step(ChoosingUnit())
    if facts.pemdas:
        one = next(iter(facts.pemdas)) if len(facts.pemdas) == 1 else None
        return Step(ListingUnits(one) if one is not None else ChoosingPemda())
    said = help_texts.not_yours(COMMAND, _ROLES)
    return stay(state, banner=said) if isinstance(event, Begin) else stay(state, toast=texts.NOT_YOURS)


def opened(event: Event, state: State | None, facts: Facts) -> Step:
    """ "workload:<opd>": the table of this OPD."""
    unit = facts.workload.unit if facts.workload else None
    if unit is None:
        return stay(state, toast=texts.NOT_YOURS)
    return Step(ShowingUnit(unit.line.pemda, unit.line.opd))


def step(state: State, event: Event, facts: Facts) -> Step:
    if isinstance(state, ChoosingUnit):
        return _step_choosing(state, event, facts)
    unit = facts.workload.unit if facts.workload else None
    if not isinstance(state, OfUnit) or unit is None:
        return by_buttons(state, event, texts.NOT_YOURS)
    taken = sent.taken(event, state, unit)
    if taken is not None:
        return taken
    match state:
        case ShowingUnit():
            return _step_unit(state, event, unit, facts)
        case RemovingTable():
            return _step_removing(state, event, unit)
        case SavingTable():
            return sent.step_saving(state, event, unit, facts)
        case MendingTable() if event == Tap("cancel", getattr(event, "revision", None)):
            return Step(_shown(state))
        case _:
            return _step_file(state, event, unit, facts)


def _shown(state: OfUnit, year: int = 0) -> ShowingUnit:
    return ShowingUnit(state.pemda, state.opd, year)


def _step_choosing(state: ChoosingUnit, event: Event, facts: Facts) -> Step:
    own = facts.workload.own if facts.workload else ()
    match event:
        case Tap(parts=("unit", number)):
            found: UnitLine | Step | None = next((one for one in own if one.opd == number_of(number)), None)
        case Text(text, edited=False):
            found = _SEARCH.typed(state, text, own)
        case _:
            return in_list(state, event)
    if isinstance(found, UnitLine):
        return Step(ShowingUnit(found.pemda, found.opd))
    return found or Step(state, toast=texts.NOT_YOURS)


def _step_unit(state: ShowingUnit, event: Event, unit: Unit, facts: Facts) -> Step:
    match event:
        case Tap(item="form") if unit.positions:
            return Step(state, (SendWorkloadForm(state.opd, unit.line.year),), toast=texts.FORM_COMING)
        case Tap(parts=("year", number)) if number_of(number) in unit.years:
            return Step(_shown(state, int(number)))
        case Tap(item="remove") if unit.positions and unit.may_change:
            return Step(RemovingTable(state.pemda, state.opd, unit.line.year))
        case Tap(parts=("page", _)):
            return in_list(state, event)
        case _:
            return _step_file(state, event, unit, facts)


def _step_file(state: OfUnit, event: Event, unit: Unit, facts: Facts) -> Step:
    """What all screens answer on which a file is waited for."""
    match event:
        case Tap(item="template") if unit.may_change:
            year = unit.line.year or facts.now.year
            return Step(state, (SendWorkloadTemplate(state.opd, year),), toast=texts.TEMPLATE_COMING)
        case Tap(item="all") if facts.admin is not None:
            return Step(ListingUnits(state.pemda))
        case _:
            return by_buttons(state, event, texts.NEED_FILE if unit.may_change else menu_texts.USE_BUTTONS)


def _step_removing(state: RemovingTable, event: Event, unit: Unit) -> Step:
    match event:
        case Tap(item="remove") if unit.positions and unit.may_change:
            order = RemoveWorkload(state.opd, state.year)
            return Step(_shown(state), (order,), banner=texts.removed(state.year))
        case Tap(item="cancel" | "remove"):
            return Step(_shown(state, state.year))
        case _:
            return by_buttons(state, event)


# screens


def screen(state: State, facts: Facts) -> Screen:
    if isinstance(state, ChoosingUnit):
        return _choosing(state, facts)
    unit = facts.workload.unit if facts.workload else None
    if unit is None:
        return Screen(texts.NOT_YOURS, ((steady(texts.BACK, "resume"),),))
    match state:
        case ShowingUnit():
            return _unit(state, unit, facts)
        case ReadingTable(name=name):
            return Screen(texts.reading(name), (_back(facts),))
        case MendingTable():
            rows = (_template(unit), (button(texts.CANCEL, "cancel"),))
            return Screen(sent.faults(state), tuple(row for row in rows if row))
        case SavingTable():
            return sent.saving(state, unit, facts)
        case RemovingTable(year=year) if unit.positions:
            text = texts.confirm_removal(unit.line.name, year, len(unit.positions))
            return Screen(text, ((button(texts.CANCEL, "cancel"),), (button(texts.remove(year), "remove"),)))
        case RemovingTable():
            return Screen(texts.empty(unit.line.name, 0, None, False), ((button(texts.BACK, "cancel"),),))
    return Screen(texts.NOT_YOURS, (_back(facts),))


def _choosing(state: ChoosingUnit, facts: Facts) -> Screen:
    own = facts.workload.own if facts.workload else ()
    page, among = page_of(_SEARCH.found(state, own), state.page, _OPDS), [one.short for one in own]
    rows = in_rows([button(texts.label(one.short, among), "unit", one.opd) for one in page.items], 2)
    every = ((button(menu_texts.SHOW_ALL, "all"),),) if state.query else ()
    return Screen(texts.CHOOSE, (*rows, *page.turner, *every, (steady(texts.BACK, "resume"),)))


def _unit(state: ShowingUnit, unit: Unit, facts: Facts) -> Screen:
    line, rating = unit.line, unit.rating
    if rating is None:
        text = texts.empty(line.name, line.year, line.asked, unit.may_change)
        return Screen(text, tuple(row for row in (_template(unit), *_years(unit), _back(facts)) if row))
    page = page_of(unit.positions, state.page, _PAGE)
    places = range(page.first + 1, page.first + 1 + len(page.items))
    listed = [texts.position(one, rate(one, unit.hours), at) for at, one in zip(places, page.items, strict=True)]
    lines = [
        *(texts.title(line.name, line.year), texts.result(rating, len(unit.positions)), "", *listed, "", texts.READING),
        texts.saved_by(unit.saved_by, unit.saved_at),
    ]
    form = (button(texts.FORM, "form"), *_template(unit))
    last = (*((button(texts.REMOVE, "remove"),) if unit.may_change else ()), *_back(facts))
    return Screen("\n".join(lines), (*page.turner, form, *_years(unit), last))


def _template(unit: Unit) -> tuple[Button, ...]:
    return (button(texts.TEMPLATE, "template"),) if unit.may_change else ()


def _years(unit: Unit) -> Rows:
    """The other years with tables, the newest ones first."""
    others = [year for year in unit.years if year != unit.line.year][:4]
    labels = [button(texts.SENT_YEAR.format(year=year), "year", year) for year in others]
    return (tuple(labels),) if labels else ()


def _back(facts: Facts) -> tuple[Button, ...]:
    return (button(texts.ALL_UNITS, "all"),) if facts.admin is not None else (steady(texts.BACK, "resume"),)


FLOW: Flow[State] = Flow(
    states=(ChoosingUnit, ShowingUnit, ReadingTable, MendingTable, SavingTable, RemovingTable),
    step=step,
    screen=screen,
    record=texts.RECORD,
    commands={COMMAND: begin},
    openers={"workload": Opener(opened, "unit"), "workloads": Opener(begin, "units")},
)
