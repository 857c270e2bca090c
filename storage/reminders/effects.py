"""Orders about reminders: remind now, put off until tomorrow, ask for more time."""

from datetime import timedelta

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import PeriodStatus
from core.effects import TellRole
from core.effects.reminders import AskForTime, PutOff, RemindNow
from core.people.roles import Role
from core.reminders.due import pressed
from storage.engine.schema import AUDIT, OUTBOX
from storage.messaging import outbox
from storage.messaging.contents import Message
from storage.messaging.outbox import Call, Kind, Priority
from storage.messaging.packing import message_of
from storage.orders import notices
from storage.orders.handlers import handler, handlers
from storage.orders.rights import Actor, Refused, for_role, log, must_coordinate
from storage.reminders import owed as reminders, sent as reminders_sent

LATER = "later"
"""The verb of the button that puts a reminder off."""

ASKED = "more_time_asked"
_ONCE_IN = timedelta(hours=20)
_ASKED = select(AUDIT.c.number).where(
    AUDIT.c.assessment_id == bindparam("assessment"), AUDIT.c.act == ASKED, AUDIT.c.at > bindparam("since")
)
_LONGEST = timedelta(days=21)


def remind_now(conn: Connection, order: RemindNow, actor: Actor) -> None:
    """Reminds contacts of OPD that owe something, and heads whose approval is awaited. It counts as their one reminder
    of the day.
    """
    must_coordinate(conn, actor, order.pemda)
    wanted = set(order.opds)
    owing = [one for one in reminders.of_pemda(conn, order.pemda, actor.now) if one.opd in wanted]
    if order.assessments:
        owing = [one for one in owing if one.assessment in order.assessments]
    members = reminders.members(conn, order.pemda)
    found = [one for opd in owing for one in pressed(opd, members, actor.now)]
    if not found:
        raise Refused("nobody of these owes anything")
    people = reminders_sent.store(conn, order.pemda, found, actor.now, actor.now)
    log(conn, order.pemda, actor, "reminded", {"opds": sorted({one.opd for one in owing}), "people": people})


def put_off(conn: Connection, order: PutOff, actor: Actor) -> None:
    if not order.day < order.to <= order.day + _LONGEST:
        raise Refused("a reminder is put off to the next working day")
    for number in reminders_sent.put_off(conn, actor.someone, order.day, order.to, actor.now):
        row = conn.execute(select(OUTBOX).where(OUTBOX.c.id == number)).one_or_none()
        message = message_of(row.payload) if row is not None else None
        if row is not None and message is not None and message.text:
            call = Call(row.chat_id, Kind.EDIT, _without_later(message), Priority.SCREEN, target_outbox=row.id)
            outbox.add(conn, [call], actor.now, sending=False)


def _without_later(message: Message) -> Message:
    """The message without the button that was pressed."""
    rows = (row for row in message.rows if not any(button.value.split(":")[0] == LATER for button in row))
    return Message(message.text, tuple(rows))


def ask_for_time(conn: Connection, order: AskForTime, actor: Actor) -> None:
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    if row.period_status != PeriodStatus.OPEN:
        raise Refused("the period is closed")
    if conn.execute(_ASKED, {"assessment": row.id, "since": actor.now - _ONCE_IN}).first() is not None:
        return
    log(conn, row.pemda_id, actor, ASKED, {}, row.id)
    notices.tell_role(conn, TellRole(row.pemda_id, Role.COORDINATOR, order.notice), actor)


EFFECTS = handlers(
    handler(RemindNow, remind_now),
    handler(PutOff, put_off),
    handler(AskForTime, ask_for_time),
)
