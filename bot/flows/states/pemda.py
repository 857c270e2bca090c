"""Common parts of a coordinator's states: the Pemda they are about, or a period of it."""

from dataclasses import dataclass

from bot.flows.base import State
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class OfPemda(State):
    """A page of a Pemda that the person coordinates."""

    pemda: int

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda)


@dataclass(frozen=True, slots=True)
class OfPeriod(OfPemda):
    """The results of a period of this Pemda."""

    period: int

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, period=self.period)
