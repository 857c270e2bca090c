"""Tells those who can help about things that were set aside, collected for an hour (storage/operations/alarms.py)."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.texts.operations import alarms as texts
from core.screen import Notice
from scheduler.env import Piece, TickEnv
from storage.database import Connection
from storage.effects import Actor
from storage.operations import alarms as stored
from storage.operations.alarms import ASIDE, WORK, HeldBack


def alarms(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """What was held back for an hour."""
    for one in stored.held_back(conn, now):
        yield Piece(f"{one.topic}:{one.pemda or 0}", one.pemda, partial(_tell, one=one, now=now, env=env))


def set_aside(conn: Connection, kind: str, pemda: int | None, now: datetime, env: TickEnv) -> bool:
    """Counts a piece of a tick that was set aside. Returns whether it is told at once."""
    count = stored.note(conn, WORK, pemda, now)
    if count:
        words = texts.work_failed(kind) if count == 1 else texts.works_failed(count)
        _send(conn, WORK, words, pemda, now, env)
    return count > 0


def _tell(conn: Connection, one: HeldBack, now: datetime, env: TickEnv) -> bool:
    words = texts.set_aside(one.count) if one.topic == ASIDE else texts.works_failed(one.count)
    stored.told(conn, one.topic, one.pemda, now)
    _send(conn, one.topic, words, one.pemda, now, env)
    return True


def _send(conn: Connection, topic: str, words: str, pemda: int | None, now: datetime, env: TickEnv) -> None:
    at = stored.lists(conn, pemda)
    rows = ((texts.see_list(topic, at),),) if at is not None else ()
    stored.tell(conn, pemda, Notice(words, rows), Actor(None, None, now, env.admin_ids))
