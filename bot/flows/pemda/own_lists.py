"""A Pemda's own lists of evidence: looked at, and changed line by line. Nothing changes before the preview is saved."""

from dataclasses import replace

from bot.flows.base import Step
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow
from bot.flows.kit.lists import in_list
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.pemda.own_list_file import list_of, sent
from bot.flows.states.documents import ListingDocuments
from bot.flows.states.own_lists import OwnLists, SavingOwnList
from bot.texts.pemda import own_lists as texts
from core.effects import SendOwnList
from core.evidence.lists import OwnLine
from core.facts import AdminFacts, Facts
from core.pemda.own_lists.rules import Lines, OwnList, faults_of, tidied
from core.screen import Screen, button

_PAGE = 16


def step(state: OwnLists, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    kept = list_of(state.instrument, admin)
    match event:
        case Tap(item="back"):
            return Step(_above(state, admin))
        case Tap(parts=("instrument", chosen)) if kept is None:
            return Step(OwnLists(state.pemda, chosen))
        case File(edited=False) if kept is not None:
            return sent(state, kept, event)
        case Tap() | Text(edited=False) if kept is not None:
            return _in_list(state, event, kept)
        case _:
            return in_list(state, event, texts.CHOOSE_INSTRUMENT)


def _in_list(state: OwnLists, event: Event, kept: OwnList) -> Step:
    line = _line(state, kept)
    match event:
        case Tap(item="template"):
            return Step(state, (SendOwnList(state.pemda, kept.instrument.id),), toast=texts.SHEET_COMING)
        case Tap(parts=("variable", code)) if code in kept.codes:
            return Step(OwnLists(state.pemda, kept.instrument.id, code))
        case Tap(parts=("level", level)) if kept.has(state.variable, _level(level)):
            return Step(replace(state, level=_level(level)))
        case Tap(parts=("line", number)) if state.level is not None:
            chosen = replace(state, line=number_of(number) or 0)
            return Step(chosen) if _line(chosen, kept) else Step(state, toast=texts.GONE)
        case Tap(item="remove") if line is not None:
            return _changing(state, kept, tuple(words for words in _words(state, kept) if words != line.words))
        case Text(words) if state.level is not None:
            return _typed(state, tidied(words), kept, line)
        case _:
            return in_list(state, event, texts.SEND_OR_CHOOSE)


def _level(item: str) -> int:
    number = number_of(item)
    return -1 if number is None else number


def _typed(state: OwnLists, words: str, kept: OwnList, line: OwnLine | None) -> Step:
    now = _words(state, kept)
    if line is None:
        return _changing(state, kept, (*now, words))
    return _changing(state, kept, tuple(words if known == line.words else known for known in now))


def _changing(state: OwnLists, kept: OwnList, lines: Lines) -> Step:
    """To the preview, or why there can be none."""
    assert state.level is not None
    cells = ((state.variable, state.level, lines),)
    if fault := next(faults_of(kept, cells), None):
        return Step(state, banner=texts.wrong(fault.message))
    return Step(SavingOwnList(state.pemda, kept.instrument.id, cells, state.variable, state.level))


def _words(state: OwnLists, kept: OwnList) -> Lines:
    return kept.words(state.variable, state.level) if state.level is not None else ()


def _line(state: OwnLists, kept: OwnList) -> OwnLine | None:
    if state.level is None:
        return None
    here = kept.present.get((state.variable, state.level), ())
    return next((line for line in here if line.id == state.line), None)


def _above(state: OwnLists, admin: AdminFacts) -> OwnLists | ListingDocuments:
    if state.line:
        return replace(state, line=0)
    if state.level is not None:
        return replace(state, level=None)
    if state.variable:
        return OwnLists(state.pemda, state.instrument)
    several = len(admin.own_lists) > 1 and state.instrument
    return OwnLists(state.pemda) if several else ListingDocuments(state.pemda)


# screens


def screen(state: OwnLists, admin: AdminFacts, facts: Facts) -> Screen:
    kept, back = list_of(state.instrument, admin), (button(texts.BACK, "back"),)
    if kept is None:
        of = [one.instrument for one in admin.own_lists]
        choices = tuple((button(one.short_title, "instrument", one.id),) for one in of)
        return Screen(texts.choosing([one.title for one in of]), (*choices, back))
    if state.variable not in kept.codes:
        page = page_of(kept.codes, state.page, _PAGE)
        codes = in_rows([button(code, "variable", code) for code in page.items], 4)
        return Screen(texts.overview(kept), (*codes, *page.turner, (button(texts.SHEET, "template"),), back))
    if state.level is None or not kept.has(state.variable, state.level):
        numerals = [button(kept.instrument.step(level), "level", level) for level in kept.levels(state.variable)]
        return Screen(texts.variable(kept, state.variable), (*in_rows(numerals, 6), back))
    if (line := _line(state, kept)) is not None:
        rows = ((button(texts.REMOVE, "remove"),), back)
        return Screen(texts.line(kept, state.variable, state.level, line), rows)
    here = kept.present.get((state.variable, state.level), ())
    numbers = tuple(button(str(number), "line", line.id) for number, line in enumerate(here, start=1))
    above = (numbers,) if numbers else ()
    return Screen(texts.level(kept, state.variable, state.level, here), (*above, back))


FLOW = coordinator_flow(states=(OwnLists,), step=step, screen=screen, record=texts.RECORD)
