"""Anchors: hashes of a Pemda's audit chain that are sent to people. Whoever cuts the chain or writes it anew is found
out by them.

Posted when results are made final or known, and each Monday of an open period.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, and_, bindparam, select, type_coerce

from core.assessment.model import PeriodStatus
from storage.audit import chain, writes
from storage.engine.schema import ANCHOR, AUDIT, AUDIT_HEAD, PEMDA, PERIOD, AnyRow
from storage.engine.tables.columns import StoredInstant

SHOWN = 16
"""Characters of a hash that are shown to people."""


_LATELY = timedelta(days=3)


class Reason(StrEnum):
    FINAL = "final"
    PUBLISHED = "published"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The hash of the chain's entry `number`. `new`: this call posts it for the first time."""

    number: int
    hash: str
    new: bool = False

    @property
    def code(self) -> str:
        return self.hash[:SHOWN]


@dataclass(frozen=True, slots=True)
class WantedAnchor:
    pemda: int
    reason: Reason
    key: str
    since: datetime


_OF = (
    ANCHOR.c.pemda_id == bindparam("pemda"),
    ANCHOR.c.reason == bindparam("reason"),
    ANCHOR.c.key == bindparam("key"),
)
_ONE = select(ANCHOR).where(*_OF)
_WAITING = select(ANCHOR).where(ANCHOR.c.number.is_(None)).order_by(ANCHOR.c.id)
_POSTED = (
    select(
        ANCHOR.c.number,
        ANCHOR.c.hash,
        type_coerce(ANCHOR.c.posted_at, StoredInstant).label("at"),
        AUDIT.c.hash.label("present"),
    )
    .outerjoin(AUDIT, and_(AUDIT.c.pemda_id == ANCHOR.c.pemda_id, AUDIT.c.number == ANCHOR.c.number))
    .where(ANCHOR.c.pemda_id == bindparam("pemda"), ANCHOR.c.number.is_not(None))
    .order_by(ANCHOR.c.number)
)
_HEAD = select(AUDIT_HEAD.c.number, AUDIT_HEAD.c.hash).where(AUDIT_HEAD.c.pemda_id == bindparam("pemda"))


def want(conn: Connection, pemda: int, reason: Reason, now: datetime, key: str = "") -> None:
    """Notes that the newest hash is to be posted because of this reason. Several events before the posting share one
    anchor.
    """
    of_reason = _WAITING.where(ANCHOR.c.pemda_id == pemda, ANCHOR.c.reason == reason.value)
    if conn.execute(of_reason).first() is not None:
        return
    key = key or now.isoformat()
    while _find(conn, pemda, reason, key) is not None:  # posted, and at the same instant something more happens
        key += "+"
    _add(conn, pemda, reason, key, now)


def waiting(conn: Connection) -> list[WantedAnchor]:
    rows = conn.execute(_WAITING)
    return [WantedAnchor(row.pemda_id, Reason(row.reason), row.key, row.wanted_at) for row in rows]


def untold(conn: Connection, now: datetime) -> list[tuple[int, str]]:
    """(Pemda, zone) of each Pemda with an open period whose anchor of this week was not posted in the last days."""
    known = select(ANCHOR.c.pemda_id).where(
        ANCHOR.c.reason == Reason.WEEK.value, ANCHOR.c.number.is_not(None), ANCHOR.c.posted_at > now - _LATELY
    )
    going = (PERIOD.c.opens_at <= now, PERIOD.c.verification_due_at > now)
    pemdas = select(PEMDA.c.id, PEMDA.c.timezone).join(PERIOD, PERIOD.c.pemda_id == PEMDA.c.id).distinct()
    where = (PERIOD.c.status == PeriodStatus.OPEN.value, *going, PEMDA.c.id.not_in(known))
    return [(row.id, row.timezone) for row in conn.execute(pemdas.where(*where).order_by(PEMDA.c.id))]


def post(conn: Connection, pemda: int, reason: Reason, key: str, now: datetime) -> Anchor | None:
    """The anchor for this reason, or None where there is no chain or no anchor was wanted. If it is `new`, it is noted
    as posted, and the caller must tell it to people.
    """
    row = _find(conn, pemda, reason, key)
    if row is not None and row.number is not None:
        return Anchor(row.number, row.hash)
    head = conn.execute(_HEAD, {"pemda": pemda}).one_or_none()
    if head is None or (row is None and reason is not Reason.WEEK):
        return None
    if row is None:
        _add(conn, pemda, reason, key, now)
    values = {"number": head.number, "hash": head.hash, "posted_at": now}
    writes.update(conn, ANCHOR, values, ANCHOR.c.pemda_id == pemda, ANCHOR.c.number.is_(None))  # whatever is wanted
    content = {"reason": reason.value, "number": head.number, "hash": head.hash}
    chain.append(conn, pemda, [chain.Entry(None, "anchor_posted", content)], now)
    return Anchor(head.number, head.hash, new=True)


def _find(conn: Connection, pemda: int, reason: Reason, key: str) -> AnyRow | None:
    return conn.execute(_ONE, {"pemda": pemda, "reason": reason.value, "key": key}).one_or_none()


def _add(conn: Connection, pemda: int, reason: Reason, key: str, now: datetime) -> int:
    values = {"pemda_id": pemda, "reason": reason.value, "key": key, "wanted_at": now, "hash": ""}
    return writes.insert(conn, ANCHOR, values)[0]


@dataclass(frozen=True, slots=True)
class Posted:
    """An anchor that was posted. `kept`: the chain still has this hash."""

    number: int
    hash: str
    at: datetime
    kept: bool


def posted(conn: Connection, pemda: int) -> Sequence[Posted]:
    """All posted anchors of a Pemda, the newest last, without those that cannot be read any more."""
    rows = conn.execute(_POSTED, {"pemda": pemda})
    return [
        Posted(row.number, row.hash, row.at, row.hash == row.present)
        for row in rows
        if isinstance(row.number, int) and isinstance(row.hash, str) and row.at is not None
    ]
