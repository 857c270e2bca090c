"""How old lines of a register are."""

from datetime import date

import pytest

from core.instrument.parts import Attribute
from core.register.ages import Age, after, ages, limits

SET = Attribute(code="TGL", name="Tanggal pengesahan", date=True, required=True, old_after=(24, 60))
REVISED = Attribute(code="REV", name="Tanggal revisi terakhir", date=True, renews="TGL")
UNIT = Attribute(code="UNIT", name="Unit pemilik")
SURVEYED = Attribute(code="SKM", name="SKM terakhir", date=True, old_after=(12,))
TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("values", "day", "passed"),
    [
        ({"TGL": "2025-01-01"}, date(2025, 1, 1), ()),
        ({"TGL": "2024-12-02"}, date(2024, 12, 2), ()),  # a day short of two years
        ({"TGL": "2024-12-01"}, date(2024, 12, 1), (24,)),
        ({"TGL": "2021-12-02"}, date(2021, 12, 2), (24,)),
        ({"TGL": "2021-12-01"}, date(2021, 12, 1), (24, 60)),
        ({"TGL": "2019-01-01", "REV": "2026-03-01"}, date(2026, 3, 1), ()),
        ({"TGL": "2026-03-01", "REV": "2019-01-01"}, date(2026, 3, 1), ()),  # approved anew after it
        ({"REV": "2020-01-01", "UNIT": "2026-01-01"}, date(2020, 1, 1), (24, 60)),
        ({}, None, ()),
        ({"TGL": "besok"}, None, ()),
    ],
)
def test_the_latest_day_counts_by_every_limit(
    values: dict[str, str], day: date | None, passed: tuple[int, ...]
) -> None:
    [age] = ages((SET, REVISED, UNIT), values, TODAY)
    assert age == Age(SET, day, passed)
    assert (age.old, age.limit, age.red) == (bool(passed), max(passed, default=0), bool(passed) or day is None)


def test_each_attribute_with_limits_has_an_age_of_its_own() -> None:
    found = ages((SET, REVISED, SURVEYED), {"TGL": "2026-01-01", "SKM": "2025-01-01"}, TODAY)
    assert [(age.attribute.code, age.passed) for age in found] == [("TGL", ()), ("SKM", (12,))]
    assert limits((SET, REVISED, SURVEYED)) == (12, 24, 60)
    assert ages((REVISED, UNIT), {"REV": "1999-01-01"}, TODAY) == ()


def test_months_end_where_the_shorter_month_does() -> None:
    assert after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert after(date(2026, 8, 31), 1) == date(2026, 9, 30)
    assert after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert after(date(9999, 6, 1), 12) == date.max
