"""A list of OPD that was sent as a file or pasted, on any screen of the OPD, up to its preview.

A flow fetches nothing: ReadOpdFile is ordered here, and what was read comes back as the event OpdFileRead. A
pasted list is short and is read here.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.flows.base import State, Step
from bot.flows.events import Event, File, OpdFileRead, Text
from bot.flows.states.coordinator import MendingOpdFile, ReadingOpdFile, SavingOpds
from bot.texts.pemda import opd_file as texts
from core.effects import ReadOpdFile
from core.facts import AdminFacts, Facts, OpdLine
from core.pemda.opd_list.known import recognised
from core.pemda.opd_list.reading import read_pasted_list, to_plain

Row = tuple[str, ...]
"""Code, name, short name, kind, and the telephone where the list has one."""


def taken(event: Event, state: State, admin: AdminFacts, facts: Facts) -> Step | None:
    """The step to a file or a pasted list; None where the event is neither. A pasted list does not get ahead of a file
    that is being read.
    """
    match event:
        case File(photo=True):
            return Step(state, banner=texts.NEED_FILE)
        case File(file_id=file_id, name=name, size=size):
            name = name or texts.NAMELESS
            return Step(ReadingOpdFile(admin.pemda_id, name), (ReadOpdFile(admin.pemda_id, file_id, name, size or 0),))
        case Text(words, edited=False) if not isinstance(state, ReadingOpdFile):
            return _pasted(words, state, admin, facts)
    return None


def _pasted(words: str, state: State, admin: AdminFacts, facts: Facts) -> Step | None:
    """Telegram cuts a long text in several, so a list pasted after a pasted one adds to it, and says so."""
    listed = read_pasted_list(words, texts.PASTED)
    if listed is None:
        return None
    step = received(OpdFileRead.of(admin.pemda_id, texts.PASTED, to_plain(listed)), state, facts)
    if isinstance(state, SavingOpds) and isinstance(step.state, SavingOpds) and state.name == texts.PASTED:
        more = recognised(step.state.rows, state.rows) if listed.made else step.state.rows
        rows = {row[0]: row for row in (*state.rows, *more)}
        losses = tuple(dict.fromkeys((*state.losses, *step.state.losses)))
        notes = (texts.added_to(len(state.rows)), *step.state.notes)
        return Step(replace(step.state, rows=tuple(rows.values()), losses=losses, notes=notes))
    return step


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
    known = recognised(event.rows, tuple(stored_rows(facts.admin.opds).values())) if event.made else event.rows
    return Step(SavingOpds(pemda, name, known, event.notes, event.losses))


def stored_rows(opds: Sequence[OpdLine]) -> dict[str, Row]:
    """The OPD by code, as a list would have them."""
    return {line.code: (line.code, line.name, line.short, line.kind, line.phone) for line in unmarked(opds)}


def unmarked(opds: Sequence[OpdLine]) -> list[OpdLine]:
    """The OPD with their names as they are stored."""
    return [line.unmarked() for line in opds]
