"""Due dates that single OPD have of their own."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from core.assessment.model import SENT
from core.facts.pemda import OwnDue
from storage.assessment.head import TAKES_PART
from storage.engine.schema import ASSESSMENT, OPD, AnyRow


def own(conn: Connection, periods: Sequence[AnyRow], zone: ZoneInfo) -> tuple[OwnDue, ...]:
    """Those of OPD that take part in these periods and have not sent, the next first."""
    query = (
        select(ASSESSMENT.c.period_id, ASSESSMENT.c.opd_id, ASSESSMENT.c.due_at, OPD.c.short, OPD.c.mark)
        .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
        .where(
            ASSESSMENT.c.period_id.in_([period.id for period in periods]),
            ASSESSMENT.c.due_at.is_not(None),
            ASSESSMENT.c.status.not_in([status.value for status in SENT]),
            TAKES_PART,
        )
        .order_by(ASSESSMENT.c.due_at, OPD.c.code)
    )
    rows = conn.execute(query) if periods else ()
    return tuple(
        OwnDue(row.period_id, row.opd_id, f"{row.short}{row.mark}", row.due_at.astimezone(zone)) for row in rows
    )
