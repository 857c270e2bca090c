"""From workload and holders to need, efficiency and performance: of a position, of an OPD, of a region.

All arithmetic is exact: a ratio is a Fraction and is rounded half up once, and a binary float is refused. What the
sources leave open stands in docs/instruments.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.instrument.scoring import half_up
from core.productivity.model import Position, trimmed


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of performance (prestasi kerja); `least` is the lowest efficiency that reaches it."""

    letter: str
    name: str
    least: Decimal


GRADES = (
    Grade("A", "Sangat Baik", Decimal("1.01")),
    Grade("B", "Baik", Decimal("0.90")),
    Grade("C", "Cukup", Decimal("0.70")),
    Grade("D", "Sedang", Decimal("0.50")),
    Grade("E", "Kurang", Decimal("0.00")),
)
"""From the best one. An efficiency has two decimals, so "above 1,00" begins at 1,01."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Workload in hours of a year, and holders, of several positions together."""

    workload: Decimal
    pns: int
    pppk: int

    @property
    def holders(self) -> int:
        return self.pns + self.pppk


@dataclass(frozen=True, slots=True)
class Rating:
    """A position, or several together. `need` (kebutuhan) is in whole persons, `exact_need` has two decimals.
    `efficiency` is EJ of a position, EU of a unit; without holders there is none.
    """

    sums: Sums
    need: int
    exact_need: Decimal
    efficiency: Decimal | None

    @property
    def holders(self) -> int:
        return self.sums.holders

    @property
    def short(self) -> int:
        """How many people are lacking (kurang)."""
        return max(self.need - self.holders, 0)

    @property
    def over(self) -> int:
        """How many people there are too many (lebih)."""
        return max(self.holders - self.need, 0)

    @property
    def grade(self) -> Grade | None:
        """PJ of a position, PU of a unit."""
        return None if self.efficiency is None else grade_of(self.efficiency)


def grade_of(efficiency: Decimal) -> Grade:
    """The grade of an efficiency, which is rounded half up to two decimals before it is compared."""
    rounded = half_up(efficiency, 2)
    return next(grade for grade in GRADES if rounded >= grade.least)


def rate(position: Position, hours: int) -> Rating:
    """`hours` are the effective hours of one person in a year."""
    need = int(half_up(_persons(position.workload, hours), 0))
    return _rated([position], hours, need)


def rate_unit(positions: Sequence[Position], hours: int) -> Rating:
    """The positions together. Their need is the sum of the needs in whole persons, as the column of the table shows
    it. A position that nobody holds counts with its workload.
    """
    return _rated(positions, hours, sum(rate(position, hours).need for position in positions))


def rate_region(units: Iterable[Sequence[Position]], hours: int) -> Rating:
    """All units together."""
    return rate_unit([position for unit in units for position in unit], hours)


def efficiency_of(sums: Sums, hours: int) -> Decimal | None:
    """EJ or EU, with two decimals; None where nobody holds a position."""
    return half_up(_persons(sums.workload, hours) / sums.holders, 2) if sums.holders else None


def sums_of(positions: Iterable[Position]) -> Sums:
    return added(Sums(one.workload, one.pns, one.pppk) for one in positions)


def added(several: Iterable[Sums]) -> Sums:
    found = list(several)
    workload = sum((one.workload for one in found), Decimal(0))
    return Sums(trimmed(workload), sum(one.pns for one in found), sum(one.pppk for one in found))


def _rated(positions: Sequence[Position], hours: int, need: int) -> Rating:
    sums = sums_of(positions)
    return Rating(sums, need, half_up(_persons(sums.workload, hours), 2), efficiency_of(sums, hours))


def _persons(workload: Decimal, hours: int) -> Fraction:
    """How many people have this workload. Raises TypeError for a binary float, ValueError without hours."""
    if isinstance(workload, float) or isinstance(hours, float):
        raise TypeError("a binary float is not exact")
    if hours <= 0:
        raise ValueError("effective hours are a positive number")
    return Fraction(workload) / hours
