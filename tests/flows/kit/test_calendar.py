"""Every working day of a month appears once, never a day off; the rest says why it cannot be chosen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.flows.base import State
from bot.flows.events import Tap
from bot.flows.kit.calendar import Calendar, following, in_calendar
from bot.flows.states.coordinator import PickingDay, Purpose
from bot.flows.states.settings import PickingOwnDay
from bot.holidays.days import days_off
from core.deadlines import is_working_day

FREE = Calendar(date(2026, 11, 24), date(2027, 12, 31), frozenset({date(2026, 12, 25), date(2027, 1, 1)}))

OFF = days_off((2026, 2027, 2028))

months = st.dates(date(2026, 1, 1), date(2028, 12, 31)).map(lambda day: day.replace(day=1))
spans = st.tuples(st.dates(date(2026, 1, 1), date(2028, 6, 30)), st.integers(0, 700))
weeks = st.sampled_from((5, 6))


def labels(calendar: Calendar, month: date) -> list[list[str]]:
    return [[button.label for button in row] for row in calendar.rows(month)]


def test_december_2026_reads_as_in_the_golden_conversation() -> None:
    assert labels(FREE, date(2026, 12, 1)) == [
        ["Sen", "Sel", "Rab", "Kam", "Jum"],
        ["·", "1", "2", "3", "4"],
        ["7", "8", "9", "10", "11"],
        ["14", "15", "16", "17", "18"],
        ["21", "22", "23", "24", "·"],
        ["28", "29", "30", "31", "·"],
        ["‹ Nov", "Batalkan", "Jan ›"],
    ]


def test_december_2026_with_six_working_days() -> None:
    six = Calendar(FREE.earliest, FREE.latest, FREE.days_off, 6)
    assert labels(six, date(2026, 12, 1)) == [
        ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
        ["·", "1", "2", "3", "4", "5"],
        ["7", "8", "9", "10", "11", "12"],
        ["14", "15", "16", "17", "18", "19"],
        ["21", "22", "23", "24", "·", "26"],
        ["28", "29", "30", "31", "·", "·"],
        ["‹ Nov", "Batalkan", "Jan ›"],
    ]


def test_past_days_and_the_month_before_are_dots() -> None:
    assert labels(FREE, date(2026, 11, 1))[4:] == [
        ["·", "24", "25", "26", "27"],
        ["30", "·", "·", "·", "·"],
        ["·", "Batalkan", "Des ›"],
    ]


def test_the_last_month_has_no_next_one() -> None:
    assert labels(FREE, date(2027, 12, 1))[-1] == ["‹ Nov", "Batalkan", "·"]


def test_a_dot_says_why() -> None:
    december = date(2026, 12, 1)
    assert FREE.why_not(date(2026, 12, 25), december) == "Jumat, 25 Desember 2026 hari libur."
    assert FREE.why_not(date(2027, 1, 1), december) == "1 Januari 2027 ada di bulan lain."
    november = date(2026, 11, 1)
    assert FREE.why_not(date(2026, 11, 23), november) == (
        "23 November 2026 terlalu awal. Pilih mulai Selasa, 24 November 2026."
    )
    assert FREE.why_edge("first") == "Bulan sebelumnya sudah lewat."
    assert FREE.why_edge("last") == "Kalender berakhir Desember 2027."


@given(spans, weeks, months)
def test_every_working_day_within_the_bounds_appears_once(
    span: tuple[date, int], working_days: int, month: date
) -> None:
    earliest, length = span
    calendar = Calendar(earliest, earliest + timedelta(days=length), OFF, working_days)
    pressed = [button for row in calendar.rows(month)[:-1] for button in row if button.value.startswith("day:")]
    offered = [date.fromisoformat(button.value.removeprefix("day:")) for button in pressed]
    days = (month + timedelta(days=n) for n in range((following(month) - month).days))
    assert offered == [
        day for day in days if is_working_day(day, OFF, working_days) and calendar.earliest <= day <= calendar.latest
    ]
    assert [button.label for button in pressed] == [str(day.day) for day in offered]


@given(spans, weeks, months)
def test_the_calendar_is_a_grid_of_weeks_that_fits_the_screen(
    span: tuple[date, int], working_days: int, month: date
) -> None:
    earliest, length = span
    calendar = Calendar(earliest, earliest + timedelta(days=length), frozenset(), working_days)
    *grid, last = calendar.rows(month)
    assert {len(row) for row in grid} == {working_days}
    assert len(grid) <= working_days + 1
    assert len(last) == 3
    items = [button.value for row in (*grid, last) for button in row]
    assert len(items) == len(set(items))


@given(spans, months)
def test_a_month_is_moved_into_the_bounds(span: tuple[date, int], month: date) -> None:
    earliest, length = span
    calendar = Calendar(earliest, earliest + timedelta(days=length), frozenset())
    within = calendar.month(month)
    assert within.day == 1
    assert earliest.replace(day=1) <= within <= calendar.latest


@pytest.mark.parametrize(
    "state", [PickingDay(1, Purpose.DUE, "2026-12-01"), PickingOwnDay(1, "own_holidays", "2026-12-01")]
)
def test_every_conversation_with_a_calendar_answers_its_presses(state: PickingDay | PickingOwnDay) -> None:
    def pressed(item: str) -> tuple[State, str]:
        step = in_calendar(state, Tap(item), FREE)
        assert not step.effects
        return step.state, step.toast

    for item in ("day:2026-12-25", "off:2026-12-25"):
        assert pressed(item) == (state, "Jumat, 25 Desember 2026 hari libur.")
    assert pressed("weekday:0") == (state, "Ketuk tanggalnya.")
    assert pressed("edge:first") == (state, "Bulan sebelumnya sudah lewat.")
    assert pressed("month:2027-01-01") == (replace(state, month="2027-01-01"), "")
    assert pressed("month:2099-01-01") == (replace(state, month="2027-12-01"), "")
    for forged in ("day:", "month:x", "off:2026-13-01", "day:2026-12-14:x"):
        assert pressed(forged) == (state, "Tombol ini tidak berlaku lagi. Layar terbaru ditampilkan.")
