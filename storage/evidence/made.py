"""A table that the bot makes itself as evidence: recorded like a file, whose bytes are made instead of fetched."""

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import EvidenceKind, EvidenceState
from core.assessment.rounds import source_of
from core.effects import AttachMonitoring
from storage.actions import rounds
from storage.assessment.progress import COUNTS
from storage.engine.schema import EVIDENCE
from storage.engine.statements import Prepared
from storage.evidence.attachments import ready, record, use
from storage.orders.changes import instrument_of
from storage.orders.rights import Actor, Refused

_SAME = Prepared(
    select(EVIDENCE.c.id)
    .where(EVIDENCE.c.assessment_id == bindparam("assessment"), COUNTS, EVIDENCE.c.file_id == bindparam("file"))
    .limit(1)
)


def attach_monitoring(conn: Connection, order: AttachMonitoring, actor: Actor) -> None:
    """The table of a round that this OPD has sent. One that the assessment has already is used, not doubled."""
    row = ready(conn, order.assessment, order.variable, actor)
    here = instrument_of(conn, row, order.variable)
    offered = {one.period: one for one in rounds.load(conn, row.opd_id)}
    found = offered.get(order.period)
    if found is None or not found.instrument.proven_levels(here, order.variable):
        raise Refused("this OPD has sent no such round")
    source = source_of(found.period, row.opd_id)
    known = _SAME.scalar(conn, {"assessment": row.id, "file": source})
    if known is not None:
        return use(conn, row, known, order.variable, actor)
    values = {
        "kind": EvidenceKind.DOCUMENT.value,
        "name": found.file,
        "mime": "application/pdf",
        "file_id": source,
        "unique_id": source,
        "state": EvidenceState.RECEIVED.value,
        "year": found.year,
        "next_at": actor.now,
    }
    return record(conn, row, values, order.variable, actor)
