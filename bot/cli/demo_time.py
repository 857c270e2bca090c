"""The moments to which the visitor of `pandu demo` can move its clock."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.cli.demo_region import ZONE
from bot.holidays.days import days_off
from core.deadlines import working_day_from
from storage.database import Database
from storage.periods.due import newest_open

HOUR = time(9)
"""Of the day moved to: reminders have begun, and the office is open."""


class Moment(StrEnum):
    MORNING = "morning"  # of the next working day
    DAY_BEFORE = "day_before"  # the due date of the running period
    AFTER_DUE = "after_due"  # the first working morning after it
    AFTER_REVIEW = "after_review"  # the first working morning after the verification


def target(url: str, now: datetime, to: Moment) -> datetime | None:
    """The moment in the demo's zone; None where it needs a period and none is open."""
    if to is Moment.MORNING:
        return _morning(now.date() + timedelta(days=1))
    database = Database.open(url)
    try:
        found = database.read(newest_open)
    finally:
        database.close()
    if found is None:
        return None
    due, review = (at.astimezone(ZONE).date() for at in found)
    if to is Moment.DAY_BEFORE:
        return datetime.combine(due - timedelta(days=1), HOUR, ZONE)
    return _morning((due if to is Moment.AFTER_DUE else review) + timedelta(days=1))


def _morning(day: date) -> datetime:
    return datetime.combine(working_day_from(day, days_off((day.year, day.year + 1))), HOUR, ZONE)
