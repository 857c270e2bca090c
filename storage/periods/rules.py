"""What orders about periods have in common: periods of one Pemda are made one after another and never overlap."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, literal, select

from core.assessment.model import PeriodStatus, Status
from core.effects.periods import DraftPeriod, OpenPeriod
from core.evidence.years import YEAR
from storage.audit import writes
from storage.engine.schema import ANSWER, ASSESSMENT, OPD, PEMDA, PERIOD, AnyRow
from storage.orders.rights import Actor, Refused, must_coordinate

_ONE_AT_A_TIME = select(PEMDA.c.timezone).where(PEMDA.c.id == bindparam("pemda")).with_for_update()


def take_part(conn: Connection, pemda: int) -> None:
    """Lets every OPD of the Pemda take part in its open and scheduled periods."""
    missing = (
        select(PERIOD.c.id, OPD.c.id, literal(Status.NOT_STARTED.value))
        .join(OPD, OPD.c.pemda_id == PERIOD.c.pemda_id)
        .outerjoin(ASSESSMENT, (ASSESSMENT.c.period_id == PERIOD.c.id) & (ASSESSMENT.c.opd_id == OPD.c.id))
        .where(PERIOD.c.pemda_id == pemda, PERIOD.c.status == PeriodStatus.OPEN.value, ASSESSMENT.c.id.is_(None))
        .order_by(OPD.c.code)
    )
    writes.insert_found(conn, ASSESSMENT, ("period_id", "opd_id", "status"), missing)


def lock_pemda(conn: Connection, pemda: int) -> str:
    """Lets no other transaction make or move periods of the Pemda until the commit. Returns its zone."""
    return str(conn.execute(_ONE_AT_A_TIME, {"pemda": pemda}).scalar_one())


def values_of(conn: Connection, order: OpenPeriod | DraftPeriod, instrument: int, zone: str) -> dict[str, Any]:
    name = " ".join(order.name.split())
    if not name:
        raise Refused("a period has a name")
    must_follow(order.opens, order.due, order.verification_due)
    taken = select(func.count()).where(PERIOD.c.pemda_id == order.pemda, PERIOD.c.name == name)
    if conn.execute(taken).scalar_one():
        raise Refused("there is a period of this name")
    return {
        "pemda_id": order.pemda,
        "instrument_id": instrument,
        "name": name,
        "year": _year(name, order.due.astimezone(ZoneInfo(zone))),
        "opens_at": order.opens,
        "due_at": order.due,
        "verification_due_at": order.verification_due,
    }


def must_follow(opens: datetime, due: datetime, verification_due: datetime) -> None:
    if not opens < due <= verification_due:
        raise Refused("a period opens before it is due, and is verified after that")


def must_be_apart(
    conn: Connection, pemda: int, opens: datetime, verification_due: datetime, other_than: int | None = None
) -> None:
    """Raises Refused if another period of the Pemda would be open at the same time, even one that is only scheduled."""
    overlapping = select(func.count()).where(
        PERIOD.c.pemda_id == pemda,
        PERIOD.c.status == PeriodStatus.OPEN.value,
        PERIOD.c.opens_at <= verification_due,
        PERIOD.c.verification_due_at >= opens,
        PERIOD.c.id != (other_than or 0),
    )
    if conn.execute(overlapping).scalar_one():
        raise Refused("another period is open at that time")


def _year(name: str, due: datetime) -> int:
    """The year a period is about: the year in its name, else that of its due date."""
    named = YEAR.search(name)
    return int(named[1]) if named else due.year


def find(conn: Connection, number: int, actor: Actor) -> AnyRow:
    row: AnyRow | None = conn.execute(select(PERIOD).where(PERIOD.c.id == number).with_for_update()).one_or_none()
    if row is None:
        raise Refused("there is no such period")
    must_coordinate(conn, actor, row.pemda_id)
    return row


def change(conn: Connection, row: AnyRow, **values: Any) -> None:
    writes.update(conn, PERIOD, values, PERIOD.c.id == row.id)


def end_within(conn: Connection, period: int, end: datetime) -> None:
    """Shortens due dates of single OPD to the end of the period, both for sending and for repairing."""
    writes.update(conn, ASSESSMENT, {"due_at": end}, ASSESSMENT.c.period_id == period, ASSESSMENT.c.due_at > end)
    beyond = select(ANSWER.c.assessment_id).where(ANSWER.c.reopened_due > end)
    repairing = select(ASSESSMENT.c.id).where(ASSESSMENT.c.period_id == period, ASSESSMENT.c.id.in_(beyond))
    numbers = conn.execute(repairing.order_by(ASSESSMENT.c.id).with_for_update()).scalars().all()
    if numbers:
        repairs = (ANSWER.c.assessment_id.in_(numbers), ANSWER.c.reopened_due > end)
        writes.update(conn, ANSWER, {"reopened_due": end}, *repairs)


def dues(*instants: datetime) -> dict[str, str]:
    return dict(zip(("opens", "due", "verification_due"), (at.isoformat() for at in instants), strict=True))
