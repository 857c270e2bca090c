"""Tables of positions with their workload."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.engine.tables.columns import instant, json_value


class WorkloadRow(SQLModel, table=True):
    """The positions of an OPD in a year (core.productivity.model), each as [name, hours as digits, PNS, PPPK]. None of
    them yet: the coordinator has asked for them.
    """

    __tablename__ = "workload"
    __table_args__ = (UniqueConstraint("opd_id", "year"),)
    id: int | None = Field(default=None, primary_key=True)
    opd_id: int = Field(foreign_key="opd.id")
    year: int
    positions: list[list[Any]] = json_value(default_factory=list)
    workload: str = "0"  # of all positions together, as decimal digits
    pns: int = 0
    pppk: int = 0
    asked_at: datetime | None = instant(default=None, nullable=True)
    saved_by: int | None = Field(default=None, foreign_key="person.id", nullable=True)
    saved_at: datetime | None = instant(default=None, nullable=True)
    erased_at: datetime | None = instant(default=None, nullable=True)  # names of positions are gone, numbers stay
