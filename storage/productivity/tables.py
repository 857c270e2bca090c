"""Tables of positions as they are stored."""

from sqlalchemy import Connection, select

from core.productivity.model import UnitPositions, unpacked
from storage.engine.schema import OPD, WORKLOAD


def of_year(conn: Connection, pemda: int, year: int) -> list[UnitPositions]:
    """Each OPD of a Pemda that has a table of this year, by its code."""
    query = (
        select(OPD.c.code, OPD.c.name, WORKLOAD.c.positions)
        .join(OPD, OPD.c.id == WORKLOAD.c.opd_id)
        .where(OPD.c.pemda_id == pemda, WORKLOAD.c.year == year, WORKLOAD.c.saved_at.is_not(None))
        .order_by(OPD.c.code)
    )
    return [UnitPositions(row.code, row.name, unpacked(row.positions)) for row in conn.execute(query)]
