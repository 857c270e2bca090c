"""Periods and the instruments they carry."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import instant, json_value, long_text


class InstrumentRow(SQLModel, table=True):
    """An instrument as it was when a period pinned it."""

    __tablename__ = "instrument"
    __table_args__ = (UniqueConstraint("slug", "hash"),)
    id: int | None = Field(default=None, primary_key=True)
    slug: str
    version: int
    hash: str
    content: str = long_text()


class PeriodRow(SQLModel, table=True):
    __tablename__ = "period"
    __table_args__ = (UniqueConstraint("pemda_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    pemda_id: int = Field(foreign_key="pemda.id", index=True)
    instrument_id: int = Field(foreign_key="instrument.id")
    name: str
    year: int
    kind: str = "yearly"  # core.pemda.periods.PeriodKind
    label: str = ""  # what it is called where the Pemda has several (core.pemda.periods)
    chosen: list[int] = json_value(default_factory=list)  # OPD that take part; empty: all
    subjects: list[int] = json_value(default_factory=list)  # of their registers, that take part; empty: all
    status: str
    opens_at: datetime = instant()
    due_at: datetime = instant()
    verification_due_at: datetime = instant()
    announced_at: datetime | None = instant(default=None, nullable=True)  # when its opening was told
    closed_at: datetime | None = instant(default=None, nullable=True)
    result_at: datetime | None = instant(default=None, nullable=True)  # when the results were made known
    published_as: str | None = Field(default=None, nullable=True)  # the Pemda's name when they were made known
    erasure_told_at: datetime | None = instant(default=None, nullable=True)  # when it was told that its words will go
    kept_until: datetime | None = instant(default=None, nullable=True)  # put off by a coordinator
    erased_at: datetime | None = instant(default=None, nullable=True)  # nothing is left but numbers
