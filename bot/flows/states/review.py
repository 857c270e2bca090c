"""States of the team. They are apart from the flows, so that each flow can lead to any other.

None of these states has an `assessment` or `variable`: those name what a person fills in. A person who fills in one OPD
and judges another goes on filling in where they were.
"""

from dataclasses import dataclass, field

from bot.flows.base import State
from bot.flows.states.lists import Paged
from core.review.facts import ReviewWish
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class OfReview(State):
    """A desk: a Pemda and a stage (core.review.verdicts.Stage); 0 and "" for a person's first one."""

    desk: int = 0
    stage: str = ""

    def wish(self) -> Wish:
        return Wish(review=ReviewWish(self.desk, self.stage, queue=True))


@dataclass(frozen=True, slots=True)
class Queueing(OfReview, Paged):
    """The queue. `busy` is the OPD whose claim was in the way, which is offered to be taken over."""

    busy: int = 0


@dataclass(frozen=True, slots=True)
class OfDossier(OfReview):
    """One OPD; `reviewed` is its assessment."""

    reviewed: int = 0

    def wish(self) -> Wish:
        return Wish(review=ReviewWish(self.desk, self.stage, self.reviewed))


@dataclass(frozen=True, slots=True)
class Judging(OfDossier):
    """One variable. `shown` is the number of the evidence on the screen, 0 for the first. `whole`: the full sentences
    of all levels and the explanation are being read, at `page`; both are ignored when two states are compared.
    """

    code: str = ""
    shown: int = 0
    whole: bool = field(default=False, compare=False)
    page: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Noting(OfDossier):
    """Asks why. `level` None: the variable is returned. `edition` is what the verdict is about. `note` is a reason
    that was typed with the decision and waits to be taken.
    """

    code: str = ""
    edition: str = ""
    level: int | None = None
    shown: int = 0
    note: str = ""

    @property
    def unsent(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True)
class Concluding(OfDossier):
    """All drafts of an OPD, before they are fixed."""


@dataclass(frozen=True, slots=True)
class Concluded(OfDossier):
    """What was fixed just now, and whether the OPD has been told."""

    def wish(self) -> Wish:
        return Wish(review=ReviewWish(self.desk, self.stage, self.reviewed, queue=True))
