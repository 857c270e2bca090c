"""States of coordinators about settings, below the overview (bot/flows/states/coordinator.py, ChangingSettings)."""

from dataclasses import dataclass

from bot.flows.states.lists import Paged
from bot.flows.states.pemda import OPDS, OfPemda
from core.pemda.parts import Part
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class ReadingSection(OfPemda):
    """A group of settings; `section` is a key of SECTIONS (bot/flows/pemda/settings.py)."""

    section: str


@dataclass(frozen=True, slots=True)
class ChoosingSetting(OfPemda):
    """One setting with a few possible values. That of approval counts the heads who are there."""

    key: str

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, parts=OPDS if self.key == "approval" else self.PARTS)


@dataclass(frozen=True, slots=True)
class TypingSetting(OfPemda):
    """One setting that is a line of words."""

    NAMES = True

    key: str


@dataclass(frozen=True, slots=True)
class RenamingPemda(OfPemda):
    """Another name for the Pemda; `name` waits to be confirmed."""

    NAMES = True

    name: str = ""

    @property
    def unsent(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ShowingRule(OfPemda):
    """The local regulation: a link or a file, with its title."""


@dataclass(frozen=True, slots=True)
class ListingDays(OfPemda, Paged):
    """The Pemda's own holidays or worked days; `key` is the setting's name."""

    PARTS = frozenset({Part.DUES})

    key: str


@dataclass(frozen=True, slots=True)
class PickingOwnDay(OfPemda):
    """`month`: its first day, ISO 8601."""

    key: str
    month: str


@dataclass(frozen=True, slots=True)
class AssigningFields(OfPemda):
    """Which field checks which variable; `variable` "": the list."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class ShowingLetterhead(OfPemda):
    """The letterhead with its parts."""


@dataclass(frozen=True, slots=True)
class TypingLetterhead(OfPemda):
    """One part of the letterhead; "emblem" waits for a picture."""

    NAMES = True

    part: str


@dataclass(frozen=True, slots=True)
class ListingSignatories(OfPemda, Paged):
    """Who signs papers, in order."""


@dataclass(frozen=True, slots=True)
class NamingSignatory(OfPemda):
    """Waits for name, position, rank and NIP."""

    NAMES = True


@dataclass(frozen=True, slots=True)
class ChoosingElement(OfPemda):
    """Choosing the part of the team that a new signatory stands for."""

    name: str
    title: str
    rank: str
    nip: str

    @property
    def unsent(self) -> str:
        return "\n".join(filter(None, (self.name, self.title, self.rank, self.nip)))


@dataclass(frozen=True, slots=True)
class ShowingSignatory(OfPemda):
    """A signatory: `place` in the order, `name` so that a colleague's change is noticed."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class NamingHead(OfPemda):
    """Waits for the name of an OPD's head."""

    NAMES = True
    PARTS = OPDS

    opd: int
