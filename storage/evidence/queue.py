"""The queue of files whose bytes are to be copied: whose turn it is, and how often each was tried.

An attempt is counted before it begins. Whatever happens in it, even the end of the process, the file waits for a
growing pause and holds up no other.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, literal_column, select

from core.assessment.model import EvidenceKind
from storage.audit import writes
from storage.engine.schema import ASSESSED_SHORT, ASSESSMENT, EVIDENCE, OPD
from storage.engine.statements import Prepared

PAUSES = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=14),
)
"""The pause after each attempt to copy a file. A file that fails after the last pause, a day later, counts as lost."""

LATE_AFTER = timedelta(hours=1)
"""A file that is not copied after this time raises an alarm."""

SHOWN = 50
"""Late files that are listed; all are counted."""

REVIVED = 5
"""Attempts after which a file is suspected of ending the process. A new process does not begin with such a file at
once, and never copies two of them at the same time, so that each can be told from the other."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """A file whose bytes are to be copied. `mime` and `size` are as Telegram says; `attempts` counts those begun so
    far.
    """

    id: int
    kind: EvidenceKind
    name: str
    file_id: str
    mime: str
    size: int
    attempts: int
    assessment: int = 0


@dataclass(frozen=True, slots=True)
class LateFile:
    """A file that arrived long ago and is not copied yet."""

    id: int
    opd_code: str
    opd_short: str
    name: str
    since: datetime


WAITING: ColumnElement[bool] = literal_column("evidence.state = 'received'")  # the condition of the index
_WANTED = (WAITING, EVIDENCE.c.next_at.is_not(None), EVIDENCE.c.removed_at.is_(None))
_ORDER = (EVIDENCE.c.attempts, EVIDENCE.c.next_at, EVIDENCE.c.id)
_PLACE = func.row_number().over(partition_by=EVIDENCE.c.assessment_id, order_by=_ORDER)
_RANKED = (
    select(EVIDENCE.c.id, _PLACE.label("place")).where(*_WANTED, EVIDENCE.c.next_at <= bindparam("now")).subquery()
)
_DUE = Prepared(
    select(EVIDENCE)
    .join(_RANKED, _RANKED.c.id == EVIDENCE.c.id)
    .where(_RANKED.c.place <= bindparam("each"))
    .order_by(_RANKED.c.place, EVIDENCE.c.next_at, EVIDENCE.c.id)
    .limit(bindparam("most"))
)
_BEGIN = writes.Update(EVIDENCE)
_FEWER = case((EVIDENCE.c.attempts > 0, EVIDENCE.c.attempts - 1), else_=0)
_LATE = (
    select(EVIDENCE.c.id, OPD.c.code, ASSESSED_SHORT, EVIDENCE.c.name, EVIDENCE.c.sent_at)
    .join(ASSESSMENT, ASSESSMENT.c.id == EVIDENCE.c.assessment_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .where(*_WANTED, EVIDENCE.c.sent_at < bindparam("before"))
    .order_by(EVIDENCE.c.sent_at, EVIDENCE.c.id)
    .limit(SHOWN)
)
_COUNT = select(func.count()).select_from(EVIDENCE).where(*_WANTED)


def due(conn: Connection, now: datetime, limit: int, each: int | None = None) -> list[Fetch]:
    """Files to be copied now: first one of each assessment, the one tried least and waiting longest, then the next one
    of each, and so on; at most `each` of one assessment.
    """
    rows = _DUE.all(conn, {"now": now, "most": limit, "each": limit if each is None else each})
    return [
        Fetch(
            row.id,
            EvidenceKind(row.kind),
            row.name,
            row.file_id,
            row.mime or "",
            row.bytes or 0,
            row.attempts,
            row.assessment_id,
        )
        for row in rows
    ]


def begin(conn: Connection, files: Sequence[Fetch], now: datetime) -> list[Fetch]:
    """Counts an attempt of each file before it is made. Until an attempt ends, the file waits for its pause."""
    begun = [replace(file, attempts=file.attempts + 1) for file in files]
    for file in begun:
        _BEGIN.run(conn, {"row": file.id, "attempts": file.attempts, "next_at": now + pause_after(file.attempts)})
    return begun


def pause_after(attempts: int) -> timedelta:
    return PAUSES[min(attempts, len(PAUSES)) - 1]


def release(conn: Connection, files: Collection[int], then: datetime) -> None:
    """Does not count an attempt that we could not finish, because it says nothing about the file."""
    writes.update(conn, EVIDENCE, {"attempts": _FEWER, "next_at": then}, EVIDENCE.c.id.in_(files), WAITING)


def revive(conn: Connection, now: datetime) -> None:
    """Files that a former process had begun need not wait for their pause, unless this has happened a few times."""
    left = (*_WANTED, EVIDENCE.c.attempts.between(1, REVIVED), EVIDENCE.c.next_at > now)
    writes.update(conn, EVIDENCE, {"next_at": now}, *left)


def waiting(conn: Connection) -> int:
    """How many files are not copied yet."""
    return int(conn.execute(_COUNT).scalar_one())


def late_count(conn: Connection, now: datetime) -> int:
    """How many files arrived longer than LATE_AFTER ago and are not copied."""
    return int(conn.execute(_COUNT.where(EVIDENCE.c.sent_at < now - LATE_AFTER)).scalar_one())


def late(conn: Connection, now: datetime, pemda: int | None = None) -> tuple[LateFile, ...]:
    """The oldest of these, of one Pemda or of all, at most SHOWN."""
    query = _LATE if pemda is None else _LATE.where(OPD.c.pemda_id == pemda)
    return tuple(LateFile(*row) for row in conn.execute(query, {"before": now - LATE_AFTER}))
