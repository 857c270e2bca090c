"""The outbox: calls to Telegram that are to be made, written by the transaction that wants them.

States of a row:
    waiting   to be sent, from `next_at` on
    sending   in the hands of the courier
    sent      Telegram accepted it (`message_id`), or there was nothing left to do
    skipped   not wanted any more: a later call took its place, or it was only looks and there was no time for it
    unsure    Telegram may or may not have accepted it, and a copy would be worse than a gap
    failed    refused for good
    held      came back with a restored backup: shown by `pandu doctor`, never sent

Telegram's sends know no idempotency key. A person's live screen is sent until it has arrived or a later screen has
taken its place; what may be repeated without harm (edits, deletes, answers to presses) and messages whose loss would be
worse than a copy (`again`) are repeated a few times. The rule is applied here and nowhere else, whether the courier or
a restart found the row in doubt: docs/decisions/what-is-sent-again.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select

from storage.engine.schema import OUTBOX
from storage.messaging.calls import (
    ON_A_MESSAGE,
    Call as Call,
    Kind as Kind,
    Priority as Priority,
    Result as Result,
    Sending as Sending,
)
from storage.messaging.outbox_queries import (
    CLAIM,
    COUNT_FROM,
    DOUBT,
    DRAWN_AT_ONCE,
    IN_DOUBT,
    INSERT,
    LATER_EDIT,
    NO_LIVE,
    NOW_LIVE,
    OLD_RECORDS,
    SETTLE,
    SUPERSEDE,
    TAKE,
    read_sending,
    unsettled,
)
from storage.messaging.outbox_upkeep import bury as bury, doubtful as doubtful, hold as hold
from storage.messaging.packing import pack

REPEATS = 5
"""Attempts without any answer of a call that is no live screen. Then it is left to `pandu doctor`, or skipped."""
BOARD_REPEATS = 2
"""The same for a group's board, so that at most one copy is pinned beside it."""
REFUSALS = 40
"""Attempts while the server answers each with a fault of its own (5xx), about a quarter of an hour. A person must not
be left without a message because sending was out of order for so long; after that it must not hold up its chat any
longer."""
LAST_ANSWER = 8
"""Attempts to answer a press. After a quarter of a minute nobody waits for the answer any more."""

FIRST_PAUSE = timedelta(seconds=0.5)
SHORT_PAUSE = timedelta(seconds=3)
LONGEST_PAUSE = timedelta(seconds=60)
SHORT = 22
"""Attempts in the first minute."""
RECORDS_KEPT = 10
"""Lines of record that wait for a busy chat; older ones are left out."""
ERROR_LENGTH = 500


def pause(attempts: int) -> timedelta:
    """How long a call waits after so many failed attempts: at most three seconds during the first minute, because
    somebody is waiting, then longer and longer.
    """
    if attempts <= SHORT:
        return min(FIRST_PAUSE * 2.0 ** max(attempts - 1, 0), SHORT_PAUSE)
    return min(SHORT_PAUSE * 2.0 ** min(attempts - SHORT, 10), LONGEST_PAUSE)


def add(conn: Connection, calls: Iterable[Call], now: datetime, sending: bool) -> list[Sending]:
    """Writes calls in order. `sending`: the caller hands them to the courier right after the commit, and they are never
    claimed. Else they wait to be claimed.
    """
    return [_add(conn, call, now, sending) for call in calls]


def _add(conn: Connection, call: Call, now: datetime, sending: bool) -> Sending:
    values = {
        "chat_id": call.chat_id,
        "thread_id": call.thread_id,
        "kind": call.kind.value,
        "priority": int(call.priority),
        "state": "sending" if sending else "waiting",
        "payload": pack(call.content),
        "target_outbox": call.target_outbox,
        "target_message": call.target_message,
        "again": call.again,
        "revision": call.revision,
        "attempts": int(sending),
        "doubts": 0,
        "next_at": None,
        "error": "",
        "message_id": None,
        "created_at": now,
        "sent_at": None,
    }
    return Sending(INSERT.scalar(conn, values), call, int(sending), now)


def supersede(conn: Connection, chat_id: int, outbox: int | None, message: int | None) -> None:
    """The live screen was this row's message, or this message, and is another one from now on. Calls about it that
    still wait are skipped, and so is the row itself while nobody knows whether it arrived.
    """
    SUPERSEDE.run(conn, {"chat": chat_id, "screen": outbox, "message": message, "why": REPLACED})


REPLACED = "replaced by a later screen"


def claim(conn: Connection, now: datetime, limit: int) -> list[Sending]:
    """Takes what may be sent now, most urgent first. Until a row is marked no other row of its chat is taken (answers
    apart), so that a chat's rows leave in order. A row about another row's message waits until that one is settled; a
    record waits until no screen of its chat is on its way.
    """
    taken: list[Sending] = []
    while len(taken) < limit:
        rows = CLAIM.all(conn, {"now": now, "most": limit - len(taken)})
        moot = [fate for row in rows if (fate := _moot(conn, row, now))]
        settled = {fate["row"] for fate in moot}
        more = [read_sending(row) for row in rows if row.id not in settled]
        if more:
            TAKE.each(conn, [{"row": sending.id} for sending in more])
            taken += more
        if not moot:
            break
        SETTLE.each(conn, moot)  # what they held up may leave
    return taken


def _moot(conn: Connection, row: Row[Any], now: datetime) -> dict[str, Any] | None:
    why = "a later edit takes its place" if row.superseded else _pointless(conn, row)
    return _settled(row.id, "skipped", now, why=why) if why else None


def _pointless(conn: Connection, row: Row[Any]) -> str:
    """Why a call has nothing to do, or "". Either its message does not exist and the call deserves no new one; or the
    former screen is the live one, or the only one, or is a line of record already.
    """
    if row.message is None and row.kind in ON_A_MESSAGE and (row.kind != Kind.EDIT or row.priority == Priority.RECORD):
        return "the message it is about was not sent"
    if row.priority != Priority.RECORD or row.live is None:
        return ""
    if row.live in (0, row.message):
        return "no later screen is known to have arrived" if row.live == 0 else "it is the live screen again"
    where = {"chat": row.chat_id, "row": row.id, "message": row.message, "screen": row.target_outbox}
    again = row.attempts and row.kind == Kind.EDIT
    return "a later edit took its place" if again and LATER_EDIT.first(conn, where) else ""


def mark(conn: Connection, results: Sequence[Result], now: datetime) -> None:
    """Stores how calls went. The message of a live screen becomes known to its conversation. A live screen that was
    refused for good is none any more, and the next one is sent as a new message.
    """
    sure = [result for result in results if result.state != "unsure"]
    if sure:
        SETTLE.each(conn, [_settled(r.id, r.state, now, r.message_id, r.error, r.next_at) for r in sure])
    messages = [{"row": r.id, "message": r.message_id} for r in sure if r.state == "sent" and r.message_id is not None]
    if messages:
        NOW_LIVE.each(conn, messages)
    lost = [{"row": r.id} for r in sure if r.state == "failed"]
    if lost:
        NO_LIVE.each(conn, lost)
    counted = [{"row": r.id, "number": r.attempts} for r in sure if r.attempts is not None]
    if counted:
        COUNT_FROM.each(conn, counted)
    doubtful = {result.id: result for result in results if result.state == "unsure"}
    if doubtful:
        _doubt(conn, IN_DOUBT.where(OUTBOX.c.id.in_(doubtful)), now, doubtful)


def put_off(conn: Connection, chat_id: int) -> None:
    """Lets the records of this chat wait until it is quiet. Only the newest few are kept."""
    OLD_RECORDS.run(conn, {"chat": chat_id, "kept": RECORDS_KEPT, "why": "too many lines of record wait"})


def _settled(
    row: int, to: str, now: datetime, message: int | None = None, why: str = "", next_at: datetime | None = None
) -> dict[str, Any]:
    at = now if to == "sent" else None
    return {"row": row, "to": to, "message": message, "why": why[:ERROR_LENGTH], "next": next_at, "at": at}


@dataclass(frozen=True, slots=True)
class UnsureCall:
    """A call that is not made again although nobody knows whether it arrived."""

    id: int
    chat_id: int
    kind: Kind


def revive(conn: Connection, now: datetime) -> list[UnsureCall]:
    """To be called when a process becomes the active one. Nobody knows what became of the rows that its predecessor was
    sending; what it was drawing is drawn again at once, so that the chat does not wait. Returns what is not sent again.
    """
    left = _doubt(conn, IN_DOUBT.where(unsettled(), OUTBOX.c.state == "sending"), now, {})
    conn.execute(DRAWN_AT_ONCE)
    return left


def _doubt(conn: Connection, rows: Select[Any], now: datetime, results: Mapping[int, Result]) -> list[UnsureCall]:
    """`results` is empty for rows that a dead process has left; these are tried again at once."""
    changes, left = [], []
    for row in conn.execute(rows).all():
        result = results.get(row.id)
        answered = result is not None and result.answered
        doubts = row.doubts + (not answered)
        state, why = _after_doubt(row, answered, doubts)
        due = None
        if state == "waiting":
            due = now + pause(row.attempts if answered else doubts) if result else now
        why = (result and result.error) or why
        changes.append({"row": row.id, "to": state, "doubted": doubts, "why": why[:ERROR_LENGTH], "next": due})
        if state == "unsure":
            left.append(UnsureCall(row.id, row.chat_id, Kind(row.kind)))
    if changes:
        DOUBT.each(conn, changes)
    return left


def _after_doubt(row: Row[Any], answered: bool, doubts: int) -> tuple[str, str]:
    """The next state of a row in doubt, and the reason where it does not wait."""
    if row.live:
        return "waiting", ""
    if row.kind == Kind.SEND and row.priority == Priority.SCREEN and row.chat_id > 0:
        return "skipped", REPLACED
    if not row.again and row.kind not in (Kind.ANSWER, *ON_A_MESSAGE):
        return "unsure", "its outcome is unknown"
    if row.kind == Kind.ANSWER:
        return ("waiting", "") if row.attempts < LAST_ANSWER else ("skipped", "too late for an answer")
    most = BOARD_REPEATS if row.kind == Kind.SEND and row.chat_id < 0 else REPEATS
    if row.attempts < REFUSALS if answered else doubts < most:
        return "waiting", ""
    if row.priority == Priority.RECORD:
        return "skipped", "a record that stayed unknown"
    return "unsure", "the server kept failing" if answered else "its outcome stayed unknown"
