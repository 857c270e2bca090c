"""Where contacts and coordinators stand at the survey of a service's users."""

from dataclasses import dataclass, replace

from bot.flows.states.contact import OfAssessment
from bot.flows.states.lists import Paged
from bot.flows.states.pemda import OfPeriod
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Surveying(OfAssessment):
    """A contact, at the survey of the own OPD."""

    def wish(self) -> Wish:
        return Wish(self.assessment or None, surveys=True)


@dataclass(frozen=True, slots=True)
class OfSurveys(OfPeriod):
    """A coordinator, at the surveys of a period."""

    def wish(self) -> Wish:
        return replace(super(OfSurveys, self).wish(), surveys=True)


@dataclass(frozen=True, slots=True)
class ListingSurveys(OfSurveys, Paged):
    """How many users of each OPD have answered."""


@dataclass(frozen=True, slots=True)
class ShowingSurvey(OfSurveys):
    """The survey of one OPD; `restarting`: asks whether its answers are to go."""

    assessment: int
    restarting: bool = False
