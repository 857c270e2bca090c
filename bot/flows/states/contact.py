"""Where a contact's or head's conversation can stand. Apart from the flows, so that each can lead to any other."""

from dataclasses import dataclass, field
from typing import Any

from bot.flows.base import State
from bot.flows.states.lists import Paged
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Waiting(State):
    """No assessment is open."""


@dataclass(frozen=True, slots=True)
class OfAssessment(State):
    """Somewhere in one OPD's assessment. `replaced`: the variable whose explanation was replaced just now, with the
    messages of the former one, which can be taken back; it makes no two states differ."""

    assessment: int
    replaced: tuple[Any, ...] = field(default=(), compare=False, kw_only=True)

    def wish(self) -> Wish:
        return Wish(self.assessment or None)


@dataclass(frozen=True, slots=True)
class OfVariable(OfAssessment):
    """At one variable."""

    variable: str


# the whole questionnaire


@dataclass(frozen=True, slots=True)
class Browsing(OfAssessment):
    """Table of contents (daftar isi)."""


@dataclass(frozen=True, slots=True)
class Summarising(OfAssessment):
    """Summary (ringkasan); takes the declarant's identity when everything is complete.

    `identity` holds the lines of it that have come so far. It does not change the screen, so it does not make two
    states differ; the same for Identifying.
    """

    identity: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class LookingBack(OfAssessment):
    """Reading what was filled in; `shown` empty: the list of all variables."""

    shown: str = ""


# one variable


@dataclass(frozen=True, slots=True)
class Levelling(OfVariable):
    """The level is asked."""


@dataclass(frozen=True, slots=True)
class Explaining(OfVariable):
    """The explanation is asked."""


@dataclass(frozen=True, slots=True)
class Evidencing(OfVariable):
    """Evidence is asked."""


@dataclass(frozen=True, slots=True)
class Checking(OfVariable):
    """What stands in one variable, with all ways to change it."""


@dataclass(frozen=True, slots=True)
class CheckingEvidence(OfVariable, Paged):
    """List of a variable's evidence. `back` is the variable that was open before, empty when it was this one.

    `places` are the evidence numbers in the order of the screen once something was removed, so that nothing moves
    under the finger; `undo` is what was removed or moved last; `moved` is where it went, and `shared` says that it
    proved that variable before.
    """

    back: str = ""
    places: tuple[int, ...] = ()
    undo: int = 0
    moved: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ChoosingEvidence(OfVariable, Paged):
    """Which file of another variable proves this one too."""


@dataclass(frozen=True, slots=True)
class Dating(OfVariable):
    """Of which year the documents are."""

    back: str = ""


@dataclass(frozen=True, slots=True)
class Moving(OfVariable, Paged):
    """Which evidence goes to which variable: `evidence` 0 and `target` empty are not chosen yet."""

    back: str = ""
    evidence: int = 0
    target: str = ""


@dataclass(frozen=True, slots=True)
class Conflicting(OfVariable):
    """A colleague has answered meanwhile; either a level or a text waits for a decision."""

    level: int = 0
    text: str = ""
    message_id: int = 0


@dataclass(frozen=True, slots=True)
class Asking(OfVariable):
    """A question to the team is being written. `back` names the kind of state it was asked from, `text` is a question
    so short that it waits for a confirmation."""

    back: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sorting(OfAssessment):
    """A text came where none was asked for. `variable` is where it seems to belong, `other` the one asked now; `links`
    in it become evidence where it is kept; `joined`: it came in several messages."""

    variable: str
    text: str
    message_id: int
    back: str = ""
    other: str = ""
    links: tuple[str, ...] = ()
    joined: bool = field(default=False, compare=False)


# sending, and after


@dataclass(frozen=True, slots=True)
class Identifying(OfAssessment):
    """The declarant's identity is asked anew."""

    identity: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Declaring(OfAssessment):
    """The declaration stands before the person who sends it."""


@dataclass(frozen=True, slots=True)
class AwaitingHead(OfAssessment):
    """The head approves in the bot, or has signed a letter whose photo is still to come. `reminded`: day, `asked`: the
    instant the letter was prepared here; both ISO 8601 or empty."""

    reminded: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Receipting(OfAssessment):
    """Receipt (tanda terima); everything is locked."""


@dataclass(frozen=True, slots=True)
class Withdrawing(OfAssessment):
    """Is the submission really to be withdrawn?"""


@dataclass(frozen=True, slots=True)
class Repairing(OfVariable):
    """A returned variable waits for new evidence or another answer."""


@dataclass(frozen=True, slots=True)
class Resending(OfVariable):
    """A returned variable was repaired and can be sent."""


@dataclass(frozen=True, slots=True)
class Resulting(OfAssessment):
    """The OPD's result: where it stands, variable by variable ("all"), or one of them (its code)."""

    shown: str = ""

    def wish(self) -> Wish:
        return Wish(self.assessment or None, results=True)


# who looks on


@dataclass(frozen=True, slots=True)
class Viewing(State):
    """A Pemda's progress and results, in a view of the group's: its address ("skor", "2"), empty for the board."""

    pemda: int
    shown: tuple[str, ...] = ()

    def wish(self) -> Wish:
        return Wish(pemda=self.pemda, looking=True)


# the head


@dataclass(frozen=True, slots=True)
class Approving(OfAssessment):
    """The head sees what is being signed."""


@dataclass(frozen=True, slots=True)
class Returning(OfAssessment):
    """The head says why the assessment goes back to the contacts; `note` waits to be confirmed."""

    note: str = ""
