"""Orders invitations. Their sheet is drawn after the commit."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from core.effects import Invite
from core.facts import Invited
from core.people.roles import OPD_ROLES, Role
from storage.engine.schema import OPD, OUTBOX
from storage.messaging.calls import Kind
from storage.messaging.contents import InvitationSheet
from storage.messaging.packing import unpack
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, must_coordinate
from storage.people import invitations


def invite(conn: Connection, order: Invite, actor: Actor) -> None:
    """The tokens are made when the sheet is drawn, so that none is in the outbox."""
    must_coordinate(conn, actor, order.pemda)
    if not order.opds and order.role in OPD_ROLES:
        raise Refused("contacts and heads are invited for an OPD")
    there = (OPD.c.pemda_id == order.pemda, OPD.c.id.in_(order.opds), OPD.c.removed_at.is_(None))
    if conn.execute(select(func.count()).select_from(OPD).where(*there)).scalar_one() != len(set(order.opds)):
        raise Refused("an OPD of another Pemda cannot be invited")
    if order.uses < 1 or order.until <= actor.now:
        raise Refused("nobody could take such an invitation")
    for opds in [(opd,) for opd in order.opds] if order.each else [tuple(order.opds)]:
        until = order.until.isoformat()
        order_job(
            conn,
            InvitationSheet(order.pemda, order.role.value, opds, order.uses, until, order.field, actor.person),
            actor,
        )


def unopened(conn: Connection, pemda: int, zone: ZoneInfo, now: datetime) -> tuple[Invited, ...]:
    """The invitations of OPD that nobody has opened, the newest of an OPD and role; also those that are being made."""
    found = {(one.opd, one.role): one for one in _being_made(conn, pemda)}
    for row in invitations.open_ones(conn, pemda, now):
        found[row.opd_id, Role(row.role)] = Invited(row.opd_id, Role(row.role), row.issued_at.astimezone(zone))
    return tuple(found.values())


def coming(conn: Connection, pemda: int, now: datetime) -> int:
    """How many more invitations there will be when all that were ordered are made."""
    there = {(row.opd_id, row.role) for row in invitations.open_ones(conn, pemda, now)}
    of_opds = {(one.opd, one.role.value) for one in _being_made(conn, pemda)}
    others = sum(job.role not in OPD_ROLES for job in _sheets(conn, pemda))
    return len(of_opds - there) + others


def _being_made(conn: Connection, pemda: int) -> Iterator[Invited]:
    for job in _sheets(conn, pemda):
        if job.role in OPD_ROLES:
            yield from (Invited(opd, Role(job.role)) for opd in job.opds)


def _sheets(conn: Connection, pemda: int) -> Iterator[InvitationSheet]:
    """Orders whose sheet is still to be drawn."""
    waiting = (OUTBOX.c.state.in_(("waiting", "sending")), OUTBOX.c.kind == Kind.DOCUMENT.value)
    for payload in conn.execute(select(OUTBOX.c.payload).where(*waiting)).scalars():
        job = unpack(payload)
        if isinstance(job, InvitationSheet) and job.pemda == pemda:
            yield job
