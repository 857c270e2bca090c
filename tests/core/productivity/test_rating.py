"""Need, efficiency and performance: the worked examples of the facts file, and what holds for any table."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import pytest
from hypothesis import given, settings, strategies as st

from core.productivity.model import EFFECTIVE_HOURS, Position
from core.productivity.rating import GRADES, Rating, Sums, grade_of, rate, rate_region, rate_unit

HOURS = EFFECTIVE_HOURS
POSITIONS = st.builds(
    Position,
    st.just("Analis"),
    st.decimals(0, 20_000, places=4),
    st.integers(0, 12),
    st.integers(0, 12),
)


def short(rating: Rating) -> tuple[str, str]:
    return str(rating.efficiency), rating.grade.letter if rating.grade else ""


@pytest.mark.parametrize(
    ("workload", "holders", "need", "efficiency", "grade"),
    [
        ("2500", 2, 2, "1.00", "B"),
        ("2513", 2, 2, "1.01", "A"),
        ("1000", 1, 1, "0.80", "C"),
        ("600", 1, 0, "0.48", "E"),
        ("625", 1, 1, "0.50", "D"),  # half a person is rounded up
        ("1118.75", 1, 1, "0.90", "B"),  # 0,895 lies between two grades, and is rounded first
        ("0", 3, 0, "0.00", "E"),
    ],
)
def test_worked_examples(workload: str, holders: int, need: int, efficiency: str, grade: str) -> None:
    rating = rate(Position("Analis", Decimal(workload), holders), HOURS)
    assert (rating.need, short(rating)) == (need, (efficiency, grade))


def test_a_unit_is_rated_by_its_sums() -> None:
    unit = [Position("A", Decimal(2500), 1, 1), Position("B", Decimal(1000), 1), Position("C", Decimal(600), 0, 1)]
    rating = rate_unit(unit, HOURS)
    assert short(rating) == ("0.82", "C")
    assert (rating.sums, rating.need) == (Sums(Decimal(4100), 2, 2), 3)
    assert (rating.exact_need, rating.short, rating.over) == (Decimal("3.28"), 0, 1)
    assert rate_region([unit, [], unit], HOURS) == rate_unit([*unit, *unit], HOURS)
    assert rate_region([[], []], HOURS).grade is None


def test_nobody_holds_the_position() -> None:
    rating = rate(Position("Analis", Decimal(2000)), HOURS)
    assert (rating.efficiency, rating.grade) == (None, None)
    assert (rating.need, rating.short, rating.over) == (2, 2, 0)


def test_hours_of_a_pemda_of_its_own() -> None:
    assert short(rate(Position("Analis", Decimal(1300), 1), 1300)) == ("1.00", "B")
    with pytest.raises(ValueError, match="positive"):
        rate(Position("Analis", Decimal(1)), 0)


def test_no_binary_float_is_taken() -> None:
    with pytest.raises(TypeError):
        rate(Position("Analis", cast(Any, 2500.0), 2), HOURS)
    with pytest.raises(TypeError):
        grade_of(cast(Any, 0.9))


def test_grades_leave_no_gap() -> None:
    expected = {"0.00": "E", "0.49": "E", "0.50": "D", "0.69": "D", "0.70": "C", "0.89": "C", "0.90": "B", "1.00": "B"}
    assert {step: grade_of(Decimal(step)).letter for step in expected} == expected
    assert [grade_of(Decimal(n) / 100) for n in range(150, -1, -1)] == sorted(
        (grade_of(Decimal(n) / 100) for n in range(151)), key=GRADES.index
    )


@settings(max_examples=80, deadline=None)
@given(POSITIONS, st.integers(1000, 2000))
def test_a_position_alone_is_exact(position: Position, hours: int) -> None:
    rating = rate(position, hours)
    exact = Fraction(position.workload) / hours
    assert abs(Fraction(rating.need) - exact) <= Fraction(1, 2)
    assert rating.holders - rating.need == rating.over - rating.short
    assert rating.over * rating.short == 0
    if rating.efficiency is None:
        assert not position.holders
    else:
        assert abs(Fraction(rating.efficiency) * position.holders - exact) <= Fraction(position.holders, 200)
        assert rating.efficiency.as_tuple().exponent == -2


@settings(max_examples=60, deadline=None)
@given(st.lists(POSITIONS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_and_grouping_change_nothing(positions: list[Position], random: Any) -> None:
    """A unit is as good as its workload and its people, however its table is written."""
    together = rate_unit(positions, HOURS)
    shuffled = random.sample(positions, len(positions))
    assert rate_unit(shuffled, HOURS) == together
    assert rate_region([shuffled[:2], shuffled[2:]], HOURS) == together
    more = rate_unit([*positions, Position("Lagi", Decimal(HOURS))], HOURS)
    if together.efficiency is not None and more.efficiency is not None:
        assert more.efficiency >= together.efficiency
