"""Results of periods that are over and still wait: to be verified after a reopening, or to be made final."""

from collections.abc import Iterable

from sqlalchemy import Connection, and_, bindparam, case, exists, func, select

from core.assessment.model import SENT, PeriodStatus, Status
from core.facts import PeriodLine, WaitingResults
from core.results.stages import REVIEWED
from storage.assessment.head import TAKES_PART
from storage.engine.schema import ASSESSMENT, FINAL_RESULT

WAS_FINAL = exists().where(FINAL_RESULT.c.assessment_id == ASSESSMENT.c.id)
"""Whether an assessment has, or had, a final result."""

_JUDGED = [status.value for status in SENT - REVIEWED]
_COUNTS = (
    select(
        ASSESSMENT.c.period_id,
        func.sum(case((and_(ASSESSMENT.c.status.in_(_JUDGED), WAS_FINAL), 1), else_=0)).label("reopened"),
        func.sum(case((ASSESSMENT.c.status == Status.VERIFIED.value, 1), else_=0)).label("verified"),
    )
    .where(ASSESSMENT.c.period_id.in_(bindparam("periods", expanding=True)), TAKES_PART)
    .group_by(ASSESSMENT.c.period_id)
)


def of_periods(conn: Connection, lines: Iterable[PeriodLine]) -> tuple[WaitingResults, ...]:
    """What waits in the closed ones among these periods, in their order. A period without anything is absent."""
    closed = [line for line in lines if line.status == PeriodStatus.CLOSED]
    if not closed:
        return ()
    rows = {row.period_id: row for row in conn.execute(_COUNTS, {"periods": [line.id for line in closed]})}
    return tuple(
        WaitingResults(line.id, line.name, row.reopened, row.verified)
        for line in closed
        if (row := rows.get(line.id)) is not None and (row.reopened or row.verified)
    )
