"""Where a coordinator stands who looks after what waits: problems by kind, and questions."""

from dataclasses import dataclass

from bot.flows.states.lists import Paged
from bot.flows.states.pemda import OPDS, PROBLEMS, QUESTIONS, OfPemda


@dataclass(frozen=True, slots=True)
class HandlingProblems(OfPemda):
    """What needs a coordinator, by kind."""

    PARTS = PROBLEMS | OPDS


@dataclass(frozen=True, slots=True)
class HandlingAside(OfPemda, Paged):
    """Updates that were set aside."""

    PARTS = PROBLEMS | OPDS


@dataclass(frozen=True, slots=True)
class ShowingAside(OfPemda):
    PARTS = PROBLEMS | OPDS

    inbox: int


@dataclass(frozen=True, slots=True)
class HandlingStuck(OfPemda, Paged):
    """Work of the bot's own that fails."""

    PARTS = PROBLEMS | OPDS


@dataclass(frozen=True, slots=True)
class HandlingLateFiles(OfPemda, Paged):
    """Files that are not copied yet."""

    PARTS = PROBLEMS | OPDS


@dataclass(frozen=True, slots=True)
class HandlingUnreachable(OfPemda, Paged):
    """Contacts who cannot be reached."""

    PARTS = PROBLEMS | OPDS


@dataclass(frozen=True, slots=True)
class HandlingDisputed(OfPemda, Paged):
    """Contacts who say that they were invited for the wrong OPD."""

    PARTS = PROBLEMS | OPDS


@dataclass(frozen=True, slots=True)
class HandlingHeadless(OfPemda, Paged):
    """OPD that wait for the approval of a head who is not there."""

    PARTS = PROBLEMS | OPDS


@dataclass(frozen=True, slots=True)
class ListingQuestions(OfPemda, Paged):
    """Questions to the team that are not answered yet."""

    PARTS = QUESTIONS
