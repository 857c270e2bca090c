"""The value that users have given, by assessment: what a result takes in for the form that the public fills in."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from core.instrument.model import Instrument
from core.survey import form as rules
from core.survey.form import SurveySummary
from storage.engine.schema import SURVEY, SURVEY_ANSWER

_SUMS = (
    select(
        SURVEY.c.assessment_id,
        func.count().label("answers"),
        func.sum(SURVEY_ANSWER.c.total).label("total"),
        func.max(SURVEY.c.questions).label("questions"),
    )
    .join(SURVEY_ANSWER, SURVEY_ANSWER.c.survey_id == SURVEY.c.id)
    .group_by(SURVEY.c.assessment_id)
)


def summaries(conn: Connection, assessments: Sequence[int], instrument: Instrument) -> dict[int, SurveySummary]:
    """Assessment -> what its users have answered together, for each of them; empty where users are not asked."""
    if instrument.public_form is None:
        return {}
    found: dict[int, list[Mapping[str, int]]] = {number: [] for number in assessments}
    query = select(SURVEY.c.assessment_id, SURVEY_ANSWER.c.levels).join(
        SURVEY_ANSWER, SURVEY_ANSWER.c.survey_id == SURVEY.c.id
    )
    for row in conn.execute(query.where(SURVEY.c.assessment_id.in_(assessments))):
        found[row.assessment_id].append(row.levels)
    return {number: rules.summary(answers) for number, answers in found.items()}


def given(
    conn: Connection,
    among: Callable[[ColumnElement[int]], ColumnElement[bool]],
    values: Mapping[str, Any],
    instrument: Instrument,
) -> dict[int, dict[str, Fraction]]:
    """Assessment -> form of the public -> its value, for those of which enough users have answered."""
    form = instrument.public_form
    if form is None:
        return {}
    found = {
        row.assessment_id: rules.value(int(row.total), row.answers, row.questions)
        for row in conn.execute(_SUMS.where(among(SURVEY.c.assessment_id)), values)
    }
    return {number: {form.code: value} for number, value in found.items() if value is not None}
