"""States of coordinators about periods and their results."""

from dataclasses import dataclass

from bot.flows.states.lists import Paged
from bot.flows.states.pemda import OPDS, OfPemda, OfPeriod


@dataclass(frozen=True, slots=True)
class ListingPeriods(OfPemda, Paged):
    """All periods of the Pemda."""


@dataclass(frozen=True, slots=True)
class ShowingPeriod(OfPeriod):
    """A period that is closed or archived."""


@dataclass(frozen=True, slots=True)
class ShowingDraft(OfPemda):
    """A period that is prepared or scheduled, by its name, because its number is not known when it is made."""

    PARTS = OPDS

    name: str


@dataclass(frozen=True, slots=True)
class DiscardingDraft(OfPemda):
    name: str


@dataclass(frozen=True, slots=True)
class ArchivingPeriod(OfPeriod):
    """A closed period before it is archived; what depends on it is shown first."""

    PARTS = OPDS


@dataclass(frozen=True, slots=True)
class ManagingResults(OfPeriod):
    """Results of one period, to be made final (Tetapkan) and known (Umumkan)."""


@dataclass(frozen=True, slots=True)
class ChoosingFinal(OfPeriod, Paged):
    """Choosing results to make final; `chosen` are assessments."""

    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmingFinal(OfPeriod):
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChoosingReopened(OfPeriod, Paged):
    """Choosing a result to open again."""


@dataclass(frozen=True, slots=True)
class ReopeningResult(OfPeriod):
    """Choosing variables to be judged again, and writing why. `of` is the assessment, which is not loaded for it.
    `reason` may be written before a variable is chosen, and then waits.
    """

    PARTS = OPDS

    of: int
    variables: tuple[str, ...] = ()
    reason: str = ""

    @property
    def unsent(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True)
class PublishingResults(OfPeriod):
    """Results before they are made known."""

    PARTS = OPDS
