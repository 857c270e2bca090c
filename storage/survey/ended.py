"""Forgets, once a period is over, by what a second answer was known. The answers stay, as numbers without anybody."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from core.assessment.model import PeriodStatus
from storage.engine.engines import SCRUB
from storage.engine.schema import ASSESSMENT, PEMDA, PERIOD, SURVEY, SURVEY_ANSWER, AnyRow

_OVER = (PeriodStatus.CLOSED.value, PeriodStatus.ARCHIVED.value)


def due(conn: Connection, now: datetime, survey: int | None = None) -> Sequence[AnyRow]:
    """Surveys with a salt whose period takes no answers any more, with their Pemda."""
    query = (
        select(SURVEY.c.id, PEMDA.c.id.label("pemda"))
        .join(ASSESSMENT, ASSESSMENT.c.id == SURVEY.c.assessment_id)
        .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
        .join(PEMDA, PEMDA.c.id == PERIOD.c.pemda_id)
        .where(SURVEY.c.salt.is_not(None), or_(PERIOD.c.status.in_(_OVER), PERIOD.c.verification_due_at < now))
        .order_by(SURVEY.c.id)
    )
    return conn.execute(query.where(SURVEY.c.id == survey) if survey is not None else query).all()


def forget(conn: Connection, survey: int, now: datetime) -> bool:
    """Erases salt and digests of one survey, also from what the database leaves behind of them."""
    if not due(conn, now, survey):
        return False
    conn.info[SCRUB] = True
    conn.execute(update(SURVEY_ANSWER).where(SURVEY_ANSWER.c.survey_id == survey).values(digest=None))
    conn.execute(update(SURVEY).where(SURVEY.c.id == survey).values(salt=None))
    return True
