"""The outbox: calls to Telegram that are to be made, written by the transaction that wants them (DESIGN 4).

States of a row:
    waiting   to be sent, from `next_at` on
    sending   in the hands of the courier
    sent      Telegram accepted it (`message_id`), or there was nothing left to do
    unsure    Telegram may or may not have accepted it, and a copy would be worse than a gap
    failed    refused for good, or no longer wanted
    held      came back with a restored backup: shown by `pandu doctor`, never sent

Telegram's sends know no idempotency key. What may be repeated without harm (edits, deletes, answers to presses) is
repeated when its outcome is unknown, a few times; a new message once, if losing it would be worse than a copy
(`again`) and no later screen has taken its place. The rule is applied here and nowhere else, whether the courier or a
restart found the row in doubt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    insert,
    literal_column,
    not_,
    or_,
    select,
    update,
)

from storage.schema import CONVERSATION, OUTBOX


class Kind(StrEnum):
    """What is asked of Telegram."""

    ANSWER = "answer"  # answerCallbackQuery
    SEND = "send"
    EDIT = "edit"
    STRIP = "strip"  # take the buttons away
    DELETE = "delete"
    DOCUMENT = "document"
    PHOTO = "photo"


class Priority(IntEnum):
    """What goes first when the pace is limited. Records may be dropped."""

    ANSWER = 0
    SCREEN = 1
    NOTICE = 2
    BOARD = 3
    BROADCAST = 4
    RECORD = 5


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `again`: sent once more when its outcome is unknown. `target_outbox` names the row whose message is
    meant, while its number is not known yet; else `target_message`."""

    chat_id: int
    kind: Kind
    payload: dict[str, Any]
    priority: Priority
    again: bool = False
    target_outbox: int | None = None
    target_message: int | None = None
    revision: int = 0
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """A call with its row. `attempts` counts this one. An edit without any target message is sent as a new one."""

    id: int
    call: Call
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Result:
    """How a call went. `message_id`: of the message sent or edited. "waiting": not sent, again at `next_at`."""

    id: int
    state: Literal["sent", "failed", "waiting", "unsure"]
    message_id: int | None = None
    error: str = ""
    next_at: datetime | None = None


REPEATS = 5
"""Attempts of a repeatable call whose outcome stays unknown; then it is left to `pandu doctor`."""

REPEAT_PAUSE = timedelta(seconds=2)
PAYLOAD_KEPT = timedelta(days=7)
ROW_KEPT = timedelta(days=90)
ERROR_LENGTH = 500

_REPEATABLE = (Kind.ANSWER, Kind.EDIT, Kind.STRIP, Kind.DELETE)
_ON_A_MESSAGE = (Kind.EDIT, Kind.STRIP, Kind.DELETE)

_T, _C = OUTBOX, CONVERSATION
_O = _T.alias("o")
_TARGET = _T.alias("t")
_EARLIER = _T.alias("e")
_LATER = _T.alias("l")

_ROW = _T.c.id == bindparam("row")


def _open(alias: str = "outbox") -> ColumnElement[bool]:
    """What is not settled; word for word the condition of the indexes."""
    return literal_column(f"{alias}.state NOT IN ('sent', 'failed')", Boolean)


_INSERT = insert(_T).returning(_T.c.id)

# Rows of one chat leave in the order they were written. Boards and broadcasts do not hold up what a person waits for;
# answers to presses and records neither wait nor hold up.
_HELD_UP = exists().where(
    _open("e"),
    _EARLIER.c.chat_id == _O.c.chat_id,
    _EARLIER.c.id < _O.c.id,
    _EARLIER.c.state.in_(("waiting", "sending")),
    _EARLIER.c.kind != Kind.ANSWER,
    _EARLIER.c.priority != Priority.RECORD,
    or_(_EARLIER.c.priority <= Priority.NOTICE, _EARLIER.c.priority <= _O.c.priority),
)
_SUPERSEDED = exists().where(  # the newest edit of a message wins
    _open("l"),
    _O.c.kind == Kind.EDIT,
    _LATER.c.kind == Kind.EDIT,
    _LATER.c.chat_id == _O.c.chat_id,
    _LATER.c.id > _O.c.id,
    _LATER.c.state == "waiting",
    or_(_LATER.c.target_message == _O.c.target_message, _LATER.c.target_outbox == _O.c.target_outbox),
)
_CLAIM = (
    select(
        _O,
        func.coalesce(_O.c.target_message, _TARGET.c.message_id, _TARGET.c.target_message).label("message"),
        _SUPERSEDED.label("superseded"),
    )
    .select_from(_O.outerjoin(_TARGET, and_(_O.c.target_message.is_(None), _TARGET.c.id == _O.c.target_outbox)))
    .where(
        _open("o"),
        _O.c.state == "waiting",
        or_(_O.c.next_at.is_(None), _O.c.next_at <= bindparam("now")),
        or_(_TARGET.c.id.is_(None), _TARGET.c.state.not_in(("waiting", "sending"))),
        or_(_O.c.kind == Kind.ANSWER, not_(_HELD_UP)),
    )
    .order_by(_O.c.priority, _O.c.id)
    .limit(bindparam("most"))
)
_TAKE = update(_T).where(_ROW).values(state="sending", attempts=_T.c.attempts + 1, next_at=None)
_SETTLE = (
    update(_T)
    .where(_ROW, _T.c.state != "sent")
    .values(
        state=bindparam("to"),
        message_id=func.coalesce(bindparam("message", type_=BigInteger), _T.c.message_id),
        error=bindparam("why"),
        next_at=bindparam("next"),
        sent_at=bindparam("at"),
    )
)
_NOW_LIVE = (  # the row sent the live screen, or (an edit sent as a new message) took its place
    update(_C)
    .where(
        _C.c.telegram_id == select(_T.c.chat_id).where(_ROW).scalar_subquery(),
        or_(
            _C.c.live_outbox == bindparam("row"),
            _C.c.live_outbox == select(_T.c.target_outbox).where(_ROW, _T.c.kind == Kind.EDIT).scalar_subquery(),
            _C.c.live_message == select(_T.c.target_message).where(_ROW, _T.c.kind == Kind.EDIT).scalar_subquery(),
        ),
        _C.c.live_message.is_distinct_from(bindparam("message")),
    )
    .values(live_message=bindparam("message"))
)
_IN_DOUBT = (
    select(_T.c.id, _T.c.kind, _T.c.priority, _T.c.again, _T.c.attempts, _C.c.live_outbox)
    .select_from(_T.outerjoin(_C, _C.c.telegram_id == _T.c.chat_id))
    .order_by(_T.c.id)
)
_DOUBT = (
    update(_T)
    .where(_ROW)
    .values(state=bindparam("to"), again=bindparam("once_more"), error=bindparam("why"), next_at=bindparam("next"))
)


def add(conn: Connection, calls: Iterable[Call], now: datetime, sending: bool) -> list[Sending]:
    """Writes calls in order. `sending`: the caller hands them to the courier right after the commit; the claim then
    never sees them. Else they wait to be claimed."""
    return [_add(conn, call, now, sending) for call in calls]


def _add(conn: Connection, call: Call, now: datetime, sending: bool) -> Sending:
    attempts = int(sending)
    values = {
        "chat_id": call.chat_id,
        "thread_id": call.thread_id,
        "kind": call.kind.value,
        "priority": int(call.priority),
        "state": "sending" if sending else "waiting",
        "payload": call.payload,
        "target_outbox": call.target_outbox,
        "target_message": call.target_message,
        "again": call.again,
        "revision": call.revision,
        "attempts": attempts,
        "next_at": None,
        "error": "",
        "message_id": None,
        "created_at": now,
        "sent_at": None,
    }
    return Sending(conn.execute(_INSERT, values).scalar_one(), call, attempts, now)


def claim(conn: Connection, now: datetime, limit: int) -> list[Sending]:
    """Takes what may leave now, most urgent first: at most one row a chat until it is marked (answers apart), so
    that a chat's rows leave in order. A row about another row's message waits until that one is settled."""
    taken, moot = [], []
    for row in conn.execute(_CLAIM, {"now": now, "most": limit}).all():
        if row.superseded:
            moot.append(_settled(row.id, "sent", now, why="superseded by a later edit"))
        elif _pointless(row):
            moot.append(_settled(row.id, "failed", now, why="the message it is about was not sent"))
        else:
            taken.append(_sending(row))
    if moot:
        conn.execute(_SETTLE, moot)
    if taken:
        conn.execute(_TAKE, [{"row": sending.id} for sending in taken])
    return taken


def _pointless(row: Row[Any]) -> bool:
    """There is no message to change, and nothing in it that would deserve a new one."""
    if row.message is not None or row.kind not in _ON_A_MESSAGE:
        return False
    return bool(row.kind != Kind.EDIT or row.priority == Priority.RECORD)


def _sending(row: Row[Any]) -> Sending:
    call = Call(
        row.chat_id,
        Kind(row.kind),
        row.payload,
        Priority(row.priority),
        row.again,
        row.target_outbox,
        row.message,
        row.revision,
        row.thread_id,
    )
    return Sending(row.id, call, row.attempts + 1, row.created_at)


def mark(conn: Connection, results: Sequence[Result], now: datetime) -> None:
    """Records how calls went. A message that is a conversation's live screen becomes known there."""
    sure = [result for result in results if result.state != "unsure"]
    if sure:
        conn.execute(_SETTLE, [_settled(r.id, r.state, now, r.message_id, r.error, r.next_at) for r in sure])
    messages = [{"row": r.id, "message": r.message_id} for r in sure if r.state == "sent" and r.message_id is not None]
    if messages:
        conn.execute(_NOW_LIVE, messages)
    doubtful = {result.id: result.error for result in results if result.state == "unsure"}
    if doubtful:
        _doubt(conn, _IN_DOUBT.where(_T.c.id.in_(doubtful)), now + REPEAT_PAUSE, doubtful)


def _settled(
    row: int, to: str, now: datetime, message: int | None = None, why: str = "", next_at: datetime | None = None
) -> dict[str, Any]:
    at = now if to == "sent" else None
    return {"row": row, "to": to, "message": message, "why": why[:ERROR_LENGTH], "next": next_at, "at": at}


def revive(conn: Connection, now: datetime) -> None:
    """When a process becomes the active one: nobody knows what became of the rows its predecessor was sending."""
    _doubt(conn, _IN_DOUBT.where(_open(), _T.c.state == "sending"), now, {})


def _doubt(conn: Connection, rows: Select[Any], next_at: datetime, errors: dict[int, str]) -> None:
    changes = []
    for row in conn.execute(rows).all():
        state, why = _after_doubt(row)
        if state != "waiting":
            once_more, due = row.again, None
        else:
            once_more, due = row.again and row.kind in _REPEATABLE, next_at
        why = errors.get(row.id) or why
        changes.append({"row": row.id, "to": state, "once_more": once_more, "why": why[:ERROR_LENGTH], "next": due})
    if changes:
        conn.execute(_DOUBT, changes)


def _after_doubt(row: Row[Any]) -> tuple[str, str]:
    if row.kind in _REPEATABLE:
        return ("waiting", "") if row.attempts < REPEATS else ("unsure", "its outcome stayed unknown")
    if not row.again:
        return "unsure", "its outcome is unknown"
    if row.priority == Priority.SCREEN and row.live_outbox != row.id:
        return "failed", "replaced by a later screen"
    return "waiting", ""
