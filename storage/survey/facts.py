"""What contacts and coordinators see of surveys: the link and how many have answered, never an answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from core.assessment.model import Status
from core.survey.form import SurveyLine
from storage.assessment.head import TAKES_PART, heads, is_open
from storage.engine.schema import ASSESSMENT, OPD, SURVEY, SURVEY_ANSWER, AnyRow

_HEADS = heads(SURVEY.c.code, SURVEY.c.salt, SURVEY.c.id.label("survey_id")).outerjoin(
    SURVEY, (SURVEY.c.assessment_id == ASSESSMENT.c.id) & SURVEY.c.ended_at.is_(None)
)


def of_assessment(conn: Connection, number: int, now: datetime) -> tuple[SurveyLine, ...]:
    """One line; none where there is no such assessment."""
    rows = conn.execute(_HEADS.where(ASSESSMENT.c.id == number)).all()
    return _lines(conn, rows, now)


def of_period(conn: Connection, pemda: int, period: int, now: datetime) -> tuple[SurveyLine, ...]:
    """A line for each OPD that takes part in a period of this Pemda, by name."""
    mine = (ASSESSMENT.c.period_id == period, OPD.c.pemda_id == pemda, TAKES_PART)
    rows = conn.execute(_HEADS.where(*mine).order_by(OPD.c.name, ASSESSMENT.c.id)).all()
    return _lines(conn, rows, now)


def _lines(conn: Connection, rows: Sequence[AnyRow], now: datetime) -> tuple[SurveyLine, ...]:
    counting = select(SURVEY_ANSWER.c.survey_id, func.count()).group_by(SURVEY_ANSWER.c.survey_id)
    mine = SURVEY_ANSWER.c.survey_id.in_([row.survey_id for row in rows if row.survey_id is not None])
    counted: dict[int, int] = dict(conn.execute(counting.where(mine)).all())
    return tuple(
        SurveyLine(row.id, row.opd_short, row.code or "", counted.get(row.survey_id, 0), not _takes(row, now))
        for row in rows
    )


def _takes(row: AnyRow, now: datetime) -> bool:
    """Whether answers are taken, or would be once there is a link. What is final does not change any more."""
    spent = row.code is not None and row.salt is None
    return is_open(row, now) and row.status != Status.FINAL and not spent
