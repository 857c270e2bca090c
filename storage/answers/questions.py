"""Orders about questions to the team (Tanya tim)."""

from sqlalchemy import Connection, bindparam, exists, select

from core.effects import Ask, Forward, Reply
from core.people.roles import Role
from core.screen import Notice
from storage.answers.question_facts import may_answer
from storage.assessment import instruments
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, CONVERSATION, INSTRUMENT, OPD, OUTBOX, PEMDA, PERIOD, QUESTION, AnyRow
from storage.messaging import outbox, places
from storage.messaging.contents import Message
from storage.messaging.outbox import Call, Kind, Priority
from storage.orders.changes import instrument_of
from storage.orders.rights import Actor, Refused, holdings, log, scope

_QUESTION = (
    select(QUESTION, OPD.c.pemda_id, PEMDA.c.fields, INSTRUMENT.c.hash)
    .join(ASSESSMENT, ASSESSMENT.c.id == QUESTION.c.assessment_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .join(PEMDA, PEMDA.c.id == OPD.c.pemda_id)
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .where(QUESTION.c.id == bindparam("question"))
    .with_for_update(of=QUESTION)
)
_IS_LIVE = exists().where(
    CONVERSATION.c.telegram_id == OUTBOX.c.chat_id,
    (CONVERSATION.c.live_outbox == OUTBOX.c.id) | (CONVERSATION.c.live_message == OUTBOX.c.message_id),
)
_COPIES = select(OUTBOX.c.id, OUTBOX.c.chat_id, OUTBOX.c.message_id).where(
    OUTBOX.c.id.in_(bindparam("rows", expanding=True)), ~_IS_LIVE
)


def ask(conn: Connection, order: Ask, actor: Actor) -> None:
    """A contact or the head asks. This is allowed in every status: questions also come up after the submission."""
    row = scope(conn, order.assessment, actor.someone, Role.CONTACT, Role.HEAD)
    if row.role is None or not order.text.strip():
        raise Refused("only a contact or the head of this OPD asks, and asks something")
    if order.variable:
        instrument_of(conn, row, order.variable)
    values = {
        "assessment_id": row.id,
        "variable": order.variable,
        "text": order.text,
        "asked_by": actor.someone,
        "asked_at": actor.now,
    }
    (number,) = writes.insert(conn, QUESTION, values)
    log(
        conn, row.pemda_id, actor, "asked", {"question": number, "variable": order.variable, "text": order.text}, row.id
    )


def reply(conn: Connection, order: Reply, actor: Actor) -> None:
    """Stores the answer. The first answer counts; a second one is refused."""
    row = _for_the_team(conn, order.question, actor)
    if row.answer is not None or not order.text.strip():
        raise Refused("answered already, or with nothing")
    values = {"answer": order.text, "answered_by": actor.person, "answered_at": actor.now}
    writes.update(conn, QUESTION, values, QUESTION.c.id == row.id)
    log(conn, row.pemda_id, actor, "replied", {"question": row.id, "text": order.text}, row.assessment_id)
    if order.closed is not None and row.told:
        _close(conn, row, order.closed, actor)


def _close(conn: Connection, question: AnyRow, notice: Notice, actor: Actor) -> None:
    """Says in the notices of the question that it is answered, and takes their buttons away. A notice on which [Jawab]
    was pressed has become a screen, which goes on by itself.
    """
    copies = conn.execute(_COPIES, {"rows": question.told}).all()
    known = places.read(conn, question.pemda_id, [row.chat_id for row in copies], actor.admin_ids)
    calls = [
        Call(
            row.chat_id,
            Kind.EDIT,
            Message.of(known.named(row.chat_id, notice)),
            Priority.RECORD,
            target_message=row.message_id,
            target_outbox=None if row.message_id else row.id,
        )
        for row in copies
    ]
    outbox.add(conn, calls, actor.now, sending=False)


def forward(conn: Connection, order: Forward, actor: Actor) -> None:
    row = _for_the_team(conn, order.question, actor)
    log(conn, row.pemda_id, actor, "forwarded", {"question": row.id}, row.assessment_id)


def _for_the_team(conn: Connection, question: int, actor: Actor) -> AnyRow:
    row: AnyRow | None = conn.execute(_QUESTION, {"question": question}).one_or_none()
    if row is None:
        raise Refused("there is no such question")
    field = instruments.field_of(conn, row.hash, row.variable, row.fields)
    if not any(may_answer(role, held, field) for role, held in holdings(conn, actor, row.pemda_id)):
        raise Refused("only the team answers")
    return row
