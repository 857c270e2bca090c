"""A position (jabatan) with its workload and its holders, as an office writes them into a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

EFFECTIVE_HOURS = 1250
"""Effective working hours (jam kerja efektif) of one person in a year, where a Pemda has not set its own."""

HOURS_RANGE = (1000, 2000)
"""Fewest and most effective hours that a Pemda may set."""

MOST_POSITIONS = 600
"""Positions of one OPD; more do not fit one conversation."""

LONGEST_NAME = 120
MOST_WORKLOAD = Decimal(10_000_000)
MOST_HOLDERS = 20_000
DECIMALS = 4
"""Decimals of a workload that are kept."""


@dataclass(frozen=True, slots=True)
class Position:
    """`workload` is in hours of a year; `pns` and `pppk` are how many civil servants and how many contracted staff hold
    the position. The name is "" once its time is over (core.pemda.retention).
    """

    name: str
    workload: Decimal
    pns: int = 0
    pppk: int = 0

    @property
    def holders(self) -> int:
        return self.pns + self.pppk


@dataclass(frozen=True, slots=True)
class UnitPositions:
    """An OPD with its positions."""

    code: str
    name: str
    positions: tuple[Position, ...]


def packed(positions: Iterable[Position]) -> list[list[Any]]:
    """As JSON carries and a column holds them."""
    return [[one.name, str(one.workload), one.pns, one.pppk] for one in positions]


def unpacked(stored: Iterable[Sequence[Any]]) -> tuple[Position, ...]:
    return tuple(Position(name, Decimal(workload), pns, pppk) for name, workload, pns, pppk in stored)


def trimmed(amount: Decimal) -> Decimal:
    """The amount without zeros behind its last decimal."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def is_possible(position: Position) -> bool:
    """Whether a table may hold it. What was read fits; what comes from a button may have been meddled with."""
    name, amount = position.name, position.workload
    return (
        0 < len(name) <= LONGEST_NAME
        and name.isprintable()
        and Decimal(0) <= amount <= MOST_WORKLOAD
        and round(amount, DECIMALS) == amount
        and all(0 <= count <= MOST_HOLDERS for count in (position.pns, position.pppk))
    )
