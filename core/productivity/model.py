"""A position (jabatan) with its workload and its holders, as an office writes them into a table."""

from dataclasses import dataclass
from decimal import Decimal

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
