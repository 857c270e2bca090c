"""Where a coordinator's conversation about periods and their results can stand."""

from dataclasses import dataclass

from bot.flows.states.lists import Paged
from bot.flows.states.pemda import OfPemda, OfPeriod


@dataclass(frozen=True, slots=True)
class ListingPeriods(OfPemda, Paged):
    """All periods of the Pemda."""


@dataclass(frozen=True, slots=True)
class ShowingPeriod(OfPeriod):
    """A period that is closed or archived."""


@dataclass(frozen=True, slots=True)
class ShowingDraft(OfPemda):
    """A period that is prepared or scheduled; by its name, for its number is not known when it is made."""

    name: str


@dataclass(frozen=True, slots=True)
class DiscardingDraft(OfPemda):
    name: str


@dataclass(frozen=True, slots=True)
class ManagingResults(OfPeriod):
    """Tetapkan, Umumkan: the results of one period."""


@dataclass(frozen=True, slots=True)
class ChoosingFinal(OfPeriod, Paged):
    """Which results become final; `chosen` are assessments."""

    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmingFinal(OfPeriod):
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChoosingReopened(OfPeriod, Paged):
    """Which result is opened again."""


@dataclass(frozen=True, slots=True)
class ReopeningResult(OfPeriod):
    """Which variables are judged again, and why. `of` is the assessment, which is not loaded for it. `reason` was
    written before a variable was chosen: it waits until the variables are."""

    of: int
    variables: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PublishingResults(OfPeriod):
    """Results before they are made known."""
