"""Working days and due dates. Holidays arrive as a set of days, the clock as a value."""

from collections.abc import Set
from datetime import date, datetime, time, timedelta

REPAIR_DAYS = 5
"""Working days an OPD has to repair what was returned."""

REVIEW_WEEKS = 3
"""Whole weeks the team has for verification after the week of the due date, unless the coordinator says otherwise."""


def is_working_day(day: date, days_off: Set[date], working_days: int = 5) -> bool:
    """Whether a day is worked on: Monday to Friday (to Saturday with six working days), and not among `days_off`."""
    return day.weekday() < working_days and day not in days_off


def working_day_from(day: date, days_off: Set[date], working_days: int = 5) -> date:
    """This day if it is a working day, else the next working day."""
    while not is_working_day(day, days_off, working_days):
        day += timedelta(days=1)
    return day


def working_day_until(day: date, days_off: Set[date], working_days: int = 5) -> date:
    """This day if it is a working day, else the last working day before it."""
    while not is_working_day(day, days_off, working_days):
        day -= timedelta(days=1)
    return day


def after_working_days(day: date, count: int, days_off: Set[date], working_days: int = 5) -> date:
    """The day that is `count` working days (hari kerja) after `day`, which does not count itself."""
    for _ in range(count):
        day = working_day_from(day + timedelta(days=1), days_off, working_days)
    return day


def working_days_since(day: date, today: date, days_off: Set[date], working_days: int = 5) -> int:
    """How many working days there are after `day`, up to and including `today`; 0 on the day itself."""
    span = range(1, (today - day).days + 1)
    return sum(is_working_day(day + timedelta(days=later), days_off, working_days) for later in span)


def last_day(due: datetime) -> date:
    """The day on which something that is due ends: midnight is the end of the day before."""
    return due.date() - timedelta(days=due.time() == time())


def repair_due(now: datetime, due: datetime, latest: datetime, days_off: Set[date], working_days: int = 5) -> datetime:
    """The due instant of a variable that is returned now: five working days later, at the hour of the period's due
    date, but not after the end of verification (`latest`). All in the Pemda's zone.
    """
    day = after_working_days(now.date(), REPAIR_DAYS, days_off, working_days)
    return min(datetime.combine(day, due.timetz()), latest)


def verification_due(due: datetime, days_off: Set[date], working_days: int = 5) -> datetime:
    """The usual end of verification: the last working day of the third week after the due date, at the same hour. Due
    Monday 14 December 2026 gives Friday 8 January 2027.
    """
    friday = due.date() + timedelta(weeks=REVIEW_WEEKS, days=4 - due.weekday())
    day = working_day_until(friday, days_off, working_days)
    return datetime.combine(day, due.timetz())


def year_later(at: datetime, days_off: Set[date], working_days: int = 5) -> datetime:
    """The same weekday and hour a year (52 weeks) later, or the next working day."""
    day = working_day_from(at.date() + timedelta(weeks=52), days_off, working_days)
    return datetime.combine(day, at.timetz())
