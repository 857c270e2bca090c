"""States of coordinators. They are all together, so that one flow can lead to a screen of another without
importing it.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.flows.base import State
from bot.flows.states.lists import Paged, Searched
from bot.flows.states.pemda import OfPemda, OfPeriod
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class ChoosingPemda(Searched):
    """Choosing among the Pemda that the person coordinates."""


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
    """[Kelola OPD]: waits for a file with the list."""


@dataclass(frozen=True, slots=True)
class ReadingOpdFile(OfPemda):
    """The file is being fetched and read; the outcome comes as an event."""

    name: str


@dataclass(frozen=True, slots=True)
class MendingOpdFile(OfPemda):
    """Nothing was imported. `lines` are the first faults; `problem` says why the file as a whole cannot be used;
    `notes`: how it was read.
    """

    name: str
    problem: str = ""
    lines: tuple[str, ...] = ()
    faults: int = 0
    rows: int = 0
    of: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavingOpds(OfPemda):
    """The list that was read, before it is saved. `rows`: code, name, short name, kind; `notes`: how it was read."""

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
    """What a day of the calendar is chosen for."""

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
    """`month` is its first day; `due` and `verification` were chosen so far. All are ISO 8601 days. `of` is the period,
    where it is not the open one.
    """

    purpose: str
    month: str
    due: str = ""
    verification: str = ""
    opd: int = 0
    of: int = 0

    def wish(self) -> Wish:
        """With the results of a period that is opened again, which say who goes on then and is told."""
        return Wish(pemda=self.pemda, period=self.of if self.purpose == Purpose.REOPENING else None)


@dataclass(frozen=True, slots=True)
class MovingDue(OfPemda):
    """A new due date of the open period (ISO 8601), before it is confirmed."""

    period: int
    due: str


@dataclass(frozen=True, slots=True)
class DraftingPeriod(OfPemda):
    """A period before it is opened; ISO 8601 days."""

    due: str
    verification: str


@dataclass(frozen=True, slots=True)
class ClosingPeriod(OfPeriod):
    """Asks whether to close the open period."""


@dataclass(frozen=True, slots=True)
class ChoosingExtension(OfPemda, Searched):
    """Choosing the OPD that gets more time."""


@dataclass(frozen=True, slots=True)
class Extending(OfPemda):
    """An extension was just given; `before` is the due instant it replaced (ISO 8601), "" when that was the
    period's.
    """

    opd: int
    before: str = ""


@dataclass(frozen=True, slots=True)
class Inviting(OfPemda):
    """[Buat undangan]: choosing whom to invite."""


@dataclass(frozen=True, slots=True)
class ChoosingInvited(OfPemda, Searched):
    """Choosing the OPD of an invitation, or a verifier's home OPD."""

    role: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class ChoosingField(OfPemda):
    """Choosing the field of an invited verifier."""


@dataclass(frozen=True, slots=True)
class ChoosingRole(OfPemda):
    """Choosing one of the other roles for an invitation."""


@dataclass(frozen=True, slots=True)
class Revoking(OfPemda):
    """Asks whether to revoke invitations. `opd` 0: those of the whole Pemda."""

    opd: int = 0


@dataclass(frozen=True, slots=True)
class ListingPeople(OfPemda, Searched):
    """Everybody with a role."""


@dataclass(frozen=True, slots=True)
class ShowingPerson(OfPemda):
    membership: int


@dataclass(frozen=True, slots=True)
class RemovingPerson(OfPemda):
    membership: int


@dataclass(frozen=True, slots=True)
class HandlingProblems(OfPemda):
    """What needs a coordinator, by kind."""


@dataclass(frozen=True, slots=True)
class HandlingAside(OfPemda, Paged):
    """Updates that were set aside."""


@dataclass(frozen=True, slots=True)
class ShowingAside(OfPemda):
    inbox: int


@dataclass(frozen=True, slots=True)
class HandlingStuck(OfPemda, Paged):
    """Work of the bot's own that fails."""


@dataclass(frozen=True, slots=True)
class HandlingLateFiles(OfPemda, Paged):
    """Files that are not copied yet."""


@dataclass(frozen=True, slots=True)
class HandlingUnreachable(OfPemda, Paged):
    """Contacts who cannot be reached."""


@dataclass(frozen=True, slots=True)
class HandlingDisputed(OfPemda, Paged):
    """Contacts who say that they were invited for the wrong OPD."""


@dataclass(frozen=True, slots=True)
class ListingQuestions(OfPemda, Paged):
    """Questions to the team that are not answered yet."""


@dataclass(frozen=True, slots=True)
class ChangingSettings(OfPemda):
    """The overview of settings."""
