"""States of coordinators. They are all together, so that one flow can lead to a screen of another without
importing it.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.flows.base import State
from bot.flows.states.lists import Searched
from bot.flows.states.pemda import OPDS, OPDS_AND_SHELF, PROBLEMS, SHELF, WAITING, OfPemda, OfPeriod
from core.pemda.parts import NOTHING
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class ChoosingPemda(Searched):
    """Choosing among the Pemda that the person coordinates."""


@dataclass(frozen=True, slots=True)
class NamingPemda(State):
    NAMES = True


@dataclass(frozen=True, slots=True)
class ChoosingZone(State):
    name: str

    @property
    def unsent(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Administering(OfPemda):
    """The menu. `name`: of a Pemda that was made just now, whose number (0) is not known yet."""

    PARTS = OPDS | PROBLEMS | WAITING

    name: str = ""

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda or None, pemda_named=self.name or None, parts=self.PARTS)


@dataclass(frozen=True, slots=True)
class AwaitingOpdFile(OfPemda):
    """[Kelola OPD]: waits for a file with the list."""

    PARTS = OPDS


@dataclass(frozen=True, slots=True)
class ReadingOpdFile(OfPemda):
    """The file is being fetched and read; the outcome comes as an event."""

    name: str


@dataclass(frozen=True, slots=True)
class MendingOpdFile(OfPemda):
    """Nothing was imported. `lines` are the first faults; `problem` says why the file as a whole cannot be used;
    `notes`: how it was read.
    """

    PARTS = OPDS

    name: str
    problem: str = ""
    lines: tuple[str, ...] = ()
    faults: int = 0
    rows: int = 0
    of: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavingOpds(OfPemda):
    """The list that was read, before it is saved. `rows`: code, name, short name, kind, perhaps telephone; `notes`: how
    it was read; `losses`: what was not.
    """

    PARTS = OPDS

    name: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListingOpds(OfPemda, Searched):
    """The OPD of the Pemda."""

    PARTS = OPDS


@dataclass(frozen=True, slots=True)
class ShowingOpd(OfPemda):
    PARTS = OPDS

    opd: int


@dataclass(frozen=True, slots=True)
class RemovingOpd(OfPemda):
    """An OPD without anything, before it is removed from the list."""

    PARTS = OPDS

    opd: int


@dataclass(frozen=True, slots=True)
class LeavingOut(OfPemda):
    """An OPD before it is taken out of the open period; why is asked first."""

    PARTS = OPDS

    opd: int
    reason: str = ""

    @property
    def unsent(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True)
class ManagingPeriod(OfPemda):
    """[Kelola periode]."""

    IN_PERIOD = True

    PARTS = OPDS_AND_SHELF


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
class OfNewPeriod(OfPemda):
    """On the way to a new period: its instrument ("": the usual one), kind and OPD (none: all), as chosen so far.
    `subjects` are the only lines of registers that take part, `about` their names; none: all.
    """

    instrument: str = field(default="", kw_only=True)
    kind: str = field(default="", kw_only=True)
    chosen: tuple[int, ...] = field(default=(), kw_only=True)
    subjects: tuple[int, ...] = field(default=(), kw_only=True)
    about: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class PickingDay(OfNewPeriod):
    """`month` is its first day; `due` and `verification` were chosen so far. All are ISO 8601 days. `of` is the period,
    where it is not the open one.
    """

    IN_PERIOD = True

    purpose: str
    month: str
    due: str = ""
    verification: str = ""
    opd: int = 0
    of: int = 0

    def wish(self) -> Wish:
        """With the results of a period that is opened again, or the OPD whose dates a chosen day moves."""
        period = self.of if self.purpose == Purpose.REOPENING else None
        concerned = self.purpose in (Purpose.VERIFICATION, Purpose.EXTENSION)
        new = self.purpose in (Purpose.NEW_DUE, Purpose.NEW_VERIFICATION)
        parts = OPDS if concerned else SHELF if new else NOTHING
        return Wish(pemda=self.pemda, period=period, parts=parts, within=self.within or None)


@dataclass(frozen=True, slots=True)
class ConfirmingDay(PickingDay):
    """A chosen `day` that people are told of, before it is confirmed."""

    day: str = ""

    def wish(self) -> Wish:
        """With the people who would be told."""
        return replace(PickingDay.wish(self), parts=OPDS)


@dataclass(frozen=True, slots=True)
class MovingDue(OfPemda):
    """A new due date of the open period (ISO 8601), before it is confirmed."""

    IN_PERIOD = True

    PARTS = OPDS

    period: int
    due: str


@dataclass(frozen=True, slots=True)
class DraftingPeriod(OfNewPeriod):
    """A period before it is opened; ISO 8601 days."""

    PARTS = OPDS_AND_SHELF

    due: str
    verification: str


@dataclass(frozen=True, slots=True)
class ScopingPeriod(DraftingPeriod):
    """Choosing the instrument, the kind and the OPD of a new period."""


@dataclass(frozen=True, slots=True)
class ChoosingParticipants(DraftingPeriod, Searched):
    """Ticking the OPD that take part in a new period. `blank`: none is ticked yet, else none chosen means all."""

    blank: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ClosingPeriod(OfPeriod):
    """Asks whether to close the open period."""

    IN_PERIOD = True

    PARTS = OPDS


@dataclass(frozen=True, slots=True)
class ChoosingExtension(OfPemda, Searched):
    """Choosing the OPD that gets more time."""

    IN_PERIOD = True

    PARTS = OPDS


@dataclass(frozen=True, slots=True)
class Extending(OfPemda):
    """An extension was just given; `before` is the due instant it replaced (ISO 8601), "" when that was the
    period's. `asked`: whether it is to be taken back.
    """

    IN_PERIOD = True

    PARTS = OPDS

    opd: int
    before: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ChangingSettings(OfPemda):
    """The overview of settings."""
