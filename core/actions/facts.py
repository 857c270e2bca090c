"""Lists of corrective actions: of an OPD, or those of a Pemda that are overdue."""

from dataclasses import dataclass

from core.assessment.action import Action


@dataclass(frozen=True, slots=True)
class ActionsWish:
    """Of this OPD, or of this Pemda."""

    opd: int | None = None
    pemda: int | None = None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action with what it is about. `asked`: the short name of the variable; `subject` is what of the OPD was
    assessed, "" for the OPD itself.
    """

    action: Action
    assessment: int
    opd: int
    opd_short: str
    period: str
    asked: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """`lines` by due date, those that are done last; `opd` and `pemda` are whose they are, `may_finish`: whether this
    person may say that one is done.
    """

    pemda: int
    opd: int
    opd_short: str
    lines: tuple[ActionLine, ...] = ()
    may_finish: bool = False

    def line(self, number: int) -> ActionLine | None:
        return next((line for line in self.lines if line.action.id == number), None)

    @property
    def open(self) -> tuple[ActionLine, ...]:
        return tuple(line for line in self.lines if line.action.open)
