"""Reminders: once a day, at 08.30 of each Pemda's zone, one check of all that is owed there.

`core/reminders/policy.py` says what is due. The tables store that a check was made, and each reminder by its key. After
days without the bot the next check makes up for all of them, with one message a person.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from core.reminders.check import DailyCheck, Reminder
from core.reminders.due import due, next_day, opening
from core.reminders.policy import POLICY, ReminderCase
from scheduler.alarms import set_aside
from scheduler.env import Piece, TickEnv, seems_due
from storage.database import Connection
from storage.engine.savepoints import apart
from storage.messaging import work_items
from storage.reminders import calendars, owed as stored, sent
from storage.reminders.calendars import Calendar

NAME = "reminders"
"""Name of the tick."""


def reminders(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """The Pemda whose check of this day was not made yet."""
    for row in calendars.at_work(conn, now):
        if seems_due(lambda row=row: _is_due(calendars.read(row), now)):  # type: ignore[misc]
            yield Piece(f"pemda:{row.id}", row.id, partial(_look_at, pemda=row.id, now=now, env=env))


def _is_due(calendar: Calendar, now: datetime) -> bool:
    local = calendar.local(now)
    return calendar.on != local.date().isoformat() and POLICY.begins <= local.time() < POLICY.ends


def _look_at(conn: Connection, pemda: int, now: datetime, env: TickEnv) -> bool:
    calendar = calendars.of_these(conn, [pemda])[pemda]
    if not _is_due(calendar, now):
        return False
    check = check_of(calendar, now, env)
    owing, faults = stored.readable(conn, pemda, now)
    members = stored.members(conn, pemda)
    people = {member.person for member in members}.union(*(one.judges for one in owing))
    history = stored.history(conn, owing, people, now)
    found, more = _judged(conn, owing, lambda ones: due(POLICY, check, ones, members, history))
    sent.store(conn, pemda, found, later_than(check), now)
    sent.looked(conn, pemda, check.today, in_full=check.working)
    for assessment, error in {**faults, **more}.items():
        _left_out(conn, assessment, pemda, error, now, env)
    return True


def _judged(
    conn: Connection, owing: list[ReminderCase], judge: Callable[[list[ReminderCase]], list[Reminder]]
) -> tuple[list[Reminder], dict[int, Exception]]:
    """What is due, without the OPD that cannot be judged, which are returned with their errors."""
    try:
        return judge(owing), {}
    except Exception:
        by_number = {one.assessment: one for one in owing}
        sound, faults = apart(conn, by_number, lambda number: judge([by_number[number]]))
        return judge([by_number[number] for number in sound]), faults


def _left_out(conn: Connection, assessment: int, pemda: int, error: Exception, now: datetime, env: TickEnv) -> None:
    """Counts an OPD for which nobody could be reminded; the others of its Pemda were."""
    if work_items.failed(conn, NAME, f"assessment:{assessment}", pemda, type(error).__name__, now):
        set_aside(conn, NAME, pemda, now, env)


def announce(conn: Connection, pemda: int, period: int, now: datetime, env: TickEnv) -> None:
    """Tells the contacts that a period has opened."""
    calendar = calendars.of_these(conn, [pemda])[pemda]
    found = opening(stored.of_period(conn, period, now), stored.members(conn, pemda))
    sent.store(conn, pemda, found, later_than(check_of(calendar, now, env)), now)


def check_of(calendar: Calendar, now: datetime, env: TickEnv) -> DailyCheck:
    local = calendar.local(now)
    off = env.days_off((local.year - 1, local.year, local.year + 1), calendar.own, calendar.worked)
    return DailyCheck(local, off, calendar.working_days, calendar.looked_through)


def later_than(check: DailyCheck) -> datetime:
    """When a reminder comes that is put off."""
    return datetime.combine(next_day(check), POLICY.begins, check.now.tzinfo)
