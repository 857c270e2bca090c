"""Periods that open, close and are archived by themselves. What a period is follows from the moment anyway
(core.assessment.period_status); here it is written down, and those are told whom it concerns."""

from datetime import datetime

from bot.texts import admin_period as texts
from core.deadlines import working_day_from
from core.effects import ArchivePeriod, ClosePeriod, TellRole
from core.people import Role
from core.reminders import POLICY
from core.screen import Notice, steady
from scheduler.env import TickEnv
from scheduler.reminders import announce
from storage import effects
from storage import periods as stored
from storage.database import Connection
from storage.periods import DuePeriod


def periods(conn: Connection, now: datetime, env: TickEnv) -> bool:
    """One look at all periods; says whether somebody is to be told. The one that is over goes first, so that its
    successor finds it closed."""
    actor = effects.Actor(None, None, now, env.admin_ids)
    over = stored.overdue(conn, now)
    for one in over:
        _close(conn, one, actor)
    opened = [one for one in stored.untold(conn, now) if now >= telling(one, env)]
    for one in opened:
        stored.told(conn, one.id, now)
        announce(conn, one.pemda_id, one.id, now, env)
    for one in stored.followed(conn, now):
        effects.apply(conn, ArchivePeriod(one.id), actor)
    return bool(over or opened)


def _close(conn: Connection, one: DuePeriod, actor: effects.Actor) -> None:
    words = texts.closed_by_itself(one.name, stored.unverified(conn, one.id))
    effects.apply(conn, ClosePeriod(one.id), actor)
    notice = Notice(words, ((steady(texts.SHOW_PERIOD, "period", one.pemda_id),),))
    effects.apply(conn, TellRole(one.pemda_id, Role.COORDINATOR, notice), actor)


def telling(one: DuePeriod, env: TickEnv) -> datetime:
    """When an opening is told: 08.30 of the first working day from it on, never before it has opened; so the opening
    of a Sunday is told on Monday."""
    years = (one.opens.year, one.opens.year + 1)
    off = env.days_off(years, one.own_holidays, one.worked_days)
    day = working_day_from(one.opens.date(), off, one.working_days)
    return max(one.opens, datetime.combine(day, POLICY.begins, one.opens.tzinfo))
