"""Where a coordinator's conversation can stand, and who may stand there.

All states together, so that one flow can lead to a screen of another without importing it.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.flows.base import State


@dataclass(frozen=True, slots=True)
class ChoosingPemda(State):
    page: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class NamingPemda(State):
    pass


@dataclass(frozen=True, slots=True)
class ChoosingZone(State):
    name: str


@dataclass(frozen=True, slots=True)
class Administering(State):
    """The menu."""

    pemda: int


@dataclass(frozen=True, slots=True)
class AwaitingOpdFile(State):
    """[Kelola OPD]: a file brings the list."""

    pemda: int


@dataclass(frozen=True, slots=True)
class ReadingOpdFile(State):
    """The file is being fetched and read; the result comes as an event."""

    pemda: int
    name: str


@dataclass(frozen=True, slots=True)
class MendingOpdFile(State):
    """Nothing was imported. `lines` are the first faults, `problem` why the file as a whole was no use; `notes`: how it
    was read."""

    pemda: int
    name: str
    problem: str = ""
    lines: tuple[str, ...] = ()
    faults: int = 0
    rows: int = 0
    of: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavingOpds(State):
    """What was read, until it is saved. `rows`: code, name, short name, kind; `notes`: how it was read."""

    pemda: int
    name: str
    rows: tuple[tuple[str, str, str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListingOpds(State):
    pemda: int
    page: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class ShowingOpd(State):
    pemda: int
    opd: int


@dataclass(frozen=True, slots=True)
class ManagingPeriod(State):
    pemda: int


class Purpose(StrEnum):
    """What a day of the calendar is for."""

    NEW_DUE = "new_due"
    NEW_VERIFICATION = "new_verification"
    DUE = "due"
    VERIFICATION = "verification"
    EXTENSION = "extension"
    REOPENING = "reopening"
    DRAFT_OPENS = "draft_opens"
    DRAFT_DUE = "draft_due"
    DRAFT_VERIFICATION = "draft_verification"


@dataclass(frozen=True, slots=True)
class PickingDay(State):
    """`month`: its first day; `due` and `verification`: what was chosen so far. All ISO 8601 days. `of`: the period
    that is meant, where it is not the open one."""

    pemda: int
    purpose: str
    month: str
    due: str = ""
    verification: str = ""
    opd: int = 0
    of: int = 0

    @property
    def period(self) -> int | None:
        """The period whose results are wanted: who goes on when it is opened again hears of it."""
        return self.of if self.purpose == Purpose.REOPENING else None


@dataclass(frozen=True, slots=True)
class MovingDue(State):
    """A new due day of the open period, until it is confirmed (ISO 8601)."""

    pemda: int
    period: int
    due: str


@dataclass(frozen=True, slots=True)
class DraftingPeriod(State):
    """A period as it would be opened; ISO 8601 days."""

    pemda: int
    due: str
    verification: str


@dataclass(frozen=True, slots=True)
class ClosingPeriod(State):
    pemda: int
    period: int


@dataclass(frozen=True, slots=True)
class ChoosingExtension(State):
    pemda: int
    page: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class Extending(State):
    """An extension just given; `before` is the due instant it replaced (ISO 8601), empty when it was the period's."""

    pemda: int
    opd: int
    before: str = ""


@dataclass(frozen=True, slots=True)
class Inviting(State):
    pemda: int


@dataclass(frozen=True, slots=True)
class ChoosingInvited(State):
    """Which OPD an invitation is for; a verifier's home OPD."""

    pemda: int
    role: str
    field: str = ""
    page: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class ChoosingField(State):
    pemda: int


@dataclass(frozen=True, slots=True)
class ChoosingRole(State):
    pemda: int


@dataclass(frozen=True, slots=True)
class Revoking(State):
    """`opd` 0: of the whole Pemda."""

    pemda: int
    opd: int = 0


@dataclass(frozen=True, slots=True)
class ListingPeople(State):
    pemda: int
    page: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class ShowingPerson(State):
    pemda: int
    membership: int


@dataclass(frozen=True, slots=True)
class RemovingPerson(State):
    pemda: int
    membership: int


@dataclass(frozen=True, slots=True)
class HandlingProblems(State):
    pemda: int


@dataclass(frozen=True, slots=True)
class HandlingAside(State):
    pemda: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowingAside(State):
    pemda: int
    inbox: int


@dataclass(frozen=True, slots=True)
class HandlingStuck(State):
    """What the bot does by itself and fails at."""

    pemda: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class HandlingLateFiles(State):
    pemda: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class HandlingUnreachable(State):
    pemda: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class HandlingDisputed(State):
    """Contacts who say that they were invited for the wrong OPD."""

    pemda: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ListingQuestions(State):
    pemda: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChangingSettings(State):
    pemda: int
