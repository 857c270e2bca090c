"""Screens that show how many have answered follow by themselves."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from storage.engine.schema import ASSESSMENT, SURVEY
from storage.orders import viewers

SCREENS = ("Surveying", "ListingSurveys", "ShowingSurvey")
"""Names of the states."""


def answered(conn: Connection, surveys: Collection[int], now: datetime) -> None:
    """These surveys have more answers: those who look at their counts see it in a moment."""
    query = select(ASSESSMENT.c.id, ASSESSMENT.c.period_id).join(SURVEY, SURVEY.c.assessment_id == ASSESSMENT.c.id)
    rows = conn.execute(query.where(SURVEY.c.id.in_(surveys))).all()
    one, whole = {row.id for row in rows}, {row.period_id for row in rows}
    viewers.soon(conn, SCREENS[::2], {"assessment": one}, "Survey", now)
    viewers.soon(conn, SCREENS[1:2], {"period": whole}, "Survey", now)
