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

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select

from storage.calls import Call, Kind, Priority, Result, Sending
from storage.outbox_queries import (
    CLAIM,
    DOUBT,
    DRAWN_AT_ONCE,
    IN_DOUBT,
    INSERT,
    NOW_LIVE,
    SETTLE,
    TAKE,
    read_sending,
    unsettled,
)
from storage.outbox_upkeep import Tally, bury, doubtful, hold, tally
from storage.schema import OUTBOX

__all__ = [
    "Call",
    "Kind",
    "Priority",
    "Result",
    "Sending",
    "Tally",
    "add",
    "bury",
    "claim",
    "doubtful",
    "hold",
    "mark",
    "revive",
    "tally",
]

REPEATS = 5
"""Attempts of a repeatable call whose outcome stays unknown; then it is left to `pandu doctor`."""

REPEAT_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(seconds=60)
REFUSALS = 20
"""Attempts of a message that deserves repetition while the server answers each with a fault of its own (5xx): about a
quarter of an hour. A person must not be left without a screen because sending alone was out of order."""
ERROR_LENGTH = 500
_ON_A_MESSAGE = (Kind.EDIT, Kind.STRIP, Kind.DELETE, Kind.PIN, Kind.UNPIN)
_REPEATABLE = (Kind.ANSWER, *_ON_A_MESSAGE)


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
    return Sending(INSERT.scalar(conn, values), call, attempts, now)


def claim(conn: Connection, now: datetime, limit: int) -> list[Sending]:
    """Takes what may leave now, most urgent first: at most one row a chat until it is marked (answers apart), so
    that a chat's rows leave in order. A row about another row's message waits until that one is settled."""
    taken: list[Sending] = []
    while len(taken) < limit:
        rows = CLAIM.all(conn, {"now": now, "most": limit - len(taken)})
        moot = [fate for row in rows if (fate := _moot(row, now))]
        settled = {fate["row"] for fate in moot}
        more = [read_sending(row) for row in rows if row.id not in settled]
        if more:
            TAKE.each(conn, [{"row": sending.id} for sending in more])
            taken += more
        if not moot:
            break
        SETTLE.each(conn, moot)  # what they held up may leave
    return taken


def _moot(row: Row[Any], now: datetime) -> dict[str, Any] | None:
    if row.superseded:
        return _settled(row.id, "sent", now, why="superseded by a later edit")
    if _pointless(row):
        return _settled(row.id, "failed", now, why="the message it is about was not sent")
    return None


def _pointless(row: Row[Any]) -> bool:
    """There is no message to change, and nothing in it that would deserve a new one."""
    if row.message is not None or row.kind not in _ON_A_MESSAGE:
        return False
    return bool(row.kind != Kind.EDIT or row.priority == Priority.RECORD)


def mark(conn: Connection, results: Sequence[Result], now: datetime) -> None:
    """Records how calls went. A message that is a conversation's live screen becomes known there."""
    sure = [result for result in results if result.state != "unsure"]
    if sure:
        SETTLE.each(conn, [_settled(r.id, r.state, now, r.message_id, r.error, r.next_at) for r in sure])
    messages = [{"row": r.id, "message": r.message_id} for r in sure if r.state == "sent" and r.message_id is not None]
    if messages:
        NOW_LIVE.each(conn, messages)
    doubtful = {result.id: result for result in results if result.state == "unsure"}
    if doubtful:
        _doubt(conn, IN_DOUBT.where(OUTBOX.c.id.in_(doubtful)), now, doubtful)


def _settled(
    row: int, to: str, now: datetime, message: int | None = None, why: str = "", next_at: datetime | None = None
) -> dict[str, Any]:
    at = now if to == "sent" else None
    return {"row": row, "to": to, "message": message, "why": why[:ERROR_LENGTH], "next": next_at, "at": at}


def revive(conn: Connection, now: datetime) -> None:
    """When a process becomes the active one: nobody knows what became of the rows its predecessor was sending, and
    what it was drawing is drawn at once, or it would hold up its chat."""
    _doubt(conn, IN_DOUBT.where(unsettled(), OUTBOX.c.state == "sending"), now, {})
    conn.execute(DRAWN_AT_ONCE)


def _doubt(conn: Connection, rows: Select[Any], now: datetime, results: Mapping[int, Result]) -> None:
    """`results` is empty for rows that a dead process left behind: those are tried again at once."""
    changes = []
    for row in conn.execute(rows).all():
        result = results.get(row.id)
        answered = result is not None and result.answered
        state, why = _after_doubt(row, answered)
        again = state == "waiting"
        once_more = row.again and (not again or answered or row.kind in _REPEATABLE)
        due = now + _pause(max(row.attempts, 1) if answered else 1) if again and result else now if again else None
        why = (result and result.error) or why
        changes.append({"row": row.id, "to": state, "once_more": once_more, "why": why[:ERROR_LENGTH], "next": due})
    if changes:
        DOUBT.each(conn, changes)


def _after_doubt(row: Row[Any], answered: bool) -> tuple[str, str]:
    if row.kind in _REPEATABLE:
        most = REFUSALS if answered else REPEATS
        return ("waiting", "") if row.attempts < most else ("unsure", "its outcome stayed unknown")
    if not row.again:
        return "unsure", "its outcome is unknown"
    if row.priority == Priority.SCREEN and row.live_outbox != row.id:
        return "failed", "replaced by a later screen"
    if answered and row.attempts >= REFUSALS:
        return "unsure", "the server kept failing"
    return "waiting", ""


def _pause(attempts: int) -> timedelta:
    seconds = REPEAT_PAUSE.total_seconds() * 2.0 ** min(attempts - 1, 10)
    return min(timedelta(seconds=seconds), LONGEST_PAUSE)
