"""The Pemda's own holidays, and days off on which it works (transcript 13c_pengaturan)."""

from datetime import date, timedelta
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.calendar import Calendar, day_of, in_calendar, month_screen
from bot.flows.kit.coordinator import coordinator_flow
from bot.flows.kit.lists import in_list
from bot.flows.kit.paging import page_of
from bot.flows.kit.rows import in_rows
from bot.flows.pemda.fallen import fallen, line, moving, way
from bot.flows.pemda.settings import above
from bot.flows.states.settings import ListingDays, PickingOwnDay
from bot.texts.common import WARN
from bot.texts.pemda import days_off as texts, settings as setting_texts
from bot.texts.periods import period as period_texts
from core.effects import ChangePemda
from core.facts import AdminFacts, Facts
from core.pemda.settings import MOST_DAYS
from core.screen import Screen, button
from core.written import days_in, long_day, one_day

_States = ListingDays | PickingOwnDay


_PAGE, _PAGE_BELOW = 6, 2
_WAYS = 2
"""Deadlines to which buttons lead; the list is shorter below them."""


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ListingDays():
            return _step_list(state, event, admin, facts)
        case PickingOwnDay():
            return _step_calendar(state, event, admin, facts)


def _days(admin: AdminFacts, key: str) -> tuple[str, ...]:
    kept: tuple[str, ...] = getattr(admin.settings, key)
    return kept


def _step_list(state: ListingDays, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match event:
        case Tap(parts=("remove", day)) if day in _days(admin, state.key):
            left = tuple(one for one in _days(admin, state.key) if one != day)
            return Step(state, (ChangePemda(state.pemda, state.key, left),), toast=texts.DAY_REMOVED)
        case Tap(item="calendar"):
            month = facts.now.date().replace(day=1).isoformat()
            return Step(PickingOwnDay(state.pemda, state.key, month))
        case Tap(item="back"):
            return Step(above(state.pemda, state.key))
        case Tap(parts=("move", purpose, period, opd)) if to := moving(purpose, period, opd, admin):
            return Step(to)
        case Text(text, edited=False):
            found = _written(text, facts.now.date())
            return _added(state, found, admin) if found else Step(state, banner=texts.NO_DATE)
        case _:
            return in_list(state, event, texts.NO_DATE)


def _written(text: str, near: date) -> tuple[str, ...]:
    """The days that a text names, as ISO 8601."""
    day = one_day(text, near)
    return tuple(one.isoformat() for one in days_in(text) or ([day] if day else []))


def _added(state: ListingDays, days: tuple[str, ...], admin: AdminFacts) -> Step:
    before = _days(admin, state.key)
    after = tuple(sorted({*before, *days}))
    if len(after) > MOST_DAYS:
        return Step(state, banner=texts.TOO_MANY_DAYS)
    orders = (ChangePemda(state.pemda, state.key, after),) if after != before else ()
    return Step(state, orders, banner=texts.day_added(len(after) - len(before)))


def _calendar(state: PickingOwnDay, admin: AdminFacts, facts: Facts) -> Calendar:
    """Holidays are chosen among working days; worked days among days off."""
    today = facts.now.date()
    last = date(today.year + 2, 12, 31)
    if state.key == "own_holidays":
        return Calendar(today, last, admin.days_off, admin.working_days)
    every = (today + timedelta(days=n) for n in range((last - today).days + 1))
    worked = frozenset(day for day in every if day not in admin.days_off)
    return Calendar(today, last, worked, admin.working_days)


def _step_calendar(state: PickingOwnDay, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    calendar = _calendar(state, admin, facts)
    back = ListingDays(state.pemda, state.key)
    match event:
        case Tap(parts=("day", text)) if (day := day_of(text)) is not None and calendar.open(day):
            return _added(back, (day.isoformat(),), admin)
        case Tap(item="cancel"):
            return Step(back)
        case Text(text, edited=False) if found := _written(text, calendar.shown(state)):
            return _added(back, found, admin)
        case _:
            return in_calendar(state, event, calendar)


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case ListingDays():
            return _list_screen(state, admin, facts)
        case PickingOwnDay():
            asked = texts.asked_own_day(state.key)
            return month_screen(state, _calendar(state, admin, facts), asked, admin.estimated)


def _list_screen(state: ListingDays, admin: AdminFacts, facts: Facts) -> Screen:
    days = _days(admin, state.key)
    on_them = fallen(admin, days, facts.now) if state.key == "own_holidays" else ()
    page = page_of(days, state.page, _PAGE if not on_them else _PAGE_BELOW)
    kept = [button(long_day(date.fromisoformat(day)), "remove", day) for day in page.items]
    rows = in_rows(kept, 2) if kept else ()
    add, back = (button(texts.ADD_DAY, "calendar"),), (button(setting_texts.BACK, "back"),)
    text = texts.days(state.key, len(days))
    if admin.estimated:
        text = f"{text}\n{WARN} {period_texts.estimated_days(sorted(admin.estimated))}"
    if on_them:
        text = texts.on_holidays(text, [line(one, admin) for one in on_them])
    ways = tuple((way(one, admin),) for one in on_them[:_WAYS])
    return Screen(text, (*ways, *rows, *page.turner, add, back))


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=setting_texts.RECORD)
