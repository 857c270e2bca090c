"""Finds lines of record and notices in a chat that say something about evidence which is no longer true, or only in
part.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from storage.assessment.progress import COUNTS
from storage.engine.schema import EVIDENCE, EVIDENCE_USE, MEMBERSHIP, OUTBOX, PERSON
from storage.messaging.calls import Kind, Priority
from storage.messaging.packing import message_of

REACH = 5000
"""How many of the newest rows of the outbox are searched. A line of a day ago concerns nobody any more."""


@dataclass(frozen=True, slots=True)
class Record:
    """A line of record and the message it is in."""

    text: str
    target_message: int | None
    target_outbox: int | None


_NEWEST = (
    select(OUTBOX.c.payload, OUTBOX.c.target_message, OUTBOX.c.target_outbox)
    .where(
        OUTBOX.c.id > select(func.max(OUTBOX.c.id)).scalar_subquery() - REACH,
        OUTBOX.c.chat_id == bindparam("chat"),
        OUTBOX.c.kind == Kind.EDIT.value,
        OUTBOX.c.priority == int(Priority.RECORD),
    )
    .order_by(OUTBOX.c.id.desc())
)
_NOTICES = (
    select(OUTBOX.c.id, OUTBOX.c.payload)
    .where(
        OUTBOX.c.id > select(func.max(OUTBOX.c.id)).scalar_subquery() - REACH,
        OUTBOX.c.chat_id == bindparam("chat"),
        OUTBOX.c.kind == Kind.SEND.value,
        OUTBOX.c.priority == int(Priority.NOTICE),
    )
    .order_by(OUTBOX.c.id.desc())
)
_PROVEN = (
    select(EVIDENCE_USE.c.variable)
    .join(EVIDENCE, EVIDENCE.c.id == EVIDENCE_USE.c.evidence_id)
    .where(EVIDENCE.c.assessment_id == bindparam("assessment"), COUNTS)
    .distinct()
)


_OFFICES = (
    select(func.count(MEMBERSHIP.c.opd_id.distinct()))
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .where(PERSON.c.telegram_id == bindparam("chat"), MEMBERSHIP.c.ended_at.is_(None))
)


def newest(conn: Connection, chat: int) -> list[Record]:
    """The lines of record of a chat, newest first. None for people of several OPD, because a line names only the
    variable.
    """
    if conn.execute(_OFFICES, {"chat": chat}).scalar_one() > 1:
        return []
    rows = conn.execute(_NEWEST, {"chat": chat})
    return [Record(message_of(row.payload).text, row.target_message, row.target_outbox) for row in rows]


def notice(conn: Connection, chat: int, about: str) -> int | None:
    """The row that sent the newest notice about this; None where it is gone."""
    rows = conn.execute(_NOTICES, {"chat": chat})
    return next((row.id for row in rows if message_of(row.payload).about == about), None)


def bare(conn: Connection, assessment: int, variables: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the variables that no evidence proves any more."""
    proven = set(conn.execute(_PROVEN, {"assessment": assessment}).scalars())
    return tuple(code for code in variables if code not in proven)
