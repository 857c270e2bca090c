"""The bot's own work, its alarms and its settings."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import instant, long_text


class WorkItemRow(SQLModel, table=True):
    """A piece of the clock's work (a group's post, a Pemda's reminders) that is planned or has failed."""

    __tablename__ = "work_item"
    __table_args__ = (UniqueConstraint("kind", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str  # the tick
    key: str  # what of it: "group:7"
    pemda_id: int | None = Field(default=None, foreign_key="pemda.id", index=True, nullable=True)
    place: int | None = Field(default=None, nullable=True)  # in the plan of the process at work; None: not planned
    attempts: int = 0
    since: datetime = instant()  # when it was first tried
    tried_at: datetime = instant()
    next_at: datetime | None = instant(default=None, nullable=True)  # None behind five attempts: a person decides
    error: str = long_text(default="")


class AlarmRow(SQLModel, table=True):
    """When those who look after a Pemda were last told of things set aside, and how many were set aside since."""

    __tablename__ = "alarm"
    topic: str = Field(primary_key=True)
    pemda_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})  # 0: of none
    told_at: datetime = instant()
    untold: int = 0


class SettingRow(SQLModel, table=True):
    """Values the program keeps for itself: update offset, the bot's name, the token's fingerprint."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True)
    value: str = long_text()
