"""Periods that open, close and are archived by themselves.

The status of a period follows from the moment (core.assessment.model.period_status). Here it is stored, and people are
told.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from bot.texts.common import moment
from bot.texts.periods import closing, life, period as texts
from core.deadlines import working_day_from
from core.effects import ArchivePeriod, ClosePeriod, TellRole
from core.pemda.zones import zone_label
from core.people.roles import Role
from core.reminders.policy import POLICY
from core.results.stages import REVIEWED
from core.screen import Notice, steady
from scheduler.env import Piece, TickEnv, seems_due
from scheduler.reminders import announce
from storage import effects
from storage.database import Connection
from storage.periods import due as stored
from storage.periods.due import DuePeriod
from storage.results import period as results


def periods(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """One look at all periods. A period that is over comes first, so that the next one finds it closed."""
    for row in stored.overdue(conn, now):
        yield _piece("close", row.id, row.pemda_id, partial(_close, now=now, env=env))
    for row in stored.untold(conn, now):
        if seems_due(lambda row=row: now >= telling(stored.read(row), env)):  # type: ignore[misc]
            yield _piece("announce", row.id, row.pemda_id, partial(_announce, now=now, env=env))
    for row in stored.followed(conn, now):
        yield _piece("archive", row.id, row.pemda_id, partial(_archive, now=now, env=env))


def _piece(what: str, period: int, pemda: int, work: Callable[[Connection, int], bool]) -> Piece:
    return Piece(f"{what}:{period}", pemda, lambda conn: work(conn, period))


def _close(conn: Connection, period: int, now: datetime, env: TickEnv) -> bool:
    one = next(map(stored.read, stored.overdue(conn, now, period)), None)
    if one is None:
        return False
    actor = effects.Actor(None, None, now, env.admin_ids)
    reached = results.load(conn, one.id, now)
    words = texts.closed_by_itself(one.name, stored.unverified(conn, one.id), not reached.known)
    told = closing.closed(reached)
    for order in (ClosePeriod(one.id), *told):
        effects.apply(conn, order, actor)
    notice = Notice(words, ((steady(texts.SHOW_PERIOD, "period", one.pemda_id),),))
    _tell(conn, one.pemda_id, notice, now, env)
    return True


def _announce(conn: Connection, period: int, now: datetime, env: TickEnv) -> bool:
    one = next(map(stored.read, stored.untold(conn, now, period)), None)
    if one is None or now < telling(one, env):
        return False
    stored.told(conn, one.id, now)
    announce(conn, one.pemda_id, one.id, now, env)
    words = life.opened_by_itself(one.name, moment(one.due, zone_label(one.due)))
    _tell(conn, one.pemda_id, Notice(words, ((steady(texts.SHOW_PERIOD, "period", one.pemda_id),),)), now, env)
    return True


def _archive(conn: Connection, period: int, now: datetime, env: TickEnv) -> bool:
    if not stored.followed(conn, now, period):
        return False
    reached = results.load(conn, period, now)
    for order in (ArchivePeriod(period), *closing.archived(reached)):
        effects.apply(conn, order, effects.Actor(None, None, now, env.admin_ids))
    ready, undone = sum(one.status in REVIEWED for one in reached.opds), stored.unverified(conn, period)
    words = life.archived_by_itself(reached.period.name, reached.known, ready, undone)
    way = steady(life.RESULTS, "results", period, reached.pemda_id)
    _tell(conn, reached.pemda_id, Notice(words, ((way,),)), now, env)
    return True


def _tell(conn: Connection, pemda: int, notice: Notice, now: datetime, env: TickEnv) -> None:
    """To the coordinators."""
    effects.apply(conn, TellRole(pemda, Role.COORDINATOR, notice), effects.Actor(None, None, now, env.admin_ids))


def telling(one: DuePeriod, env: TickEnv) -> datetime:
    """When an opening is announced: at 08.30 of the first working day from it on, but never before it. An opening on
    Sunday is announced on Monday.
    """
    years = (one.opens.year, one.opens.year + 1)
    off = env.days_off(years, one.own_holidays, one.worked_days)
    day = working_day_from(one.opens.date(), off, one.working_days)
    return max(one.opens, datetime.combine(day, POLICY.begins, one.opens.tzinfo))
