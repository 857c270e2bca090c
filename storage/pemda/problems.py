"""What waits for a coordinator: updates set aside, work that fails, files not copied, contacts nobody reaches."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core.facts import AsideLine, LateFileLine, StuckLine, UnreachableLine, WaitLine
from core.people.roles import Role
from storage.engine.schema import MEMBERSHIP, OPD, OPD_SHORT, PERSON
from storage.evidence import queue as evidence_queue
from storage.messaging import aside, waits, work_items
from storage.pemda import opds

_IS_CONTACT = MEMBERSHIP.c.role == Role.CONTACT.value
_UNREACHABLE = (
    select(PERSON.c.id, PERSON.c.name, PERSON.c.unreachable_since, OPD.c.id.label("opd"), OPD_SHORT)
    .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
    .join(OPD, OPD.c.id == MEMBERSHIP.c.opd_id)
    .where(
        MEMBERSHIP.c.pemda_id == bindparam("pemda"),
        MEMBERSHIP.c.ended_at.is_(None),
        _IS_CONTACT,
        PERSON.c.unreachable_since.is_not(None),
    )
    .order_by(PERSON.c.unreachable_since, OPD.c.code)
)


class Problems(NamedTuple):
    """Fields of AdminFacts."""

    aside: tuple[AsideLine, ...]
    aside_more: int
    stuck: tuple[StuckLine, ...]
    waits: tuple[WaitLine, ...]
    late_files: tuple[LateFileLine, ...]
    unreachable: tuple[UnreachableLine, ...]


def load(conn: Connection, pemda: int, zone: ZoneInfo, now: datetime, of_all: bool) -> Problems:
    """What waits in this Pemda. `of_all` as in `facts.load`."""
    lines = tuple(
        AsideLine(item.id, item.who, item.opd_short, item.what, item.at.astimezone(zone), item.error, item.unreadable)
        for item in aside.of_pemda(conn, pemda, strangers=of_all)
    )
    full = len(lines) == aside.SHOWN
    stuck = tuple(
        StuckLine(item.id, item.kind, item.since.astimezone(zone), item.error, item.aside)
        for item in work_items.of_pemda(conn, pemda, now, nobodys=of_all)
    )
    late = tuple(
        LateFileLine(item.id, item.opd_short, item.name, item.since.astimezone(zone))
        for item in evidence_queue.late(conn, now, pemda)
    )
    more = aside.count(conn, pemda, strangers=of_all) - len(lines) if full else 0
    slow = tuple(replace(one, since=one.since.astimezone(zone)) for one in waits.of_pemda(conn, pemda, now))
    return Problems(lines, more, stuck, slow, late, _unreachable(conn, pemda, zone))


def _unreachable(conn: Connection, pemda: int, zone: ZoneInfo) -> tuple[UnreachableLine, ...]:
    rows = conn.execute(_UNREACHABLE, {"pemda": pemda}).all()
    counted = opds.contacts(conn, pemda) if rows else {}
    return tuple(
        UnreachableLine(
            row.id,
            row.name,
            row.opd,
            row.short,
            row.unreachable_since.astimezone(zone),
            counted[row.opd].contacts - counted[row.opd].unreachable,
        )
        for row in rows
    )
