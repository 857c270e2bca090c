"""Conversations, what came in, what goes out, and pictures that Telegram has."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import ROW_NUMBER, big, instant, json_value, long_text


class ConversationRow(SQLModel, table=True):
    """One row for each account, strangers included. `live_outbox` is the row that sent the live screen, `live_message`
    its message.
    """

    __tablename__ = "conversation"
    telegram_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    state: dict[str, Any] = json_value(default_factory=dict)
    revision: int = 0
    buttons: str = ""  # fingerprint of what the live buttons mean
    shown: str = ""  # fingerprint of the live screen as it was last drawn
    evidence_for: str | None = Field(default=None, nullable=True)
    assessment_id: int | None = Field(default=None, index=True, nullable=True)
    variable: str | None = Field(default=None, nullable=True)
    variable_since: datetime | None = instant(default=None, nullable=True)
    # assessment -> the variable that was open there, of assessments that were left for another one
    left_at: dict[str, str] | None = json_value(default=None, nullable=True)
    live_outbox: int | None = big(default=None, nullable=True)
    live_message: int | None = big(default=None, nullable=True)
    live_at: datetime | None = instant(default=None, nullable=True)
    live_media: bool = False  # the live screen is a picture or document with its text as caption
    # core.evidence.batch: the files that came last
    batch: dict[str, Any] | None = json_value(default=None, nullable=True)
    moved_at: datetime | None = instant(default=None, nullable=True)
    removed_message: int | None = big(default=None, nullable=True)  # the former live screen that was deleted last


class InboxRow(SQLModel, table=True):
    """An update as it arrived. A finished row loses its body and stays 48 hours as a tombstone."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("update_id", "identity"),
        Index(
            "inbox_open",
            "state",
            sqlite_where=text("state <> 'done'"),
            postgresql_where=text("state <> 'done'"),
        ),
        Index(
            "inbox_aside",
            "lane",
            sqlite_where=text("state = 'aside'"),
            postgresql_where=text("state = 'aside'"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    update_id: int = big()
    identity: str  # what the update is about, so that a reused update_id is no repeat
    lane: str
    body: str | None = long_text(default=None, nullable=True)
    state: str = "waiting"  # waiting, queued, running, done, aside
    attempts: int = 0
    next_at: datetime | None = instant(default=None, nullable=True)
    error: str = long_text(default="")
    received_at: datetime = instant()
    done_at: datetime | None = instant(default=None, nullable=True, index=True)


_UNSETTLED = "state NOT IN ('sent', 'failed', 'skipped')"


class OutboxRow(SQLModel, table=True):
    """A call to Telegram that is to be made, and its outcome."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_open", "priority", "id", sqlite_where=text(_UNSETTLED), postgresql_where=text(_UNSETTLED)),
        Index("outbox_chat", "chat_id", "id", sqlite_where=text(_UNSETTLED), postgresql_where=text(_UNSETTLED)),
    )
    id: int | None = Field(default=None, sa_type=ROW_NUMBER, primary_key=True)
    chat_id: int = big()
    thread_id: int | None = big(default=None, nullable=True)
    kind: str  # storage.messaging.calls.Kind
    priority: int
    state: str
    payload: dict[str, Any] = json_value(default_factory=dict)
    target_outbox: int | None = big(default=None, nullable=True)  # the row whose message is edited or deleted
    target_message: int | None = big(default=None, nullable=True)
    again: bool = False  # sent once more when unsure (promise 1)
    revision: int = 0
    attempts: int = 0
    doubts: int = 0  # attempts to which no server gave an answer
    next_at: datetime | None = instant(default=None, nullable=True)
    error: str = long_text(default="")
    message_id: int | None = big(default=None, nullable=True)
    created_at: datetime = instant()
    sent_at: datetime | None = instant(default=None, nullable=True, index=True)


class PictureRow(SQLModel, table=True):
    """A chart that Telegram has already. A chart of equal numbers (digest, core.charts.plain) is sent with
    its file_id.
    """

    __tablename__ = "picture"
    digest: str = Field(primary_key=True)
    file_id: str
    at: datetime = instant()
