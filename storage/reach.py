"""Whom the bot can still reach: people who blocked it, groups whose number changed, chats with something waiting."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from core.effects import MarkReachable
from storage import effects
from storage.outbox_queries import unsettled
from storage.schema import OUTBOX, PERSON

_OPEN = unsettled()
_WAITING = select(OUTBOX.c.chat_id).distinct().where(_OPEN, OUTBOX.c.state == "waiting", OUTBOX.c.kind != "answer")
_AMONG = _WAITING.where(OUTBOX.c.chat_id.in_(bindparam("chats", expanding=True)))
_PERSON = select(PERSON.c.id).where(PERSON.c.telegram_id == bindparam("account"))


def lost(conn: Connection, account: int, now: datetime) -> None:
    """Telegram says that nothing sent to this account arrives: the same as when the person blocks the bot."""
    person = conn.execute(_PERSON, {"account": account}).scalar()
    if person is not None:
        effects.apply(conn, MarkReachable(False), effects.Actor(person, account, now))


def moved(conn: Connection, former: int, chat_id: int) -> None:
    """A group became a supergroup: what still waits for the old number goes to the new one."""
    conn.execute(update(OUTBOX).where(_OPEN, OUTBOX.c.chat_id == former).values(chat_id=chat_id))


def waiting(conn: Connection, among: Collection[int] | None = None) -> set[int]:
    """The chats that calls wait for in the outbox (answers to presses apart); of these only, or all."""
    if among is None:
        return set(conn.execute(_WAITING).scalars())
    return set(conn.execute(_AMONG, {"chats": list(among)}).scalars()) if among else set()
