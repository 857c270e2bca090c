"""Reminders at the moment they are sent: who still owes what, the words, and the outcome.

Between the tick that stores a reminder and the courier that takes it, people answer, submit, get more time, or leave.
So the words are put together here, in the transaction that takes the message, from the state of things then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.holidays.days import days_off
from bot.log import describe
from bot.texts.reminders import messages as texts
from core.deadlines import is_working_day, working_day_until, working_days_since
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
    QUEUE,
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
_TEAM = (Role.VERIFIER, Role.PROVINCE, Role.COORDINATOR)
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
    queued: Sequence[ReminderCase]


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
    verifiers = {row.person_id for row in rows if row.rule == QUEUE}
    desks = {pemda for person in verifiers for role, pemda, _ in found.get(person, ()) if role in _TEAM}
    queued = stored.in_queues(conn, desks, now) if desks else ()
    pemdas = {row.pemda_id for row in rows} | desks
    return _World(now, owing, found, calendars.of_these(conn, pemdas), names, queued)


def _words(conn: Connection, rows: Sequence[AnyRow], world: _World) -> Notice | None:
    """One message; None when there is nothing left to say."""
    entries: dict[tuple[int, Duty], Entry] = {}
    for row in rows:
        found = _queue(row.person_id, world) if row.rule == QUEUE else _entry(row, world)
        if not found:
            sent.no_longer(conn, [row.id])
        elif _after_hours(row, world):
            at = datetime.combine(_next_day(world, row.pemda_id), POLICY.begins, found[0].owing.due.tzinfo)
            sent.another_day(conn, [row.id], at)
        else:
            entries |= {(entry.owing.assessment, entry.about): entry for entry in found}
    if not entries:
        return None
    ordered = sorted(entries.values(), key=lambda entry: (_due(entry), entry.owing.opd_short.casefold()))
    return texts.message(ordered, world.now, _later(ordered, rows[0].pemda_id, world))


def _entry(row: AnyRow, world: _World) -> list[Entry]:
    """What the reminder says now; empty when nothing is owed any more, or not by this person, or by another day."""
    one = world.owing.get(row.assessment_id)
    about = about_of(row.rule, one) if one else None
    if one is None or about is None or not one.owes(about, row.person_id):
        return []
    rule = POLICY.rule(row.rule)
    role = rule.to if rule else _OF_PRESS[row.rule]
    here = {(role, one.pemda, one.opd), (role, one.pemda, None)}
    if not here & world.places.get(row.person_id, set()) or not stands(row.rule, one, row.due_at):
        return []
    before = rule is not None and rule.start is StartingPoint.DUE and rule.days <= 0
    if before and world.now >= one.due:
        return []
    last = before and _last_morning(world, one)
    return [Entry(about, _named(one, row.person_id, world), row.rule == OPENING and row.told_at is None, last)]


def _queue(person: int, world: _World) -> list[Entry]:
    """All that waits for a verifier now, in whatever Pemda."""
    found = []
    for one in world.queued:
        since = one.judges.get(person)
        if since is not None:
            calendar, off = _calendar(world, one.pemda)
            today = calendar.local(world.now).date()
            morning = working_day_until(today - timedelta(days=1), off, calendar.working_days)
            new = since >= datetime.combine(morning, POLICY.begins, calendar.zone)
            waited = working_days_since(since.date(), today, off, calendar.working_days)
            found.append(Entry(Duty.QUEUE, _named(one, person, world), since=since, waited=waited, new=new))
    return found


def _named(one: ReminderCase, person: int, world: _World) -> ReminderCase:
    """Named for its reader, who may have roles in several Pemda."""
    place = world.names.get(person, {}).get(one.pemda, "")
    return replace(one, opd_name=called(one.opd_name, place), opd_short=called(one.opd_short, place))


def _after_hours(row: AnyRow, world: _World) -> bool:
    """Whether it has waited until after working hours. Reminders of the last two days are sent all the same."""
    rule = POLICY.rule(row.rule)
    if row.rule in _ANY_HOUR or (rule is not None and rule.shift is Shift.STAYS):
        return False
    at = world.calendars[row.pemda_id].local(world.now).time()
    return not POLICY.begins <= at < POLICY.ends


def _calendar(world: _World, pemda: int) -> tuple[Calendar, frozenset[date]]:
    """When the Pemda works, and its days off around now."""
    calendar = world.calendars[pemda]
    year = calendar.local(world.now).year
    return calendar, days_off((year - 1, year, year + 1), calendar.own, calendar.worked)


def _next_day(world: _World, pemda: int) -> date:
    calendar, off = _calendar(world, pemda)
    return next_day(DailyCheck(calendar.local(world.now), off, calendar.working_days))


def _last_morning(world: _World, one: ReminderCase) -> bool:
    """Whether today is the last working day before a due date that the next working morning would come too late for."""
    calendar, off = _calendar(world, one.pemda)
    today = calendar.local(world.now).date()
    early = datetime.combine(_next_day(world, one.pemda), POLICY.begins, one.due.tzinfo) >= one.due
    return early and today < one.due.date() and is_working_day(today, off, calendar.working_days)


def _due(entry: Entry) -> datetime:
    one = entry.owing
    match entry.about:
        case Duty.REPAIR:
            return min((item.due for item in one.returned), default=one.due)
        case Duty.ACTION | Duty.ACTION_LATE:
            return min((item.due for item in one.actions), default=one.due)
        case _:
            return one.due


def _later(entries: Sequence[Entry], pemda: int, world: _World) -> date | None:
    """Until when it may be put off; None on the last two days, and for a queue alone, of which each morning tells."""
    others = [entry for entry in entries if entry.about is not Duty.QUEUE]
    if not others or any(entry.last_morning for entry in others):
        return None
    for entry in others:
        due = _due(entry)
        if (due.date() - world.now.astimezone(due.tzinfo).date()).days in (0, 1):
            return None
    return _next_day(world, pemda)


def _message(notice: Notice) -> Message:
    return Message(fit(notice.text), notice.rows, reminder=True)
