"""The outbox as an operator sees it: what waits, what is in doubt, and how old rows are removed."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select, update

from storage.engine import settings
from storage.engine.schema import OUTBOX
from storage.messaging.calls import Sending
from storage.messaging.outbox_queries import read_sending, unsettled

PAYLOAD_KEPT = timedelta(days=7)
ROW_KEPT = timedelta(days=90)
BURIED_AT_ONCE = 1000  # rows
EMPTIED = "outbox_emptied"  # setting: the newest row whose payload went

_T = OUTBOX
_EMPTY = (
    update(_T)
    .where(_T.c.id > bindparam("after"), _T.c.id <= bindparam("until"), _T.c.state.in_(("sent", "failed", "skipped")))
    .values(payload=bindparam("nothing"))
)
_REMOVE = delete(_T).where(  # never the newest: SQLite would give its number again
    _T.c.id.in_(
        select(_T.c.id)
        .where(_T.c.id < bindparam("until"), _T.c.state.not_in(("waiting", "sending")))
        .order_by(_T.c.id)
        .limit(BURIED_AT_ONCE)
    )
)


def hold(conn: Connection) -> None:
    """After a restore: holds back the calls that had not left when the backup was made, because they may have left
    since. `pandu doctor` shows them.
    """
    conn.execute(update(_T).where(unsettled()).values(state="held"))


def bury(conn: Connection, now: datetime) -> bool:
    """Empties what left a week ago and removes what left 90 days ago, a limited number at once, so that others wait for
    a short time only. Returns whether there is more to do.
    """
    last = _last_of(conn, now - PAYLOAD_KEPT)
    former = int(settings.get(conn, EMPTIED) or 0)
    until = min(last, former + BURIED_AT_ONCE)
    if until > former:
        conn.execute(_EMPTY, {"after": former, "until": until, "nothing": {}})
        settings.put(conn, EMPTIED, str(until))
    removed = conn.execute(_REMOVE, {"until": _last_of(conn, now - ROW_KEPT)}).rowcount
    return until < last or removed == BURIED_AT_ONCE


def _last_of(conn: Connection, day: datetime) -> int:
    """The newest row that was sent before that day. Rows are numbered about in the order in which they leave."""
    newest = select(_T.c.id).where(_T.c.sent_at < day).order_by(_T.c.sent_at.desc()).limit(1)
    return conn.execute(newest).scalar() or 0


def doubtful(conn: Connection, limit: int = 100) -> list[Sending]:
    """The unsure and held rows, oldest first."""
    rows = select(_T, _T.c.target_message.label("message")).where(unsettled(), _T.c.state.in_(("unsure", "held")))
    return [read_sending(row) for row in conn.execute(rows.order_by(_T.c.id).limit(limit))]
