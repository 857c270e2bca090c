"""States about corrective actions: of one answer, of an OPD, of a Pemda."""

from dataclasses import dataclass, field

from bot.flows.base import State
from bot.flows.states.contact import OfVariable
from bot.flows.states.lists import Paged
from bot.flows.states.pemda import OfPemda
from core.actions.facts import ActionsWish
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Acting(OfVariable):
    """The action about an answer is asked: the part that is `asked`, or the first that is missing. `month`: of the
    calendar, its first day (ISO 8601).
    """

    asked: str = ""
    month: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class OfActions(State):
    """The actions of an OPD. `of`: the assessment from which they were opened, 0 for none."""

    opd: int
    of: int = 0

    def wish(self) -> Wish:
        return Wish(self.of or None, actions=ActionsWish(opd=self.opd))


@dataclass(frozen=True, slots=True)
class ListingActions(OfActions, Paged):
    pass


@dataclass(frozen=True, slots=True)
class ShowingAction(OfActions):
    """One of them. `note`: what was typed of how it was done, which waits for the press that finishes it."""

    action: int = 0
    note: str = ""

    @property
    def unsent(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True)
class ListingLate(OfPemda, Paged):
    """The actions of a Pemda that are overdue, for who coordinates it."""

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, actions=ActionsWish(pemda=self.pemda), within=self.within or None)
