"""From workload and holders to need, efficiency and performance: of a position, of an OPD, of a region.

All arithmetic is exact: a ratio is a Fraction and is rounded half up once, and a binary float is refused. What the
sources leave open stands in docs/instruments.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.instrument.scoring import half_up
from core.productivity.model import Position


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
class Rating:
    """A position, or several together. `need` (kebutuhan) is in whole persons, `exact_need` has two decimals.
    `efficiency` is EJ of a position, EU of a unit; without holders there is none.
    """

    workload: Decimal
    pns: int
    pppk: int
    need: int
    exact_need: Decimal
    efficiency: Decimal | None

    @property
    def holders(self) -> int:
        return self.pns + self.pppk

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


def rate_region(units: Iterable[Sequence[Position]], hours: int) -> Rating | None:
    """All units together; None where none has a table."""
    positions = [position for unit in units for position in unit]
    return rate_unit(positions, hours) if positions else None


def _rated(positions: Sequence[Position], hours: int, need: int) -> Rating:
    workload = sum((position.workload for position in positions), Decimal(0))
    pns, pppk = sum(position.pns for position in positions), sum(position.pppk for position in positions)
    needed = _persons(workload, hours)
    efficiency = half_up(needed / (pns + pppk), 2) if pns + pppk else None
    return Rating(workload, pns, pppk, need, half_up(needed, 2), efficiency)


def _persons(workload: Decimal, hours: int) -> Fraction:
    """How many people have this workload. Raises TypeError for a binary float, ValueError without hours."""
    if isinstance(workload, float) or isinstance(hours, float):
        raise TypeError("a binary float is not exact")
    if hours <= 0:
        raise ValueError("effective hours are a positive number")
    return Fraction(workload) / hours
