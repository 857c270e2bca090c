"""Reminders that go out by themselves: once a day, at 08.30 of each Pemda's zone, one look at all that is owed there.

What is due stands in `core/reminders.py`; that a look was made, and each reminder by its key, in the tables. After a
day or a week without the bot the next look makes up for all of it, one message a person.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from core.reminders import POLICY, Look
from core.reminders_due import due, next_day, opening
from scheduler.env import Piece, TickEnv, seems_due
from storage import reminders as stored
from storage import reminders_sent as sent
from storage.database import Connection
from storage.reminders import Calendar


def reminders(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """The Pemda whose look of this day is not made yet."""
    for row in stored.at_work(conn, now):
        if seems_due(lambda row=row: _is_due(stored.read_calendar(row), now)):  # type: ignore[misc]
            yield Piece(f"pemda:{row.id}", row.id, partial(_look_at, pemda=row.id, now=now, env=env))


def _is_due(calendar: Calendar, now: datetime) -> bool:
    local = calendar.local(now)
    return calendar.on != local.date().isoformat() and POLICY.begins <= local.time() < POLICY.ends


def _look_at(conn: Connection, pemda: int, now: datetime, env: TickEnv) -> bool:
    calendar = stored.calendars(conn, [pemda])[pemda]
    if not _is_due(calendar, now):
        return False
    look = look_of(calendar, now, env)
    owing = stored.of_pemda(conn, calendar.pemda, now)
    members = stored.members(conn, calendar.pemda)
    history = stored.history(conn, owing, {member.person for member in members}, now)
    found = due(POLICY, look, owing, members, history)
    sent.store(conn, calendar.pemda, found, later_than(look), now)
    sent.looked(conn, calendar.pemda, look.today, in_full=look.working)
    return True


def announce(conn: Connection, pemda: int, period: int, now: datetime, env: TickEnv) -> None:
    """The contacts hear that a period has opened."""
    calendar = stored.calendars(conn, [pemda])[pemda]
    found = opening(stored.of_period(conn, period, now), stored.members(conn, pemda))
    sent.store(conn, pemda, found, later_than(look_of(calendar, now, env)), now)


def look_of(calendar: Calendar, now: datetime, env: TickEnv) -> Look:
    local = calendar.local(now)
    off = env.days_off((local.year - 1, local.year, local.year + 1), calendar.own, calendar.worked)
    return Look(local, off, calendar.working_days, calendar.looked_through)


def later_than(look: Look) -> datetime:
    """When that comes which is put off."""
    return datetime.combine(next_day(look), POLICY.begins, look.now.tzinfo)
