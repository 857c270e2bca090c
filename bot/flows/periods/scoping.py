"""Instrument, kind and OPD of a new period: chosen beside its dates, where there are several instruments."""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow
from bot.flows.kit.opd_lists import chosen as named_opd, drawn
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.rows import in_rows
from bot.flows.periods.day import scope_of
from bot.flows.states.coordinator import ChoosingParticipants, DraftingPeriod, OfNewPeriod, ScopingPeriod
from bot.texts.pemda import opds as opd_texts
from bot.texts.periods import period as period_texts, scoping as texts
from core.facts import AdminFacts, Facts, OpdLine
from core.instrument.parse import DEFAULT_ID, Instrument, load_packaged
from core.pemda.periods import PeriodKind, what
from core.screen import Rows, Screen, button

_States = ScopingPeriod | ChoosingParticipants


def usual(admin: AdminFacts) -> str:
    """The instrument of the Pemda's first period; that of the program before there is one."""
    return admin.periods[-1].instrument if admin.periods else DEFAULT_ID


def instrument_of(state: OfNewPeriod, admin: AdminFacts) -> str:
    """The instrument that was chosen, else that of the newest period."""
    return state.instrument or (admin.periods[0].instrument if admin.periods else DEFAULT_ID)


def title_of(state: OfNewPeriod, admin: AdminFacts) -> str:
    wanted = instrument_of(state, admin)
    known = next((line.title for line in admin.periods if line.instrument == wanted and line.title), "")
    found = _on_shelf(wanted, admin)
    return found.title if found else known or load_packaged(DEFAULT_ID).title


def what_of(instrument: str, admin: AdminFacts) -> str:
    """The instrument in a word or two, for the name of a period."""
    found = _on_shelf(instrument, admin)
    return what(found.short_title) if found else ""


def _on_shelf(instrument: str, admin: AdminFacts) -> Instrument | None:
    return next((one for one in admin.shelf if one.id == instrument), None)


def participants(state: OfNewPeriod, admin: AdminFacts) -> tuple[OpdLine, ...]:
    return tuple(line for line in admin.opds if not state.chosen or line.id in state.chosen)


def outdated(state: OfNewPeriod, year: int, admin: AdminFacts) -> str:
    """A warning where the instrument is not known to be valid in that year; else ""."""
    found = _on_shelf(instrument_of(state, admin), admin)
    years = found.valid_years if found else None
    return texts.outdated(*years, year) if years is not None and not years[0] <= year <= years[1] else ""


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ChoosingParticipants():
            return _step_opds(state, event, admin)
        case ScopingPeriod():
            return _step_scope(state, event, admin)


def _step_scope(state: ScopingPeriod, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(parts=("use", wanted)) if _on_shelf(wanted, admin):
            return Step(_with(state, instrument=wanted))
        case Tap(parts=("kind", wanted)) if wanted in set(PeriodKind):
            return Step(_with(state, kind=wanted))
        case Tap(item="opds"):
            return Step(ChoosingParticipants(state.pemda, state.due, state.verification, **scope_of(state)))
        case Tap(item="done"):
            return Step(DraftingPeriod(state.pemda, state.due, state.verification, **scope_of(state)))
        case _:
            return by_buttons(state, event)


def _with(state: ScopingPeriod, **changed: str) -> ScopingPeriod:
    return ScopingPeriod(state.pemda, state.due, state.verification, **{**scope_of(state), **changed})


def _step_opds(state: ChoosingParticipants, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(item="done"):
            return Step(ScopingPeriod(state.pemda, state.due, state.verification, **scope_of(state)))
        case Tap(item="everybody"):
            return Step(replace(state, chosen=(), blank=False))
        case Tap(item="nobody"):
            return Step(replace(state, chosen=(), blank=True))
    answered = named_opd(state, event, admin.opds)
    if isinstance(answered, Step):
        return answered
    ticked = answered.id not in _ticked(state, admin)
    changed = _ticking(state, answered.id, admin)
    if isinstance(event, Text):
        return Step(replace(changed, query=""), banner=texts.ticked(answered.short, ticked))
    return Step(changed)


def _ticked(state: ChoosingParticipants, admin: AdminFacts) -> frozenset[int]:
    """The OPD that take part as it stands."""
    return frozenset(() if state.blank else state.chosen or (line.id for line in admin.opds))


def _ticking(state: ChoosingParticipants, opd: int, admin: AdminFacts) -> ChoosingParticipants:
    """With that OPD the other way round. All of them are kept as none chosen, so that a later one takes part too."""
    ticked = _ticked(state, admin) ^ {opd}
    everybody = all(line.id in ticked for line in admin.opds)
    chosen = () if everybody else tuple(line.id for line in admin.opds if line.id in ticked)
    return replace(state, chosen=chosen, blank=not ticked)


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case ChoosingParticipants():
            return _opds_screen(state, admin)
        case ScopingPeriod():
            return _scope_screen(state, admin)


def _scope_screen(state: ScopingPeriod, admin: AdminFacts) -> Screen:
    wanted, kind = instrument_of(state, admin), PeriodKind(state.kind or PeriodKind.YEARLY)
    instruments = [button(texts.tick(what(one.short_title), one.id == wanted), "use", one.id) for one in admin.shelf]
    kinds = in_rows([button(texts.tick(word, one is kind), "kind", one.value) for one, word in texts.KINDS.items()], 2)
    names = [line.short for line in participants(state, admin)]
    without = [line.short for line in admin.opds if line.short not in names]
    text = texts.scope(title_of(state, admin), kind, names, without)
    warning = outdated(state, int(state.due[:4]), admin)
    last: Rows = ((button(texts.CHOOSE_OPDS, "opds"), button(texts.DONE, "done")),)
    return Screen(
        f"{text}\n{warning}" if warning else text,
        (*in_rows(instruments, 1 if len(instruments) < 3 else 2), *kinds, *last),
    )


def _opds_screen(state: ChoosingParticipants, admin: AdminFacts) -> Screen:
    ticked = _ticked(state, admin)
    everybody = len(ticked) == len(admin.opds)
    turn = button(texts.NO_OPDS, "nobody") if everybody else button(texts.ALL_OPDS, "everybody")

    def label(line: OpdLine, among: Sequence[OpdLine]) -> str:
        return texts.tick(opd_texts.name(line, among), line.id in ticked)

    text, done = texts.choosing(len(ticked), len(admin.opds)), button(texts.DONE, "done")
    return drawn(state, admin.opds, text, turn, done, label=label)


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=period_texts.RECORD)
