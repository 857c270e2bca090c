"""The inbox: every update as it arrived, stored before Telegram hears that it did.

States of a row:
    waiting   stored, but not yet in the hands of the lanes (by a standby, a command, another transaction)
    queued    the active process has it in a lane
    running   it is being worked, or is next: if the process dies now, that counts as an attempt
    done      worked; the body is emptied, the row stays 48 hours as a tombstone that recognises repeats
    aside     failed five times, or cannot be read; a person decides (`retry`)

A repeat is an update with the same update_id about the same thing: numbers alone may be used again by Telegram.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.engine import settings
from storage.engine.attempts import ERROR_LENGTH, UPDATES
from storage.engine.schema import INBOX
from storage.engine.statements import Prepared
from storage.messaging.arrivals import OURS, Arrival as Arrival, as_words as as_words, read_arrival as read_arrival
from storage.messaging.inbox_upkeep import (
    BURIED_AT_ONCE as BURIED_AT_ONCE,
    Tally as Tally,
    bury as bury,
    tally as tally,
)

OFFSET = "offset"  # key in the table of settings
DIED = "the process ended while this update was worked"


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that is to be worked. `attempts` have failed before. `aside`: it was found to have failed too often
    when the process started, and is announced instead of worked. `stranger`: nobody else may wait because of it.
    `unanswered`: it is only marked as done; `held_until`: it is worked then, not now (bot/intake/strangers.py).
    `content` is what the body says, where that is known already.
    """

    id: int
    lane: str
    body: str
    attempts: int = 0
    next_at: datetime | None = None
    aside: bool = False
    stranger: bool = False
    unanswered: bool = False
    content: Mapping[str, Any] = field(default_factory=dict, compare=False)
    held_until: datetime | None = None

    @property
    def yields(self) -> bool:
        """Whether it waits for its time without having failed: then a newer row of the lane ends its waiting."""
        return self.next_at is not None and not self.attempts


class Unreadable(Exception):
    """An update that cannot be understood. It is set aside at once, because trying again changes nothing. The message,
    if there is one, says why, and contains nothing of what was sent.
    """


_T = INBOX
_OPEN = text("state <> 'done'")  # word for word the condition of the index, or SQLite would not use it
_ROW = _T.c.id == bindparam("row")
_INSERT = {
    name: Prepared(
        dialect.insert(_T).on_conflict_do_nothing(index_elements=["update_id", "identity"]).returning(_T.c.id)
    )
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_FINISH = Prepared(
    update(_T).where(_ROW).values(state="done", body=None, error="", next_at=None, done_at=bindparam("at"))
)
_START = Prepared(update(_T).where(_ROW, text("state IN ('queued', 'waiting')")).values(state="running"))
_ATTEMPTS = Prepared(select(_T.c.attempts).where(_ROW))
_SET = update(_T).where(_ROW).values(state=bindparam("to"))
_TAKE = Prepared(_SET)
_HOLD = Prepared(_SET.values(next_at=bindparam("next")))
_COUNT = Prepared(_SET.values(attempts=bindparam("count"), next_at=bindparam("next"), error=bindparam("why")))
_NEXT = select(_T.c.id, _T.c.lane, _T.c.body, _T.c.attempts, _T.c.next_at, _T.c.state).where(_OPEN).order_by(_T.c.id)
_WAITING = Prepared(_NEXT.where(_T.c.state == "waiting", _T.c.id > bindparam("after")))
_OURS = _NEXT.with_for_update()  # a server's commits that come late are waited for, and read as they are then
_ASIDE = (_ROW, _T.c.state == "aside")
_RETRY = update(_T).where(*_ASIDE).values(state="waiting", attempts=0, next_at=None)


def store(
    conn: Connection,
    arrivals: Iterable[Arrival],
    now: datetime,
    busy_lanes: Collection[str] | None,
    offset: int | None = None,
) -> list[Pending]:
    """Stores a batch, with the next getUpdates offset. Returns what was new, in order.

    The first update of an idle lane is stored as running, the others as queued. A standby works nothing and gives None
    for `busy_lanes`: then all wait until the active process takes them.
    """
    seen = set(busy_lanes or ())
    new = []
    for arrival in arrivals:
        idle = arrival.lane not in seen
        state = "waiting" if busy_lanes is None else "running" if idle else "queued"
        row = _insert(conn, arrival, state, now)
        if row is not None:
            seen.add(arrival.lane)
            new.append(Pending(row, arrival.lane, arrival.body, content=arrival.content))
    if offset is not None:
        settings.put(conn, OFFSET, str(offset))
    return new


def put_internal(
    conn: Connection,
    telegram_id: int,
    kind: str,
    key: str,
    now: datetime,
    content: dict[str, Any] | None = None,
    *,
    at: datetime | None = None,
) -> None:
    """Puts an event of our own into a person's lane, with its content. The same kind and key at the same instant are
    one event. It is worked at once, or `at` a later instant; before that if something newer comes into the lane.
    """
    event = {OURS: {"kind": kind, "key": key, "telegram_id": telegram_id, **(content or {})}}
    number = -int(now.timestamp() * 1_000_000)  # Telegram's numbers are positive
    arrival = Arrival(number, f"{kind}:{telegram_id}:{key}", f"p{telegram_id}", json.dumps(event))
    _insert(conn, arrival, "waiting", now, at)


def _insert(conn: Connection, arrival: Arrival, state: str, now: datetime, at: datetime | None = None) -> int | None:
    row: int | None = _INSERT[conn.dialect.name].scalar(
        conn,
        {
            "update_id": arrival.update_id,
            "identity": arrival.identity,
            "lane": arrival.lane,
            "body": arrival.body,
            "state": state,
            "attempts": 0,
            "error": "",
            "received_at": now,
            "next_at": at,
        },
    )
    return row


def finish(conn: Connection, id: int, now: datetime, following: int | None) -> None:
    """Marks the update as done and removes its body. The next update of the lane is marked as running by the same
    commit.
    """
    _FINISH.run(conn, {"row": id, "at": now})
    if following is not None:
        start(conn, (following,))


def start(conn: Connection, ids: Iterable[int]) -> None:
    """Marks rows as running where no other commit has done so (after one was set aside)."""
    _START.each(conn, [{"row": id} for id in ids])


def fail(conn: Connection, id: int, error: str, now: datetime, final: bool = False) -> datetime | None:
    """Counts a failed attempt, whatever its cause. Returns when to try again; None when it is set aside now, which
    `final` does with the first attempt.

    The row is queued again, so a process that dies before the next attempt has begun does not use it up.
    """
    attempts = _ATTEMPTS.scalar(conn, {"row": id}) + 1
    next_at = None if final else UPDATES.after_failure(attempts, now)
    state = "queued" if next_at else "aside"
    _COUNT.run(conn, {"row": id, "to": state, "count": attempts, "next": next_at, "why": error[:ERROR_LENGTH]})
    return next_at


def hold(conn: Connection, id: int, until: datetime) -> None:
    """Lets an update wait for its time, also beyond the end of the process. No attempt is counted."""
    _HOLD.run(conn, {"row": id, "to": "queued", "next": until})


def revive(conn: Connection, now: datetime) -> list[Pending]:
    """To be called when a process becomes the active one. Returns everything that is open, in order of arrival.

    A row that was running when the former process died has used up an attempt. The first row of each lane is marked as
    running, unless it has to wait for its time; then the lane marks it. Rows that have failed too often by that are set
    aside, and returned with `aside` to be announced. Rows that a standby stores meanwhile are left to the sweep.
    """
    found = [_after_death(row, now) for row in conn.execute(_OURS) if row.state != "aside"]
    _TAKE.each(conn, [{"row": pending.id, "to": "queued"} for pending, _ in found])
    seen: set[str] = set()
    changes = []
    for pending, died in found:
        first = not pending.aside and pending.lane not in seen
        if first:
            seen.add(pending.lane)
        if first or died:
            begun = first and pending.next_at is None
            state = "aside" if pending.aside else "running" if begun else "queued"
            change = {"row": pending.id, "to": state, "count": pending.attempts, "next": pending.next_at}
            changes.append({**change, "why": DIED if died else ""})
    if changes:
        _COUNT.each(conn, changes)
    return [pending for pending, _ in found]


def _after_death(row: Any, now: datetime) -> tuple[Pending, bool]:
    """The row as it goes on, and whether it was being worked when the process died."""
    pending = Pending(row.id, row.lane, row.body, row.attempts, row.next_at)
    if row.state != "running":
        return pending, False
    attempts = row.attempts + 1
    next_at = UPDATES.after_death(attempts, now)
    return replace(pending, attempts=attempts, next_at=next_at, aside=UPDATES.exhausted(attempts)), True


def queued(conn: Connection, after: int = 0, busy_lanes: Collection[str] | None = None) -> list[Pending]:
    """Takes over, in order, what others have put into the inbox: commands, standbys, other transactions.

    Needs a transaction that may write: rows are marked as taken, and with `busy_lanes` the first row of an idle lane as
    running, so that none is taken twice. The highest number seen so far says nothing, because transactions do not
    commit in the order of their rows' numbers; `after` may stay 0.
    """
    rows = _WAITING.all(conn, {"after": after})
    if not rows:
        return []
    seen = set(busy_lanes or ())
    states = []
    for row in rows:
        first = busy_lanes is not None and row.lane not in seen
        seen.add(row.lane)
        states.append({"row": row.id, "to": "running" if first else "queued"})
    _TAKE.each(conn, states)
    return [Pending(row.id, row.lane, row.body, row.attempts, row.next_at) for row in rows]


def retry(conn: Connection, id: int, now: datetime) -> bool:
    """Lets an update that was set aside wait again, with all its attempts; the sweep takes it. False: it is not set
    aside.
    """
    return conn.execute(_RETRY, {"row": id}).rowcount == 1


def load_offset(conn: Connection) -> int | None:
    """The next getUpdates offset. It may be lower than before, because Telegram restarts its numbers now and then."""
    value = settings.get(conn, OFFSET)
    return None if value is None else int(value)
