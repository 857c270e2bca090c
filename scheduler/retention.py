"""Keeps what /privasi promises: words, files and names whose time is over are removed, a piece at a time, a month after
an announcement.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.texts.periods import retention as texts
from core.pemda import retention as rules
from core.screen import Notice, steady
from scheduler.env import Piece, TickEnv
from storage.database import Connection
from storage.effects import Actor
from storage.operations import alarms
from storage.periods import retention as stored
from storage.productivity import retention as workload
from storage.survey import ended as ended_surveys


def retention(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """Periods to be announced or erased (each OPD a piece), surveys that are over, then people whose names nothing
    needs any more.
    """
    actor = Actor(None, None, now, env.admin_ids)
    for one in stored.periods(conn):
        if not rules.announced(one.goes, one.told_at) and now >= one.goes - rules.NOTICE:
            yield Piece(f"tell:{one.id}", one.pemda_id, partial(_tell, period=one.id, actor=actor))
        elif rules.may_go(one.goes, one.told_at, now):
            for number in stored.left(conn, one.id):
                yield Piece(f"erase:{number}", one.pemda_id, partial(_erase, number=number, period=one.id, now=now))
            yield Piece(f"finish:{one.id}", one.pemda_id, partial(_finish, period=one.id, actor=actor))
    for table in workload.over(conn, now):
        yield Piece(f"workload:{table.id}", table.pemda, partial(workload.erase, table=table.id, actor=actor))
    for survey in ended_surveys.due(conn, now):
        yield Piece(f"survey:{survey.id}", survey.pemda, partial(ended_surveys.forget, survey=survey.id, now=now))
    for pemda in stored.emptied(conn):
        yield Piece(f"roles:{pemda}", pemda, partial(stored.leave_empty, pemda=pemda, actor=actor))
    if stored.people_left(conn, now):
        yield Piece("people", None, partial(stored.forgotten, now=now, actor=actor))


def _tell(conn: Connection, period: int, actor: Actor) -> bool:
    found = stored.periods(conn, period)
    if not found or rules.announced(found[0].goes, found[0].told_at):
        return False
    one, content = found[0], stored.content(conn, period)
    goes = max(one.goes, (actor.now + rules.NOTICE).astimezone(one.goes.tzinfo))
    words = texts.coming(one.name, goes, one.years, content.files, content.bytes, content.opds, last=content.last)
    way = (steady(texts.KEEP, "keep_period", one.pemda_id, one.id),)
    stored.told(conn, one.id, actor.now)
    alarms.tell(conn, one.pemda_id, Notice(words, (way,)), actor)
    return True


def _erase(conn: Connection, number: int, period: int, now: datetime) -> bool:
    if number not in stored.left(conn, period) or not _due(conn, period, now):
        return False
    stored.erase_assessment(conn, number, now)
    return True


def _finish(conn: Connection, period: int, actor: Actor) -> bool:
    """Done with the last piece, or at the next look if one of them failed."""
    if stored.left(conn, period) or not _due(conn, period, actor.now):
        return False
    (one,) = stored.periods(conn, period)
    stored.finish(conn, one, actor)
    alarms.tell(conn, one.pemda_id, Notice(texts.erased(one.name)), actor)
    return True


def _due(conn: Connection, period: int, now: datetime) -> bool:
    """Whether it is still due, after whatever a coordinator did meanwhile."""
    return any(rules.may_go(one.goes, one.told_at, now) for one in stored.periods(conn, period))
