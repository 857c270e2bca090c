"""Announces who has joined, so that a stolen invitation is noticed: to the coordinators, with [Keluarkan], and to the
colleagues of an OPD, with a way to report it.

Collected, so that seventy people who join within an hour make three messages.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.texts.people import joined as texts
from core.effects import Tell, TellRole
from core.pemda.zones import zone_label
from core.people.joins import NewMember
from core.people.roles import Role
from core.screen import Button, Notice, Rows, steady
from scheduler.env import Piece, TickEnv
from storage import effects
from storage.database import Connection
from storage.people import joins as stored

MOST_BUTTONS = 4


def joins(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    for pemda in stored.waiting(conn, now):
        yield Piece(f"joins:{pemda}", pemda, partial(_tell, pemda=pemda, now=now, env=env))


def _tell(conn: Connection, pemda: int, now: datetime, env: TickEnv) -> bool:
    found = stored.joined(conn, pemda, now)
    if not found:
        return False
    stored.mark(conn, found, now)
    actor = effects.Actor(None, None, now, env.admin_ids)
    for order in (*_to_coordinators(conn, pemda, found, now), *_to_colleagues(conn, found, now)):
        effects.apply(conn, order, actor)
    return True


def _to_coordinators(conn: Connection, pemda: int, found: list[NewMember], now: datetime) -> Iterator[Tell | TellRole]:
    """Notices to the coordinators. Nobody is told about themselves. Where there is no coordinator,
    ADMIN_IDS are told.
    """
    coordinators = stored.coordinators(conn, pemda)
    if not coordinators:
        yield TellRole(pemda, Role.COORDINATOR, _for_coordinators(pemda, found, now))
    for person in sorted(coordinators):
        others = [one for one in found if one.person != person]
        if others:
            yield Tell((person,), _for_coordinators(pemda, others, now))


def _for_coordinators(pemda: int, found: list[NewMember], now: datetime) -> Notice:
    buttons = [
        steady(texts.remove(one, found), "people", pemda, one.membership, "remove") for one in found[:MOST_BUTTONS]
    ]
    if len(found) > MOST_BUTTONS:
        buttons = [steady(texts.PEOPLE, "people", pemda)]
    return Notice(
        texts.to_coordinators(found, now.astimezone(found[0].at.tzinfo), zone_label(found[0].at)), _rows(buttons)
    )


def _to_colleagues(conn: Connection, found: list[NewMember], now: datetime) -> Iterator[Tell]:
    for opd in dict.fromkeys(one.opd_id for one in found if one.opd_id is not None):
        new = [one for one in found if one.opd_id == opd]
        for person in sorted(stored.colleagues(conn, opd)):
            others = [one for one in new if one.person != person]
            if others:
                buttons = [steady(texts.report(one, others), "stranger", one.membership) for one in others]
                text = texts.to_colleagues(
                    others[:MOST_BUTTONS], now.astimezone(others[0].at.tzinfo), zone_label(others[0].at)
                )
                yield Tell((person,), Notice(text, _rows(buttons[:MOST_BUTTONS])))


def _rows(buttons: list[Button]) -> Rows:
    return tuple((button,) for button in buttons)
