"""Reminders."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import big, instant


class ReminderRow(SQLModel, table=True):
    """One reminder. Subject, person, rule, and the due instant the rule counts from are unique.

    `subject` is "assessment:12" or another subject of the rule. An extension changes `due_at`, so that new reminders
    are made. `outbox_id` is the message it went out with; several may share one. `postponed_to` is when it comes again.

    State: queued, sent (`told_at`), merged (another one of that day said it), moot (nothing was owed any more when it
    was to be sent), put_off, unreachable, failed.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("subject", "person_id", "rule", "due_at"),)
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id", index=True)
    subject: str
    assessment_id: int | None = Field(default=None, foreign_key="assessment.id", index=True, nullable=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    rule: str
    due_at: datetime = instant()
    at: datetime = instant()
    state: str = "queued"
    postponed_to: datetime | None = instant(default=None, nullable=True)
    outbox_id: int | None = big(default=None, nullable=True, index=True)
    told_at: datetime | None = instant(default=None, nullable=True)
