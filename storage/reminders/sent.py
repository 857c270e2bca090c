"""Reminders on their way: stored with their messages, checked again when these are sent, and their outcome.

A message is an outbox row without words. The words are put together when the courier takes it
(bot/courier/reminding.py), so that answers given meanwhile are known. See docs/decisions/reminders.md.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, insert, select, update

from core.reminders.check import Reminder
from core.reminders.policy import POLICY
from storage.audit import writes
from storage.engine.schema import MEMBERSHIP, OUTBOX, PEMDA, PERSON, REMINDER, AnyRow
from storage.messaging import outbox
from storage.messaging.contents import Message
from storage.messaging.outbox import Call, Kind, Priority, Result
from storage.messaging.packing import pack
from storage.reminders.owed import State

TOGETHER = timedelta(minutes=2)
"""How long a reminder waits for people with roles in several Pemda, so that all their reminders are one message."""

_ACCOUNTS = select(PERSON.c.id, PERSON.c.telegram_id, PERSON.c.unreachable_since).where(
    PERSON.c.id.in_(bindparam("people", expanding=True)), PERSON.c.telegram_id.is_not(None)
)
_ELSEWHERE = select(MEMBERSHIP.c.person_id).where(
    MEMBERSHIP.c.person_id.in_(bindparam("people", expanding=True)),
    MEMBERSHIP.c.pemda_id != bindparam("pemda"),
    MEMBERSHIP.c.ended_at.is_(None),
)
_NOT_LEFT = (
    select(REMINDER.c.person_id, REMINDER.c.outbox_id)
    .join(OUTBOX, OUTBOX.c.id == REMINDER.c.outbox_id)
    .where(
        REMINDER.c.person_id.in_(bindparam("people", expanding=True)),
        REMINDER.c.state == State.QUEUED,
        OUTBOX.c.state == "waiting",
    )
)
_SET = update(REMINDER).where(REMINDER.c.id == bindparam("row"))
_AGAIN = _SET.values(
    state=bindparam("to"), at=bindparam("now"), outbox_id=bindparam("message"), postponed_to=bindparam("until")
)
_LEAVE_LATER = update(OUTBOX).where(OUTBOX.c.id == bindparam("row")).values(next_at=bindparam("at"))
_OF_MESSAGES = (
    select(REMINDER)
    .where(REMINDER.c.outbox_id.in_(bindparam("messages", expanding=True)), REMINDER.c.state == State.QUEUED)
    .order_by(REMINDER.c.id)
)
_BECAME = (
    update(REMINDER)
    .where(REMINDER.c.outbox_id == bindparam("message"), REMINDER.c.state == State.QUEUED)
    .values(state=bindparam("to"), told_at=bindparam("told"))
)
_WORDS = update(OUTBOX).where(OUTBOX.c.id == bindparam("row")).values(payload=bindparam("words"))


def store(conn: Connection, pemda: int, reminders: Sequence[Reminder], later: datetime, now: datetime) -> int:
    """Stores what is due in a Pemda, one message a person. `later` is when reminders come that have to wait. Returns
    how many people are told something.
    """
    by_person: dict[int, list[Reminder]] = defaultdict(list)
    for one in reminders:
        by_person[one.person].append(one)
    people = {"people": list(by_person)}
    accounts = {row.id: row for row in conn.execute(_ACCOUNTS, people)}
    elsewhere = set(conn.execute(_ELSEWHERE, {**people, "pemda": pemda}).scalars())
    waiting = {row.person_id: row.outbox_id for row in conn.execute(_NOT_LEFT, people)}
    new, again, told = [], [], 0
    for person, theirs in by_person.items():
        account = accounts.get(person)
        if account is None:
            continue  # the name was erased meanwhile
        reached = account.unreachable_since is None
        joins = person in waiting  # today's message has not left yet
        speaks = reached and any(one.speaks and (joins or not one.wait) for one in theirs)
        message = waiting.get(person) if speaks else None
        if speaks and message is None:
            message = _message(conn, account.telegram_id, now + TOGETHER if person in elsewhere else None, now)
        told += speaks
        for one in theirs:
            state = _state(one, reached, joins)
            until = later if state is State.PUT_OFF else None
            if one.row is not None:
                again.append({"row": one.row, "to": state, "now": now, "message": message, "until": until})
            else:
                new.append(_values(pemda, one, state, message, until, now))
    if new:
        conn.execute(insert(REMINDER), new)
    if again:
        conn.execute(_AGAIN, again)
    return told


def _state(one: Reminder, reached: bool, joins: bool) -> State:
    if not one.speaks:
        return State.MERGED
    if not reached:
        return State.UNREACHABLE
    return State.PUT_OFF if one.wait and not joins else State.QUEUED


def _values(
    pemda: int, one: Reminder, state: State, message: int | None, until: datetime | None, now: datetime
) -> dict[str, Any]:
    return {
        "pemda_id": pemda,
        "subject": one.subject,
        "assessment_id": one.assessment,
        "person_id": one.person,
        "rule": one.rule,
        "due_at": one.due,
        "at": now,
        "state": state,
        "postponed_to": until,
        "outbox_id": None if state is State.PUT_OFF else message,
        "told_at": None,
    }


def _message(conn: Connection, account: int, not_before: datetime | None, now: datetime) -> int:
    call = Call(account, Kind.SEND, Message("", reminder=True), Priority.BROADCAST, again=True)
    (sending,) = outbox.add(conn, [call], now, sending=False)
    if not_before is not None:
        conn.execute(_LEAVE_LATER, {"row": sending.id, "at": not_before})
    return sending.id


def looked(conn: Connection, pemda: int, day: date, *, in_full: bool) -> None:
    """Notes that the reminders of a day are stored. `in_full`: not only those that are sent on days off as well."""
    values = {"reminded_on": day.isoformat()} | ({"reminded_through": day.isoformat()} if in_full else {})
    writes.update(conn, PEMDA, values, PEMDA.c.id == pemda)


# when they leave


def of_messages(conn: Connection, messages: Collection[int]) -> dict[int, list[AnyRow]]:
    """Outbox row -> the reminders it contains."""
    found: dict[int, list[AnyRow]] = defaultdict(list)
    for row in conn.execute(_OF_MESSAGES, {"messages": list(messages)}):
        found[row.outbox_id].append(row)
    return found


def worded(conn: Connection, words: Mapping[int, Message]) -> None:
    """Stores the words of messages."""
    conn.execute(_WORDS, [{"row": row, "words": pack(message)} for row, message in words.items()])


def no_longer(conn: Connection, rows: Iterable[int]) -> None:
    """Marks reminders as moot: nothing is owed any more."""
    conn.execute(update(REMINDER).where(REMINDER.c.id.in_(list(rows))).values(state=State.MOOT))


def another_day(conn: Connection, rows: Iterable[int], at: datetime) -> None:
    """Puts reminders off to another day; their message does not contain them."""
    values = {"state": State.PUT_OFF, "postponed_to": at, "outbox_id": None}
    conn.execute(update(REMINDER).where(REMINDER.c.id.in_(list(rows))).values(values))


def unsent(conn: Connection, messages: Collection[int], now: datetime) -> None:
    """Skips messages that have nothing left to say."""
    why = "nothing is owed any more"
    conn.execute(update(OUTBOX).where(OUTBOX.c.id.in_(messages)).values(state="sent", sent_at=now, error=why))


def became(conn: Connection, results: Iterable[Result], lost: Collection[int], now: datetime) -> None:
    """Stores the outcome of messages. `lost`: rows whose person cannot be reached."""
    changes = []
    for result in results:
        if result.state == "sent":
            changes.append({"message": result.id, "to": State.SENT, "told": now})
        elif result.state == "failed":
            to = State.UNREACHABLE if result.id in lost else State.FAILED
            changes.append({"message": result.id, "to": to, "told": None})
    if changes:
        conn.execute(_BECAME, changes)


# put off by the person

_LAST = (
    select(REMINDER.c.id, REMINDER.c.outbox_id, REMINDER.c.at, PEMDA.c.timezone)
    .join(PEMDA, PEMDA.c.id == REMINDER.c.pemda_id)
    .where(
        REMINDER.c.person_id == bindparam("person"),
        REMINDER.c.state.in_((State.QUEUED, State.SENT)),
        REMINDER.c.outbox_id.is_not(None),
        REMINDER.c.at >= bindparam("since"),
    )
)


def put_off(conn: Connection, person: int, day: date, to: date, now: datetime) -> tuple[int, ...]:
    """Puts off what the person was told on one day to another day. Returns the messages it was told in."""
    rows = [
        (row, ZoneInfo(row.timezone))
        for row in conn.execute(_LAST, {"person": person, "since": now - timedelta(days=14)})
        if row.at.astimezone(ZoneInfo(row.timezone)).date() == day
    ]
    for row, zone in rows:
        at = datetime.combine(to, POLICY.begins, zone)
        conn.execute(_SET.values(state=State.PUT_OFF, postponed_to=at), {"row": row.id})
    return tuple(sorted({row.outbox_id for row, _ in rows}))
