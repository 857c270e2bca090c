"""What a flow may know of tables of positions, and what it asks for."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.productivity.model import Position
from core.productivity.rating import Rating, Sums, added, efficiency_of, rate_unit


@dataclass(frozen=True, slots=True)
class WorkloadWish:
    """What is to be loaded: the table of an OPD (`opd`), or all tables of a Pemda (`pemda`), of this year or (0) the
    newest one; without both only the person's own units.
    """

    opd: int | None = None
    pemda: int | None = None
    year: int = 0


@dataclass(frozen=True, slots=True)
class UnitLine:
    """An OPD among others. `year` is that of its table, or for which one was asked; 0: neither. Without a table there
    are no `sums`.
    """

    opd: int
    pemda: int
    code: str
    name: str
    short: str
    year: int = 0
    sums: Sums | None = None
    asked: date | None = None

    def efficiency(self, hours: int) -> Decimal | None:
        return None if self.sums is None else efficiency_of(self.sums, hours)


@dataclass(frozen=True, slots=True)
class Unit:
    """An OPD with the table of a year; without one `year` is 0, or that for which the table was asked. `years`: those
    with tables, newest first. `hours` are the Pemda's effective hours. `may_change`: who looks at it may send a table.
    """

    line: UnitLine
    hours: int
    positions: tuple[Position, ...] = ()
    years: tuple[int, ...] = ()
    may_change: bool = False
    saved_at: datetime | None = None
    saved_by: str = ""

    @property
    def rating(self) -> Rating | None:
        return rate_unit(self.positions, self.hours) if self.positions else None


@dataclass(frozen=True, slots=True)
class Region:
    """All OPD of a Pemda with their tables of one year; `years` as in Unit."""

    pemda: int
    year: int
    hours: int
    units: tuple[UnitLine, ...]
    years: tuple[int, ...] = ()

    @property
    def rated(self) -> tuple[UnitLine, ...]:
        return tuple(unit for unit in self.units if unit.sums is not None)

    @property
    def sums(self) -> Sums:
        return added(unit.sums for unit in self.units if unit.sums is not None)


@dataclass(frozen=True, slots=True)
class WorkloadFacts:
    """`own`: the OPD of which the person is contact or head."""

    own: tuple[UnitLine, ...] = ()
    unit: Unit | None = None
    region: Region | None = None
