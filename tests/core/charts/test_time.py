"""What progress and trend say and draw."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.charts.data import ProgressDay, TrendYear
from core.charts.drawings import progress
from core.charts.drawings.drawing import draw
from core.charts.drawings.trend import LINE, newest
from core.results.stages import StatusCounts
from tests.core.charts import worlds
from tests.core.charts.layout import lines, said


def test_progress_adds_up_and_names_the_deadline() -> None:
    chart = replace(worlds.progress(55), states=StatusCounts(9, 22, 2, 13, 9))
    assert said(chart) == [
        "Kemajuan pengisian 2026",
        "33 dari 55 OPD mengirim (60,0%) · tenggat 7 hari lagi",
        *("55 OPD", "0", "16 Nov", "23 Nov", "30 Nov", "7 Des", "14 Des", "Tenggat 14 Des"),
        *("33 mengirim", "9 terverifikasi"),
        *("9", "22", "2", "13", "9"),
        *("Terverifikasi 9", "Menunggu verifikasi 22", "Memperbaiki 2", "Sedang mengisi 13", "Belum mulai 9"),
        "Per tanggal 7 Desember 2026 · 9 terverifikasi dari 55",
    ]


@pytest.mark.parametrize(
    ("as_of", "deadline"),
    [
        (date(2026, 12, 12), "tenggat 2 hari lagi"),
        (date(2026, 12, 13), "tenggat besok"),
        (date(2026, 12, 14), "tenggat hari ini"),
        (date(2026, 12, 17), "tenggat lewat 3 hari"),
    ],
)
def test_progress_counts_the_days(as_of: date, deadline: str) -> None:
    assert said(worlds.progress(3, as_of, 0.67, 0.34))[1] == f"2 dari 3 OPD mengirim · {deadline}"


def test_progress_over_eight_weeks_has_a_tick_every_second_week() -> None:
    chart = replace(worlds.progress(70), opens=date(2026, 10, 5))
    shown = [word for word in said(chart) if word.endswith((" Okt", " Nov", " Des")) and "Tenggat" not in word]
    assert shown == ["5 Okt", "19 Okt", "2 Nov", "16 Nov", "30 Nov", "14 Des"]


def test_progress_rises_in_steps_on_the_day_of_the_change() -> None:
    days = (ProgressDay(date(2026, 11, 23), 1, 0), ProgressDay(date(2026, 11, 30), 2, 1))
    chart = replace(worlds.progress(3), days=days, states=StatusCounts(1, 1, 0, 1, 0))
    plot = progress.Plot(chart)
    sent = lines(draw(chart), progress.SENT)
    heights = [(plot.x(day), plot.y(count)) for day, count in ((date(2026, 11, 23), 1), (date(2026, 11, 30), 2))]
    assert sent == [
        [
            (plot.x(chart.opens), plot.y(0)),
            (heights[0][0], plot.y(0)),
            heights[0],
            (heights[1][0], plot.y(1)),
            heights[1],
            (plot.x(chart.as_of), plot.y(2)),
            (plot.x(chart.as_of), plot.y(2)),
        ]
    ]


def test_trend_names_value_share_and_change() -> None:
    assert said(worlds.trend()) == [
        "Tren nilai Kabupaten Kutai Timur",
        "2026: 38,55 · kategori Tinggi · naik 1,51 dari 2025",
        "Di bawah tahun: OPD terverifikasi dari seluruh OPD",
        *("Sedang", "Tinggi"),
        *("2021", "42 dari", "55", "33,12", "2022", "51 dari", "55", "34,80", "2023"),
        *("2024", "51 dari", "55", "35,90", "2025", "54 dari", "55", "37,04", "2026", "55 dari", "55", "38,55"),
        *("tidak", "ada", "data"),
        "Per tanggal 15 Januari 2027 · 55 terverifikasi dari 55",
    ]


def years(*values: str | None, other: bool = False) -> tuple[TrendYear, ...]:
    return tuple(
        TrendYear(2020 + place, Decimal(value), "Tinggi", 55, 55)
        if value
        else TrendYear(2020 + place, None, None, None, None, other)
        for place, value in enumerate(values)
    )


@pytest.mark.parametrize(
    ("found", "subtitle"),
    [
        (years("38.55"), "2020: 38,55 · kategori Tinggi · penilaian pertama yang tercatat"),
        (years("38.55", "37.04"), "2021: 37,04 · kategori Tinggi · turun 1,51 dari 2020"),
        (years("38.55", "38.55"), "2021: 38,55 · kategori Tinggi · sama dengan 2020"),
        (years("36.00", None, "38.65"), "2022: 38,65 · kategori Tinggi · naik 2,65 dari 2020"),
        (years("36.00", None, "38.65", other=True), "2022: 38,65 · kategori Tinggi · penilaian pertama yang tercatat"),
        ((), "Belum ada OPD terverifikasi"),
    ],
)
def test_trend_compares_with_the_last_year_on_the_same_instrument(found: tuple[TrendYear, ...], subtitle: str) -> None:
    assert said(replace(worlds.trend(), years=found))[1] == subtitle


def test_trend_warns_when_the_shares_of_verified_opd_differ() -> None:
    found = (TrendYear(2025, Decimal("37.04"), "Sedang", 49, 55), TrendYear(2026, Decimal("38.55"), "Tinggi", 55, 55))
    words = said(replace(worlds.trend(), years=found))
    assert words[2] == "Jumlah OPD terverifikasi berbeda, perbandingan bersifat indikatif"


def test_trend_shows_the_newest_six_years_and_breaks_its_line_at_a_gap() -> None:
    found = years("31.00", "32.00", "33.00", None, "35.00", "36.00", "37.00")
    assert [(one.year, one.value is None) for one in newest(found)] == [
        *((2021, False), (2022, False), (2023, True), (2024, False), (2025, False), (2026, False))
    ]
    stretches = lines(draw(replace(worlds.trend(), years=found)), LINE)
    assert [len(stretch) for stretch in stretches] == [2, 3]
    assert [one.year for one in newest((found[0], found[-1]))] == [2021, 2022, 2023, 2024, 2025, 2026]
