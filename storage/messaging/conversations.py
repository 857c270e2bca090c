"""The conversation's row: one for each account, read first and written last in every turn."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.engine.schema import OUTBOX
from storage.engine.statements import Prepared
from storage.engine.tables.messaging import ConversationRow

_TABLE = ConversationRow.__table__  # type: ignore[attr-defined]
_UPDATE = Prepared(update(_TABLE).where(_TABLE.c.telegram_id == bindparam("account")))
_INSERT = Prepared(insert(_TABLE))


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where an account's conversation stands; `stored` is False while it has no row.

    `live_message` is the message of the live screen, known once it has arrived. While it is on its way, `live_outbox`
    names the row that sends it. `live_at` is when it was sent, None when unknown (then it is shortened instead of
    deleted). `removed_message` is the former live screen that was deleted last.
    """

    telegram_id: int
    stored: bool = False
    state: dict[str, Any] = field(default_factory=dict)
    revision: int = 0
    buttons: str = ""
    shown: str = ""
    evidence_for: str | None = None
    assessment_id: int | None = None
    variable: str | None = None
    variable_since: datetime | None = None
    left_at: dict[str, str] | None = None
    live_outbox: int | None = None
    live_message: int | None = None
    live_at: datetime | None = None
    live_media: bool = False
    removed_message: int | None = None
    moved_at: datetime | None = None
    batch: dict[str, Any] | None = None

    @property
    def has_live(self) -> bool:
        return self.live_message is not None or self.live_outbox is not None


_FIELDS = tuple(name for name in Conversation.__slots__ if name not in ("telegram_id", "stored"))
_LOAD = Prepared(select(*(_TABLE.c[name] for name in _FIELDS)).where(_TABLE.c.telegram_id == bindparam("account")))


_FATE = Prepared(select(OUTBOX.c.state, OUTBOX.c.message_id).where(OUTBOX.c.id == bindparam("row")))


def load(conn: Connection, telegram_id: int) -> Conversation:
    row = _LOAD.first(conn, {"account": telegram_id})
    if row is None:
        return Conversation(telegram_id)
    found = Conversation(telegram_id, True, *row)
    return _with_fate(conn, found) if found.live_message is None and found.live_outbox is not None else found


def _with_fate(conn: Connection, found: Conversation) -> Conversation:
    """The conversation with the outcome of its live screen, if its message is not known: a screen that is not on its
    way any more never arrives.
    """
    row = _FATE.first(conn, {"row": found.live_outbox})
    if row is not None and row.state in ("waiting", "sending"):
        return found
    if row is not None and row.state == "sent":  # its mark came between another turn's reading and writing
        return replace(found, live_message=row.message_id)
    return replace(found, live_outbox=None, live_at=None, shown="")


def save(conn: Connection, conversation: Conversation) -> None:
    values = {name: getattr(conversation, name) for name in _FIELDS}
    if conversation.stored:
        _UPDATE.run(conn, {"account": conversation.telegram_id, **values})
    else:
        _INSERT.run(conn, {"telegram_id": conversation.telegram_id, **values})
