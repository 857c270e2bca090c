"""The registers of OPD: services, SOP, work units, of which each may be assessed by itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import instant, json_value, long_text


class SubjectRow(SQLModel, table=True):
    """Something of an OPD that is assessed (core.assessment.subjects). One that is retired stays, with what was said of
    it.
    """

    __tablename__ = "subject"
    __table_args__ = (UniqueConstraint("opd_id", "kind", "code"),)
    id: int | None = Field(default=None, primary_key=True)
    opd_id: int = Field(foreign_key="opd.id", index=True)
    kind: str  # core.instrument.parts.SubjectKind
    code: str
    name: str = long_text()
    attributes: dict[str, Any] = json_value(default_factory=dict)  # as the instrument names them
    added_at: datetime = instant()
    retired_at: datetime | None = instant(default=None, nullable=True)


class OpinionRow(SQLModel, table=True):
    """What the Ombudsman's letter of a year says of a region (no OPD), or of one OPD of it."""

    __tablename__ = "ombudsman_opinion"
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id", index=True)
    opd_id: int | None = Field(default=None, foreign_key="opd.id", nullable=True)
    year: int
    words: str
    value: str  # decimal
    saved_at: datetime = instant()
