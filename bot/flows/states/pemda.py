"""What states of a coordinator have in common: the Pemda they are about, or a period of it."""

from dataclasses import dataclass

from bot.flows.base import State
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class OfPemda(State):
    """At a page of a Pemda that the person coordinates."""

    pemda: int

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda)


@dataclass(frozen=True, slots=True)
class OfPeriod(OfPemda):
    """At the results of a period of this Pemda."""

    period: int

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, period=self.period)
