"""Orders about tables of positions: read, stored, removed, asked for, sent as papers. A contact touches only the own
OPD, a coordinator every OPD of the Pemda.
"""

from typing import Any

from sqlalchemy import Connection, func, null, select

from core.effects.productivity import (
    NoteWorkloadAsked,
    ReadWorkload,
    RemoveWorkload,
    SaveWorkload,
    SendWorkloadForm,
    SendWorkloadRecap,
    SendWorkloadTemplate,
)
from core.people.roles import Role
from core.productivity.model import MOST_POSITIONS, is_possible, packed
from core.productivity.rating import sums_of
from storage.audit import writes
from storage.engine.schema import OPD, PEMDA, WORKLOAD, AnyRow
from storage.messaging.contents import WorkloadFile, WorkloadForm, WorkloadRecap, WorkloadTemplate
from storage.orders.handlers import handler, handlers
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, log, must_coordinate, roles

_CHANGE = frozenset({Role.CONTACT, Role.COORDINATOR})
_SEE = _CHANGE | {Role.HEAD}
_BLANK: dict[str, Any] = {"positions": [], "workload": "0", "pns": 0, "pppk": 0}
YEARS_BACK, YEARS_AHEAD = 5, 1
"""For which years beside the present one a table may be stored."""


def _opd(conn: Connection, number: int, actor: Actor, allowed: frozenset[Role]) -> AnyRow:
    """The OPD, locked. Raises Refused unless the actor has one of these roles there."""
    row = conn.execute(select(OPD).where(OPD.c.id == number).with_for_update()).one_or_none()
    if row is None or not allowed & roles(conn, actor, row.pemda_id, row.id):
        raise Refused("only who fills in for this OPD, or coordinates its Pemda, may do this")
    return row


def _table(conn: Connection, opd: int, year: int) -> AnyRow | None:
    found: AnyRow | None = conn.execute(
        select(WORKLOAD).where(WORKLOAD.c.opd_id == opd, WORKLOAD.c.year == year)
    ).one_or_none()
    return found


def read(conn: Connection, order: ReadWorkload, actor: Actor) -> None:
    """Orders the file. It is fetched after the commit, and its content comes back as an event in the sender's lane."""
    opd = _opd(conn, order.opd, actor, _CHANGE)
    order_job(conn, WorkloadFile(opd.pemda_id, opd.id, order.file_id, order.name, order.size), actor)


def save(conn: Connection, order: SaveWorkload, actor: Actor) -> None:
    opd = _opd(conn, order.opd, actor, _CHANGE)
    if not -YEARS_BACK <= order.year - actor.now.year <= YEARS_AHEAD:
        raise Refused("this year is too far away")
    if not 0 < len(order.positions) <= MOST_POSITIONS or not all(map(is_possible, order.positions)):
        raise Refused("there are no such positions")
    sums = sums_of(order.positions)
    values = {
        "positions": packed(order.positions),
        "workload": str(sums.workload),
        "pns": sums.pns,
        "pppk": sums.pppk,
        "saved_by": actor.person,
        "saved_at": actor.now,
        "erased_at": None,
    }
    before = _table(conn, opd.id, order.year)
    if before is None:
        writes.insert(conn, WORKLOAD, {"opd_id": opd.id, "year": order.year, **values})
    else:
        writes.update(conn, WORKLOAD, values, WORKLOAD.c.id == before.id)
    content = _told(opd, order.year) | {"positions": len(order.positions), "workload": str(sums.workload)}
    replaced = {"replaced": True} if before is not None and before.saved_at else {}
    log(conn, opd.pemda_id, actor, "workload_saved", content | {"holders": sums.holders} | replaced)


def remove(conn: Connection, order: RemoveWorkload, actor: Actor) -> None:
    opd = _opd(conn, order.opd, actor, _CHANGE)
    found = _table(conn, opd.id, order.year)
    if found is None or found.saved_at is None:
        raise Refused("there is no such table")
    blank = {**_BLANK, "saved_by": null(), "saved_at": null(), "erased_at": null()}
    writes.update(conn, WORKLOAD, blank, WORKLOAD.c.id == found.id)
    log(conn, opd.pemda_id, actor, "workload_removed", _told(opd, order.year))


def note_asked(conn: Connection, order: NoteWorkloadAsked, actor: Actor) -> None:
    must_coordinate(conn, actor, order.pemda)
    of_pemda = select(func.count()).select_from(OPD).where(OPD.c.pemda_id == order.pemda, OPD.c.id.in_(order.opds))
    if conn.execute(of_pemda).scalar_one() != len(set(order.opds)):
        raise Refused("an OPD of another Pemda is not asked")
    there = (WORKLOAD.c.opd_id.in_(order.opds), WORKLOAD.c.year == order.year)
    known = set(conn.execute(select(WORKLOAD.c.opd_id).where(*there)).scalars())
    new = [
        {"opd_id": opd, "year": order.year, **_BLANK, "asked_at": actor.now}
        for opd in dict.fromkeys(order.opds)
        if opd not in known
    ]
    if new:
        writes.insert(conn, WORKLOAD, new)
    if known:
        writes.update(conn, WORKLOAD, {"asked_at": actor.now}, *there, WORKLOAD.c.opd_id.in_(known))
    log(conn, order.pemda, actor, "workload_asked", {"year": order.year, "opds": len(set(order.opds))})


def _told(opd: AnyRow, year: int) -> dict[str, Any]:
    return {"opd": opd.code, "year": year}


# papers


def send_template(conn: Connection, order: SendWorkloadTemplate, actor: Actor) -> None:
    opd = _opd(conn, order.opd, actor, _CHANGE)
    order_job(conn, WorkloadTemplate(opd.id, order.year), actor)


def send_form(conn: Connection, order: SendWorkloadForm, actor: Actor) -> None:
    opd = _opd(conn, order.opd, actor, _SEE)
    order_job(conn, WorkloadForm(opd.id, order.year, "xlsx"), actor)
    order_job(conn, WorkloadForm(opd.id, order.year, "pdf"), actor)


def send_recap(conn: Connection, order: SendWorkloadRecap, actor: Actor) -> None:
    if conn.execute(select(PEMDA.c.id).where(PEMDA.c.id == order.pemda)).first() is None:
        raise Refused("there is no such Pemda")
    must_coordinate(conn, actor, order.pemda)
    order_job(conn, WorkloadRecap(order.pemda, order.year, "xlsx"), actor)
    order_job(conn, WorkloadRecap(order.pemda, order.year, "pdf"), actor)


EFFECTS = handlers(
    handler(ReadWorkload, read),
    handler(SaveWorkload, save),
    handler(RemoveWorkload, remove),
    handler(NoteWorkloadAsked, note_asked),
    handler(SendWorkloadTemplate, send_template),
    handler(SendWorkloadForm, send_form),
    handler(SendWorkloadRecap, send_recap),
)
