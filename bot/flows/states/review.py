"""Where a member of the team can stand. Apart from the flows, so that each can lead to any other.

None of these states has an `assessment` or `variable`: those name what a person fills in, and someone who fills in one
OPD and judges another goes on there where they were.
"""

from dataclasses import dataclass

from bot.flows.base import State
from bot.flows.states.lists import Paged
from core.review.facts import ReviewWish
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class OfReview(State):
    """At a desk: a Pemda and a stage (core.review.verdicts.Stage), 0 and empty for a person's first one."""

    desk: int = 0
    stage: str = ""

    def wish(self) -> Wish:
        return Wish(review=ReviewWish(self.desk, self.stage, queue=True))


@dataclass(frozen=True, slots=True)
class Queueing(OfReview, Paged):
    """The queue. `busy` is the OPD whose claim was in the way: it is offered to be taken over."""

    busy: int = 0


@dataclass(frozen=True, slots=True)
class OfDossier(OfReview):
    """At one OPD; `reviewed` is its assessment."""

    reviewed: int = 0

    def wish(self) -> Wish:
        return Wish(review=ReviewWish(self.desk, self.stage, self.reviewed))


@dataclass(frozen=True, slots=True)
class Judging(OfDossier):
    """At one variable. `shown` is the evidence number in view, 0 for the first."""

    code: str = ""
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Noting(OfDossier):
    """Why? `level` None: the variable is given back. `edition` is what the verdict was formed on."""

    code: str = ""
    edition: str = ""
    level: int | None = None
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Concluding(OfDossier):
    """All drafts of an OPD, before they are fixed."""


@dataclass(frozen=True, slots=True)
class Concluded(OfDossier):
    """What was fixed just now, and whether the OPD has heard of it."""

    def wish(self) -> Wish:
        return Wish(review=ReviewWish(self.desk, self.stage, self.reviewed, queue=True))
