"""The assessment that an earlier message of a person belongs to, if something of it was stored."""

from sqlalchemy import Connection, bindparam, select

from core.people.roles import Role
from storage.engine.schema import ANSWER, ASSESSMENT, CORRECTIVE_ACTION, EVIDENCE, MEMBERSHIP, PERSON
from storage.engine.statements import Prepared

_ME = PERSON.c.telegram_id == bindparam("account")
_EVIDENCE = Prepared(
    select(EVIDENCE.c.assessment_id)
    .join(PERSON, PERSON.c.id == EVIDENCE.c.sent_by)
    .where(EVIDENCE.c.message_id == bindparam("message"), _ME)
    .order_by(EVIDENCE.c.removed_at.is_not(None), EVIDENCE.c.id.desc())
    .limit(1)
)
_WORDS = Prepared(
    select(ANSWER.c.assessment_id, ANSWER.c.parts)
    .join(ASSESSMENT, ASSESSMENT.c.id == ANSWER.c.assessment_id)
    .join(MEMBERSHIP, MEMBERSHIP.c.opd_id == ASSESSMENT.c.opd_id)
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .where(_ME, MEMBERSHIP.c.role == Role.CONTACT.value, MEMBERSHIP.c.ended_at.is_(None))
    .order_by(ANSWER.c.assessment_id.desc())
)
_ACTIONS = Prepared(
    select(CORRECTIVE_ACTION.c.assessment_id, CORRECTIVE_ACTION.c.parts)
    .join(PERSON, PERSON.c.id == CORRECTIVE_ACTION.c.saved_by)
    .where(_ME)
    .order_by(CORRECTIVE_ACTION.c.assessment_id.desc())
)


def assessment_of(conn: Connection, account: int, message: int) -> int | None:
    """The newest assessment with a file, a link or words from this message; None if nothing was stored."""
    found: int | None = _EVIDENCE.scalar(conn, {"account": account, "message": message})
    if found is not None:
        return found
    for row in (*_WORDS.all(conn, {"account": account}), *_ACTIONS.all(conn, {"account": account})):
        if any(number == message for number, _ in row.parts):
            return int(row.assessment_id)
    return None
