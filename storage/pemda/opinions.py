"""Orders about the Ombudsman's opinions, and these as they are stored: one of a year for the region, and each OPD."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from core.effects.pemda import KeepOpinion, RemoveOpinion
from core.register.opinions import FIRST_YEAR, Opinion, is_opinion, value_of
from storage.audit import writes
from storage.engine.schema import OPD, OPD_SHORT, OPINION
from storage.orders.rights import Actor, Refused, log, must_coordinate
from storage.periods.rules import lock_pemda


def keep(conn: Connection, order: KeepOpinion, actor: Actor) -> None:
    must_coordinate(conn, actor, order.pemda)
    lock_pemda(conn, order.pemda)
    value = value_of(str(order.value))
    if not is_opinion(order.words) or value is None or not FIRST_YEAR <= order.year <= actor.now.year:
        raise Refused("this is no opinion of a year")
    code = _code(conn, order.pemda, order.opd) if order.opd else None
    mine = OPINION.c.opd_id == order.opd if order.opd else OPINION.c.opd_id.is_(None)
    this = (OPINION.c.pemda_id == order.pemda, OPINION.c.year == order.year, mine)
    before = conn.execute(select(OPINION).where(*this)).one_or_none()
    values: dict[str, Any] = {"words": order.words, "value": str(value)}
    if before is None:
        new = {"pemda_id": order.pemda, "opd_id": order.opd or None, "year": order.year, "saved_at": actor.now}
        writes.insert(conn, OPINION, values | new)
    elif (before.words, before.value) != (order.words, str(value)):
        writes.update(conn, OPINION, values | {"saved_at": actor.now}, OPINION.c.id == before.id)
    else:
        return
    log(conn, order.pemda, actor, "opinion_kept", values | {"year": order.year, "opd": code})


def remove(conn: Connection, order: RemoveOpinion, actor: Actor) -> None:
    must_coordinate(conn, actor, order.pemda)
    this = (OPINION.c.id == order.opinion, OPINION.c.pemda_id == order.pemda)
    row = conn.execute(select(OPINION).where(*this)).one_or_none()
    if row is None:
        raise Refused("there is no such opinion")
    writes.delete(conn, OPINION, *this)
    code = _code(conn, order.pemda, row.opd_id) if row.opd_id else None
    log(conn, order.pemda, actor, "opinion_removed", {"year": row.year, "opd": code})


def _code(conn: Connection, pemda: int, opd: int) -> str:
    found = conn.execute(select(OPD.c.code).where(OPD.c.id == opd, OPD.c.pemda_id == pemda)).scalar()
    if found is None:
        raise Refused("this is no OPD of the Pemda")
    return str(found)


def of_pemda(conn: Connection, pemda: int) -> tuple[Opinion, ...]:
    """All of a Pemda, the newest year first, the region before its OPD."""
    query = (
        select(OPINION, OPD.c.code, OPD_SHORT)
        .outerjoin(OPD, OPD.c.id == OPINION.c.opd_id)
        .where(OPINION.c.pemda_id == pemda)
        .order_by(OPINION.c.year.desc(), OPD.c.code.is_not(None), OPD.c.code, OPINION.c.id)
    )
    return tuple(
        Opinion(row.year, row.words, Decimal(row.value), row.opd_id or 0, row.code or "", row.short or "", row.id)
        for row in conn.execute(query)
    )
