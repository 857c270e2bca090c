"""Where a coordinator's conversation can stand, and who may stand there.

All states together, so that one flow can lead to a screen of another without importing it.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.flows.base import State
from bot.flows.states.lists import Paged, Searched
from bot.flows.states.pemda import OfPemda, OfPeriod
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class ChoosingPemda(Searched):
    """Which of the Pemda the person coordinates."""


@dataclass(frozen=True, slots=True)
class NamingPemda(State):
    pass


@dataclass(frozen=True, slots=True)
class ChoosingZone(State):
    name: str


@dataclass(frozen=True, slots=True)
class Administering(OfPemda):
    """The menu."""


@dataclass(frozen=True, slots=True)
class AwaitingOpdFile(OfPemda):
    """[Kelola OPD]: a file brings the list."""


@dataclass(frozen=True, slots=True)
class ReadingOpdFile(OfPemda):
    """The file is being fetched and read; the result comes as an event."""

    name: str


@dataclass(frozen=True, slots=True)
class MendingOpdFile(OfPemda):
    """Nothing was imported. `lines` are the first faults, `problem` why the file as a whole was no use; `notes`: how it
    was read."""

    name: str
    problem: str = ""
    lines: tuple[str, ...] = ()
    faults: int = 0
    rows: int = 0
    of: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavingOpds(OfPemda):
    """What was read, until it is saved. `rows`: code, name, short name, kind; `notes`: how it was read."""

    name: str
    rows: tuple[tuple[str, str, str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListingOpds(OfPemda, Searched):
    """The OPD of the Pemda."""


@dataclass(frozen=True, slots=True)
class ShowingOpd(OfPemda):
    opd: int


@dataclass(frozen=True, slots=True)
class ManagingPeriod(OfPemda):
    """[Kelola periode]."""


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
class PickingDay(OfPemda):
    """`month`: its first day; `due` and `verification`: what was chosen so far. All ISO 8601 days. `of`: the period
    that is meant, where it is not the open one."""

    purpose: str
    month: str
    due: str = ""
    verification: str = ""
    opd: int = 0
    of: int = 0

    def wish(self) -> Wish:
        """The results of a period that is opened again: who goes on then hears of it."""
        return Wish(pemda=self.pemda, period=self.of if self.purpose == Purpose.REOPENING else None)


@dataclass(frozen=True, slots=True)
class MovingDue(OfPemda):
    """A new due day of the open period, until it is confirmed (ISO 8601)."""

    period: int
    due: str


@dataclass(frozen=True, slots=True)
class DraftingPeriod(OfPemda):
    """A period as it would be opened; ISO 8601 days."""

    due: str
    verification: str


@dataclass(frozen=True, slots=True)
class ClosingPeriod(OfPeriod):
    """Is the open period really to be closed?"""


@dataclass(frozen=True, slots=True)
class ChoosingExtension(OfPemda, Searched):
    """Which OPD gets more time."""


@dataclass(frozen=True, slots=True)
class Extending(OfPemda):
    """An extension just given; `before` is the due instant it replaced (ISO 8601), empty when it was the period's."""

    opd: int
    before: str = ""


@dataclass(frozen=True, slots=True)
class Inviting(OfPemda):
    """[Buat undangan]: whom."""


@dataclass(frozen=True, slots=True)
class ChoosingInvited(OfPemda, Searched):
    """Which OPD an invitation is for; a verifier's home OPD."""

    role: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class ChoosingField(OfPemda):
    """Which field an invited verifier checks."""


@dataclass(frozen=True, slots=True)
class ChoosingRole(OfPemda):
    """Which of the other roles somebody is invited to."""


@dataclass(frozen=True, slots=True)
class Revoking(OfPemda):
    """`opd` 0: of the whole Pemda."""

    opd: int = 0


@dataclass(frozen=True, slots=True)
class ListingPeople(OfPemda, Searched):
    """Everybody who holds a role."""


@dataclass(frozen=True, slots=True)
class ShowingPerson(OfPemda):
    membership: int


@dataclass(frozen=True, slots=True)
class RemovingPerson(OfPemda):
    membership: int


@dataclass(frozen=True, slots=True)
class HandlingProblems(OfPemda):
    """What waits for a coordinator, by kind."""


@dataclass(frozen=True, slots=True)
class HandlingAside(OfPemda, Paged):
    """Updates that were set aside."""


@dataclass(frozen=True, slots=True)
class ShowingAside(OfPemda):
    inbox: int


@dataclass(frozen=True, slots=True)
class HandlingStuck(OfPemda, Paged):
    """What the bot does by itself and fails at."""


@dataclass(frozen=True, slots=True)
class HandlingLateFiles(OfPemda, Paged):
    """Files that are not copied yet."""


@dataclass(frozen=True, slots=True)
class HandlingUnreachable(OfPemda, Paged):
    """Contacts whom no message reaches."""


@dataclass(frozen=True, slots=True)
class HandlingDisputed(OfPemda, Paged):
    """Contacts who say that they were invited for the wrong OPD."""


@dataclass(frozen=True, slots=True)
class ListingQuestions(OfPemda, Paged):
    """Questions to the team that wait for an answer."""


@dataclass(frozen=True, slots=True)
class ChangingSettings(OfPemda):
    """The overview of settings."""
