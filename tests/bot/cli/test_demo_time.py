"""The moments to which the demo's clock can be moved."""

from datetime import UTC, datetime

from bot.cli.demo_region import ZONE, fill
from bot.cli.demo_time import Moment, target
from storage.database import Database

NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)
"""A Friday, 14.00 WITA. The period's answers are due three weeks later, on Friday, 18 December."""


def test_each_moment_is_a_morning_of_the_office(sqlite_url: str) -> None:
    assert target(sqlite_url, NOW.astimezone(ZONE), Moment.MORNING) == datetime(2026, 11, 30, 9, tzinfo=ZONE)
    assert target(sqlite_url, NOW.astimezone(ZONE), Moment.AFTER_DUE) is None
    database = Database.open(sqlite_url)
    database.write(lambda conn: fill(conn, NOW))
    database.close()
    found = {to: target(sqlite_url, NOW.astimezone(ZONE), to) for to in Moment}
    assert found[Moment.DAY_BEFORE] == datetime(2026, 12, 17, 9, tzinfo=ZONE)
    assert found[Moment.AFTER_DUE] == datetime(2026, 12, 21, 9, tzinfo=ZONE)
    review = found[Moment.AFTER_REVIEW]
    assert review is not None
    assert review > datetime(2027, 1, 1, tzinfo=ZONE)
    assert (review.weekday() < 5, review.hour) == (True, 9)
