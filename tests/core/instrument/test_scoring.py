"""Results of real regions and the rules behind them. Sources: docs/decisions/instruments.md."""

import ast
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from core.instrument import scoring
from core.instrument.parse import UnknownLevel, UnknownVariable, load_packaged
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import (
    OutOfRange,
    RegionResult,
    Score,
    band,
    half_up,
    mean,
    region_summary,
    score,
    stage_levels,
)

MATURITY = load_packaged("kematangan-2018")
NAMES = [candidate.name for candidate in MATURITY.bands]
eleven = st.lists(st.integers(1, 5), min_size=11, max_size=11)
totals = st.lists(st.integers(11, 55), min_size=1, max_size=70)


def answered(levels: list[int]) -> dict[str, int]:
    return dict(zip(MATURITY.codes, levels, strict=True))


def test_kota_pekalongan_2022_is_4007_tinggi() -> None:
    tinggi, sedang = [42] * 22 + [44, 46], [31] * 5 + [33]
    assert sum(tinggi + sedang) == 1202
    assert [band(MATURITY, total) for total in tinggi + sedang] == ["Tinggi"] * 24 + ["Sedang"] * 6
    assert region_summary(MATURITY, tinggi + sedang, 30) == RegionResult(30, 30, Decimal("40.07"), "Tinggi")


def test_kota_singkawang_2022_is_tinggi() -> None:
    assert band(MATURITY, Decimal("37.6")) == "Tinggi"


def test_kota_serang_is_tinggi_and_a_mean_over_respondents() -> None:
    assert band(MATURITY, Decimal("37.77")) == "Tinggi"
    assert half_up(Fraction(3739, 99), 2) == Decimal("37.77")
    assert Decimal("37.77") not in {mean([total] * 32 + [total + rest]) for total in (37, 38) for rest in range(33)}


def test_region_with_9_of_55_verified_is_the_mean_of_those_9() -> None:
    verified = [38, 40, 36, 41, 39, 33, 45, 47, 28]
    assert region_summary(MATURITY, verified, 55) == RegionResult(9, 55, Decimal("38.56"), "Tinggi")


def test_region_without_a_verified_opd_has_no_mean() -> None:
    assert region_summary(MATURITY, [], 55) == RegionResult(0, 55, None, None)
    assert mean([]) is None


V_ALL_BUT_V08 = [5, 5, 5, 5, 5, 5, 5, 2, 5, 5, 5]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1] * 11, Score(Decimal(11), "Sangat Rendah", 1, MATURITY.codes)),
        ([3] * 11, Score(Decimal(33), "Sedang", 3, MATURITY.codes)),
        (V_ALL_BUT_V08, Score(Decimal(52), "Sangat Tinggi", 2, ("V08",))),
        (
            [4, 4, 3, 4, 3, 3, 3, 3, 4, 3, 4],
            Score(Decimal(38), "Tinggi", 3, ("V03", "V05", "V06", "V07", "V08", "V10")),
        ),
        ([2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1], Score(Decimal(19), "Sangat Rendah", 1, ("V09", "V10", "V11"))),
        ([2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1], Score(Decimal(20), "Rendah", 1, ("V10", "V11"))),
        ([5] * 11, Score(Decimal(55), "Sangat Tinggi", 5, ())),
    ],
)
def test_score_of_the_worked_examples(levels: list[int], expected: Score) -> None:
    assert score(MATURITY, answered(levels)) == expected


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("11", "Sangat Rendah"),
        ("19", "Sangat Rendah"),
        ("19.0499", "Sangat Rendah"),
        ("19.05", "Rendah"),
        ("28.04", "Rendah"),
        ("28.05", "Sedang"),
        ("37.04", "Sedang"),
        ("37.05", "Tinggi"),
        ("37.06", "Tinggi"),
        ("46.04", "Tinggi"),
        ("46.05", "Sangat Tinggi"),
        ("55", "Sangat Tinggi"),
    ],
)
def test_band_between_two_ranges_is_rounded_half_up_first(value: str, name: str) -> None:
    assert band(MATURITY, Decimal(value)) == name


@pytest.mark.parametrize("value", [Decimal("10.94"), 10, 0, 56, Decimal("55.05"), -11])
def test_band_of_an_impossible_value_is_refused(value: Decimal | int) -> None:
    with pytest.raises(OutOfRange):
        band(MATURITY, value)


def test_band_of_a_mean_is_that_of_the_exact_mean_not_of_the_printed_one() -> None:
    region = region_summary(MATURITY, [37] * 21 + [38], 22)
    exact = Decimal("37.0455")  # two roundings would say Tinggi
    assert region == RegionResult(22, 22, Decimal("37.05"), "Sedang", exact)


@given(st.integers(1, 400), st.integers(0, 10**6))
def test_the_figures_of_a_mean_never_contradict_its_band(n: int, more: int) -> None:
    total = n * MATURITY.bands[0].min + more % (44 * n)
    region = region_summary(MATURITY, [int(total) // n + (place < int(total) % n) for place in range(n)], n)
    assert region.mean is not None
    apart = band(MATURITY, region.mean) != region.band
    assert (region.unrounded is not None) == apart
    assert band(MATURITY, region.unrounded or region.mean) == region.band


def test_the_mean_of_42_opd_needs_four_decimals() -> None:
    region = region_summary(MATURITY, [37] * 40 + [38] * 2, 42)
    assert (region.mean, region.band, region.unrounded) == (Decimal("37.05"), "Sedang", Decimal("37.0476"))


def test_a_mean_that_four_decimals_lift_into_the_next_band_gets_more() -> None:
    region = region_summary(MATURITY, [37] * 19001 + [38] * 1000, 20001)
    assert (region.band, region.unrounded) == ("Sedang", Decimal("37.049998"))


def test_score_is_none_until_all_variables_are_answered() -> None:
    levels = answered([3] * 11)
    for code in MATURITY.codes:
        assert score(MATURITY, {key: level for key, level in levels.items() if key != code}) is None
    assert score(MATURITY, {}) is None


@pytest.mark.parametrize("level", [0, 6, -1])
def test_score_refuses_a_level_off_the_scale(level: int) -> None:
    with pytest.raises(UnknownLevel):
        score(MATURITY, answered([3] * 10 + [level]))


def test_score_refuses_an_unknown_variable() -> None:
    with pytest.raises(UnknownVariable):
        score(MATURITY, answered([3] * 11) | {"V12": 3})


def test_value_refuses_not_applicable_where_the_instrument_does_not_allow_it() -> None:
    with pytest.raises(UnknownLevel):
        scoring.value(MATURITY, {**answered([3] * 11), "V01": NOT_APPLICABLE})


def test_stage_levels_take_the_stage_below_where_a_verdict_is_missing() -> None:
    own = {"V01": 4, "V02": 3, "V03": 5}
    assert stage_levels(own, {}) == own
    assert stage_levels(own, {"V01": 3, "V02": None}) == {"V01": 3, "V02": 3, "V03": 5}
    assert stage_levels(own, {"V01": 3, "V02": 4}, {"V01": 2, "V03": None}) == {"V01": 2, "V02": 4, "V03": 5}
    assert own == {"V01": 4, "V02": 3, "V03": 5}


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("40.0667", 2, "40.07"), ("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("2.5", 0, "3"), ("38", 2, "38.00")],
)
def test_half_up(value: str, decimals: int, text: str) -> None:
    assert str(half_up(Decimal(value), decimals)) == text


@pytest.mark.parametrize("number", [37.6, True, "38"])
def test_a_binary_float_never_enters(number: object) -> None:
    for call in (lambda: band(MATURITY, number), lambda: mean([number]), lambda: half_up(number, 1)):  # type: ignore
        with pytest.raises(TypeError):
            call()


def test_no_binary_float_stands_in_the_code() -> None:
    for path in Path(scoring.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path
            assert not (isinstance(node, ast.Name) and node.id == "float"), path


@given(eleven)
def test_score_stays_in_its_bounds(levels: list[int]) -> None:
    found = score(MATURITY, answered(levels))
    assert found is not None
    assert found.value == sum(levels)
    assert 11 * min(levels) <= (found.value or 0) <= 55
    assert found.band == band(MATURITY, sum(levels))
    assert found.staged_level == min(levels)
    lowest = tuple(code for code, level in answered(levels).items() if level == min(levels))
    assert found.holding == (() if min(levels) == 5 else lowest)


@given(eleven, st.integers(0, 10))
def test_score_never_falls_when_a_level_rises(levels: list[int], place: int) -> None:
    before = score(MATURITY, answered(levels))
    levels[place] = min(5, levels[place] + 1)
    after = score(MATURITY, answered(levels))
    assert before is not None
    assert after is not None
    assert (after.value or 0) >= (before.value or 0)
    assert (after.staged_level or 0) >= (before.staged_level or 0)
    assert NAMES.index(after.band) >= NAMES.index(before.band)


@given(st.fractions(11, 55))
def test_every_value_from_11_to_55_has_exactly_one_band(value: Fraction) -> None:
    rounded = half_up(value, 1)
    assert [c.name for c in MATURITY.bands if c.min <= rounded <= c.max] == [band(MATURITY, value)]


@given(st.fractions(11, 55), st.fractions(11, 55))
def test_band_never_falls_when_the_value_rises(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert NAMES.index(band(MATURITY, low)) <= NAMES.index(band(MATURITY, high))


@given(totals)
def test_mean_stays_between_its_totals_and_is_decimal(found: list[int]) -> None:
    average = mean(found)
    assert isinstance(average, Decimal)
    assert min(found) <= average <= max(found)
    assert average.as_tuple().exponent == -2
    assert abs(Fraction(average) - Fraction(sum(found), len(found))) <= Fraction(1, 200)


@given(totals, st.integers(0, 30))
def test_region_is_not_moved_by_opd_without_a_result(found: list[int], silent: int) -> None:
    region = region_summary(MATURITY, found, len(found) + silent)
    alone = region_summary(MATURITY, found, len(found))
    assert region == replace(alone, of=len(found) + silent)
    assert alone.mean == mean(found)


@given(eleven, st.dictionaries(st.sampled_from(MATURITY.codes), st.none() | st.integers(1, 5)))
def test_stage_levels_keep_every_variable_and_take_every_verdict(
    levels: list[int], verdicts: dict[str, int | None]
) -> None:
    own = answered(levels)
    for held in (stage_levels(own, verdicts), stage_levels(own, {}, verdicts)):
        assert held == {code: verdicts.get(code) or own[code] for code in MATURITY.codes}
