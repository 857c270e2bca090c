"""What the bot is for in a Pemda, by the instruments of its periods."""

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import PeriodStatus
from core.pemda.purpose import Purpose, purpose
from storage.assessment import instruments
from storage.engine.schema import INSTRUMENT, PERIOD

_USED = (
    select(INSTRUMENT.c.slug, INSTRUMENT.c.hash)
    .join(PERIOD, PERIOD.c.instrument_id == INSTRUMENT.c.id)
    .where(PERIOD.c.pemda_id == bindparam("pemda"), PERIOD.c.status != PeriodStatus.DRAFT.value)
    .order_by(PERIOD.c.id)
)


def of_pemda(conn: Connection, pemda: int) -> Purpose:
    """By all periods that it has had; each instrument in the version that was used last."""
    newest = {row.slug: row.hash for row in conn.execute(_USED, {"pemda": pemda})}
    return purpose([instruments.pinned(conn, one) for one in newest.values()])
