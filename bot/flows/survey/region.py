"""A coordinator at the surveys of a period: how many users of each OPD have answered, and each link."""

from dataclasses import replace
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, period_of
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.states.periods import ManagingResults
from bot.flows.states.survey import ListingSurveys, ShowingSurvey
from bot.flows.survey import shown
from bot.texts.survey import screens as texts
from core.effects import RestartSurvey
from core.facts import AdminFacts, Facts
from core.screen import Rows, Screen, button
from core.survey.form import SurveyLine

_States = ListingSurveys | ShowingSurvey
_PAGE = 6


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    if isinstance(state, ListingSurveys):
        return _step_list(state, event, facts)
    line = shown.line_of(facts, state.assessment)
    if line is None:
        return Step(ListingSurveys(state.pemda, state.period), toast=texts.GONE)
    return shown.step(state, event, facts, line) or _step_one(state, event, line)


def _step_list(state: ListingSurveys, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(parts=("opd", number)) if shown.line_of(facts, wanted := number_of(number) or 0):
            return Step(ShowingSurvey(state.pemda, state.period, wanted))
        case Tap(item="back"):
            return Step(ManagingResults(state.pemda, state.period))
        case _:
            return in_list(state, event)


def _step_one(state: ShowingSurvey, event: Event, line: SurveyLine) -> Step:
    calm = replace(state, restarting=False)
    match event:
        case Tap(item="restart") if line.code and not line.ended:
            return Step(replace(state, restarting=True))
        case Tap(item="sure") if state.restarting and line.code and not line.ended:
            return Step(calm, (RestartSurvey(line.assessment),), texts.RESTARTED)
        case Tap(item="sure" | "restart"):
            return Step(calm, toast=texts.ENDED)
        case Tap(item="keep"):
            return Step(calm)
        case Tap(item="list"):
            return Step(ListingSurveys(state.pemda, state.period))
        case _:
            return by_buttons(state, event)


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    if isinstance(state, ListingSurveys):
        return _list_screen(state, admin, facts)
    line = shown.line_of(facts, state.assessment)
    if line is None:
        return Screen(texts.GONE, ((button(texts.LIST, "list"),),))
    if state.restarting:
        return Screen(texts.restarting(line), ((button(texts.KEEP, "keep"),), (button(texts.RESTART_SURE, "sure"),)))
    again: Rows = ((button(texts.RESTART, "restart"),),) if line.code and not line.ended else ()
    rows = (*shown.rows(line, facts), *again, (button(texts.LIST, "list"),))
    return Screen(texts.survey(line, shown.address(line, facts), line.opd), rows)


def _list_screen(state: ListingSurveys, admin: AdminFacts, facts: Facts) -> Screen:
    period, page = period_of(admin, state.period), page_of(facts.surveys, state.page, _PAGE)
    rows = tuple((button(texts.of_opd(line, facts.surveys), "opd", line.assessment),) for line in page.items)
    text = texts.surveys(facts.surveys, period.name if period else "")
    return Screen(text, (*rows, *page.turner, (button(texts.BACK, "back"),)))


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=texts.RECORD)
