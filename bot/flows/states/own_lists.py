"""States of a coordinator who keeps the Pemda's own lists of evidence."""

from dataclasses import dataclass

from bot.flows.states.lists import Paged
from bot.flows.states.pemda import OfPemda
from core.pemda.own_lists.rules import OwnCell
from core.pemda.parts import Part, Parts

OWN_LISTS: Parts = frozenset({Part.OWN_LISTS})


@dataclass(frozen=True, slots=True)
class OwnLists(OfPemda, Paged):
    """The list for an instrument ("": the only one, or the choice of one), a variable of it, a level (None: none is
    chosen yet), a line by its number (0: none). What is typed at a level is a new line, at a line its other words.
    """

    NAMES = True
    PARTS = OWN_LISTS

    instrument: str = ""
    variable: str = ""
    level: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ReadingOwnList(OfPemda):
    """The file is being fetched and read; the outcome comes as an event."""

    instrument: str
    name: str


@dataclass(frozen=True, slots=True)
class MendingOwnList(OfPemda):
    """Nothing has changed. `lines` are the first of the `faults`, which are in so many `rows`; `problem` says why the
    file as a whole cannot be used.
    """

    instrument: str
    name: str
    problem: str = ""
    lines: tuple[str, ...] = ()
    faults: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class SavingOwnList(OfPemda):
    """What would be saved, before it is: all lines of each of these levels. `variable` and `level` are where it was
    typed; without them it came as a file.
    """

    PARTS = OWN_LISTS

    instrument: str
    cells: tuple[OwnCell, ...]
    variable: str = ""
    level: int | None = None

    @property
    def unsent(self) -> str:
        return "\n".join(line for _, _, lines in self.cells for line in lines) if self.variable else ""
