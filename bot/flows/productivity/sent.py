"""A table of positions that was sent: read elsewhere, then its preview or its faults, and saving it as a whole."""

from bot.flows.base import State, Step
from bot.flows.events import Event, File, Tap, WorkloadRead
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of
from bot.flows.states.productivity import MendingTable, OfUnit, ReadingTable, SavingTable, ShowingUnit
from bot.texts.productivity import unit as texts
from core.effects import ReadWorkload, SaveWorkload
from core.facts import Facts
from core.productivity.facts import Unit
from core.productivity.model import unpacked
from core.productivity.rating import rate_unit
from core.screen import Screen, button


def taken(event: Event, state: OfUnit, unit: Unit) -> Step | None:
    """The step to a file; None for any other event."""
    match event:
        case File() if not unit.may_change:
            return Step(state, banner=texts.NOT_YOURS)
        case File(photo=True):
            return Step(state, banner=texts.NEED_FILE)
        case File(file_id=file_id, name=name, size=size):
            name = name or texts.NAMELESS
            order = ReadWorkload(state.opd, file_id, name, size or 0)
            return Step(ReadingTable(state.pemda, state.opd, name=name), (order,))
    return None


def received(event: WorkloadRead, state: State, facts: Facts) -> Step:
    """The table that was sent has been read. Shown on any screen, because its sender waits for it."""
    unit = facts.workload.unit if facts.workload else None
    if unit is None or not unit.may_change:
        return Step(state, silent=True)
    pemda, opd = unit.line.pemda, unit.line.opd
    if event.problem:
        return Step(MendingTable(pemda, opd, name=event.name, problem=event.problem))
    if event.faults:
        rows = len({(sheet, row) for sheet, row, _, _ in event.faults if row})
        lines = texts.first_lines(event.faults)
        return Step(MendingTable(pemda, opd, name=event.name, lines=lines, faults=len(event.faults), rows=rows))
    remarks = (*event.losses, *event.notes)
    return Step(SavingTable(pemda, opd, name=event.name, rows=event.rows, remarks=remarks))


def faults(state: MendingTable) -> str:
    if state.problem:
        return texts.problem(state.problem, state.name)
    return texts.faulty(state.name, state.lines, state.faults, state.rows)


def step_saving(state: SavingTable, event: Event, unit: Unit, facts: Facts) -> Step:
    back = ShowingUnit(state.pemda, state.opd)
    match event:
        case Tap(parts=("save", number)) if (year := number_of(number)) in _years(facts):
            positions = unpacked(state.rows)
            order = SaveWorkload(state.opd, year or 0, positions)
            shown = ShowingUnit(state.pemda, state.opd, year or 0)
            return Step(shown, (order,), banner=texts.saved(year or 0, len(positions)))
        case Tap(item="cancel"):
            return Step(back, banner=texts.NOT_SAVED)
        case _:
            return by_buttons(state, event)


def saving(state: SavingTable, unit: Unit, facts: Facts) -> Screen:
    positions = unpacked(state.rows)
    told = texts.result(rate_unit(positions, unit.hours), len(positions))
    text = texts.preview(unit.line.name, told, state.remarks, positions)
    save = tuple((button(texts.save(year, year in unit.years), "save", year),) for year in _years(facts))
    return Screen(text, (*save, (button(texts.CANCEL, "cancel"),)))


def _years(facts: Facts) -> tuple[int, int]:
    """The years for which a table may be saved."""
    return facts.now.year, facts.now.year - 1
