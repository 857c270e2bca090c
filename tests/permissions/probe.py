"""One event of one person in the real turn, looked at from all sides, and undone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from bot.flows.events import Event
from bot.flows.groups.base import GroupEvent
from bot.flows.states.packing import pack, unpack
from bot.turn.delivery import Place
from bot.turn.group_turn import GroupPlace, GroupTurn
from bot.turn.turn import Turn
from core.people.roles import Sender
from storage import effects
from storage.engine.schema import OUTBOX
from storage.messaging import conversations
from storage.messaging.inbox import Pending
from tests.permissions.rights import Rights, changes, forget
from tests.permissions.world import ALL_MARKS, BY_ACCOUNT, ENV, NOW, Numbers, Who

PENDING = Pending(10**9, "", "")
"""An inbox row that does not exist: finishing it changes nothing."""


@dataclass(slots=True)
class Seen:
    """What an event brought: buttons on the way to this person (value, tie), and everything that must not be."""

    state: str = ""
    revision: int = 0
    buttons: set[tuple[str, str]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


@contextmanager
def undone(conn: Connection) -> Iterator[None]:
    """Whatever happens inside has not happened."""
    conn.exec_driver_sql("SAVEPOINT probe")
    try:
        yield
    finally:
        conn.exec_driver_sql("ROLLBACK TO probe")
        conn.exec_driver_sql("RELEASE probe")


def act(conn: Connection, known: Numbers, who: Who, event: Event) -> Seen:
    """The event's turn, as bot.turn.turn.Turns runs it; stays done unless the caller undoes it."""
    sender, place = Sender(who.account, who.name, who.account), Place(77, "press")
    seen = _look(conn, known, who, Turn(ENV, PENDING, None, sender, event, place, NOW, False), who.account)
    conversation = conversations.load(conn, who.account)
    state = unpack(conversation.state)
    seen.state = json.dumps(pack(state), sort_keys=True) if state else ""
    seen.revision = conversation.revision
    return seen


def act_in_group(
    conn: Connection, known: Numbers, who: Who, event: GroupEvent, chat: int, anonymous: bool = False
) -> Seen:
    """The same in a group; `anonymous`: in the group's name."""
    sender = Sender(who.account, who.name, chat, private=False)
    place = GroupPlace(77, "press", title="Grup", anonymous=anonymous)
    return _look(conn, known, who, GroupTurn(ENV, PENDING, None, sender, event, place, NOW, False), chat)


def _look(conn: Connection, known: Numbers, who: Who, turn: Turn | GroupTurn, chat: int) -> Seen:
    """What a turn changed and said; `chat` is where its buttons are looked for."""
    forget(conn)
    last = conn.execute(select(OUTBOX.c.id).order_by(OUTBOX.c.id.desc()).limit(1)).scalar() or 0
    _run(conn, turn)
    seen = Seen()
    rights = Rights(conn, known)
    for table, row, columns in changes(conn):
        if not rights.allow(who, table, row, columns):
            seen.wrong.append(f"{who.name} changed {table} {dict(row)} ({sorted(columns)})")
    for row in conn.execute(select(OUTBOX).where(OUTBOX.c.id > last)).mappings():
        seen.wrong += _leaks(row)
        if row["chat_id"] == chat:
            seen.buttons |= {(value, tie) for line in row["payload"].get("rows", ()) for _, value, tie in line}
    return seen


def _run(conn: Connection, turn: Turn | GroupTurn) -> None:
    conn.exec_driver_sql("SAVEPOINT turn")
    try:
        turn.work(conn)
    except effects.Refused:
        conn.exec_driver_sql("ROLLBACK TO turn")
        turn.redraw(conn)
    conn.exec_driver_sql("RELEASE turn")


def _leaks(row: Any) -> Iterator[str]:
    """Words of an OPD on their way to somebody who may not read them."""
    reader = BY_ACCOUNT.get(row["chat_id"])
    allowed = reader.may_read if reader else frozenset()
    text = json.dumps(row["payload"], ensure_ascii=False)
    for word in ALL_MARKS - allowed:
        if word in text:
            yield f"{reader.name if reader else row['chat_id']} is told {word}: {text[:600]}"
