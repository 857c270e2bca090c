"""Where a coordinator's conversation about periods and their results can stand, beside those of admin_states.py."""

from dataclasses import dataclass

from bot.flows.base import State


@dataclass(frozen=True, slots=True)
class ListingPeriods(State):
    pemda: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowingPeriod(State):
    """A period that is closed or archived."""

    pemda: int
    period: int


@dataclass(frozen=True, slots=True)
class ShowingDraft(State):
    """A period that is prepared or scheduled; by its name, for its number is not known when it is made."""

    pemda: int
    name: str


@dataclass(frozen=True, slots=True)
class DiscardingDraft(State):
    pemda: int
    name: str


@dataclass(frozen=True, slots=True)
class ManagingResults(State):
    """Tetapkan, Umumkan: the results of one period."""

    pemda: int
    period: int


@dataclass(frozen=True, slots=True)
class ChoosingFinal(State):
    """Which results become final; `chosen` are assessments."""

    pemda: int
    period: int
    chosen: tuple[int, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class ConfirmingFinal(State):
    pemda: int
    period: int
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChoosingReopened(State):
    """Which result is opened again."""

    pemda: int
    period: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReopeningResult(State):
    """Which variables are judged again, and why. `of` is the assessment, which is not loaded for it. `reason` was
    written before a variable was chosen: it waits until the variables are."""

    pemda: int
    period: int
    of: int
    variables: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PublishingResults(State):
    pemda: int
    period: int
