"""The list of OPD that was sent: its preview, its faults, and saving it as a whole (transcript 13_koordinator)."""

from collections.abc import Mapping, Sequence
from typing import get_args

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.next_step import next_step
from bot.flows.kit.outside import by_buttons
from bot.flows.pemda import opds
from bot.flows.pemda.opd_sent import Row, stored_rows, taken, unmarked
from bot.flows.states.coordinator import AwaitingOpdFile, ListingOpds, MendingOpdFile, ReadingOpdFile, SavingOpds
from bot.texts import common
from bot.texts.pemda import opd_file as file_texts, opds as texts
from core.effects import ImportOpds, SendTemplate
from core.facts import AdminFacts, Facts
from core.pemda import naming
from core.pemda.opd_list.codes import renamed
from core.pemda.opd_list.known import kept
from core.pemda.opd_list.reading import OpdRow
from core.screen import Button, Screen, button

_States = AwaitingOpdFile | ReadingOpdFile | MendingOpdFile | SavingOpds


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    sent = taken(event, state, admin, facts)
    if sent is not None:
        return sent
    match state:
        case ReadingOpdFile():
            return by_buttons(state, event)
        case SavingOpds():
            return _step_saving(state, event, admin)
        case _:
            return _step_waiting(state, event, admin)


def _step_waiting(state: State, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(item="template"):
            return Step(state, (SendTemplate(),), toast=file_texts.TEMPLATE_COMING)
        case Tap(item="list"):
            return Step(ListingOpds(admin.pemda_id))
        case Tap(item="cancel"):
            return Step(AwaitingOpdFile(admin.pemda_id))
        case Text(edited=False) if not admin.opds:
            return Step(state, banner=file_texts.PASTE_SEVERAL)
        case Text(edited=False):
            return opds.step_list(ListingOpds(admin.pemda_id), event, admin)
        case _:
            return by_buttons(state, event, file_texts.NEED_FILE)


def _step_saving(state: SavingOpds, event: Event, admin: AdminFacts) -> Step:
    back = AwaitingOpdFile(state.pemda)
    match event:
        case Tap(parts=("save", _)):
            new, changed = _compared(state, admin)
            rows = tuple(OpdRow(*row) for row in (*changed, *new))
            if not rows:
                return Step(state)  # a colleague saved the same in the meantime
            return Step(
                back,
                (ImportOpds(state.pemda, rows),),
                banner=file_texts.saved(len(rows), not changed, _joined(new, admin)),
            )
        case Tap(item="back"):
            return Step(back)
        case Tap(item="cancel"):
            return Step(back, banner=file_texts.NOT_SAVED)
        case _:
            return by_buttons(state, event)


def _joined(new: Sequence[Row], admin: AdminFacts) -> list[str]:
    """The open and scheduled periods in which these OPD take part as soon as they are stored."""
    coming = (line for line in reversed(admin.periods) if (line.status == "open" or line.scheduled) and not line.chosen)
    return [line.name for line in coming] if new else []


def _compared(state: SavingOpds, admin: AdminFacts) -> tuple[list[Row], list[Row]]:
    """New rows, and rows that change a stored OPD."""
    known = stored_rows(admin.opds)
    rows = [kept(row, known.get(row[0])) for row in state.rows]
    return [row for row in rows if row[0] not in known], [row for row in rows if row != known.get(row[0], row)]


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    template = (button(file_texts.TEMPLATE, "template"),)
    match state:
        case ReadingOpdFile(name=name):
            return Screen(file_texts.reading(name), ((to_menu(admin.pemda_id),),))
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
        return file_texts.too_many(state.name, state.of)
    if state.problem:
        return file_texts.problem(state.problem, state.name)
    return file_texts.faulty(state.name, state.lines, state.faults, state.rows, state.of, state.notes)


def _saving_screen(state: SavingOpds, admin: AdminFacts) -> Screen:
    known, (new, changed) = stored_rows(admin.opds), _compared(state, admin)
    count, of = len(new) + len(changed), len(state.rows)
    counted = file_texts.counted(len(new), len(changed), of - count)
    if joined := _joined(new, admin):
        counted = f"{counted} {file_texts.joins(joined)}"
    losses = [*map(file_texts.loss, state.losses)]
    if not count:
        return Screen("\n".join([counted, *losses]), ((button(texts.BACK, "back"),),))
    lines = [file_texts.changed(known[row[0]], row) for row in changed]
    lines += [file_texts.added(row[0], row[1], alone=count == of and not changed) for row in new]
    notes = [file_texts.second(*one) for one in renamed([(row[0], row[1]) for row in new], unmarked(admin.opds))]
    save = button(file_texts.save(count, not changed), "save", count)
    notes += [file_texts.same_name(*one) for one in _same_names(state, known)]
    notes += sorted(map(file_texts.note, state.notes), key=lambda note: not note.startswith(common.WARN))
    text = file_texts.preview(counted, losses, notes, lines, bool(new))
    return Screen(text, ((save,), (button(texts.CANCEL, "cancel"),)))


def _same_names(state: SavingOpds, stored: Mapping[str, Row]) -> list[tuple[str, str, str]]:
    """Short name and codes of OPD of the list and stored ones that have the same. Those within the list are noted
    already (core.pemda.opd_list.rows).
    """
    listed = {row[0] for row in state.rows}
    known = {naming.folded(row[2]): code for code, row in stored.items() if code not in listed}
    rows = [kept(row, stored.get(row[0])) for row in state.rows]
    return [(row[2], known[short], row[0]) for row in rows if (short := naming.folded(row[2])) in known]


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=texts.RECORD)
