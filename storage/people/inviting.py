"""Orders invitations. Their sheet is drawn after the commit."""

from sqlalchemy import Connection, func, select

from core.effects import Invite
from core.people.roles import OPD_ROLES
from storage.engine.schema import OPD
from storage.messaging.contents import InvitationSheet
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, must_coordinate


def invite(conn: Connection, order: Invite, actor: Actor) -> None:
    """The tokens are made when the sheet is drawn, so that none is in the outbox."""
    must_coordinate(conn, actor, order.pemda)
    if not order.opds and order.role in OPD_ROLES:
        raise Refused("contacts and heads are invited for an OPD")
    of_pemda = select(func.count()).select_from(OPD).where(OPD.c.pemda_id == order.pemda, OPD.c.id.in_(order.opds))
    if conn.execute(of_pemda).scalar_one() != len(set(order.opds)):
        raise Refused("an OPD of another Pemda cannot be invited")
    if order.uses < 1 or order.until <= actor.now:
        raise Refused("nobody could take such an invitation")
    sheet = InvitationSheet(
        order.pemda,
        order.role.value,
        tuple(order.opds),
        order.uses,
        order.until.isoformat(),
        order.field,
        actor.person,
    )
    order_job(conn, sheet, actor)
