"""An OPD leaves: the list of its Pemda, if it has nothing there, or one open period (docs/decisions/opd-leaves.md)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from core.assessment.model import PeriodStatus, Status
from core.assessment.status import period_status
from core.effects import LeaveOut, RemoveOpd, TakeIn
from core.pemda.leaving import is_reason
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, MEMBERSHIP, OPD, PERIOD, AnyRow
from storage.orders import viewers
from storage.orders.rights import Actor, Refused, log, must_coordinate
from storage.pemda.marking import mark
from storage.pemda.opds import used
from storage.people import effects as people, invitations
from storage.periods.rules import change, find, lock_pemda, must_be_apart, take_part

REMOVED = ""
"""The reason of an assessment whose OPD was removed from the list."""


def remove(conn: Connection, order: RemoveOpd, actor: Actor) -> None:
    """Removes an OPD for which nothing was ever answered or sent. Its row stays, so that the log and earlier results
    keep their names; a list with its code brings it back.
    """
    opd = conn.execute(select(OPD).where(OPD.c.id == order.opd).with_for_update()).one_or_none()
    if opd is None or opd.removed_at is not None:
        raise Refused("there is no such OPD")
    must_coordinate(conn, actor, opd.pemda_id)
    if conn.execute(select(used(OPD.c.id)).where(OPD.c.id == opd.id)).scalar_one():
        raise Refused("something was answered or sent for this OPD")
    held = select(MEMBERSHIP).where(MEMBERSHIP.c.opd_id == opd.id, MEMBERSHIP.c.ended_at.is_(None))
    for membership in conn.execute(held.order_by(MEMBERSHIP.c.id)).all():
        people.end(conn, membership, actor, "removed")
    invitations.revoke(conn, opd.pemda_id, opd.id, actor.person, actor.now)
    unknown = select(PERIOD.c.id).where(PERIOD.c.pemda_id == opd.pemda_id, PERIOD.c.result_at.is_(None))
    _leave(conn, REMOVED, actor, ASSESSMENT.c.opd_id == opd.id, ASSESSMENT.c.period_id.in_(unknown))
    writes.update(conn, OPD, {"removed_at": actor.now}, OPD.c.id == opd.id)
    mark(conn, opd.pemda_id)
    log(conn, opd.pemda_id, actor, "opd_removed", {"opd": opd.code})


def bring_back(conn: Connection, pemda: int, codes: list[str]) -> None:
    """These OPD, removed before, are in a list again: they stand in the Pemda's list and take part again where nothing
    is over.
    """
    numbers = [row.id for row in conn.execute(select(OPD.c.id).where(OPD.c.pemda_id == pemda, OPD.c.code.in_(codes)))]
    writes.update(conn, OPD, {"removed_at": None}, OPD.c.id.in_(numbers))
    going = select(PERIOD.c.id).where(PERIOD.c.pemda_id == pemda, PERIOD.c.status == PeriodStatus.OPEN.value)
    removed = (ASSESSMENT.c.opd_id.in_(numbers), ASSESSMENT.c.left_out_reason == REMOVED)
    _take(conn, *removed, ASSESSMENT.c.period_id.in_(going))


def leave_out(conn: Connection, order: LeaveOut, actor: Actor) -> None:
    """Takes an OPD out of an open period with all its subjects, whatever it has filled in. All is kept, and counts no
    more; what is final stays.
    """
    rows, reason = _found(conn, order.period, order.opd, actor), " ".join(order.reason.split())
    if not is_reason(reason):
        raise Refused("an OPD is left out for a reason")
    going = [row for row in rows if row.left_out_at is None and row.status != Status.FINAL]
    if not going:
        raise Refused("it is left out already, or its result is final")
    _leave(conn, reason, actor, ASSESSMENT.c.id.in_([row.id for row in going]))
    for row in going:
        log(conn, row.pemda_id, actor, "opd_left_out", {"opd": row.code, "reason": reason}, row.id)
        viewers.moved(conn, row.id, "opd_left_out", actor)


def take_in(conn: Connection, order: TakeIn, actor: Actor) -> None:
    """Lets it take part: again, exactly as it stood, or for the first time where others were chosen."""
    period = _open(conn, order.period, actor)
    taking_part = select(ASSESSMENT.c.id).where(ASSESSMENT.c.period_id == period.id, ASSESSMENT.c.opd_id == order.opd)
    if not conn.execute(taking_part).all():
        code, number = _choose(conn, period, order.opd)
        _taken_in(conn, period.pemda_id, code, number, actor)
        return
    rows = _found(conn, order.period, order.opd, actor)
    coming = [row for row in rows if row.left_out_at is not None and row.removed_at is None]
    if not coming:
        raise Refused("it takes part already, or was removed")
    lock_pemda(conn, period.pemda_id)
    _take(conn, ASSESSMENT.c.id.in_([row.id for row in coming]))
    must_be_apart(conn, period.id)
    for row in coming:
        _taken_in(conn, row.pemda_id, row.code, row.id, actor)


def _taken_in(conn: Connection, pemda: int, code: str, assessment: int, actor: Actor) -> None:
    log(conn, pemda, actor, "opd_taken_in", {"opd": code}, assessment)
    viewers.moved(conn, assessment, "opd_taken_in", actor)


def _choose(conn: Connection, period: AnyRow, opd: int) -> tuple[str, int]:
    """Adds an OPD to those that were chosen for the period. Its code, and its first assessment there."""
    lock_pemda(conn, period.pemda_id)
    found = conn.execute(
        select(OPD.c.code).where(OPD.c.id == opd, OPD.c.pemda_id == period.pemda_id, OPD.c.removed_at.is_(None))
    ).scalar_one_or_none()
    if found is None or not period.chosen or period.subjects:
        raise Refused("there is no such OPD, or all take part, or the period is about lines of registers")
    change(conn, period, chosen=sorted({*period.chosen, opd}))
    must_be_apart(conn, period.id)
    take_part(conn, period.pemda_id)
    mine = (ASSESSMENT.c.period_id == period.id, ASSESSMENT.c.opd_id == opd)
    return found, int(conn.execute(select(func.min(ASSESSMENT.c.id)).where(*mine)).scalar_one())


def _open(conn: Connection, period: int, actor: Actor) -> AnyRow:
    row = find(conn, period, actor)
    now = period_status(PeriodStatus(row.status), row.opens_at, row.verification_due_at, actor.now)
    if now is not PeriodStatus.OPEN:
        raise Refused("the period is not open")
    return row


def _found(conn: Connection, period: int, opd: int, actor: Actor) -> Sequence[AnyRow]:
    """The assessments of the OPD in the period, which is open: one, or one of each subject."""
    _open(conn, period, actor)
    query = (
        select(ASSESSMENT, OPD.c.code, OPD.c.pemda_id, OPD.c.removed_at)
        .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
        .where(ASSESSMENT.c.period_id == period, ASSESSMENT.c.opd_id == opd)
        .order_by(ASSESSMENT.c.id)
    )
    found = conn.execute(query.with_for_update()).all()
    if not found:
        raise Refused("the OPD is not in this period")
    return found


def _leave(conn: Connection, reason: str, actor: Actor, *which: ColumnElement[bool]) -> None:
    values = {"left_out_at": actor.now, "left_out_reason": reason}
    writes.update(conn, ASSESSMENT, values, *which)


def _take(conn: Connection, *which: ColumnElement[bool]) -> None:
    writes.update(conn, ASSESSMENT, {"left_out_at": None, "left_out_reason": None}, *which)
