"""Common parts of a coordinator's states: the Pemda they are about, or a period of it."""

from dataclasses import dataclass, field
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
SHELF: Parts = frozenset({Part.SHELF})
OPDS_AND_SHELF: Parts = frozenset({Part.OPDS, Part.SHELF})
INVITATIONS: Parts = frozenset({Part.OPDS, Part.INVITATIONS})


@dataclass(frozen=True, slots=True)
class OfPemda(State):
    """A page of a Pemda that the person coordinates. `PARTS` is what its step and screen read of it. `within` is the
    open period that it is about, where there are several; coordinator_flow keeps it from page to page.
    """

    PARTS: ClassVar[Parts] = NOTHING
    IN_PERIOD: ClassVar[bool] = False
    """Whether it is about one open period, which its words and notices name where there are several."""

    pemda: int
    within: int = field(default=0, kw_only=True)

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, parts=self.PARTS, within=self.within or None)


@dataclass(frozen=True, slots=True)
class OfPeriod(OfPemda):
    """The results of a period of this Pemda."""

    period: int

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, period=self.period, parts=self.PARTS, within=self.within or None)


@dataclass(frozen=True, slots=True)
class ConnectingGroup(OfPemda):
    """How a group of the team is connected."""
