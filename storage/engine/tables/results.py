"""Final results."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import instant, json_value, long_text


class FinalResultRow(SQLModel, table=True):
    """A result that was made final (core.results.stages.FinalResult). It never changes; a reopening ends it and adds
    the reason.
    """

    __tablename__ = "final_result"
    __table_args__ = (UniqueConstraint("assessment_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    version: int  # 1 is the first Tetapkan
    stage: str  # whose result it is
    levels: dict[str, int] = json_value(default_factory=dict)
    value: str | None = Field(default=None, nullable=True)  # decimal digits, exact; none where there is no value
    band: str = ""
    staged_level: int | None = Field(default=None, nullable=True)  # none where the instrument does not stage
    holding: list[str] = json_value(default_factory=list)
    own: dict[str, int] = json_value(default_factory=dict)
    region: dict[str, int] = json_value(default_factory=dict)
    province: dict[str, int] = json_value(default_factory=dict)
    named: str = "band"  # what the Pemda called its official result
    at: datetime = instant()
    by: int | None = Field(default=None, nullable=True)  # person id; None: the program or its operator
    ended_at: datetime | None = instant(default=None, nullable=True)
    ended_by: int | None = Field(default=None, nullable=True)
    reason: str = long_text(default="")  # why it was opened again
