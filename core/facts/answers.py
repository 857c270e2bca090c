"""What a person may open, and questions to the team."""

from dataclasses import dataclass
from datetime import datetime

from core.assessment.model import OPEN_FOR_ANSWERS, Status
from core.people.roles import Role


@dataclass(frozen=True, slots=True)
class Choice:
    """An OPD that this person may open, or one of its subjects by name, and how far it is. `period` names the period
    where the Pemda has several; `name` is what it is called, `instrument` the id of its instrument.
    """

    assessment: int
    opd_name: str
    opd_short: str
    role: Role
    status: Status
    complete: int
    of: int
    period: str = ""
    opd: int = 0
    name: str = ""
    instrument: str = ""
    subject: str = ""

    @property
    def urgency(self) -> int:
        """0 for what asks this person for work, 1 for what is being filled in, 2 for what waits for others."""
        if self.role is Role.HEAD:
            return 0 if self.status is Status.AWAITING_HEAD else 2
        if self.status is Status.RETURNED:
            return 0
        return 1 if self.status in OPEN_FOR_ANSWERS else 2


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question to the team, as the coordinator or verifier sees it. It can be passed on to the verifiers of `field`,
    which checks the variable; `verifiers` counts them.
    """

    id: int
    assessment: int
    variable: str
    opd_short: str
    pemda_id: int
    asked_by: int
    asker: str
    text: str
    answer: str | None
    at: datetime
    field: str = ""
    verifiers: int = 0
