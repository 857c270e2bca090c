"""Assessments, their answers, and questions to the team."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import instant, json_value, long_text


def _subject() -> Any:
    """A reference with a name of its own, which SQLite wants of one that is added later."""
    return Column(Integer, ForeignKey("subject.id", name="assessment_subject_id_fkey"), nullable=True)


class AssessmentRow(SQLModel, table=True):
    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("period_id", "opd_id", "subject_id", name="assessment_period_id_opd_id_subject_id_key"),
        Index(
            "assessment_of_opd",
            *("period_id", "opd_id"),
            unique=True,
            sqlite_where=text("subject_id IS NULL"),
            postgresql_where=text("subject_id IS NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    period_id: int = Field(foreign_key="period.id")
    opd_id: int = Field(foreign_key="opd.id", index=True)
    subject_id: int | None = Field(default=None, sa_column=_subject())  # None: the OPD itself
    status: str = "not_started"
    due_at: datetime | None = instant(default=None, nullable=True)  # own due date after an extension
    late: bool = False
    declarant_name: str = ""
    declarant_title: str = ""
    declarant_nip: str = ""
    submitted_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    submitted_at: datetime | None = instant(default=None, nullable=True)
    receipt_code: str = Field(default="", index=True)
    review_began_at: datetime | None = instant(default=None, nullable=True)
    head_asked_at: datetime | None = instant(default=None, nullable=True)
    head_returned_at: datetime | None = instant(default=None, nullable=True)  # until it is submitted
    head_note: str | None = long_text(default=None, nullable=True)
    reviewed_at: datetime | None = instant(default=None, nullable=True)  # the region's review was finished
    final_at: datetime | None = instant(default=None, nullable=True)
    erased_at: datetime | None = instant(default=None, nullable=True)  # its words and files are gone
    left_out_at: datetime | None = instant(default=None, nullable=True)  # it does not take part any more
    left_out_reason: str | None = long_text(default=None, nullable=True)  # the coordinator's; "": the OPD was removed


class AnswerRow(SQLModel, table=True):
    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("assessment_id", "variable"),)
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    variable: str
    level: int | None = Field(default=None, nullable=True)
    explanation: str = long_text(default="")
    parts: list[Any] = json_value(default_factory=list)  # [[message id, text], ...]
    version: int = 1
    answered_by: int = Field(foreign_key="person.id")  # who made the newest version
    answered_at: datetime = instant()
    levelled_by: int | None = Field(default=None, nullable=True)  # person id; None: nobody yet
    explained_by: int | None = Field(default=None, nullable=True)
    reopened_at: datetime | None = instant(default=None, nullable=True)
    reopened_note: str = long_text(default="")
    reopened_due: datetime | None = instant(default=None, nullable=True)
    repaired: bool = False
    sent_again_at: datetime | None = instant(default=None, nullable=True)  # since when it waits for a verdict again


class QuestionRow(SQLModel, table=True):
    __tablename__ = "question"
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    variable: str
    text: str = long_text()
    asked_by: int = Field(foreign_key="person.id")
    asked_at: datetime = instant()
    answer: str | None = long_text(default=None, nullable=True)
    answered_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    answered_at: datetime | None = instant(default=None, nullable=True)
    told: list[int] | None = json_value(default=None, nullable=True)  # outbox rows that tell the team of it
