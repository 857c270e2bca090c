"""Pemda as a whole: making one, listing them, their OPD, what their papers say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from core.assessment.model import PeriodStatus
from storage.audit import chain, writes
from storage.audit.proven import COLUMNS
from storage.engine.schema import OPD, PEMDA, PERIOD, AnyRow


class NameTaken(ValueError):
    """There is already a Pemda with this name."""


@dataclass(frozen=True, slots=True)
class PemdaSummary:
    """A Pemda with what papers and due dates need; `opds` and `periods` (open ones, by name) say how far it is."""

    id: int
    name: str
    zone: ZoneInfo
    organiser: str
    working_days: int
    own_holidays: tuple[str, ...]
    worked_days: tuple[str, ...]
    letterhead: Mapping[str, str]
    opds: int
    open_periods: tuple[str, ...]


def add(conn: Connection, name: str, zone: ZoneInfo, now: datetime) -> int:
    """Makes a Pemda with default settings. Raises NameTaken, whatever the case of the letters."""
    _must_be_free(conn, name)
    values = {"name": name, "timezone": zone.key}
    (number,) = writes.insert(conn, PEMDA, values)
    chain.append(conn, number, [chain.Entry(None, "pemda_added", {**values, chain.COLUMNS: COLUMNS})], now)
    return number


def rename(conn: Connection, pemda: int, name: str) -> str:
    """Gives a Pemda another name, which may differ by letters' case only. Returns the former one. Raises NameTaken."""
    _must_be_free(conn, name, besides=pemda)
    former = name_of(conn, pemda)
    writes.update(conn, PEMDA, {"name": name}, PEMDA.c.id == pemda)
    return former


def _must_be_free(conn: Connection, name: str, besides: int | None = None) -> None:
    others = select(PEMDA.c.name).where(PEMDA.c.id != (besides or 0))
    if any(known.casefold() == name.casefold() for known in conn.execute(others).scalars()):
        raise NameTaken(name)


def listed(conn: Connection) -> list[PemdaSummary]:
    """All Pemda of this installation, by name."""
    counted = (
        select(OPD.c.pemda_id, func.count().label("opds")).where(OPD.c.removed_at.is_(None)).group_by(OPD.c.pemda_id)
    )
    opds = {row.pemda_id: row.opds for row in conn.execute(counted)}
    open_ones = select(PERIOD.c.pemda_id, PERIOD.c.name).where(PERIOD.c.status == PeriodStatus.OPEN.value)
    periods = conn.execute(open_ones.order_by(PERIOD.c.due_at)).all()
    return [
        _region(row, opds.get(row.id, 0), tuple(one.name for one in periods if one.pemda_id == row.id))
        for row in conn.execute(select(PEMDA).order_by(PEMDA.c.name))
    ]


def name_of(conn: Connection, pemda: int) -> str:
    return str(conn.execute(select(PEMDA.c.name).where(PEMDA.c.id == pemda)).scalar_one())


def opd_codes(conn: Connection, pemda: int) -> dict[str, int]:
    """The OPD of a Pemda: code -> our number, by code."""
    known = select(OPD.c.code, OPD.c.id).where(OPD.c.pemda_id == pemda, OPD.c.removed_at.is_(None))
    rows = conn.execute(known.order_by(OPD.c.code))
    return {row.code: row.id for row in rows}


def _region(row: AnyRow, opds: int, open_periods: tuple[str, ...]) -> PemdaSummary:
    return PemdaSummary(
        row.id,
        row.name,
        ZoneInfo(row.timezone),
        row.organiser,
        row.working_days,
        tuple(row.own_holidays),
        tuple(row.worked_days),
        row.letterhead,
        opds,
        open_periods,
    )
