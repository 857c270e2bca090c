"""Rounds of other instruments that an OPD has sent, as evidence of its assessment."""

from sqlalchemy import Connection, bindparam, exists, select

from core.assessment.rounds import Round
from core.assessment.status import SENT
from storage.assessment import instruments
from storage.assessment.head import JOINED, TAKES_PART
from storage.engine.schema import ASSESSMENT, INSTRUMENT, PERIOD, PERIOD_NAME

_SENT = tuple(status.value for status in SENT)
_OTHER = ASSESSMENT.alias("of_subject")
THERE = (
    exists()
    .where(
        _OTHER.c.opd_id == ASSESSMENT.c.opd_id,
        _OTHER.c.subject_id.is_not(None),
        _OTHER.c.submitted_at.is_not(None),
        _OTHER.c.left_out_at.is_(None),
    )
    .correlate(ASSESSMENT)
    .label("has_rounds")
)
"""Whether the OPD has ever sent anything that its registers name, so that others cost no further select."""
_ROUNDS = (
    select(PERIOD.c.id, PERIOD_NAME, PERIOD.c.year, PERIOD.c.due_at, INSTRUMENT.c.hash)
    .select_from(JOINED)
    .where(
        ASSESSMENT.c.opd_id == bindparam("opd"),
        ASSESSMENT.c.subject_id.is_not(None),
        ASSESSMENT.c.status.in_(_SENT),
        TAKES_PART,
    )
    .distinct()
    .order_by(PERIOD.c.due_at.desc(), PERIOD.c.id.desc())
)


def load(conn: Connection, opd: int) -> tuple[Round, ...]:
    """Those whose instrument is evidence anywhere, the newest first."""
    found = (
        Round(row.id, row.period_name, row.year, instruments.pinned(conn, row.hash))
        for row in conn.execute(_ROUNDS, {"opd": opd})
    )
    return tuple(one for one in found if one.instrument.proves)
