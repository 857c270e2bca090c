"""States about registers: of one OPD, and of a region."""

from dataclasses import dataclass

from bot.flows.states.lists import Paged, Searched
from bot.flows.states.pemda import SHELF, OfPemda
from core.register.model import RegisterWish
from core.wish import Wish

PackedLine = tuple[str, str, tuple[tuple[str, str], ...]]
"""Code, name and attributes of a line."""


@dataclass(frozen=True, slots=True)
class OfRegister(OfPemda):
    """The register of an OPD as `instrument` (its id) keeps it. Its contacts and head stand here, and coordinators."""

    opd: int
    instrument: str = ""

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, register=RegisterWish(self.opd, instrument=self.instrument))


@dataclass(frozen=True, slots=True)
class ShowingRegister(OfRegister, Paged):
    """Its lines. Lines may be typed here, and a file that is sent is read as the register."""


@dataclass(frozen=True, slots=True)
class ShowingLine(OfRegister):
    """One line, by its number."""

    line: int = 0


@dataclass(frozen=True, slots=True)
class EditingLine(ShowingLine):
    """Another name, or another value of an attribute may be typed. `column`: core.register.lines.NAME, or a code."""

    column: str = ""


@dataclass(frozen=True, slots=True)
class StartingRound(ShowingLine):
    """Whether to begin a period about this line alone, as after a complaint (bot/flows/periods/situational.py)."""

    def wish(self) -> Wish:
        register = RegisterWish(self.opd, instrument=self.instrument)
        return Wish(pemda=self.pemda, parts=SHELF, register=register)


@dataclass(frozen=True, slots=True)
class ReadingRegister(OfRegister):
    """The file is being fetched and read; the outcome comes as an event."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class MendingRegister(OfRegister):
    """Nothing can be saved. `said` is why the file as a whole cannot be used, `problem` a word for it."""

    name: str = ""
    said: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SavingRegister(OfRegister):
    """The register that was read, before it is saved. `faults` are the first lines about the `wrong` rows, which are
    left out; `unread` are titles of columns that say nothing here.
    """

    name: str = ""
    lines: tuple[PackedLine, ...] = ()
    faults: tuple[str, ...] = ()
    found: int = 0
    wrong: int = 0
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListingRegisters(OfPemda, Searched):
    """All OPD of a Pemda with their registers."""

    instrument: str = ""

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, register=RegisterWish(pemda=self.pemda, instrument=self.instrument))


@dataclass(frozen=True, slots=True)
class ListingOpinions(OfPemda, Paged):
    """What the Ombudsman's letters say. A line may be typed here. `removing`: the number of one that may go;
    `replacing`: the typed lines that would replace what is noted.
    """

    instrument: str = ""
    removing: int = 0
    replacing: str = ""

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, register=RegisterWish(pemda=self.pemda, instrument=self.instrument))
