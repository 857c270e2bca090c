"""States of contacts and heads. They are apart from the flows, so that each flow can lead to any other."""

from dataclasses import dataclass, field
from typing import Any

from bot.flows.base import State
from core.groups import AT
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Waiting(State):
    """No assessment is open."""


@dataclass(frozen=True, slots=True)
class OfAssessment(State):
    """In one OPD's assessment. `replaced` is the variable whose explanation was replaced just now, with the messages of
    the former one, which can be restored. `whole`: what the screen shows only in part is being read, at the page
    `part`. `called`: the day on which the coordinator was told from here that there is no head (ISO 8601). All four are
    ignored when two states are compared: the question is the same.
    """

    assessment: int
    replaced: tuple[Any, ...] = field(default=(), compare=False, kw_only=True)
    whole: bool = field(default=False, compare=False, kw_only=True)
    part: int = field(default=0, compare=False, kw_only=True)
    called: str = field(default="", compare=False, kw_only=True)

    def wish(self) -> Wish:
        return Wish(self.assessment or None)


@dataclass(frozen=True, slots=True)
class OfVariable(OfAssessment):
    """In one variable."""

    variable: str


# the whole questionnaire


@dataclass(frozen=True, slots=True)
class Browsing(OfAssessment):
    """Table of contents (daftar isi); of a long instrument its parts, or the variables of one `chapter`."""

    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Summarising(OfAssessment):
    """Summary (ringkasan). Takes the declarant's identity when everything is complete.

    `identity` are the lines that have come so far. They do not change the screen, so they are ignored when two states
    are compared; the same for Identifying.
    """

    identity: str = field(default="", compare=False)

    @property
    def unsent(self) -> str:
        return self.identity


@dataclass(frozen=True, slots=True)
class LookingBack(OfAssessment):
    """Reading what was filled in; `shown` "": the list of all variables."""

    shown: str = ""


@dataclass(frozen=True, slots=True)
class LookingAt(LookingBack):
    """Reading what was filled in, at one piece of its evidence."""

    evidence: int = 0


@dataclass(frozen=True, slots=True)
class Registering(OfAssessment):
    """The register of the OPD, while nothing stands in it (bot/flows/states/registers.py)."""


# one variable


@dataclass(frozen=True, slots=True)
class Levelling(OfVariable):
    """The level is asked. `whole`: the full sentences and the help are being read."""


@dataclass(frozen=True, slots=True)
class Explaining(OfVariable):
    """The explanation is asked."""


@dataclass(frozen=True, slots=True)
class Checking(OfVariable):
    """One variable with its answer and evidence, and all ways to change it."""


@dataclass(frozen=True, slots=True)
class Conflicting(OfVariable):
    """A colleague has answered meanwhile. A level or a text waits for a decision."""

    level: int = 0
    text: str = ""
    message_id: int = 0

    @property
    def unsent(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Asking(OfVariable):
    """A question to the team is being written. `back` is the name of the state it was asked from; `text` is a question
    that waits for a confirmation; `identity` are the lines of the declarant that the summary held.
    """

    back: str = ""
    text: str = ""
    identity: str = field(default="", compare=False)

    @property
    def unsent(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Sorting(OfAssessment):
    """A text came where none was asked for. `variable` is where it seems to belong, `other` the one asked now. `links`
    in it become evidence where it is kept; `parts` are its messages (number, words with what joins them to the words
    before) where there are several; `beside`: a file came after it.
    """

    variable: str
    text: str
    message_id: int
    back: str = ""
    other: str = ""
    links: tuple[str, ...] = ()
    parts: tuple[tuple[int, str], ...] = field(default=(), compare=False)
    beside: bool = field(default=False, compare=False)

    @property
    def messages(self) -> tuple[tuple[int, str], ...]:
        return self.parts or ((self.message_id, self.text),)


# sending, and after


@dataclass(frozen=True, slots=True)
class Identifying(OfAssessment):
    """The declarant's identity is asked again."""

    identity: str = field(default="", compare=False)

    @property
    def unsent(self) -> str:
        return self.identity


@dataclass(frozen=True, slots=True)
class Declaring(OfAssessment):
    """The declaration is shown to the person who submits."""


@dataclass(frozen=True, slots=True)
class AwaitingHead(OfAssessment):
    """The head approves in the bot, or has to sign a letter whose photo is still to come. `reminded` is a day, `asked`
    the instant at which the letter was ordered; both ISO 8601 or "".
    """

    reminded: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Receipting(OfAssessment):
    """Receipt (tanda terima); everything is locked."""


@dataclass(frozen=True, slots=True)
class Withdrawing(OfAssessment):
    """Asks whether to withdraw the submission."""


@dataclass(frozen=True, slots=True)
class Repairing(OfVariable):
    """A returned variable waits for new evidence or another answer."""

    def wish(self) -> Wish:
        return Wish(self.assessment or None, documents=True)


@dataclass(frozen=True, slots=True)
class Resending(OfVariable):
    """A returned variable was repaired and can be sent again."""


@dataclass(frozen=True, slots=True)
class Resulting(OfAssessment):
    """The OPD's result: its status, variable by variable ("all"), or one of them (its code)."""

    shown: str = ""

    def wish(self) -> Wish:
        return Wish(self.assessment or None, results=True)


# who looks on


@dataclass(frozen=True, slots=True)
class Viewing(State):
    """A Pemda's progress and results, in one of the group's views: its address ("skor", "2"), empty for the board."""

    pemda: int
    shown: tuple[str, ...] = ()

    def wish(self) -> Wish:
        _, at, period = (self.shown[0] if self.shown else "").partition(AT)
        return Wish(pemda=self.pemda, looking=True, viewed=int(period) if at and period.isdecimal() else None)


# the head


@dataclass(frozen=True, slots=True)
class Approving(OfAssessment):
    """The head sees what is being signed."""


@dataclass(frozen=True, slots=True)
class Consenting(OfAssessment):
    """Asks the head whether to approve and send what was shown; `mark` is that of the answers and files then."""

    mark: str = ""


@dataclass(frozen=True, slots=True)
class Returning(OfAssessment):
    """The head says why the assessment goes back to the contacts. `note` waits to be confirmed. `open`: it was written
    without having been asked for, so approving is offered beside it.
    """

    note: str = ""
    open: bool = False

    @property
    def unsent(self) -> str:
        return self.note
