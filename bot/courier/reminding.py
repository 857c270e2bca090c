"""Reminders at the moment they are sent: who still owes what, the words, and the outcome.

Between the tick that stores a reminder and the courier that takes it, people answer, submit, get more time, or leave.
So the words are put together here, in the transaction that takes the message, from the state of things then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.holidays.days import days_off
from bot.log import describe
from bot.texts.reminders import messages as texts
from core.fit import fit
from core.pemda.naming import called
from core.people.roles import Role
from core.reminders.check import DailyCheck
from core.reminders.due import next_day
from core.reminders.policy import (
    NOW,
    NOW_HEAD,
    OPENING,
    POLICY,
    Duty,
    Entry,
    ReminderCase,
    Shift,
    StartingPoint,
    about_of,
    stands,
)
from core.screen import Notice
from storage.database import Connection
from storage.engine.attempts import WORK
from storage.engine.savepoints import apart
from storage.engine.schema import AnyRow
from storage.messaging import outbox, places, work_items
from storage.messaging.calls import Result, Sending
from storage.messaging.contents import Message
from storage.reminders import calendars, owed as stored, sent
from storage.reminders.calendars import Calendar
from storage.reminders.watched import progressed

TICK = "reminders"
"""The name under which failures are counted (scheduler/ticks.py)."""
_OF_PRESS = {NOW: Role.CONTACT, NOW_HEAD: Role.HEAD}
WATCHING = "Reminded"
"""The state whose screen shows the progress of "remind now" (bot/flows/states/reminders.py)."""

_ANY_HOUR = frozenset({OPENING, *_OF_PRESS})
"""Reminders that are sent when somebody asks for them, or when something happens."""


@dataclass(frozen=True, slots=True)
class _World:
    """The state of things for the reminders in hand."""

    now: datetime
    owing: Mapping[int, ReminderCase]
    places: Mapping[int, set[tuple[Role, int, int | None]]]
    calendars: Mapping[int, Calendar]
    names: Mapping[int, Mapping[int, str]]


def is_reminder(sending: Sending) -> bool:
    return isinstance(sending.call.content, Message) and sending.call.content.reminder


def freshen(conn: Connection, taken: Sequence[Sending], now: datetime) -> list[Sending]:
    """The rows that the courier has taken: reminders with their words, and without those that have nothing to say."""
    mine = [sending for sending in taken if is_reminder(sending)]
    if not mine:
        return list(taken)
    words = _worded(conn, mine, now)
    messages = {number: _message(notice) for number, notice in words.items() if notice is not None}
    if messages:
        sent.worded(conn, messages)
    return [
        replace(one, call=replace(one.call, content=messages[one.id])) if one.id in messages else one
        for one in taken
        if one.id in messages or not is_reminder(one)
    ]


def _worded(conn: Connection, mine: Sequence[Sending], now: datetime) -> dict[int, Notice | None]:
    """The notice of each message; None for one that has nothing to say any more. One that cannot be put into words
    waits, and the others are sent.
    """
    rows = sent.of_messages(conn, [one.id for one in mine])
    found, faults = apart(conn, [()], lambda _: _notices(conn, rows, [one.id for one in mine], now))
    words = {number: notice for notices in found.values() for number, notice in notices.items()}
    if faults:
        each, faults_of = apart(conn, [one.id for one in mine], lambda one: _notices(conn, rows, [one], now)[one])
        words = dict(each)
        for one in mine:
            if one.id in faults_of:
                _wait(conn, one, rows.get(one.id, ()), faults_of[one.id], now)
    silent = [number for number, notice in words.items() if notice is None]
    if silent:
        sent.unsent(conn, silent, now)
        progressed(conn, silent, WATCHING, now)
    return words


def _notices(
    conn: Connection, rows: Mapping[int, Sequence[AnyRow]], messages: Sequence[int], now: datetime
) -> dict[int, Notice | None]:
    world = _world(conn, [row for number in messages for row in rows.get(number, ())], now)
    return {number: _words(conn, rows.get(number, ()), world) for number in messages}


def _wait(conn: Connection, sending: Sending, rows: Sequence[AnyRow], error: Exception, now: datetime) -> None:
    """Tries again after a growing pause, and gives up after as many attempts as for any work of the bot's own."""
    reason, pemda = describe(error), rows[0].pemda_id if rows else None
    work_items.failed(conn, TICK, f"message:{sending.id}", pemda, reason, now)
    again = WORK.after_failure(sending.attempts, now)
    result = Result(sending.id, "waiting" if again else "failed", error=reason, next_at=again)
    outbox.mark(conn, [result], now)
    settled(conn, [result], (), now)


def settled(conn: Connection, results: Iterable[Result], lost: Iterable[int], now: datetime) -> None:
    """Stores the outcome of reminders. `lost`: rows whose person cannot be reached."""
    final = [result for result in results if result.state in ("sent", "failed")]
    sent.became(conn, final, set(lost), now)
    if final:
        progressed(conn, [result.id for result in final], WATCHING, now)


def _world(conn: Connection, rows: Sequence[AnyRow], now: datetime) -> _World:
    owing = stored.of_assessments(conn, {row.assessment_id for row in rows}, now)
    found = stored.places(conn, {row.person_id for row in rows})
    names = places.of_people(conn, {row.person_id for row in rows})
    return _World(now, owing, found, calendars.of_these(conn, {row.pemda_id for row in rows}), names)


def _words(conn: Connection, rows: Sequence[AnyRow], world: _World) -> Notice | None:
    """One message; None when there is nothing left to say."""
    entries: dict[tuple[int, Duty], Entry] = {}
    for row in rows:
        entry = _entry(row, world)
        if entry is None:
            sent.no_longer(conn, [row.id])
        elif _after_hours(row, world):
            at = datetime.combine(_next_day(world, row.pemda_id), POLICY.begins, entry.owing.due.tzinfo)
            sent.another_day(conn, [row.id], at)
        else:
            entries.setdefault((row.assessment_id, entry.about), entry)
    if not entries:
        return None
    ordered = sorted(entries.values(), key=lambda entry: (_due(entry), entry.owing.opd_short.casefold()))
    return texts.message(ordered, world.now, _later(ordered, rows[0].pemda_id, world))


def _entry(row: AnyRow, world: _World) -> Entry | None:
    """What the reminder says now; None when nothing is owed any more, or not by this person, or by another day."""
    one = world.owing.get(row.assessment_id)
    about = about_of(row.rule, one) if one else None
    if one is None or about is None or not one.owes(about, row.person_id):
        return None
    rule = POLICY.rule(row.rule)
    role = rule.to if rule else _OF_PRESS[row.rule]
    here = {(role, one.pemda, one.opd), (role, one.pemda, None)}
    if about is not Duty.QUEUE and not here & world.places.get(row.person_id, set()):
        return None
    if not stands(row.rule, one, row.due_at):
        return None
    if rule and rule.start is StartingPoint.DUE and rule.days <= 0 and world.now >= one.due:
        return None
    place = world.names.get(row.person_id, {}).get(one.pemda, "")
    named = replace(one, opd_name=called(one.opd_name, place), opd_short=called(one.opd_short, place))
    return Entry(about, named, row.rule == OPENING and row.told_at is None)


def _after_hours(row: AnyRow, world: _World) -> bool:
    """Whether it has waited until after working hours. Reminders of the last two days are sent all the same."""
    rule = POLICY.rule(row.rule)
    if row.rule in _ANY_HOUR or (rule is not None and rule.shift is Shift.STAYS):
        return False
    at = world.calendars[row.pemda_id].local(world.now).time()
    return not POLICY.begins <= at < POLICY.ends


def _next_day(world: _World, pemda: int) -> date:
    calendar = world.calendars[pemda]
    local = calendar.local(world.now)
    off = days_off((local.year, local.year + 1), calendar.own, calendar.worked)
    return next_day(DailyCheck(local, off, calendar.working_days))


def _due(entry: Entry) -> datetime:
    returned = min((item.due for item in entry.owing.returned), default=entry.owing.due)
    return returned if entry.about is Duty.REPAIR else entry.owing.due


def _later(entries: Sequence[Entry], pemda: int, world: _World) -> date | None:
    """Until when it may be put off; None on the last two days."""
    for entry in entries:
        due = _due(entry)
        if (due.date() - world.now.astimezone(due.tzinfo).date()).days in (0, 1):
            return None
    return _next_day(world, pemda)


def _message(notice: Notice) -> Message:
    return Message(fit(notice.text), notice.rows, reminder=True)
