"""Working days, and until when the team verifies."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.holidays.days import days_off
from core.deadlines import (
    after_working_days,
    is_working_day,
    last_day,
    repair_due,
    verification_due,
    working_day_from,
    working_day_until,
    working_days_since,
)

WITA = ZoneInfo("Asia/Makassar")
OFF = days_off((2026, 2027))


def test_days_off_holds_holidays_collective_leave_and_the_pemdas_own() -> None:
    known = days_off((2026,), ("2026-10-12",))
    assert {date(2026, 8, 17), date(2026, 12, 24), date(2026, 10, 12)} <= known
    assert date(2027, 1, 1) not in known


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (datetime(2026, 12, 14, 16, tzinfo=WITA), datetime(2027, 1, 8, 16, tzinfo=WITA)),
        (datetime(2026, 12, 18, 12, 30, tzinfo=WITA), datetime(2027, 1, 8, 12, 30, tzinfo=WITA)),
        (datetime(2026, 12, 20, 16, tzinfo=WITA), datetime(2027, 1, 8, 16, tzinfo=WITA)),
        (datetime(2026, 12, 4, 16, tzinfo=WITA), datetime(2026, 12, 23, 16, tzinfo=WITA)),
    ],
)
def test_verification_due_is_the_last_working_day_of_the_third_week_after(due: datetime, expected: datetime) -> None:
    assert verification_due(due, OFF) == expected


def test_working_days_skip_weekends_and_days_off() -> None:
    christmas = date(2026, 12, 25)
    assert not is_working_day(christmas, OFF)
    assert is_working_day(date(2026, 12, 19), OFF, working_days=6)
    assert working_day_from(christmas, OFF) == date(2026, 12, 28)
    assert working_day_until(christmas, OFF) == date(2026, 12, 23)
    assert after_working_days(date(2026, 12, 22), 5, OFF) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "today", "days"),
    [
        (date(2026, 12, 14), date(2026, 12, 14), 0),
        (date(2026, 12, 11), date(2026, 12, 14), 1),  # a weekend between
        (date(2026, 12, 21), date(2026, 12, 28), 3),  # Christmas and its collective leave on Thursday and Friday
    ],
)
def test_working_days_since(day: date, today: date, days: int) -> None:
    assert working_days_since(day, today, OFF) == days


def test_a_repair_has_five_working_days_at_most_until_verification_is_due() -> None:
    due, latest = datetime(2026, 12, 14, 16, 0, tzinfo=WITA), datetime(2027, 1, 8, 16, 0, tzinfo=WITA)
    now = datetime(2026, 12, 21, 10, 0, tzinfo=WITA)
    assert repair_due(now, due, latest, OFF) == datetime(2026, 12, 30, 16, 0, tzinfo=WITA)
    assert repair_due(datetime(2027, 1, 6, 10, 0, tzinfo=WITA), due, latest, OFF) == latest


def test_midnight_is_the_end_of_the_day_before() -> None:
    assert last_day(datetime(2026, 12, 14, tzinfo=WITA)) == date(2026, 12, 13)
    assert last_day(datetime(2026, 12, 14, 0, 1, tzinfo=WITA)) == date(2026, 12, 14)
