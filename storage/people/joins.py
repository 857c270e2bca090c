"""Who has joined and must still be announced: to the coordinators, and to the colleagues of an OPD.

Nobody stays unannounced, however long the bot stood still; who joined long before is announced with that date.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from core.people.joins import COLLECTED, NewMember
from core.people.roles import OPD_ROLES, Role
from storage.audit import writes
from storage.engine.schema import MEMBERSHIP, OPD, OPD_NAME, PEMDA, PERSON

_UNTOLD = (
    MEMBERSHIP.c.told_at.is_(None),
    MEMBERSHIP.c.ended_at.is_(None),
)
_PEMDAS = select(MEMBERSHIP.c.pemda_id).where(*_UNTOLD).distinct().order_by(MEMBERSHIP.c.pemda_id)
_LAST = select(func.max(MEMBERSHIP.c.told_at)).where(MEMBERSHIP.c.pemda_id == bindparam("pemda"))
_JOINED = (
    select(MEMBERSHIP, PERSON.c.name, OPD_NAME.label("opd_name"), PEMDA.c.timezone)
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .join(PEMDA, PEMDA.c.id == MEMBERSHIP.c.pemda_id)
    .outerjoin(OPD, OPD.c.id == MEMBERSHIP.c.opd_id)
    .where(*_UNTOLD, MEMBERSHIP.c.pemda_id == bindparam("pemda"))
    .order_by(MEMBERSHIP.c.since, MEMBERSHIP.c.id)
)
_COORDINATORS = select(MEMBERSHIP.c.person_id).where(
    MEMBERSHIP.c.pemda_id == bindparam("pemda"),
    MEMBERSHIP.c.role == Role.COORDINATOR.value,
    MEMBERSHIP.c.ended_at.is_(None),
)
_COLLEAGUES = select(MEMBERSHIP.c.person_id).where(
    MEMBERSHIP.c.opd_id == bindparam("opd"),
    MEMBERSHIP.c.role.in_(sorted(OPD_ROLES)),
    MEMBERSHIP.c.ended_at.is_(None),
)


def waiting(conn: Connection, now: datetime) -> list[int]:
    """Pemda in which somebody is to be announced now, because the last announcement is long enough ago."""
    pemdas = conn.execute(_PEMDAS).scalars().all()
    return [pemda for pemda in pemdas if _rested(conn, pemda, now)]


def _rested(conn: Connection, pemda: int, now: datetime) -> bool:
    last = conn.execute(_LAST, {"pemda": pemda}).scalar()
    return last is None or now - last >= COLLECTED


def joined(conn: Connection, pemda: int, now: datetime) -> list[NewMember]:
    """Who is to be announced, the earliest first; empty when others were announced just now."""
    if not _rested(conn, pemda, now):
        return []
    return [
        NewMember(
            row.id,
            row.person_id,
            row.name,
            Role(row.role),
            row.since.astimezone(ZoneInfo(row.timezone)),
            row.opd_id,
            row.opd_name or "",
            row.field or "",
        )
        for row in conn.execute(_JOINED, {"pemda": pemda})
    ]


def mark(conn: Connection, told: list[NewMember], now: datetime) -> None:
    numbers = [one.membership for one in told]
    writes.update(conn, MEMBERSHIP, {"told_at": now}, MEMBERSHIP.c.id.in_(numbers))


def settle(conn: Connection) -> None:
    """Counts all members of a made-up region as announced when they joined."""
    writes.update(conn, MEMBERSHIP, {"told_at": MEMBERSHIP.c.since}, MEMBERSHIP.c.told_at.is_(None))


def coordinators(conn: Connection, pemda: int) -> set[int]:
    """The coordinators, by person number."""
    return set(conn.execute(_COORDINATORS, {"pemda": pemda}).scalars())


def colleagues(conn: Connection, opd: int) -> set[int]:
    """Contacts and head of an OPD, by person number."""
    return set(conn.execute(_COLLEAGUES, {"opd": opd}).scalars())
