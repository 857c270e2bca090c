"""When the words and files of a period are removed."""

from datetime import UTC, datetime, timedelta

from core.pemda.retention import NOTICE, announced, ended, goes_at, may_go, years_after

END = datetime(2027, 1, 8, 8, tzinfo=UTC)
LATER = END + timedelta(days=10)


def test_the_last_of_all_ends_ends_a_period() -> None:
    assert ended(END, None, None) == END
    assert ended(END, LATER, None) == ended(END, END, LATER) == LATER


def test_years_are_counted_to_the_same_day() -> None:
    assert years_after(END, 5) == datetime(2032, 1, 8, 8, tzinfo=UTC)
    assert years_after(datetime(2028, 2, 29, tzinfo=UTC), 1) == datetime(2029, 2, 28, tzinfo=UTC)


def test_a_coordinator_may_only_put_it_off() -> None:
    planned = goes_at(END, 5, None)
    assert goes_at(END, 5, END) == planned
    assert goes_at(END, 5, planned + timedelta(days=1)) == planned + timedelta(days=1)


def test_nothing_goes_that_was_not_announced_in_time() -> None:
    goes = goes_at(END, 5, None)
    assert not may_go(goes, None, goes + timedelta(days=99))
    assert may_go(goes, goes - NOTICE, goes)
    assert not may_go(goes, goes - NOTICE, goes - timedelta(seconds=1))
    assert not may_go(goes, goes, goes + NOTICE - timedelta(seconds=1))
    assert may_go(goes, goes, goes + NOTICE)


def test_a_notice_about_an_earlier_plan_does_not_count() -> None:
    goes = goes_at(END, 5, None)
    assert announced(goes, goes - NOTICE)
    assert not announced(goes + timedelta(days=40), goes - NOTICE)
