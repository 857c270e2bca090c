"""Numbers, dates and lists as they are written."""

from datetime import date
from decimal import Decimal

import pytest

from core import written
from core.instrument.scoring import RegionResult


def test_numbers_have_a_comma_and_percentages_one_place() -> None:
    assert (written.number(Decimal("38.55")), written.number(40)) == ("38,55", "40")
    assert (written.percent(6, 11), written.percent(1, 8), written.percent(0, 3)) == ("54,5%", "12,5%", "0,0%")
    assert written.percent(1, 16) == "6,3%"  # half up
    assert written.percent(0, 0) == "0,0%"


def test_every_share_of_up_to_400_is_rounded_half_up() -> None:
    for whole in range(1, 401):
        for part in range(whole + 1):
            tenths = (2000 * part + whole) // (2 * whole)
            assert written.percent(part, whole) == f"{tenths // 10},{tenths % 10}%"


def test_a_mean_whose_band_does_not_follow_from_two_decimals_is_given_exactly_too() -> None:
    region = RegionResult(42, 55, Decimal("37.05"), "Sedang", Decimal("37.0476"))
    assert written.mean(region) == "Rata-rata sementara 37,05, sebelum dibulatkan 37,0476"
    assert written.mean(RegionResult(55, 55, Decimal("38.55"), "Tinggi")) == "Rata-rata 38,55"


def test_days_have_the_name_of_their_month() -> None:
    assert written.long_day(date(2026, 12, 14)) == "14 Desember 2026"
    assert written.short_day(date(2026, 8, 1)) == "1 Agu"


def test_small_numbers_are_words() -> None:
    assert [written.count(n) for n in (0, 1, 11, 12)] == ["nol", "satu", "sebelas", "12"]


@pytest.mark.parametrize(
    ("names", "line"),
    [((), ""), (("X",), "X"), (("X", "Y"), "X dan Y"), (("X", "Y", "Z"), "X, Y, dan Z")],
)
def test_a_list_ends_with_and(names: tuple[str, ...], line: str) -> None:
    assert written.listed(names) == line


@pytest.mark.parametrize(
    ("names", "line"),
    [((), ""), (("X", "Y"), "X, Y"), (("X", "Y", "Z"), "X, Y, Z"), (tuple("XYZAB"), "X, Y, Z, dan 2 OPD")],
)
def test_of_a_long_list_the_first_are_named_and_the_others_counted(names: tuple[str, ...], line: str) -> None:
    assert written.first_of(names, 3, "OPD") == line


@pytest.mark.parametrize(
    ("parts", "apart"), [((1, 1, 1), False), ((2, 2, 2), True), ((5, 5), False), ((3, 3, 2), False)]
)
def test_percentages_that_do_not_add_up_are_noticed(parts: tuple[int, ...], apart: bool) -> None:
    assert written.rounded_apart(parts) is apart


NEAR = date(2026, 12, 1)
THE_28TH = date(2026, 12, 28)


@pytest.mark.parametrize(
    "typed",
    [
        *("28-12-2026", "28/12/2026", "28.12.26", "28 Desember 2026", "28 des 2026", "Senin, 28 Desember 2026."),
        *(
            "tgl 28/12",
            "sampai 28 Desember",
            "28-12",
            "28",
            " 28  Des ",
            "2026-12-28",
            "jadi 28/12 ya",
            "28-12-2026 pak",
        ),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert written.one_day(typed, NEAR) == THE_28TH


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/1", date(2027, 1, 15)),
        ("30 Nop", date(2026, 11, 30)),
        ("1 agt 2027", date(2027, 8, 1)),
        ("7", date(2026, 12, 7)),
    ],
)
def test_what_a_day_leaves_out_is_the_nearest(typed: str, day: date) -> None:
    assert written.one_day(typed, NEAR) == day


@pytest.mark.parametrize(
    "typed",
    [
        *("", "31-11-2026", "0", "99", "28 orang", "28/13", "10-12 Desember 2026", "28-12-2026 dan 29-12-2026", "2026"),
        *("tenggatnya besok", "28/12/026", "Desember 2026", "28-12-000", "9999999-1-1", "senin"),
    ],
)
def test_what_names_no_single_day_is_none(typed: str) -> None:
    assert written.one_day(typed, NEAR) is None


def test_several_days_are_read_from_one_text() -> None:
    found = written.days_in("libur 17-8-2027, 18 Agustus 2027 dan 32-1-2027; 3 orang")
    assert found == (date(2027, 8, 17), date(2027, 8, 18))
