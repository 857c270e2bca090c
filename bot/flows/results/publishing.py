"""Making the results of a period known, and opening a result again with a reason (transcript 13d_hidup_periode)."""

from dataclasses import replace
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import CLOSED, coordinator_flow, period_of
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import matching, number_of, page_of, typed
from bot.flows.kit.rows import in_rows
from bot.flows.periods.told import reached_by_role, tellable
from bot.flows.results.finalising import TOLD, of_status, to_opds
from bot.flows.states.coordinator import ManagingPeriod
from bot.flows.states.periods import ChoosingReopened, ManagingResults, PublishingResults, ReopeningResult
from bot.texts import common
from bot.texts.pemda import menu as admin_texts
from bot.texts.results import region as texts, reopening as again
from bot.texts.review import queue as review_texts
from core.assessment.model import PeriodStatus, Status
from core.effects import PublishResults, ReopenResult, TellOpds
from core.effects.review import TellTeam
from core.facts import AdminFacts, Facts, OpdLine
from core.results.period import OpdResults, PeriodResults
from core.results.stages import REVIEWED
from core.review.verdicts import Stage
from core.screen import Notice, Rows, Screen, button, steady
from core.typed import is_reason

_States = PublishingResults | ChoosingReopened | ReopeningResult


_PAGE = 8


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    results = admin.results
    if results is None:
        return Step(ManagingPeriod(state.pemda), toast=texts.NO_RESULTS)
    match state:
        case PublishingResults():
            return _step_publishing(state, event, admin, results, facts)
        case ChoosingReopened():
            return _step_choice(state, event, admin, results)
        case ReopeningResult():
            return _step_reason(state, event, admin, results, facts)


# making known


def _step_publishing(
    state: PublishingResults, event: Event, admin: AdminFacts, results: PeriodResults, facts: Facts
) -> Step:
    back = ManagingResults(state.pemda, state.period)
    line = period_of(admin, state.period)
    final = of_status(results, Status.FINAL)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Tap(parts=("publish", _)) if line is None or line.result_at is not None or not final:
            return Step(back, toast=texts.KNOWN_ALREADY if final else texts.NOTHING_FINAL)
        case Tap(parts=("publish", count)) if number_of(count) != len(final):
            return Step(state, toast=texts.MOVED)
        case Tap(parts=("publish", _)):
            effects = (PublishResults(state.period), to_opds(admin, results, final))
            told = tellable(facts, *_lines(admin, final), heads=True)
            return Step(back, effects, banner=texts.published(results.period.name, told, len(final)))
        case _:
            return by_buttons(state, event)


# opening again


def reopenable(results: PeriodResults) -> tuple[OpdResults, ...]:
    return of_status(results, *REVIEWED) if results.period.status is not PeriodStatus.ARCHIVED else ()


def _step_choice(state: ChoosingReopened, event: Event, admin: AdminFacts, results: PeriodResults) -> Step:
    opds = reopenable(results)
    match event:
        case Tap(parts=("opd", number)) if any(one.assessment == number_of(number) for one in opds):
            return Step(ReopeningResult(state.pemda, state.period, int(number)))
        case Tap(item="back"):
            return Step(ManagingResults(state.pemda, state.period))
        case Text(text, edited=False):
            found = matching(opds, typed(text), lambda one: (one.code, one.name, one.short))
            if len(found) == 1:
                return Step(ReopeningResult(state.pemda, state.period, found[0].assessment))
            return Step(state, banner=admin_texts.no_match(typed(text)) if not found else again.several(len(found)))
        case _:
            return in_list(state, event)


def _step_reason(state: ReopeningResult, event: Event, admin: AdminFacts, results: PeriodResults, facts: Facts) -> Step:
    back = ManagingResults(state.pemda, state.period)
    opd = next((one for one in reopenable(results) if one.assessment == state.of), None)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case _ if opd is None:
            return Step(back, toast=again.NOT_FINAL) if isinstance(event, Tap) else Step(back, banner=again.NOT_FINAL)
        case Tap(parts=("variable", code)) if code in results.instrument.codes:
            chosen = {*state.variables} ^ {code}
            return Step(replace(state, variables=tuple(sorted(chosen, key=results.instrument.codes.index))))
        case Tap(item="reopen") if state.variables and state.reason:
            return _reopened(state, state.reason, opd, admin, results, facts)
        case Text(text):
            reason = " ".join(text.split())
            if not is_reason(reason):
                return Step(state, banner=common.BAD_REASON)
            return Step(replace(state, reason=reason))  # a second one takes the place of the first
        case _:
            return by_buttons(state, event, again.NEED_VARIABLE if state.reason else again.NEED_REASON)


def _reopened(
    state: ReopeningResult, reason: str, opd: OpdResults, admin: AdminFacts, results: PeriodResults, facts: Facts
) -> Step:
    see = steady(again.SEE, "receipt" if results.period.several else "resume", opd.assessment)
    told = Notice(again.reopened_notice(results, opd, state.variables, reason), ((see,),))
    order = ReopenResult(state.of, state.variables, reason)
    tell = TellOpds(admin.pemda_id, TOLD, ((opd.opd_id, told),))
    orders = (order, tell, *_to_team(state, reason, opd, results))
    people = reached_by_role(facts, *_lines(admin, (opd,)))
    return Step(ManagingResults(state.pemda, state.period), orders, banner=again.reopened(opd, *people))


def _lines(admin: AdminFacts, opds: tuple[OpdResults, ...]) -> tuple[OpdLine, ...]:
    """The same OPD with the people in them."""
    numbers = {one.opd_id for one in opds}
    return tuple(line for line in admin.opds if line.id in numbers)


def _to_team(state: ReopeningResult, reason: str, opd: OpdResults, results: PeriodResults) -> tuple[TellTeam, TellTeam]:
    """Tells those who judge these variables, with a button; and the province, which judges after them."""
    words = again.reopened_for_team(results, opd, state.variables, reason)
    way = ((steady(review_texts.examine(opd.short), "review", opd.assessment),),)
    return (
        TellTeam(state.of, Stage.REGION, state.variables, Notice(words, way)),
        TellTeam(state.of, Stage.PROVINCE, state.variables, Notice(words)),
    )


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    results = admin.results
    if results is None:
        return CLOSED
    match state:
        case PublishingResults():
            return _publishing_screen(admin, results, facts)
        case ChoosingReopened():
            return _choice_screen(state, results)
        case ReopeningResult(of=number):
            opd = next((one for one in results.opds if one.assessment == number), None)
            cancel = (button(texts.CANCEL, "cancel"),)
            if opd is None:
                return Screen(again.NOT_FINAL, (cancel,))
            codes = [
                button(texts.marked(code, code in state.variables), "variable", code)
                for code in results.instrument.codes
            ]
            ready = bool(state.reason and state.variables)
            reopen: Rows = ((button(again.REOPEN, "reopen"),),) if ready else ()
            text = again.ask_variables(opd, state.reason, ready=ready) if state.reason else again.ask_reason(opd)
            return Screen(text, (*reopen, *in_rows(codes, 4), cancel))


def _publishing_screen(admin: AdminFacts, results: PeriodResults, facts: Facts) -> Screen:
    final = of_status(results, Status.FINAL)
    sample = texts.result(results, final[0]) if final else ""
    publish = button(texts.publish(results.period.name), "publish", len(final))
    rows: Rows = ((publish,), (button(texts.CANCEL, "cancel"),))
    told = tellable(facts, *_lines(admin, final), heads=True)
    return Screen(texts.confirm_publishing(results, final, sample, told), rows)


def _choice_screen(state: ChoosingReopened, results: PeriodResults) -> Screen:
    opds = reopenable(results)
    page = page_of(opds, state.page, _PAGE)
    rows = in_rows([button(again.reopen_label(one, opds), "opd", one.assessment) for one in page.items], 2)
    return Screen(again.choose_reopened(len(opds)), (*rows, *page.turner, (button(texts.BACK, "back"),)))


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=texts.RECORD)
