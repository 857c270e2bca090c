"""The list of OPD that is sent as a file: read, checked, and saved as a whole (transcript 13_koordinator).

A flow fetches nothing: ReadOpdFile is ordered here, and what was read comes back as the event OpdFileRead.
"""

from collections.abc import Mapping
from typing import get_args

from bot.flows.base import Event, File, OpdFileRead, State, Step, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.next_step import next_step
from bot.flows.kit.outside import by_buttons
from bot.flows.pemda import opds
from bot.flows.states.coordinator import AwaitingOpdFile, ListingOpds, MendingOpdFile, ReadingOpdFile, SavingOpds
from bot.texts.pemda import opds as texts
from core.effects import ImportOpds, ReadOpdFile, SendTemplate
from core.facts import AdminFacts, Facts, OpdLine
from core.pemda import naming
from core.pemda.opd_list.codes import renamed, stored_codes
from core.pemda.opd_list.reading import OpdRow
from core.screen import Button, Screen, button

_States = AwaitingOpdFile | ReadingOpdFile | MendingOpdFile | SavingOpds

Row = tuple[str, ...]
"""Code, name, short name, kind, and the telephone where the list has one."""


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ReadingOpdFile() if not isinstance(event, File):
            return by_buttons(state, event)
        case SavingOpds() if not isinstance(event, File):
            return _step_saving(state, event, admin)
        case _:
            return _step_file(state, event, admin)


def _step_file(state: State, event: Event, admin: AdminFacts) -> Step:
    match event:
        case File(photo=True):
            return Step(state, banner=texts.NEED_FILE)
        case File(file_id=file_id, name=name, size=size):
            name = name or texts.NAMELESS
            return Step(ReadingOpdFile(admin.pemda_id, name), (ReadOpdFile(admin.pemda_id, file_id, name, size or 0),))
        case Tap(item="template"):
            return Step(state, (SendTemplate(),), toast=texts.TEMPLATE_COMING)
        case Tap(item="list"):
            return Step(ListingOpds(admin.pemda_id))
        case Tap(item="cancel"):
            return Step(AwaitingOpdFile(admin.pemda_id))
        case Text(edited=False):
            return opds.step_list(ListingOpds(admin.pemda_id), event, admin)
        case _:
            return by_buttons(state, event, texts.NEED_FILE)


def received(event: Event, state: State, facts: Facts) -> Step:
    """The list that was sent has been read. Shown on any screen, because the coordinator waits for it."""
    if not isinstance(event, OpdFileRead) or facts.admin is None:
        return Step(state, silent=True)
    pemda, name = event.pemda, event.name
    if event.problem:
        return Step(MendingOpdFile(pemda, name, problem=event.problem))
    if event.faults:
        rows = len({row for row, _, _ in event.faults if row})
        lines = texts.first_lines(event.faults)
        return Step(MendingOpdFile(pemda, name, "", lines, len(event.faults), rows, len(event.rows), event.notes))
    if len(event.rows) > texts.MOST_ROWS:
        return Step(MendingOpdFile(pemda, name, problem="too_many", of=len(event.rows)))
    return Step(SavingOpds(pemda, name, _known_by_name(event, facts.admin), event.notes))


def _known_by_name(event: OpdFileRead, admin: AdminFacts) -> tuple[Row, ...]:
    """The rows. Where codes were made, OPD that are stored under these names keep their stored codes."""
    if not event.made:
        return event.rows
    codes = stored_codes([(row[0], row[1]) for row in event.rows], _unmarked(admin))
    return tuple((codes.get(code, code), *rest) for code, *rest in event.rows)


def _step_saving(state: SavingOpds, event: Event, admin: AdminFacts) -> Step:
    back = AwaitingOpdFile(state.pemda)
    match event:
        case Tap(parts=("save", _)):
            new, changed = _compared(state, admin)
            rows = tuple(OpdRow(*row) for row in (*changed, *new))
            if not rows:
                return Step(state)  # a colleague saved the same in the meantime
            return Step(back, (ImportOpds(state.pemda, rows),), banner=texts.saved(len(rows), not changed))
        case Tap(item="back"):
            return Step(back)
        case Tap(item="cancel"):
            return Step(back, banner=texts.NOT_SAVED)
        case _:
            return by_buttons(state, event)


def _unmarked(admin: AdminFacts) -> list[OpdLine]:
    """The OPD with their names as they are stored."""
    return [line.unmarked() for line in admin.opds]


def _stored(admin: AdminFacts) -> dict[str, Row]:
    lines = _unmarked(admin)
    return {line.code: (line.code, line.name, line.short, line.kind, line.phone) for line in lines}


def _compared(state: SavingOpds, admin: AdminFacts) -> tuple[list[Row], list[Row]]:
    """New rows, and rows that change a stored OPD."""
    known = _stored(admin)
    new = [row for row in state.rows if row[0] not in known]
    return new, [row for row in state.rows if row[0] in known and known[row[0]] != _as_stored(row, known[row[0]])]


def _as_stored(row: Row, stored: Row) -> Row:
    """The row as it would be stored: a telephone that the list does not have stays."""
    return (*row[:4], row[4] if len(row) > 4 else stored[4])


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    template = (button(texts.TEMPLATE, "template"),)
    match state:
        case ReadingOpdFile(name=name):
            return Screen(texts.reading(name), ((to_menu(admin.pemda_id),),))
        case MendingOpdFile():
            return Screen(_faults(state), (template, (button(texts.CANCEL, "cancel"),)))
        case SavingOpds():
            return _saving_screen(state, admin)
        case AwaitingOpdFile():
            with_contact = sum(line.contacts > 0 for line in admin.opds)
            text = texts.overview(admin.pemda_name, len(admin.opds), with_contact)
            show: tuple[tuple[Button, ...], ...] = ((button(texts.SHOW_LIST, "list"),),) if admin.opds else ()
            return Screen(text, (*next_step(admin, "opds"), *show, template, (to_menu(admin.pemda_id),)))


def _faults(state: MendingOpdFile) -> str:
    if state.problem == "too_many":
        return texts.too_many(state.name, state.of)
    if state.problem:
        return texts.problem(state.problem, state.name)
    return texts.faulty(state.name, state.lines, state.faults, state.rows, state.of, state.notes)


def _saving_screen(state: SavingOpds, admin: AdminFacts) -> Screen:
    known, (new, changed) = _stored(admin), _compared(state, admin)
    count, of = len(new) + len(changed), len(state.rows)
    counted = texts.counted(len(new), len(changed), of - count)
    if not count:
        return Screen(counted, ((button(texts.BACK, "back"),),))
    lines = [texts.changed(known[row[0]], _as_stored(row, known[row[0]])) for row in changed]
    lines += [texts.added(row[0], row[1], alone=count == of and not changed) for row in new]
    notes = [*map(texts.note, state.notes)]
    notes += [texts.second(*one) for one in renamed([(row[0], row[1]) for row in new], _unmarked(admin))]
    save = button(texts.save(count, not changed), "save", count)
    notes += [texts.same_name(*one) for one in _same_names(state, known)]
    text = texts.preview(counted, notes, lines, bool(new))
    return Screen(text, ((save,), (button(texts.CANCEL, "cancel"),)))


def _same_names(state: SavingOpds, stored: Mapping[str, Row]) -> list[tuple[str, str, str]]:
    """Short name and codes of OPD of the list and stored ones that have the same. Those within the list are noted
    already (core.pemda.opd_list.rows).
    """
    listed = {row[0] for row in state.rows}
    known = {naming.folded(row[2]): code for code, row in stored.items() if code not in listed}
    return [(row[2], known[short], row[0]) for row in state.rows if (short := naming.folded(row[2])) in known]


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=texts.RECORD)
