"""The answer to one variable (jawaban), the one of the period before, and why it is open again."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reopening:
    """Why a variable is open again after submission. The contact reads `note` first."""

    note: str
    due: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one variable (jawaban). `level` is None while there is only an explanation or evidence. `parts` are
    the messages (message id, text) that the explanation was made of, so that an edited message can update it.
    """

    variable: str
    level: int | None
    explanation: str
    version: int
    by: int  # person id of who chose the level
    by_name: str
    at: datetime  # of the newest change
    parts: tuple[tuple[int, str], ...] = ()
    reopened: Reopening | None = None
    repaired: bool = False  # something was changed since it was reopened
    writer: tuple[int, str] | None = None  # who wrote the explanation, number and name; None: who chose the level

    @property
    def explained_by(self) -> int:
        return self.writer[0] if self.writer else self.by

    @property
    def explained_by_name(self) -> str:
        return self.writer[1] if self.writer else self.by_name


@dataclass(frozen=True, slots=True)
class FormerAnswer:
    """The answer in the period before, with the same instrument. It is offered to the contact and never taken over
    without them.
    """

    level: int
    explanation: str
    verified: int | None
    evidence: tuple[tuple[int, str], ...] = ()  # (evidence id, name)
