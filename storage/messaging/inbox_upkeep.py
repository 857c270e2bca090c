"""The inbox as an operator sees it: how much is open, and how old rows are removed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, text, update

from storage.engine.schema import INBOX

TOMBSTONE = timedelta(hours=48)
ASIDE_KEPT = timedelta(days=30)
"""An update that nobody retried loses its body after this time, because it contains people's words."""

BURIED_AT_ONCE = 1000  # rows: a short transaction

_T = INBOX
_OPEN = text("state <> 'done'")  # word for word the condition of the index, or SQLite would not use it


def bury(conn: Connection, now: datetime) -> int:
    """Removes tombstones older than 48 hours, and empties updates that nobody retried for 30 days. A limited number at
    once; returns how many tombstones were removed.
    """
    newest = select(func.max(_T.c.id)).scalar_subquery()  # stays: SQLite would give its number again
    old = select(_T.c.id).where(_T.c.done_at < now - TOMBSTONE, _T.c.id < newest).limit(BURIED_AT_ONCE)
    forgotten = (_OPEN, _T.c.state == "aside", _T.c.received_at < now - ASIDE_KEPT)
    conn.execute(update(_T).where(*forgotten).values(state="done", body=None, done_at=now))
    return conn.execute(delete(_T).where(_T.c.id.in_(old))).rowcount


@dataclass(frozen=True, slots=True)
class Tally:
    """How many updates are open, how many are set aside, and since when the oldest open one waits."""

    waiting: int
    aside: int
    oldest: datetime | None


def tally(conn: Connection) -> Tally:
    open_ = select(_T.c.state, func.count().label("rows"), func.min(_T.c.received_at).label("oldest")).where(_OPEN)
    rows = conn.execute(open_.group_by(_T.c.state)).all()
    waiting = [row for row in rows if row.state != "aside"]
    return Tally(
        sum(row.rows for row in waiting),
        sum(row.rows for row in rows if row.state == "aside"),
        min((row.oldest for row in waiting), default=None),
    )
