"""OPD of one name in one Pemda are told apart by their codes."""

from sqlalchemy import Connection, select

from core.pemda import naming
from storage.audit import writes
from storage.engine.schema import OPD


def mark(conn: Connection, pemda: int) -> None:
    """Adds their codes to OPD of one name, and takes them from those whose name is their own again."""
    rows = conn.execute(
        select(OPD.c.id, OPD.c.code, OPD.c.name, OPD.c.short, OPD.c.mark).where(
            OPD.c.pemda_id == pemda, OPD.c.removed_at.is_(None)
        )
    )
    known = rows.all()
    marks = naming.marks((row.code, row.name, row.short) for row in known)
    for row in known:
        if row.mark != marks[row.code]:
            writes.update(conn, OPD, {"mark": marks[row.code]}, OPD.c.id == row.id)
