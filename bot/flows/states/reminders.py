"""States of coordinators about reminders. `reminding` says which reminders are shown (core.reminders.facts)."""

from dataclasses import dataclass

from bot.flows.states.lists import Paged, Searched
from bot.flows.states.pemda import OfPemda
from core.reminders.facts import LOG
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class OfReminders(OfPemda):
    """Reminders of this Pemda."""

    reminding: str = ""

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, reminding=self.reminding, parts=self.PARTS)


@dataclass(frozen=True, slots=True)
class Previewing(OfReminders):
    """Who would be reminded now."""


@dataclass(frozen=True, slots=True)
class ChoosingReminded(OfReminders, Searched):
    """Ticking OPD, by the numbers of their assessments."""

    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminded(OfReminders):
    """Reminders are on their way; `reminding` is the instant of the press."""


@dataclass(frozen=True, slots=True)
class ReadingLog(OfReminders, Paged):
    """The days of the log, or one of them."""

    reminding: str = LOG
