"""Common parts of a coordinator's states: the Pemda they are about, or a period of it."""

from dataclasses import dataclass
from typing import ClassVar

from bot.flows.base import State
from core.pemda.parts import NOTHING, Part, Parts
from core.wish import Wish

OPDS: Parts = frozenset({Part.OPDS})
PEOPLE: Parts = frozenset({Part.PEOPLE})
PROBLEMS: Parts = frozenset({Part.PROBLEMS, Part.PEOPLE, Part.QUESTIONS})
"""All that may be amiss: contacts at the wrong OPD and open questions too."""
QUESTIONS: Parts = frozenset({Part.QUESTIONS})
WAITING: Parts = frozenset({Part.RESULTS})
INVITATIONS: Parts = frozenset({Part.OPDS, Part.INVITATIONS})


@dataclass(frozen=True, slots=True)
class OfPemda(State):
    """A page of a Pemda that the person coordinates. `PARTS` is what its step and screen read of it."""

    PARTS: ClassVar[Parts] = NOTHING

    pemda: int

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, parts=self.PARTS)


@dataclass(frozen=True, slots=True)
class OfPeriod(OfPemda):
    """The results of a period of this Pemda."""

    period: int

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, period=self.period, parts=self.PARTS)


@dataclass(frozen=True, slots=True)
class ConnectingGroup(OfPemda):
    """How a group of the team is connected."""
