"""States about tables of positions: of one OPD, and of a region."""

from dataclasses import dataclass
from typing import ClassVar

from bot.flows.states.lists import Paged, Searched
from bot.flows.states.pemda import OPDS, OfPemda
from core.pemda.parts import Parts
from core.productivity.facts import WorkloadWish
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class ChoosingUnit(Searched):
    """Which of the person's OPD."""

    def wish(self) -> Wish:
        return Wish(workload=WorkloadWish())


@dataclass(frozen=True, slots=True)
class OfUnit(OfPemda):
    """The table of an OPD, of `year` or (0) the newest. Its contacts and head stand here, and the coordinators."""

    opd: int
    year: int = 0

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, parts=self.PARTS, workload=WorkloadWish(opd=self.opd, year=self.year))


@dataclass(frozen=True, slots=True)
class ShowingUnit(OfUnit, Paged):
    """Its result, and its positions. A file that is sent is the next table."""


@dataclass(frozen=True, slots=True)
class ReadingTable(OfUnit):
    """The file is being fetched and read; the outcome comes as an event."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class MendingTable(OfUnit):
    """Nothing was saved. `lines` are the first of the `faults`, which stand in `rows` rows; `problem` says why the file
    as a whole cannot be used.
    """

    name: str = ""
    problem: str = ""
    lines: tuple[str, ...] = ()
    faults: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class SavingTable(OfUnit):
    """The table that was read, before it is saved. `rows`: name, hours as digits, PNS, PPPK; `remarks`: what was not
    read, then how the rest was.
    """

    name: str = ""
    rows: tuple[tuple[str, str, int, int], ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemovingTable(OfUnit):
    """Whether to remove it."""


@dataclass(frozen=True, slots=True)
class OfUnits(OfPemda):
    """All OPD of a Pemda, with their tables of `year` or (0) the newest year that has any."""

    year: int = 0

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, parts=self.PARTS, workload=WorkloadWish(pemda=self.pemda, year=self.year))


@dataclass(frozen=True, slots=True)
class ListingUnits(OfUnits, Searched):
    pass


@dataclass(frozen=True, slots=True)
class SettingHours(OfUnits):
    """Another number of effective hours may be typed."""


@dataclass(frozen=True, slots=True)
class AskingForTables(OfUnits):
    """Whether to ask the contacts of those that have sent none."""

    PARTS: ClassVar[Parts] = OPDS
