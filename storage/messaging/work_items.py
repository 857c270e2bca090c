"""The clock's work, piece by piece: what is planned, what has failed, what was set aside (table `work_item`).

A row is written before its piece is worked, and deleted by the transaction that does the work, so nothing remains of
work that succeeds. After a failure the row stays and says when to try again. After five attempts the piece is set
aside, announced, and tried once a day. Pieces are worked in the order of their plan: when the process dies, the first
piece that is left was being worked.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.engine.attempts import ERROR_LENGTH, WORK
from storage.engine.schema import WORK_ITEM, AnyRow
from storage.engine.statements import Prepared

DIED = "the process ended while this was worked"
AGAIN_DAILY = timedelta(days=1)
LATE = timedelta(hours=1)
"""What has failed for so long is shown to people, although it is still tried."""
SHOWN = 20
"""Pieces that are listed for people, the oldest ones. All are counted, up to COUNTED."""
COUNTED = 1000

_T = WORK_ITEM
_OF_KIND = Prepared(select(_T.c.key, _T.c.attempts, _T.c.next_at).where(_T.c.kind == bindparam("kind")))
_ITEM = (_T.c.kind == bindparam("of_kind"), _T.c.key == bindparam("of_key"))
_PLAN = {
    name: (new := dialect.insert(_T)).on_conflict_do_update(
        index_elements=["kind", "key"], set_={"place": new.excluded.place, "tried_at": new.excluded.tried_at}
    )
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_DONE = Prepared(delete(_T).where(*_ITEM))
_NEEDS_EYE = or_(_T.c.attempts >= WORK.attempts, (_T.c.attempts > 0) & (_T.c.since < bindparam("late")))


@dataclass(frozen=True, slots=True)
class Failed:
    """A piece that fails. `kind` is the tick, `since` its first failure in UTC; `aside`: all attempts were used up."""

    id: int
    kind: str
    key: str
    since: datetime
    attempts: int
    error: str
    aside: bool


def plan(conn: Connection, kind: str, due: Collection[tuple[str, int | None]], now: datetime) -> frozenset[str]:
    """Writes down what is about to be worked, as (key, Pemda) in that order, and returns the keys that may be worked
    now: what has failed waits for its time. A failed piece that is not due any more and was not tried for a day counts
    as settled.
    """
    known = {row.key: row for row in _OF_KIND.all(conn, {"kind": kind})}
    ready = [(key, pemda) for key, pemda in due if key not in known or _may_begin(known[key], now)]
    if known.keys() - {key for key, _ in due}:
        keys = [key for key, _ in due]
        conn.execute(delete(_T).where(_T.c.kind == kind, _T.c.key.not_in(keys), _T.c.tried_at < now - AGAIN_DAILY))
    if ready:
        times = {"since": now, "tried_at": now, "next_at": None}
        rows = [
            {"kind": kind, "key": key, "pemda_id": pemda, "place": place, "attempts": 0, "error": "", **times}
            for place, (key, pemda) in enumerate(ready)
        ]
        conn.execute(_PLAN[conn.dialect.name], rows)
    return frozenset(key for key, _ in ready)


def _may_begin(row: AnyRow, now: datetime) -> bool:
    if row.next_at is None:
        return not WORK.exhausted(row.attempts)
    return bool(row.next_at <= now)


def done(conn: Connection, kind: str, key: str) -> None:
    _DONE.run(conn, {"of_kind": kind, "of_key": key})


def failed(conn: Connection, kind: str, key: str, pemda: int | None, error: str, now: datetime) -> bool:
    """Counts a failed attempt; the piece may not be written down yet. True: it is set aside now."""
    known = conn.execute(select(_T.c.id, _T.c.attempts).where(*_ITEM), {"of_kind": kind, "of_key": key}).first()
    attempts = (known.attempts if known else 0) + 1
    aside = attempts == WORK.attempts
    next_at = WORK.after_failure(attempts, now) or now + AGAIN_DAILY
    values = {"attempts": attempts, "next_at": next_at, "error": error[:ERROR_LENGTH], "place": None, "tried_at": now}
    if known:
        conn.execute(update(_T).where(_T.c.id == known.id).values(values))
    else:
        conn.execute(insert(_T).values(kind=kind, key=key, pemda_id=pemda, since=now, **values))
    return aside


def release(conn: Connection, kind: str) -> None:
    """Forgets what was planned and not begun, because the process ends or a tick was broken off."""
    _unplan(conn, _T.c.kind == kind)


def revive(conn: Connection, now: datetime) -> list[tuple[str, int | None]]:
    """To be called when a process becomes the active one. The piece that the former one was working when it died has
    used up an attempt. Returns tick and Pemda of pieces that are set aside by that, to be announced.
    """
    planned = conn.execute(select(_T).where(_T.c.place.is_not(None)).order_by(_T.c.kind, _T.c.place)).all()
    at_work = {row.kind: row for row in reversed(planned)}.values()
    aside = []
    for row in at_work:
        attempts = row.attempts + 1
        values = {"attempts": attempts, "next_at": WORK.after_death(attempts, now), "error": DIED, "place": None}
        conn.execute(update(_T).where(_T.c.id == row.id).values(values))
        if attempts == WORK.attempts:
            aside.append((row.kind, row.pemda_id))
    _unplan(conn, _T.c.place.is_not(None))
    return aside


def _unplan(conn: Connection, which: object) -> None:
    planned = (which, _T.c.place.is_not(None))
    conn.execute(delete(_T).where(*planned, _T.c.attempts == 0))  # type: ignore[arg-type]
    conn.execute(update(_T).where(*planned).values(place=None))  # type: ignore[arg-type]


def retry(conn: Connection, id: int, pemda: int, *, nobodys: bool = False) -> bool:
    """Lets a piece be tried again at the next tick, with all its attempts. False: this Pemda has none of
    that number.
    """
    which = (_T.c.id == id, _of(pemda, nobodys))
    return conn.execute(update(_T).where(*which).values(attempts=0, next_at=None)).rowcount == 1


# what needs somebody's eye


def of_pemda(conn: Connection, pemda: int, now: datetime, *, nobodys: bool = False) -> tuple[Failed, ...]:
    """The oldest failing pieces of this Pemda; with `nobodys` also those of no Pemda."""
    return _failed(conn, select(_T).where(_NEEDS_EYE, _of(pemda, nobodys)), now)


def _of(pemda: int, nobodys: bool) -> ColumnElement[bool]:
    theirs = _T.c.pemda_id == pemda
    return theirs | _T.c.pemda_id.is_(None) if nobodys else theirs


def everywhere(conn: Connection, now: datetime) -> tuple[Failed, ...]:
    """The oldest of all, for the operator of the machine."""
    return _failed(conn, select(_T).where(_NEEDS_EYE), now)


def count(conn: Connection, now: datetime) -> int:
    """How many there are, at most COUNTED."""
    some = select(literal_column("1")).select_from(_T).where(_NEEDS_EYE).limit(COUNTED).subquery()
    return int(conn.execute(select(func.count()).select_from(some), {"late": now - LATE}).scalar_one())


def _failed(conn: Connection, query: Select[tuple[object, ...]], now: datetime) -> tuple[Failed, ...]:
    rows: Iterable[AnyRow] = conn.execute(query.order_by(_T.c.id).limit(SHOWN), {"late": now - LATE})
    return tuple(
        Failed(row.id, row.kind, row.key, row.since, row.attempts, row.error, WORK.exhausted(row.attempts))
        for row in rows
    )
