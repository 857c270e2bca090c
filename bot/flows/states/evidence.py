"""States in which the evidence of a variable is asked for, listed, looked at, dated or moved."""

from dataclasses import dataclass

from bot.flows.states.contact import OfVariable
from bot.flows.states.lists import Paged
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Evidencing(OfVariable):
    """Evidence is asked."""

    def wish(self) -> Wish:
        return Wish(self.assessment or None, documents=True)


@dataclass(frozen=True, slots=True)
class CheckingEvidence(OfVariable, Paged):
    """List of a variable's evidence. `back` is the variable that was open before, "" when it was this one.

    `places` are the evidence numbers in the order of the screen once something was removed, so that nothing moves under
    the finger. `undo` is what was removed or moved last; `moved` is where it went, and `shared` says that it proved
    that variable before.
    """

    back: str = ""
    places: tuple[int, ...] = ()
    undo: int = 0
    moved: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ViewingEvidence(OfVariable, Paged):
    """One piece of evidence is looked at; the rest is that of its list."""

    evidence: int = 0
    back: str = ""
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ChoosingEvidence(OfVariable, Paged):
    """Choosing a file of another variable that proves this one too."""


@dataclass(frozen=True, slots=True)
class Dating(OfVariable):
    """Choosing the year of documents, or of one (`evidence`)."""

    back: str = ""
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class Moving(OfVariable, Paged):
    """Choosing which evidence goes to which variable. `evidence` 0 and `target` "" are not chosen yet."""

    back: str = ""
    evidence: int = 0
    target: str = ""
