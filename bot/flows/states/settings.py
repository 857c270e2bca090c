"""Where a coordinator's conversation about settings can stand, below the overview (admin_states.ChangingSettings)."""

from dataclasses import dataclass

from bot.flows.base import State


@dataclass(frozen=True, slots=True)
class ReadingSection(State):
    """A group of settings; `section` is a slug of admin_settings.SECTIONS."""

    pemda: int
    section: str


@dataclass(frozen=True, slots=True)
class ChoosingSetting(State):
    """One setting that is one of a few values."""

    pemda: int
    key: str


@dataclass(frozen=True, slots=True)
class TypingSetting(State):
    """One setting that is a line of words."""

    pemda: int
    key: str


@dataclass(frozen=True, slots=True)
class ShowingRule(State):
    """The local regulation: a link or a file, with its title."""

    pemda: int


@dataclass(frozen=True, slots=True)
class ListingDays(State):
    """Own holidays or worked days; `key` is the setting's name."""

    pemda: int
    key: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class PickingOwnDay(State):
    """`month`: its first day, ISO 8601."""

    pemda: int
    key: str
    month: str


@dataclass(frozen=True, slots=True)
class AssigningFields(State):
    """Which field checks which variable; `variable` empty: the list."""

    pemda: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class ShowingLetterhead(State):
    pemda: int


@dataclass(frozen=True, slots=True)
class TypingLetterhead(State):
    """One part of the letterhead; "emblem" waits for a picture."""

    pemda: int
    part: str


@dataclass(frozen=True, slots=True)
class ListingSignatories(State):
    pemda: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class NamingSignatory(State):
    """Waits for name, position, rank and NIP."""

    pemda: int


@dataclass(frozen=True, slots=True)
class ChoosingElement(State):
    """The element of the team a new signatory stands for."""

    pemda: int
    name: str
    title: str
    rank: str
    nip: str


@dataclass(frozen=True, slots=True)
class ShowingSignatory(State):
    """`place` in the order, `name` so that a colleague's change is noticed."""

    pemda: int
    place: int
    name: str


@dataclass(frozen=True, slots=True)
class NamingHead(State):
    """Waits for the head of an OPD."""

    pemda: int
    opd: int
