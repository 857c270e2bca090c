"""Tables of positions as one person may see them: of the own OPD, or of a Pemda that the person coordinates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, select

from core.pemda.naming import called
from core.people.roles import Role
from core.productivity.facts import Region, Unit, UnitLine, WorkloadFacts, WorkloadWish
from core.productivity.model import unpacked
from core.productivity.rating import Sums
from storage.engine.schema import OPD, OPD_NAME, OPD_SHORT, PEMDA, PERSON, WORKLOAD, AnyRow
from storage.people.facts import AccountHolder

_OPDS = (
    select(OPD.c.id, OPD.c.pemda_id, OPD.c.code, OPD_NAME, OPD_SHORT, PEMDA.c.effective_hours, PEMDA.c.timezone)
    .join(PEMDA, PEMDA.c.id == OPD.c.pemda_id)
    .order_by(OPD.c.code, OPD.c.id)
)
_TABLES = (
    select(
        *(WORKLOAD.c.opd_id, WORKLOAD.c.year, WORKLOAD.c.workload, WORKLOAD.c.pns, WORKLOAD.c.pppk),
        *(WORKLOAD.c.asked_at, WORKLOAD.c.saved_at, PERSON.c.name.label("by")),
    )
    .join(OPD, OPD.c.id == WORKLOAD.c.opd_id)
    .outerjoin(PERSON, PERSON.c.id == WORKLOAD.c.saved_by)
    .order_by(WORKLOAD.c.year.desc())
)
_POSITIONS = select(WORKLOAD.c.positions)


def load(conn: Connection, who: AccountHolder, wish: WorkloadWish) -> WorkloadFacts:
    """What this person may know of what is wished for. Rights come only from memberships."""
    if wish.pemda is not None:
        allowed = wish.pemda in who.coordinated
        return WorkloadFacts(region=_region(conn, wish.pemda, wish.year) if allowed else None)
    if wish.opd is not None:
        return WorkloadFacts(unit=_unit(conn, who, wish.opd, wish.year))
    mine = OPD.c.id.in_(who.opds)
    if not who.opds:
        return WorkloadFacts()
    tables, found = _tables(conn, mine), conn.execute(_OPDS.where(mine))
    return WorkloadFacts(own=tuple(_line(row, _of_year(tables[row.id], 0), who.places) for row in found))


def _unit(conn: Connection, who: AccountHolder, opd: int, year: int) -> Unit | None:
    """One OPD with its table; None where this person may not see it."""
    row = conn.execute(_OPDS.where(OPD.c.id == opd)).one_or_none()
    if row is None or (opd not in who.opds and row.pemda_id not in who.coordinated):
        return None
    tables = _tables(conn, OPD.c.id == opd)[opd]
    table = _of_year(tables, year)
    known = _POSITIONS.where(WORKLOAD.c.opd_id == opd, WORKLOAD.c.year == table.year) if table else None
    contact = any(one.role is Role.CONTACT and one.opd_id == opd for one in who.memberships)
    return Unit(
        _line(row, table, who.places),
        row.effective_hours,
        unpacked(conn.execute(known).scalar_one()) if known is not None else (),
        _years(tables),
        contact or row.pemda_id in who.coordinated,
        table.saved_at.astimezone(ZoneInfo(row.timezone)) if table and table.saved_at else None,
        table.by or "" if table else "",
    )


def _region(conn: Connection, pemda: int, year: int) -> Region:
    tables = _tables(conn, OPD.c.pemda_id == pemda)
    rows = [row for some in tables.values() for row in some]
    wanted = year or max((row.year for row in rows), default=0)
    opds = conn.execute(_OPDS.where(OPD.c.pemda_id == pemda)).all()
    hours = conn.execute(select(PEMDA.c.effective_hours).where(PEMDA.c.id == pemda)).scalar_one()
    lines = tuple(_line(row, _of_year(tables[row.id], wanted)) for row in opds)
    return Region(pemda, wanted, hours, lines, _years(rows))


def _tables(conn: Connection, where: ColumnElement[bool]) -> Mapping[int, list[AnyRow]]:
    """The tables of these OPD, newest first, by the OPD's number."""
    found: dict[int, list[AnyRow]] = defaultdict(list)
    for row in conn.execute(_TABLES.where(where)):
        found[row.opd_id].append(row)
    return found


def _years(tables: Iterable[AnyRow]) -> tuple[int, ...]:
    return tuple(sorted({row.year for row in tables if row.saved_at}, reverse=True))


def _of_year(tables: Sequence[AnyRow], year: int) -> AnyRow | None:
    """The table of a year; of year 0 the newest that was sent, else the newest that was asked for."""
    if year:
        return next((row for row in tables if row.year == year), None)
    return next((row for row in tables if row.saved_at), tables[0] if tables else None)


def _line(row: AnyRow, table: AnyRow | None, places: Mapping[int, str] | None = None) -> UnitLine:
    place = (places or {}).get(row.pemda_id, "")
    name, short = called(row.name, place), called(row.short, place)
    if table is None:
        return UnitLine(row.id, row.pemda_id, row.code, name, short)
    sums = Sums(Decimal(table.workload), table.pns, table.pppk) if table.saved_at else None
    asked = table.asked_at.astimezone(ZoneInfo(row.timezone)).date() if table.asked_at else None
    return UnitLine(row.id, row.pemda_id, row.code, name, short, table.year, sums, asked)
