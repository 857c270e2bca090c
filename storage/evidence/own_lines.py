"""A Pemda's own lists of evidence, as they are stored."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, exists, select

from core.evidence.lists import OwnLine
from storage.engine.schema import INSTRUMENT, OWN_LINE, PERIOD
from storage.engine.statements import Prepared

_LINES = Prepared(
    select(
        OWN_LINE.c.id,
        OWN_LINE.c.variable,
        OWN_LINE.c.level,
        OWN_LINE.c.words,
        OWN_LINE.c.added_at,
        OWN_LINE.c.removed_at,
    )
    .where(OWN_LINE.c.pemda_id == bindparam("pemda"), OWN_LINE.c.instrument == bindparam("instrument"))
    .order_by(OWN_LINE.c.id)
)
THERE = (
    exists()
    .where(OWN_LINE.c.pemda_id == PERIOD.c.pemda_id, OWN_LINE.c.instrument == INSTRUMENT.c.slug)
    .correlate(PERIOD, INSTRUMENT)
    .label("has_own_lines")
)
"""Whether there are any for a period, so that most Pemda cost no further select."""


def load(conn: Connection, pemda: int, instrument: str, zone: ZoneInfo) -> tuple[OwnLine, ...]:
    """All lines there are and were, the oldest first."""

    def local(at: datetime | None) -> datetime | None:
        return at.astimezone(zone) if at is not None else None

    rows = _LINES.all(conn, {"pemda": pemda, "instrument": instrument})
    return tuple(
        OwnLine(number, variable, level, words, since.astimezone(zone), local(until))
        for number, variable, level, words, since, until in rows
    )
