"""A list of evidence that was filled in and sent, and the preview of what it changes; the chat's changes come here too.

A flow fetches nothing: ReadOwnList is ordered here, and what was read comes back as the event OwnListRead.
"""

from dataclasses import replace
from hashlib import sha256
from typing import get_args

from bot.flows.base import State, Step
from bot.flows.events import Event, File, OwnListRead, Tap
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.outside import by_buttons
from bot.flows.states.own_lists import MendingOwnList, OwnLists, ReadingOwnList, SavingOwnList
from bot.texts.pemda import own_list_file as texts
from core.assessment.model import PeriodStatus
from core.effects import ChangeOwnList, ReadOwnList, SendOwnList
from core.facts import AdminFacts, Facts
from core.pemda.own_lists.file import understood
from core.pemda.own_lists.rules import Difference, OwnList, differences, faults_of
from core.screen import Screen, button

_States = ReadingOwnList | MendingOwnList | SavingOwnList


def list_of(instrument: str, admin: AdminFacts) -> OwnList | None:
    """The list for this instrument; without one the only list there is."""
    if not instrument and len(admin.own_lists) == 1:
        return admin.own_lists[0]
    return next((one for one in admin.own_lists if one.instrument.id == instrument), None)


def sent(state: State, kept: OwnList, event: File) -> Step:
    return _sent(state, kept.instrument.id, event)


def _sent(state: State, instrument: str, event: File) -> Step:
    """The step to a file."""
    pemda = state.wish().pemda
    assert pemda is not None
    if event.photo:
        return Step(state, banner=texts.NEED_FILE)
    name = event.name or texts.NAMELESS
    order = ReadOwnList(pemda, instrument, event.file_id, name, event.size or 0)
    return Step(ReadingOwnList(pemda, instrument, name), (order,))


def received(event: OwnListRead, state: State, facts: Facts) -> Step:
    """The list that was sent has been read. Shown on any screen, because the coordinator waits for it."""
    kept = list_of(event.instrument, facts.admin) if facts.admin is not None else None
    if kept is None:
        return Step(state, silent=True)
    mending = MendingOwnList(event.pemda, event.instrument, event.name, _problem(event))
    if mending.problem:
        return Step(mending)
    cells, wrong = understood(kept, event.rows)
    faults = sorted({*event.faults, *wrong})
    if faults:
        lines = texts.first_lines(event.sheet, faults)
        rows = len({row for row, _, _ in faults if row})
        return Step(replace(mending, lines=lines, faults=len(faults), rows=rows))
    return Step(SavingOwnList(event.pemda, event.instrument, cells))


def _problem(event: OwnListRead) -> str:
    if event.problem or event.faults:
        return event.problem
    if event.made_for not in ("", event.instrument):
        return "other_instrument"
    return "" if event.rows else "empty"


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state, event:
        case ((MendingOwnList() | SavingOwnList(variable="")), File(edited=False)):
            return _sent(state, state.instrument, event)
        case MendingOwnList(), Tap(item="template"):
            return Step(state, (SendOwnList(state.pemda, state.instrument),), toast=texts.SHEET_COMING)
        case SavingOwnList(), Tap(parts=("save", digest)):
            return _saved(state, digest, admin)
        case ((SavingOwnList() | MendingOwnList()), Tap(item="cancel")):
            return Step(_back(state), banner=texts.NOT_SAVED)
        case _:
            return by_buttons(state, event, texts.NEED_FILE if isinstance(state, MendingOwnList) else texts.USE_BUTTONS)


def _saved(state: SavingOwnList, digest: str, admin: AdminFacts) -> Step:
    """Saves what the preview has shown; where a colleague has changed the list meanwhile, it is shown anew."""
    found = _found(state, admin)
    if found is None or digest != _digest(found):
        return Step(state, toast=texts.CHANGED_MEANWHILE)
    if not found:
        return Step(_back(state))
    order = ChangeOwnList(state.pemda, state.instrument, state.cells)
    return Step(_back(state), (order,), banner=texts.saved(len(found)))


def _found(state: SavingOwnList, admin: AdminFacts) -> tuple[Difference, ...] | None:
    """What would change; None where it cannot be saved any more."""
    kept = list_of(state.instrument, admin)
    if kept is None or any(faults_of(kept, state.cells)):
        return None
    return differences(kept, state.cells)


def _digest(found: tuple[Difference, ...]) -> str:
    return sha256(repr(found).encode()).hexdigest()[:12]


def _back(state: MendingOwnList | SavingOwnList) -> OwnLists:
    if isinstance(state, SavingOwnList) and state.variable:
        return OwnLists(state.pemda, state.instrument, state.variable, state.level)
    return OwnLists(state.pemda, state.instrument)


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    cancel = (button(texts.CANCEL, "cancel"),)
    match state:
        case ReadingOwnList(name=name):
            return Screen(texts.reading(name), ((to_menu(admin.pemda_id),),))
        case MendingOwnList():
            return Screen(_faults(state), ((button(texts.SHEET, "template"),), cancel))
        case SavingOwnList():
            kept, found = list_of(state.instrument, admin), _found(state, admin)
            if kept is None or found is None:
                return Screen(texts.CHANGED_MEANWHILE, (cancel,))
            if not found:
                return Screen(texts.NOTHING_CHANGES, (cancel,))
            running = [
                line.name
                for line in admin.periods
                if line.status == PeriodStatus.OPEN and line.instrument == state.instrument
            ]
            save = button(texts.save(len(found)), "save", _digest(found))
            return Screen(texts.preview(kept, found, running), ((save,), cancel))


def _faults(state: MendingOwnList) -> str:
    if state.problem:
        return texts.problem(state.problem, state.name)
    return texts.faulty(state.name, state.lines, state.faults, state.rows)


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=texts.RECORD)
