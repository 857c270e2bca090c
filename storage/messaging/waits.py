"""Updates and messages that have waited for more than an hour without a reason."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select, text

from core.facts import WaitLine
from storage.engine.schema import INBOX, MEMBERSHIP, OUTBOX, PERSON, TEAM_GROUP
from storage.messaging.aside import LANES
from storage.messaging.calls import Priority
from storage.messaging.outbox_queries import unsettled

AFTER = timedelta(hours=1)

_OF_PEMDA = MEMBERSHIP.c.pemda_id == bindparam("pemda")
_ACCOUNTS = (
    select(PERSON.c.telegram_id)
    .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
    .where(MEMBERSHIP.c.ended_at.is_(None), PERSON.c.telegram_id.is_not(None), _OF_PEMDA)
)
_GROUPS = select(TEAM_GROUP.c.chat_id).where(
    TEAM_GROUP.c.ended_at.is_(None), TEAM_GROUP.c.pemda_id == bindparam("pemda")
)


def _waiting(since: ColumnElement[Any], *where: Any) -> Any:
    return select(func.count(), func.min(since)).where(since < bindparam("late"), *where)


_UPDATES = _waiting(INBOX.c.received_at, text("state <> 'done'"), INBOX.c.state != "aside")
_CALLS = _waiting(
    OUTBOX.c.created_at,
    unsettled(),
    OUTBOX.c.state.in_(("waiting", "sending")),
    OUTBOX.c.priority != Priority.RECORD,
    or_(OUTBOX.c.next_at.is_(None), OUTBOX.c.next_at <= bindparam("now")),  # else it waits for its own time
)
_EVERYWHERE = {"updates": _UPDATES, "calls": _CALLS}
_THEIRS = {
    "updates": _UPDATES.where(INBOX.c.lane.in_(LANES.where(_OF_PEMDA))),
    "calls": _CALLS.where(or_(OUTBOX.c.chat_id.in_(_ACCOUNTS), OUTBOX.c.chat_id.in_(_GROUPS))),
}


def of_pemda(conn: Connection, pemda: int, now: datetime) -> tuple[WaitLine, ...]:
    """What people of this Pemda wait for and what they sent, a line for each kind."""
    return _lines(conn, _THEIRS, {**_moments(now), "pemda": pemda})


def everywhere(conn: Connection, now: datetime) -> tuple[WaitLine, ...]:
    return _lines(conn, _EVERYWHERE, _moments(now))


def _moments(now: datetime) -> dict[str, object]:
    return {"late": now - AFTER, "now": now}


def _lines(conn: Connection, queries: dict[str, Select[Any]], values: dict[str, object]) -> tuple[WaitLine, ...]:
    found = ((kind, *conn.execute(query, values).one()) for kind, query in queries.items())
    return tuple(WaitLine(kind, count, since) for kind, count, since in found if count)
