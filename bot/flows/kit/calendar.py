"""A month to tap: working days as numbers, everything else a dot that says why (transcript 13_koordinator).

The first row names the weekdays; the months are turned in the last one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.outside import by_buttons
from bot.flows.states.actions import Acting
from bot.flows.states.coordinator import PickingDay
from bot.flows.states.settings import PickingOwnDay
from bot.texts.periods import calendar as words, period as texts
from core.deadlines import is_working_day
from core.screen import Button, Rows, Screen, button, escape
from core.written import one_day

_OfMonth = PickingDay | PickingOwnDay | Acting


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that may be chosen: working days from `earliest` to `latest`."""

    earliest: date
    latest: date
    days_off: frozenset[date]
    working_days: int = 5

    def open(self, day: date) -> bool:
        return self.earliest <= day <= self.latest and is_working_day(day, self.days_off, self.working_days)

    def month(self, wanted: date) -> date:
        """The first day of the wanted month, or of the nearest month within the calendar."""
        return min(max(wanted, self.earliest), self.latest).replace(day=1)

    def shown(self, state: _OfMonth) -> date:
        """The first day of the month at which the state stands."""
        return self.month(day_of(state.month) or self.earliest)

    def bounded(self, month: date) -> bool:
        """Whether there are working days in this month that may not be chosen."""
        days = (day for week in self.weeks(month) for day in week if day.month == month.month)
        return any(is_working_day(day, self.days_off, self.working_days) and not self.open(day) for day in days)

    def weeks(self, month: date) -> Iterator[tuple[date, ...]]:
        """The weeks with a column in this month, including days of the months around it."""
        monday = month - timedelta(days=month.weekday())
        while monday < following(month):
            week = tuple(monday + timedelta(days=n) for n in range(self.working_days))
            if any(day.month == month.month for day in week):
                yield week
            monday += timedelta(weeks=1)

    def rows(self, month: date) -> Rows:
        """The buttons of the month: choosing is "day:2026-12-14", a dot "off:2026-12-25", another month
        "month:2027-01-01".
        """
        weeks = tuple(tuple(self._cell(day, month) for day in week) for week in self.weeks(month))
        head = tuple(button(name, "weekday", place) for place, name in enumerate(words.WEEKDAYS[: self.working_days]))
        return (head, *weeks, (self._back(month), button(texts.CANCEL, "cancel"), self._on(month)))

    def _cell(self, day: date, month: date) -> Button:
        if day.month == month.month and self.open(day):
            return button(str(day.day), "day", day.isoformat())
        return button(words.OFF, "off", day.isoformat())

    def _back(self, month: date) -> Button:
        before = month - timedelta(days=1)
        if before < self.earliest:
            return button(words.OFF, "edge", "first")
        return button(words.back_to(before), "month", before.replace(day=1).isoformat())

    def _on(self, month: date) -> Button:
        after = following(month)
        if after > self.latest:
            return button(words.OFF, "edge", "last")
        return button(words.on_to(after), "month", after.isoformat())

    def why_not(self, day: date, month: date) -> str:
        """Why the day of a dot cannot be chosen."""
        if day.month != month.month:
            return words.other_month(day)
        if day < self.earliest:
            return words.too_early(day, self.earliest)
        return words.too_late(day, self.latest) if day > self.latest else words.day_off(day)

    def why_edge(self, side: str) -> str:
        return words.EARLIER if side == "first" else words.last_month(self.latest)


def named_day(state: _OfMonth, event: Event, calendar: Calendar) -> date | None:
    """The day that was tapped or typed, whether it may be chosen or not. What a typed day leaves out is that of the
    month on the screen.
    """
    match event:
        case Tap(parts=("day", text)):
            return day_of(text)
        case Text(text, edited=False, forwarded=False):
            return one_day(text, calendar.shown(state))
    return None


def in_calendar(state: _OfMonth, event: Event, calendar: Calendar) -> Step:
    """What a calendar answers to all that its flow does not take: it turns its months, and says why a day cannot be
    chosen; else as `by_buttons`."""
    typed = named_day(state, event, calendar) if isinstance(event, Text) else None
    if typed is not None:
        there = replace(state, month=calendar.month(typed).isoformat())
        return Step(there, banner=escape(calendar.why_not(typed, typed.replace(day=1))))
    match event:
        case Tap(parts=("day" | "off", text)) if (day := day_of(text)) is not None:
            return Step(state, toast=calendar.why_not(day, calendar.shown(state)))
        case Tap(parts=("month", text)) if (day := day_of(text)) is not None:
            return Step(replace(state, month=calendar.month(day).isoformat()))
        case Tap(parts=("weekday", _)):
            return Step(state, toast=texts.CHOOSE_DATE)
        case Tap(parts=("edge", side)):
            return Step(state, toast=calendar.why_edge(side))
        case _:
            return by_buttons(state, event, texts.CHOOSE_OR_WRITE)


def month_screen(state: _OfMonth, calendar: Calendar, asked: str, estimated: Collection[int]) -> Screen:
    """The month of the state. `asked`: what the day is for; `estimated`: years whose holidays are not decreed yet."""
    month = calendar.shown(state)
    text = texts.calendar(asked, month, calendar.bounded(month), month.year in estimated)
    return Screen(text, calendar.rows(month))


def following(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=28) + timedelta(days=7)).replace(day=1)


def day_of(text: str) -> date | None:
    """The day in a button's item; None where it is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
