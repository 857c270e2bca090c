"""Sends results: pictures of one OPD or a region, and the recap file."""

from sqlalchemy import Connection, select

from core.charts import pictures as charts
from core.effects import SendPicture, SendRecap, SendResult
from core.people.roles import LOOKS_ON, OPD_ROLES
from storage.engine.schema import PERIOD
from storage.messaging import outbox, pictures
from storage.messaging.contents import GroupRecap
from storage.orders.notices import chat_of, order_job
from storage.orders.rights import Actor, Refused, roles, scope
from storage.results import period


def send_result(conn: Connection, order: SendResult, actor: Actor) -> None:
    """Only for people of the OPD itself, in an open period or not. The numbers of the picture are read here."""
    row = scope(conn, order.assessment, actor.someone, *OPD_ROLES)
    if row.role is None:
        raise Refused("the actor holds no role in this OPD")
    whole = period.load(conn, row.period_id, actor.now)
    one = whole.of(order.assessment)
    assert one is not None, "an assessment takes part in its own period"
    chart = charts.radar(whole, one.key)
    call = pictures.call(conn, chat_of(actor), chart, order.notice.text, order.notice.rows)
    outbox.add(conn, [call], actor.now, sending=False)


def send_picture(conn: Connection, order: SendPicture, actor: Actor) -> None:
    call = pictures.call(conn, chat_of(actor), order.chart, order.notice.text, order.notice.rows)
    outbox.add(conn, [call], actor.now, sending=False)


def send_recap(conn: Connection, order: SendRecap, actor: Actor) -> None:
    """Sends the file that groups get."""
    found = select(PERIOD.c.id).where(PERIOD.c.id == order.period, PERIOD.c.pemda_id == order.pemda)
    if not LOOKS_ON & set(roles(conn, actor, order.pemda)) or conn.execute(found).first() is None:
        raise Refused("only who looks on in this Pemda may have its recap")
    order_job(conn, GroupRecap(order.period, order.caption), actor)
