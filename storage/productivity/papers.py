"""What papers of productivity need: tables of positions, and what the Pemda's papers look like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from core.papers.signatures import Signer
from core.papers.table import Format
from core.pemda.heads import head_title, organising_unit
from core.productivity.model import Position, UnitPositions, unpacked
from storage.engine.schema import OPD, PEMDA, WORKLOAD, AnyRow
from storage.messaging.contents import WorkloadForm, WorkloadRecap, WorkloadTemplate
from storage.productivity import tables


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """Whose paper it is: an OPD (`opd`, `code`), or the region. `letterhead` are the Pemda's settings; its emblem is
    a key of the evidence store.
    """

    pemda: str
    seat: str
    letterhead: Mapping[str, str]
    paper: str
    hours: int
    at: datetime
    signer: Signer
    opd: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class WorkloadFacts:
    """`of`: how many OPD the region has, 0 on an OPD's own paper; `absent`: the names of those without a table."""

    office: OfficeFacts
    year: int
    format: Format
    units: tuple[UnitPositions, ...]
    of: int = 0
    absent: tuple[str, ...] = ()


def template(conn: Connection, job: WorkloadTemplate, now: datetime) -> tuple[UnitPositions, int]:
    """The OPD with its positions of the year, of which there may be none. Raises LookupError without such an OPD."""
    row = conn.execute(select(OPD.c.code, OPD.c.name).where(OPD.c.id == job.opd)).one_or_none()
    if row is None:
        raise LookupError(job.opd)
    return UnitPositions(row.code, row.name, _positions(conn, job.opd, job.year)), job.year


def form(conn: Connection, job: WorkloadForm, now: datetime) -> WorkloadFacts:
    """Raises LookupError where there is no such table any more."""
    office, positions = of_opd(conn, job.opd, now), _positions(conn, job.opd, job.year)
    if not positions:
        raise LookupError(job.opd)
    return WorkloadFacts(office, job.year, job.format, (UnitPositions(office.code, office.opd, positions),))


def of_opd(conn: Connection, opd: int, now: datetime) -> OfficeFacts:
    """What papers of an OPD look like, and its head, who signs them. Raises LookupError without such an OPD."""
    query = select(OPD, PEMDA.c.name.label("pemda"), *_LOOKS).join(PEMDA, PEMDA.c.id == OPD.c.pemda_id)
    row = conn.execute(query.where(OPD.c.id == opd)).one_or_none()
    if row is None:
        raise LookupError(opd)
    title = head_title(row.name, row.head_title)
    signer = Signer(title, row.head_name, row.head_rank, row.head_nip, row.head_acting)
    return _office(row, now, signer, row.name, row.code)


def recap(conn: Connection, job: WorkloadRecap, now: datetime) -> WorkloadFacts:
    """Raises LookupError where no OPD has a table of the year."""
    query = select(PEMDA.c.name.label("pemda"), PEMDA.c.organiser, *_LOOKS).where(PEMDA.c.id == job.pemda)
    row = conn.execute(query).one_or_none()
    units = tuple(tables.of_year(conn, job.pemda, job.year))
    if row is None or not units:
        raise LookupError(job.pemda)
    opds = conn.execute(select(OPD.c.code, OPD.c.name).where(OPD.c.pemda_id == job.pemda).order_by(OPD.c.code)).all()
    there = {unit.code for unit in units}
    absent = tuple(one.name for one in opds if one.code not in there)
    office = _office(row, now, Signer(head_title(organising_unit(row.organiser))))
    return WorkloadFacts(office, job.year, job.format, units, len(opds), absent)


_LOOKS = (PEMDA.c.seat, PEMDA.c.letterhead, PEMDA.c.paper, PEMDA.c.effective_hours, PEMDA.c.timezone)


def _office(row: AnyRow, now: datetime, signer: Signer, opd: str = "", code: str = "") -> OfficeFacts:
    at = now.astimezone(ZoneInfo(row.timezone))
    return OfficeFacts(row.pemda, row.seat, row.letterhead, row.paper, row.effective_hours, at, signer, opd, code)


def _positions(conn: Connection, opd: int, year: int) -> tuple[Position, ...]:
    query = select(WORKLOAD.c.positions).where(WORKLOAD.c.opd_id == opd, WORKLOAD.c.year == year)
    return unpacked(conn.execute(query).scalar_one_or_none() or ())
