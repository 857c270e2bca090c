"""What is to be done about an answer (tindakan perbaikan): the action, who does it, by when, and that it was done."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SHORTEST, MOST_ACTION, MOST_PERSON, MOST_NOTE = 3, 300, 80, 500
"""Characters of an action, of the name of who does it, and of what is said when it is done."""
YEARS_AHEAD = 2


class Part(StrEnum):
    """What is asked of an action, in this order."""

    ACTION = "action"
    PERSON = "person"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Action:
    """A corrective action. What was not said yet is empty. `messages`: (number, part) of the messages its words came
    in, "" for all parts at once.
    """

    id: int
    variable: str
    words: str = ""
    person: str = ""
    due: date | None = None
    done_at: datetime | None = None
    done_note: str = ""
    by: int = 0  # person id of who wrote it last
    by_name: str = ""
    messages: tuple[tuple[int, str], ...] = ()

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that nobody has said yet, in the order in which they are asked."""
        said = {Part.ACTION: self.words, Part.PERSON: self.person, Part.DUE: self.due}
        return tuple(part for part, value in said.items() if not value)

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.complete and self.done_at is None

    def overdue(self, today: date) -> bool:
        return self.open and self.due is not None and self.due < today
