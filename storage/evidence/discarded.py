"""Bytes in the evidence store whose row is gone. They are removed as soon as no other row needs them.

Equal bytes are stored once, under their SHA-256, so another row may still need them; then they stay until that row is
gone too. A key is in the table from the transaction that gives it up until its bytes are removed, also over a kill in
between.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from core.assessment.model import EvidenceState
from storage.audit import writes
from storage.engine.schema import DISCARDED, EVIDENCE
from storage.evidence import pemda_files

AT_ONCE = 50

_PUT = {
    name: dialect.insert(DISCARDED).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def put(conn: Connection, keys: Iterable[str], due: datetime) -> None:
    """Notes that these bytes are not needed by their row any more from `due` on."""
    rows = [{"key": key, "due_at": due} for key in dict.fromkeys(keys)]
    if rows:
        conn.execute(_PUT[conn.dialect.name], rows)


def due(conn: Connection, now: datetime) -> Sequence[str]:
    """Keys whose bytes may be removed now. Keys that another row needs are taken off the list; they come back when that
    row goes.
    """
    waiting = select(DISCARDED.c.key).where(DISCARDED.c.due_at <= now).order_by(DISCARDED.c.key).limit(AT_ONCE)
    keys = conn.execute(waiting).scalars().all()
    needed = _needed(conn, keys)
    if needed:
        conn.execute(delete(DISCARDED).where(DISCARDED.c.key.in_(needed)))
    return [key for key in keys if key not in needed]


def gone(conn: Connection, keys: Sequence[str], now: datetime) -> None:
    """Notes that the bytes were removed. Evidence that arrived with the same bytes in that moment is
    fetched once more.
    """
    again = {"state": EvidenceState.RECEIVED.value, "storage_key": None, "next_at": now, "attempts": 0}
    writes.update(conn, EVIDENCE, again, EVIDENCE.c.storage_key.in_(keys))
    conn.execute(delete(DISCARDED).where(DISCARDED.c.key.in_(keys)))


def _needed(conn: Connection, keys: Sequence[str]) -> set[str]:
    stored = select(EVIDENCE.c.storage_key).where(EVIDENCE.c.storage_key.in_(keys)).distinct()
    return set(conn.execute(stored).scalars()) | ({file.key for file in pemda_files.all_of(conn)} & set(keys))
