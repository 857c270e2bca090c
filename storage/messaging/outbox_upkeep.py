"""The outbox as an operator sees it: what waits, what is in doubt, and how old rows are removed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, select, update

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


@dataclass(frozen=True, slots=True)
class Tally:
    """How many calls wait (or are being sent), are unsure, or are held, and since when the oldest one waits."""

    waiting: int = 0
    unsure: int = 0
    held: int = 0
    oldest: datetime | None = None


def tally(conn: Connection) -> Tally:
    counted = select(_T.c.state, func.count().label("rows"), func.min(_T.c.created_at).label("oldest"))
    found = {row.state: row for row in conn.execute(counted.where(unsettled()).group_by(_T.c.state))}
    waiting = [found[state] for state in ("waiting", "sending") if state in found]
    return Tally(
        sum(row.rows for row in waiting),
        found["unsure"].rows if "unsure" in found else 0,
        found["held"].rows if "held" in found else 0,
        min((row.oldest for row in waiting), default=None),
    )


def doubtful(conn: Connection, limit: int = 100) -> list[Sending]:
    """The unsure and held rows, oldest first."""
    rows = select(_T, _T.c.target_message.label("message")).where(unsettled(), _T.c.state.in_(("unsure", "held")))
    return [read_sending(row) for row in conn.execute(rows.order_by(_T.c.id).limit(limit))]
