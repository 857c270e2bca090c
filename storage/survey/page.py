"""What the public page reads and stores. Nobody is known here: a survey is found by the code in its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from core.assessment.model import Status
from core.survey.form import MOST, Form, form_of
from storage.assessment import instruments
from storage.assessment.head import heads, is_open
from storage.engine.schema import ASSESSMENT, PEMDA, SURVEY, SURVEY_ANSWER

_FIND = (
    heads(
        SURVEY.c.id.label("survey_id"),
        SURVEY.c.salt,
        SURVEY.c.ended_at.label("survey_ended"),
        PEMDA.c.name.label("pemda_name"),
    )
    .join(SURVEY, SURVEY.c.assessment_id == ASSESSMENT.c.id)
    .where(SURVEY.c.code == bindparam("code"))
)
_OPEN = select(SURVEY.c.id).where(SURVEY.c.salt.is_not(None), SURVEY.c.ended_at.is_(None))
_STORED = select(SURVEY_ANSWER.c.survey_id, func.count()).group_by(SURVEY_ANSWER.c.survey_id)
_ADD = {
    name: dialect.insert(SURVEY_ANSWER).on_conflict_do_nothing(index_elements=["survey_id", "digest"])
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A survey as its page shows it. `salt` is None where no answer is taken."""

    survey: int
    salt: str | None
    office: str
    pemda: str
    form: Form


@dataclass(frozen=True, slots=True)
class Filled:
    """One answer, with the digest of who may not answer twice."""

    survey: int
    digest: str
    levels: dict[str, int]


def find(conn: Connection, code: str, now: datetime) -> PublicPage | None:
    """The survey with this code; None if there never was one."""
    row = conn.execute(_FIND, {"code": code}).one_or_none()
    form = form_of(instruments.pinned(conn, row.instrument)) if row is not None else None
    if row is None or form is None:
        return None
    takes = is_open(row, now) and row.status != Status.FINAL and row.survey_ended is None
    return PublicPage(row.survey_id, row.salt if takes else None, row.opd_name, row.pemda_name, form)


def store(conn: Connection, answers: Sequence[Filled]) -> None:
    """Stores answers that came at the same time. What is over meanwhile, has enough or was given already is left
    out: whoever gave it is thanked all the same, and nothing is counted twice.
    """
    numbers = sorted({one.survey for one in answers})
    stored: dict[int, int] = dict(conn.execute(_STORED.where(SURVEY_ANSWER.c.survey_id.in_(numbers))).all())
    room = {
        number: MOST - stored.get(number, 0) for number in conn.execute(_OPEN.where(SURVEY.c.id.in_(numbers))).scalars()
    }
    for one in answers:
        if room.get(one.survey, 0) > 0:
            values = {"survey_id": one.survey, "digest": one.digest, "levels": one.levels}
            conn.execute(_ADD[conn.dialect.name], values | {"total": sum(one.levels.values())})
            room[one.survey] -= 1
