"""Corrective actions: what is to be done about an answer, by whom, and until when."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import instant, json_value, long_text


class CorrectiveActionRow(SQLModel, table=True):
    """The action about one answer. `dropped_at`: the answer is one that asks for none any more."""

    __tablename__ = "corrective_action"
    __table_args__ = (UniqueConstraint("assessment_id", "variable"),)
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    variable: str
    words: str = long_text(default="")
    person: str = long_text(default="")  # who is responsible, as it was typed
    due: str = ""  # a day, ISO 8601
    parts: list[Any] = json_value(default_factory=list)  # [[message id, part], ...]
    saved_by: int = Field(foreign_key="person.id")
    saved_at: datetime = instant()
    dropped_at: datetime | None = instant(default=None, nullable=True)
    done_at: datetime | None = instant(default=None, nullable=True)
    done_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    done_note: str = long_text(default="")
