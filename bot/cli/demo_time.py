"""The moments to which the visitor of `pandu demo` can move its clock."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select

from bot.cli.demo_region import ZONE
from bot.holidays.days import days_off
from core.assessment.model import PeriodStatus
from core.deadlines import working_day_from
from storage.database import Connection, Database
from storage.engine.schema import PERIOD

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
        found = database.read(_dates)
    finally:
        database.close()
    if found is None:
        return None
    due, review = found
    if to is Moment.DAY_BEFORE:
        return datetime.combine(due - timedelta(days=1), HOUR, ZONE)
    return _morning((due if to is Moment.AFTER_DUE else review) + timedelta(days=1))


def _dates(conn: Connection) -> tuple[date, date] | None:
    """The days on which the newest open period's answers and verification are due."""
    wanted = select(PERIOD.c.due_at, PERIOD.c.verification_due_at).where(PERIOD.c.status == PeriodStatus.OPEN.value)
    row = conn.execute(wanted.order_by(PERIOD.c.id.desc())).first()
    return (row.due_at.astimezone(ZONE).date(), row.verification_due_at.astimezone(ZONE).date()) if row else None


def _morning(day: date) -> datetime:
    return datetime.combine(working_day_from(day, days_off((day.year, day.year + 1))), HOUR, ZONE)
