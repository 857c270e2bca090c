"""How long the names in tables of positions are kept: as the words of a period, from the end of the year. Numbers
stay (docs/decisions/retention.md).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, null, select

from storage.audit import writes
from storage.engine.engines import SCRUB
from storage.engine.schema import OPD, PEMDA, WORKLOAD
from storage.orders.rights import Actor, log


class Over(NamedTuple):
    """A table whose time is over."""

    id: int
    pemda: int
    opd: str
    year: int


def over(conn: Connection, now: datetime) -> Iterator[Over]:
    query = (
        select(WORKLOAD.c.id, WORKLOAD.c.year, OPD.c.code, OPD.c.pemda_id, PEMDA.c.kept_years, PEMDA.c.timezone)
        .join(OPD, OPD.c.id == WORKLOAD.c.opd_id)
        .join(PEMDA, PEMDA.c.id == OPD.c.pemda_id)
        .where(WORKLOAD.c.saved_at.is_not(None), WORKLOAD.c.erased_at.is_(None), WORKLOAD.c.year < now.year)
        .order_by(WORKLOAD.c.id)
    )
    for row in conn.execute(query):
        if now >= datetime(row.year + 1 + row.kept_years, 1, 1, tzinfo=ZoneInfo(row.timezone)):
            yield Over(row.id, row.pemda_id, row.code, row.year)


def erase(conn: Connection, table: int, actor: Actor) -> bool:
    """Erases the names of positions and of who saved them, if it is still time."""
    found = next((one for one in over(conn, actor.now) if one.id == table), None)
    if found is None:
        return False
    conn.info[SCRUB] = True
    stored = conn.execute(select(WORKLOAD.c.positions).where(WORKLOAD.c.id == table)).scalar_one()
    nameless = [["", *numbers] for _, *numbers in stored]
    values = {"positions": nameless, "saved_by": null(), "erased_at": actor.now}
    writes.update(conn, WORKLOAD, values, WORKLOAD.c.id == table)
    log(conn, found.pemda, actor, "workload_erased", {"opd": found.opd, "year": found.year})
    return True
