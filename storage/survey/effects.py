"""Makes links of surveys, and sends the sheet with the code. Contacts of the OPD and coordinators may do this; what
users have answered nobody reads.
"""

import secrets

from sqlalchemy import Connection, delete, insert, select, update

from core.assessment.model import Status
from core.effects import OpenSurvey, RestartSurvey, SendSurveySheet
from core.people.roles import Role
from core.survey.form import form_of
from storage.assessment import instruments
from storage.assessment.head import is_open
from storage.engine.schema import SURVEY, SURVEY_ANSWER, AnyRow
from storage.messaging.contents import SurveySheet
from storage.orders.handlers import handler, handlers
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, log, must_coordinate, roles, scope

CODE_BYTES, SALT_BYTES = 9, 32


def open_survey(conn: Connection, order: OpenSurvey, actor: Actor) -> None:
    """Does nothing where there is a link already."""
    row = _of_opd(conn, order.assessment, actor)
    if _present(conn, row.id) is None:
        _make(conn, row, actor, "survey_opened")


def restart_survey(conn: Connection, order: RestartSurvey, actor: Actor) -> None:
    """The answers go: nobody can tell the true ones from the others."""
    row = _of_opd(conn, order.assessment, actor)
    must_coordinate(conn, actor, row.pemda_id)
    number = _present(conn, row.id)
    if number is None:
        raise Refused("there is no survey")
    conn.execute(delete(SURVEY_ANSWER).where(SURVEY_ANSWER.c.survey_id == number))
    conn.execute(update(SURVEY).where(SURVEY.c.id == number).values(ended_at=actor.now, salt=None))
    _make(conn, row, actor, "survey_restarted")


def send_survey_sheet(conn: Connection, order: SendSurveySheet, actor: Actor) -> None:
    row = _of_opd(conn, order.assessment, actor)
    if _present(conn, row.id) is None:
        raise Refused("there is no survey")
    order_job(conn, SurveySheet(row.id, order.address), actor)


def _of_opd(conn: Connection, assessment: int, actor: Actor) -> AnyRow:
    """The assessment, for its contacts and for coordinators, while answers are taken."""
    row = scope(conn, assessment)
    if not {Role.CONTACT, Role.COORDINATOR} & roles(conn, actor, row.pemda_id, row.opd_id):
        raise Refused("only contacts of the OPD and coordinators may do this")
    if not is_open(row, actor.now) or row.status == Status.FINAL:
        raise Refused("the period is not open, or the result is final")
    return row


def _present(conn: Connection, assessment: int) -> int | None:
    mine = (SURVEY.c.assessment_id == assessment, SURVEY.c.ended_at.is_(None))
    found: int | None = conn.execute(select(SURVEY.c.id).where(*mine)).scalar()
    return found


def _make(conn: Connection, row: AnyRow, actor: Actor, act: str) -> None:
    form = form_of(instruments.pinned(conn, row.instrument))
    if form is None:
        raise Refused("this instrument asks no users")
    values = {"assessment_id": row.id, "code": secrets.token_urlsafe(CODE_BYTES), "questions": len(form.questions)}
    conn.execute(insert(SURVEY).values(**values, salt=secrets.token_hex(SALT_BYTES), opened_at=actor.now))
    log(conn, row.pemda_id, actor, act, {"form": form.code}, row.id)


EFFECTS = handlers(
    handler(OpenSurvey, open_survey),
    handler(RestartSurvey, restart_survey),
    handler(SendSurveySheet, send_survey_sheet),
)
