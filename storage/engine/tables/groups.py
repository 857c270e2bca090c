"""Groups and what they were told."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import big, instant


class GroupRow(SQLModel, table=True):
    """A team's group chat, or one topic of it, with its pinned board. One row for each binding; `ended_at` ends it."""

    __tablename__ = "team_group"
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id", index=True)
    chat_id: int = big(index=True)
    thread_id: int | None = big(default=None, nullable=True)
    title: str = ""
    bound_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    bound_at: datetime = instant()
    ended_at: datetime | None = instant(default=None, nullable=True)
    board_outbox: int | None = big(default=None, nullable=True)
    board_message: int | None = big(default=None, nullable=True)
    board_shown: str = ""  # fingerprint of the board as it was last drawn
    board_seen: str = ""  # what was known when it was last compared: while that stands, nothing is read
    board_at: datetime | None = instant(default=None, nullable=True)
    pin_outbox: int | None = big(default=None, nullable=True)  # the call that is to pin it
    pinned: str = ""  # core.groups.Pinned
    trouble: str = ""  # core.groups.BoardTrouble


class GroupPostRow(SQLModel, table=True):
    """A post that is made once: the week's summary, the submissions of half an hour, the result."""

    __tablename__ = "group_post"
    __table_args__ = (UniqueConstraint("group_id", "kind", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="team_group.id")
    kind: str
    key: str
    at: datetime = instant()
