"""Orders about corrective actions."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SaveAction:
    """Stores what was said of a variable's action; None: this part stays as it is. `messages` are those whose words it
    is now, as Action has them.
    """

    assessment: int
    variable: str
    words: str | None = None
    person: str | None = None
    due: date | None = None
    messages: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FinishAction:
    """The action is done; `note` says how, or where the evidence is. `done` False: it is open again."""

    action: int
    note: str = ""
    done: bool = True


@dataclass(frozen=True, slots=True)
class SendMonitoring:
    """The table of what an OPD has answered in this assessment's period, with its actions, as PDF and XLSX."""

    assessment: int


@dataclass(frozen=True, slots=True)
class AttachMonitoring:
    """The same table, of another period of this OPD, as evidence of a variable: made after the commit, like a file."""

    assessment: int
    variable: str
    period: int


ActionEffect = AttachMonitoring | SaveAction | FinishAction | SendMonitoring
