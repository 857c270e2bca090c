"""Reminders that go out by themselves: once a day, at 08.30 of each Pemda's zone, one look at all that is owed there.

What is due stands in `core/reminders.py`; that a look was made, and each reminder by its key, in the tables. After a
day or a week without the bot the next look makes up for all of it, one message a person.
"""

from datetime import datetime

from core.reminders import POLICY, Look
from core.reminders_due import due, next_day, opening
from scheduler.env import TickEnv
from storage import reminders as stored
from storage import reminders_sent as sent
from storage.database import Connection
from storage.reminders import Calendar


def reminders(conn: Connection, now: datetime, env: TickEnv) -> bool:
    """Looks at the first Pemda whose look of this day is not made yet; says whether there was one."""
    for calendar in stored.at_work(conn, now):
        local = calendar.local(now)
        if calendar.on != local.date().isoformat() and POLICY.begins <= local.time() < POLICY.ends:
            _look_at(conn, calendar, now, env)
            return True
    return False


def _look_at(conn: Connection, calendar: Calendar, now: datetime, env: TickEnv) -> None:
    look = look_of(calendar, now, env)
    owing = stored.of_pemda(conn, calendar.pemda, now)
    members = stored.members(conn, calendar.pemda)
    history = stored.history(conn, owing, {member.person for member in members}, now)
    found = due(POLICY, look, owing, members, history)
    sent.store(conn, calendar.pemda, found, later_than(look), now)
    sent.looked(conn, calendar.pemda, look.today, in_full=look.working)


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
