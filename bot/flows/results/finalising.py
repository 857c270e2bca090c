"""Results of a period: made final (Tetapkan) for one, several or all verified OPD (transcript 13d_hidup_periode)."""

from dataclasses import replace
from typing import get_args
from zlib import crc32

from bot.flows.base import Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import CLOSED, coordinator_flow, opener_to_row
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.states.actions import ListingLate
from bot.flows.states.contact import Viewing
from bot.flows.states.coordinator import ManagingPeriod
from bot.flows.states.periods import (
    ChoosingFinal,
    ChoosingReopened,
    ConfirmingFinal,
    ManagingResults,
    PublishingResults,
)
from bot.flows.states.survey import ListingSurveys
from bot.texts.actions import listed
from bot.texts.groups.views import recap_caption
from bot.texts.people import viewing as viewing_texts
from bot.texts.results import region as texts, reopening as again
from bot.texts.survey import screens
from core.assessment.model import PeriodStatus, Status
from core.effects import Effect, Finalise, SendRecap, TellOpds, TellRole
from core.facts import AdminFacts, Facts
from core.groups import AT, ViewName
from core.people.roles import Role
from core.results.period import OpdResults, PeriodResults
from core.results.stages import REVIEWED
from core.screen import Button, Notice, Rows, Screen, button, steady

_States = ManagingResults | ChoosingFinal | ConfirmingFinal


_PAGE = 4

TOLD = (Role.CONTACT, Role.HEAD)


def of_status(results: PeriodResults, *statuses: Status) -> tuple[OpdResults, ...]:
    return tuple(one for one in results.opds if one.status in statuses)


def verified(results: PeriodResults) -> tuple[OpdResults, ...]:
    """Results that can be made final."""
    return of_status(results, Status.VERIFIED)


def to_opds(admin: AdminFacts, results: PeriodResults, opds: tuple[OpdResults, ...]) -> TellOpds:
    """Tells each OPD its own result."""
    notices = []
    for one in opds:
        way = steady(texts.SEE_RESULT, "result", one.assessment)
        notices.append((one.opd_id, Notice(texts.result(results, one), ((way,),))))
    return TellOpds(admin.pemda_id, TOLD, tuple(notices))


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    results = admin.results
    if results is None:
        return Step(ManagingPeriod(state.pemda), toast=texts.NO_RESULTS)
    match state:
        case ManagingResults():
            return _step_overview(state, event, results)
        case ChoosingFinal():
            return _step_choice(state, event, results)
        case ConfirmingFinal():
            return _step_confirm(state, event, admin, results)


def _step_overview(state: ManagingResults, event: Event, results: PeriodResults) -> Step:
    ready = verified(results)
    match event:
        case Tap(item="all") if ready:
            return Step(ConfirmingFinal(state.pemda, state.period, tuple(one.assessment for one in ready)))
        case Tap(item="choose") if ready:
            return Step(ChoosingFinal(state.pemda, state.period))
        case Tap(item="all" | "choose"):
            return Step(state, toast=texts.NOTHING_VERIFIED)
        case Tap(item="scores"):
            return Step(Viewing(state.pemda, (f"{ViewName.SCORES}{AT}{results.period.id}",)))
        case Tap(item="recap"):
            recap = SendRecap(state.pemda, state.period, recap_caption(results))
            return Step(state, (recap,), toast=viewing_texts.COMING)
        case Tap(item="reopen") if _may_reopen(results):
            return Step(ChoosingReopened(state.pemda, state.period))
        case Tap(item="publish") if of_status(results, Status.FINAL):
            return Step(PublishingResults(state.pemda, state.period))
        case Tap(item="surveys") if results.instrument.public_form:
            return Step(ListingSurveys(state.pemda, state.period))
        case Tap(item="actions") if results.instrument.acts:
            return Step(ListingLate(state.pemda))
        case Tap(item="back"):
            return Step(ManagingPeriod(state.pemda))
        case _:
            return by_buttons(state, event)


def _step_choice(state: ChoosingFinal, event: Event, results: PeriodResults) -> Step:
    ready = {one.assessment for one in verified(results)}
    match event:
        case Tap(parts=("opd", number)) if (wanted := number_of(number)) in ready and wanted is not None:
            chosen = set(state.chosen) ^ {wanted}
            return Step(replace(state, chosen=tuple(sorted(chosen))))
        case Tap(parts=("opd", _)):
            return Step(state, toast=texts.NOT_VERIFIED)
        case Tap(item="go") if state.chosen:
            return Step(ConfirmingFinal(state.pemda, state.period, state.chosen))
        case Tap(item="go"):
            return Step(state, toast=texts.CHOOSE_FIRST)
        case Tap(item="back"):
            return Step(ManagingResults(state.pemda, state.period))
        case _:
            return in_list(state, event)


def _step_confirm(state: ConfirmingFinal, event: Event, admin: AdminFacts, results: PeriodResults) -> Step:
    back = ManagingResults(state.pemda, state.period)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Tap(parts=("final", shown)):
            opds = _still_verified(state, results)
            if len(opds) != len(state.chosen):
                return Step(back, toast=texts.MOVED)
            if shown != _mark(opds):
                return Step(state, toast=texts.MOVED)
            return Step(back, _orders(state, admin, results, opds), banner=texts.finalised(opds))
        case _:
            return by_buttons(state, event)


def _orders(
    state: ConfirmingFinal, admin: AdminFacts, results: PeriodResults, opds: tuple[OpdResults, ...]
) -> tuple[Effect, ...]:
    """Makes results final. The province is told what it cannot judge any more; the OPD are told if the results are
    known already.
    """
    orders: list[Effect] = [Finalise(state.chosen)]
    unjudged = tuple(one for one in opds if one.awaits_province)
    if unjudged:
        orders.append(TellRole(admin.pemda_id, Role.PROVINCE, Notice(texts.without_province(results, unjudged))))
    if _known(admin, results):
        orders.append(to_opds(admin, results, opds))
    return tuple(orders)


def _mark(opds: tuple[OpdResults, ...]) -> str:
    """A mark that changes with every level that would become final, so that exactly what was read is confirmed."""
    reached = [(one.assessment, one.stages.stage, one.stages.official) for one in opds]
    levels = [(number, stage, sorted(found.levels.items()) if found else []) for number, stage, found in reached]
    return f"{crc32(repr(levels).encode()):08x}"


def _known(admin: AdminFacts, results: PeriodResults) -> bool:
    """Whether the results of this period are known already."""
    return any(line.id == results.period.id and line.result_at is not None for line in admin.periods)


def _still_verified(state: ConfirmingFinal, results: PeriodResults) -> tuple[OpdResults, ...]:
    return tuple(one for one in verified(results) if one.assessment in state.chosen)


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    results = admin.results
    if results is None:
        return CLOSED
    match state:
        case ChoosingFinal():
            return _choice_screen(state, admin, results)
        case ConfirmingFinal():
            opds = _still_verified(state, results)
            text = texts.confirm_final(opds, results, _known(admin, results))
            rows: Rows = ((button(texts.finalise(len(opds)), "final", _mark(opds)),), (button(texts.CANCEL, "cancel"),))
            return Screen(text, rows)
        case _:
            return _overview_screen(admin, results, facts)


def _may_reopen(results: PeriodResults) -> bool:
    """Whether a result can be opened again; none of an archived period can."""
    return results.period.status is not PeriodStatus.ARCHIVED and bool(of_status(results, *REVIEWED))


def _overview_screen(admin: AdminFacts, results: PeriodResults, facts: Facts) -> Screen:
    line = next(line for line in admin.periods if line.id == results.period.id)
    ready, final = len(verified(results)), of_status(results, Status.FINAL)
    rows: list[tuple[Button, ...]] = []
    if ready:
        rows += [(button(texts.finalise(ready), "all"),), (button(texts.CHOOSE, "choose"),)]
    if final and line.result_at is None:
        rows.append((button(texts.publish(line.name), "publish"),))
    if _may_reopen(results):
        rows.append((button(again.REOPEN, "reopen"),))
    rows.append((button(texts.SCORES, "scores"), button(viewing_texts.RECAP, "recap")))
    if results.instrument.public_form:
        rows.append((button(screens.OPEN, "surveys"),))
    if results.instrument.acts:
        rows.append((button(listed.OPEN, "actions"),))
    rows.append((button(texts.BACK, "back"),))
    return Screen(texts.overview(results, line, facts.zone_label), tuple(rows))


def _choice_screen(state: ChoosingFinal, admin: AdminFacts, results: PeriodResults) -> Screen:
    ready = verified(results)
    page = page_of(ready, state.page, _PAGE)
    rows = tuple(
        (button(texts.choice(one, results, one.assessment in state.chosen), "opd", one.assessment),)
        for one in page.items
    )
    chosen = (button(texts.finalise(len(state.chosen)), "go"),) if state.chosen else ()
    last = (*chosen, button(texts.BACK, "back"))
    return Screen(texts.choose_final(len(ready)), (*rows, *page.turner, last))


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"results": opener_to_row(ManagingResults)},
)
