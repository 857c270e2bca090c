"""Shows a coordinator how far "remind now" is: the screen is drawn again from time to time, and at the end."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, select

from core.reminders.policy import NOW, NOW_HEAD
from storage.engine.schema import CONVERSATION, REMINDER
from storage.messaging import inbox
from storage.reminders.owed import State

EVERY = 10
"""Messages after which the screen is drawn again; each drawing costs a call to Telegram."""

_OF_PRESS = REMINDER.c.rule.in_((NOW, NOW_HEAD))
_PRESSES = (
    select(REMINDER.c.pemda_id, REMINDER.c.due_at, func.count(REMINDER.c.person_id.distinct()).label("people"))
    .where(REMINDER.c.outbox_id.in_(bindparam("messages", expanding=True)), _OF_PRESS)
    .group_by(REMINDER.c.pemda_id, REMINDER.c.due_at)
)
_PERSON = REMINDER.c.person_id
_SO_FAR = select(
    func.count(_PERSON.distinct()).label("people"),
    func.count(case((REMINDER.c.state == State.QUEUED.value, _PERSON)).distinct()).label("waiting"),
).where(REMINDER.c.pemda_id == bindparam("pemda"), _OF_PRESS, REMINDER.c.due_at == bindparam("at"))
_WATCHING = select(CONVERSATION.c.telegram_id, CONVERSATION.c.state).where(
    CONVERSATION.c.state["is"].as_string() == bindparam("screen")
)
"""Accounts that look at such a screen. Operators coordinate without a membership; the facts decide what they see."""


def progressed(conn: Connection, messages: Collection[int], state: str, now: datetime) -> None:
    """Notes that these messages were settled. `state` is the name of the screen that shows the progress."""
    for press in conn.execute(_PRESSES, {"messages": list(messages)}).all():
        found = conn.execute(_SO_FAR, {"pemda": press.pemda_id, "at": press.due_at}).one()
        done = found.people - found.waiting
        if not found.waiting or done // EVERY != (done - press.people) // EVERY:
            _tell(conn, press.pemda_id, press.due_at, done, state, now)


def _tell(conn: Connection, pemda: int, pressed: datetime, done: int, state: str, now: datetime) -> None:
    for row in conn.execute(_WATCHING, {"screen": state}).all():
        if row.state.get("pemda") == pemda and _instant(row.state.get("reminding")) == pressed:
            inbox.put_internal(conn, row.telegram_id, "changed", f"reminded {done}", now)


def _instant(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None
