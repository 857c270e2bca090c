"""A question to the team, as those who may answer it see it."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from core.facts import QuestionFacts
from core.people.roles import Role
from storage.assessment import instruments
from storage.engine.schema import (
    ASSESSMENT,
    INSTRUMENT,
    MEMBERSHIP,
    OPD,
    OPD_IN_PERIOD,
    PEMDA,
    PERIOD,
    PERSON,
    QUESTION,
    AnyRow,
)
from storage.engine.statements import Prepared
from storage.people.facts import AccountHolder

QUESTIONS = (
    select(
        QUESTION,
        OPD_IN_PERIOD,
        OPD.c.pemda_id,
        PEMDA.c.timezone,
        PEMDA.c.fields,
        PERSON.c.name.label("asker"),
        INSTRUMENT.c.hash,
    )
    .join(ASSESSMENT, ASSESSMENT.c.id == QUESTION.c.assessment_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .join(PEMDA, PEMDA.c.id == OPD.c.pemda_id)
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .join(PERSON, PERSON.c.id == QUESTION.c.asked_by)
)
_ONE = Prepared(QUESTIONS.where(QUESTION.c.id == bindparam("question")))
_OPEN = QUESTIONS.where(OPD.c.pemda_id == bindparam("pemda"), QUESTION.c.answer.is_(None)).order_by(QUESTION.c.id)


_VERIFIERS = Prepared(
    select(func.count())
    .select_from(MEMBERSHIP)
    .where(
        MEMBERSHIP.c.pemda_id == bindparam("pemda"),
        MEMBERSHIP.c.role == Role.VERIFIER.value,
        MEMBERSHIP.c.field == bindparam("field"),
        MEMBERSHIP.c.ended_at.is_(None),
    )
)


def find(conn: Connection, who: AccountHolder, number: int | None) -> tuple[QuestionFacts | None, int | None]:
    """The question and its assessment, for coordinators of the Pemda and verifiers of the variable's field; (None,
    None) for others.
    """
    row = _ONE.first(conn, {"question": number}) if number is not None else None
    if row is None:
        return None, None
    field = instruments.field_of(conn, row.hash, row.variable, row.fields)
    for held in who.memberships:
        if held.pemda_id == row.pemda_id and may_answer(held.role, held.field, field):
            verifiers = _VERIFIERS.scalar(conn, {"pemda": row.pemda_id, "field": field})
            return replace(_question(row), field=field, verifiers=verifiers), row.assessment_id
    return None, None


def may_answer(role: Role, held_field: str | None, field: str) -> bool:
    """Whether a role may answer: coordinators every question, verifiers those of their field (bidang)."""
    return role is Role.COORDINATOR or (role is Role.VERIFIER and held_field in (None, field))


def open_ones(conn: Connection, pemda: int) -> tuple[QuestionFacts, ...]:
    """Questions of a Pemda that are not answered yet, oldest first."""
    return tuple(_question(row) for row in conn.execute(_OPEN, {"pemda": pemda}))


def _question(row: AnyRow) -> QuestionFacts:
    at = row.asked_at.astimezone(ZoneInfo(row.timezone))
    return QuestionFacts(
        row.id,
        row.assessment_id,
        row.variable,
        row.short,
        row.pemda_id,
        row.asked_by,
        row.asker,
        row.text,
        row.answer,
        at,
    )
