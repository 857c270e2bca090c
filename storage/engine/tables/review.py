"""Verdicts, their drafts, and who is judging what."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import instant, json_value, long_text


class VerdictRow(SQLModel, table=True):
    """A verifier's verdict on one version of an answer. It never changes the answer. `level` None: returned."""

    __tablename__ = "verdict"
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    variable: str
    version: int
    stage: str
    level: int | None = Field(default=None, nullable=True)
    note: str = long_text(default="")
    by: int = Field(foreign_key="person.id")
    at: datetime = instant()
    told: list[int] | None = json_value(default=None, nullable=True)  # outbox rows that tell the contacts of a return


class DraftVerdictRow(SQLModel, table=True):
    """A verdict that is not told yet. With "Kirim putusan" it becomes a VerdictRow."""

    __tablename__ = "draft_verdict"
    __table_args__ = (UniqueConstraint("assessment_id", "variable", "stage"),)
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    variable: str
    version: int
    stage: str
    level: int | None = Field(default=None, nullable=True)
    note: str = long_text(default="")
    by: int = Field(foreign_key="person.id")
    at: datetime = instant()


class ClaimRow(SQLModel, table=True):
    """Who is reviewing an OPD in a field, and until when; `field` is "" for the province."""

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("assessment_id", "stage", "field"),)
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    stage: str
    field: str
    person_id: int = Field(foreign_key="person.id")
    until: datetime = instant()
