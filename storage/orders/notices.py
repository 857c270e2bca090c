"""Orders that send notices. Notices become outbox rows and are sent after the commit."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from core.assessment.model import Status
from core.effects import NEW, Tell, TellRole
from core.people.roles import Role
from core.screen import Button, ButtonKind, Notice
from storage.assessment.head import TAKES_PART
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, MEMBERSHIP, PERSON, QUESTION
from storage.messaging import outbox, places
from storage.messaging.contents import Job, Message
from storage.messaging.outbox import Call, Kind, Priority
from storage.orders.handlers import handler, handlers
from storage.orders.rights import Actor, Refused

MAY_SEE_EVIDENCE = frozenset({Role.CONTACT, Role.HEAD, Role.VERIFIER, Role.COORDINATOR, Role.PROVINCE})

REACHABLE = (PERSON.c.telegram_id.is_not(None), PERSON.c.unreachable_since.is_(None))
_EVER_HELD = select(MEMBERSHIP.c.id).where(
    MEMBERSHIP.c.person_id == bindparam("person"), MEMBERSHIP.c.pemda_id == bindparam("pemda")
)
_AWAITING = select(ASSESSMENT.c.opd_id).where(ASSESSMENT.c.status == Status.AWAITING_HEAD.value, TAKES_PART)
_NEWEST_QUESTION = select(func.max(QUESTION.c.id)).where(
    QUESTION.c.asked_by == bindparam("person"), QUESTION.c.asked_at == bindparam("now")
)


def tell(conn: Connection, order: Tell, actor: Actor) -> None:
    """Sends a notice to people by number, without those who cannot be reached or are gone."""
    of_these = select(PERSON.c.telegram_id).where(PERSON.c.id.in_(order.people), *REACHABLE).order_by(PERSON.c.id)
    notify(conn, conn.execute(of_these).scalars(), order.notice, actor, order.pemda)


def tell_role(conn: Connection, order: TellRole, actor: Actor) -> None:
    """Sends a notice to everybody with a role, but never to the sender. Where no coordinator can be reached, ADMIN_IDS
    are told.
    """
    _must_belong(conn, actor, order.pemda)
    where: list[ColumnElement[bool]] = [
        MEMBERSHIP.c.pemda_id == order.pemda,
        MEMBERSHIP.c.role == order.role.value,
        MEMBERSHIP.c.ended_at.is_(None),
        *REACHABLE,
    ]
    if order.opd is not None:
        where.append(MEMBERSHIP.c.opd_id == order.opd)
    if order.field is not None:
        where.append(MEMBERSHIP.c.field == order.field)
    if order.awaiting_head_in is not None:
        where.append(MEMBERSHIP.c.opd_id.in_(_AWAITING.where(ASSESSMENT.c.period_id == order.awaiting_head_in)))
    query = (
        select(PERSON.c.telegram_id).join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id).where(*where).distinct()
    )
    accounts = set(conn.execute(query).scalars())
    if not accounts and order.role is Role.COORDINATOR:
        accounts = set(actor.admin_ids)
    rows = notify(conn, sorted(accounts - {actor.telegram_id}), order.notice, actor, order.pemda)
    if order.question is not None:
        _remember(conn, _newest(conn, actor) if order.question == NEW else int(order.question), rows)


def _remember(conn: Connection, question: int, rows: list[int]) -> None:
    this = QUESTION.c.id == question
    told = conn.execute(select(QUESTION.c.told).where(this)).scalar_one() or []
    writes.update(conn, QUESTION, {"told": [*told, *rows]}, this)


def order_job(conn: Connection, job: Job, actor: Actor) -> None:
    outbox.add(conn, [Call(chat_of(actor), Kind.DOCUMENT, job, Priority.NOTICE)], actor.now, sending=False)


def chat_of(actor: Actor) -> int:
    if actor.telegram_id is None:
        raise Refused("there is no chat to send to")
    return actor.telegram_id


def _must_belong(conn: Connection, actor: Actor, pemda: int) -> None:
    """The actor must have, or have had, a role in the Pemda: who leaves a role tells the coordinators."""
    if actor.coordinates_all:
        return
    if conn.execute(_EVER_HELD, {"person": actor.someone, "pemda": pemda}).first() is None:
        raise Refused("the actor has no part in this Pemda")


def notify(
    conn: Connection,
    accounts: Iterable[int | None],
    notice: Notice,
    actor: Actor,
    pemda: int | None = None,
    *,
    watched: bool = False,
) -> list[int]:
    """Sends a notice to these accounts and returns the outbox rows. `pemda` is what it is about; it is named to people
    with roles in several. `watched`: the actor's screen is drawn again when one of the notices is settled.
    """
    said = Notice(notice.text, tuple(tuple(_button(conn, button, actor) for button in row) for row in notice.rows))
    whom = [account for account in accounts if account is not None]
    known = places.read(conn, pemda, whom, actor.admin_ids)
    watcher = actor.telegram_id if watched else None
    calls = [notice_call(account, known.named(account, said), watcher=watcher) for account in whom]
    return [sending.id for sending in outbox.add(conn, calls, actor.now, sending=False)]


def notice_call(account: int, notice: Notice, priority: Priority = Priority.NOTICE, watcher: int | None = None) -> Call:
    """A notice as a call. It is sent again when its outcome is unknown (docs/decisions/what-is-sent-again.md)."""
    message = Message(notice.text, notice.rows, watcher=watcher)
    return Call(account, Kind.SEND, message, priority, again=True)


def _button(conn: Connection, button: Button, actor: Actor) -> Button:
    """The button with NEW replaced by the number of the question that was stored in this transaction."""
    parts = button.value.split(":")
    if button.kind is ButtonKind.STEADY and NEW in parts[1:]:
        parts = [str(_newest(conn, actor)) if part == NEW else part for part in parts]
    return replace(button, value=":".join(parts))


def _newest(conn: Connection, actor: Actor) -> int:
    """The question that was stored in this transaction."""
    asked: int | None = conn.execute(_NEWEST_QUESTION, {"person": actor.someone, "now": actor.now}).scalar()
    if asked is None:
        raise Refused("no question was asked beside this notice")
    return asked


EFFECTS = handlers(
    handler(Tell, tell),
    handler(TellRole, tell_role),
)
