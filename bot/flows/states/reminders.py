"""Where a coordinator stands who reminds. `reminding` says which of the reminders are shown (core.reminders.facts)."""

from dataclasses import dataclass

from bot.flows.base import State
from core.reminders.facts import LOG


@dataclass(frozen=True, slots=True)
class Previewing(State):
    """Who would be reminded now."""

    pemda: int
    reminding: str = ""


@dataclass(frozen=True, slots=True)
class ChoosingReminded(State):
    """Ticking OPD (their numbers)."""

    pemda: int
    chosen: tuple[int, ...] = ()
    page: int = 0
    query: str = ""
    reminding: str = ""


@dataclass(frozen=True, slots=True)
class Reminded(State):
    """Reminders are on their way; `reminding` is the instant of the press."""

    pemda: int
    reminding: str


@dataclass(frozen=True, slots=True)
class ReadingLog(State):
    """The days of the log, or one of them."""

    pemda: int
    reminding: str = LOG
    page: int = 0
