"""Whom the bot can reach: people who blocked it, groups whose number changed, chats with calls that wait."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from core.effects import MarkReachable
from core.facts import UnreachableLine
from core.pemda.parts import Part
from core.people.roles import Role
from storage import effects
from storage.engine.schema import MEMBERSHIP, OUTBOX, PERSON
from storage.engine.statements import Prepared
from storage.groups import groups
from storage.messaging.calls import Kind, Priority
from storage.messaging.outbox_queries import unsettled
from storage.orders.notices import REACHABLE
from storage.pemda import facts as pemda_facts

_OPEN = unsettled()
_WAITING = (
    select(OUTBOX.c.chat_id)
    .distinct()
    .where(_OPEN, OUTBOX.c.state == "waiting", OUTBOX.c.kind != Kind.ANSWER, OUTBOX.c.priority != Priority.RECORD)
)
_AMONG = _WAITING.where(OUTBOX.c.chat_id.in_(bindparam("chats", expanding=True)))
_MANY = 500  # chats that are not named one by one any more
_PERSON = Prepared(select(PERSON.c.id, PERSON.c.unreachable_since).where(PERSON.c.telegram_id == bindparam("account")))

_SERVED = (
    select(MEMBERSHIP.c.pemda_id)
    .distinct()
    .where(
        MEMBERSHIP.c.person_id == bindparam("person"),
        MEMBERSHIP.c.role == Role.CONTACT.value,
        MEMBERSHIP.c.ended_at.is_(None),
    )
)
_COORDINATORS = (
    select(PERSON.c.telegram_id)
    .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
    .where(
        MEMBERSHIP.c.pemda_id == bindparam("pemda"),
        MEMBERSHIP.c.role == Role.COORDINATOR.value,
        MEMBERSHIP.c.ended_at.is_(None),
        *REACHABLE,
    )
)


def coordinators(conn: Connection, pemda: int) -> set[int]:
    """The accounts of a Pemda's coordinators who can be reached."""
    return set(conn.execute(_COORDINATORS, {"pemda": pemda}).scalars())


def lost(conn: Connection, account: int, now: datetime) -> list[tuple[int, UnreachableLine]]:
    """Notes that nothing sent to this account arrives any more, as when the person blocks the bot. Returns what the
    coordinators of each Pemda are to be told; nothing when it was known already.
    """
    person = _PERSON.first(conn, {"account": account})
    if person is None or person.unreachable_since is not None:
        return []
    effects.apply(conn, MarkReachable(False), effects.Actor(person.id, account, now))
    pemdas = conn.execute(_SERVED, {"person": person.id}).scalars().all()
    lines = [(pemda, line) for pemda in pemdas for line in _unreachable(conn, pemda, now)]
    return [(pemda, line) for pemda, line in lines if line.person == person.id]


def _unreachable(conn: Connection, pemda: int, now: datetime) -> tuple[UnreachableLine, ...]:
    return pemda_facts.load(conn, pemda, now, parts=frozenset({Part.PROBLEMS})).unreachable


def moved(conn: Connection, former: int, chat_id: int, now: datetime) -> None:
    """Moves the binding of a group that became a supergroup, and the calls that wait for it, to its new number."""
    groups.moved(conn, former, chat_id, now)
    conn.execute(update(OUTBOX).where(_OPEN, OUTBOX.c.chat_id == former).values(chat_id=chat_id))


def waiting(conn: Connection, among: Collection[int] | None = None) -> set[int]:
    """The chats with calls that wait in the outbox, among these only or all. Answers to presses and records do not
    count, because they keep no order.
    """
    if among is None or len(among) > _MANY:
        return set(conn.execute(_WAITING).scalars())
    return set(conn.execute(_AMONG, {"chats": list(among)}).scalars()) if among else set()
