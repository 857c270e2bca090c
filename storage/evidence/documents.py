"""Documents of the region as an OPD sees them: offered, and taken as evidence of its own."""

from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import EvidenceKind, EvidenceState
from core.effects import TakeDocument
from core.pemda.documents import RegionDocument, evidence_name
from storage.engine.schema import REGION_DOCUMENT, AnyRow
from storage.engine.statements import Prepared
from storage.evidence.attachments import ready, record, same_bytes, use
from storage.orders.rights import Actor, Refused

OFFERED = Prepared(
    select(REGION_DOCUMENT)
    .where(REGION_DOCUMENT.c.pemda_id == bindparam("pemda"), REGION_DOCUMENT.c.removed_at.is_(None))
    .order_by(REGION_DOCUMENT.c.id)
)
_ONE = Prepared(select(REGION_DOCUMENT).where(REGION_DOCUMENT.c.id == bindparam("document")))


def load(conn: Connection, pemda: int, zone: ZoneInfo) -> tuple[RegionDocument, ...]:
    """The documents that the OPD of this Pemda may take."""
    return tuple(read(row, zone) for row in OFFERED.all(conn, {"pemda": pemda}))


def read(row: AnyRow, zone: ZoneInfo, users: tuple[str, ...] = ()) -> RegionDocument:
    return RegionDocument(
        row.id,
        row.title,
        row.name,
        row.mime,
        row.bytes,
        row.sha256,
        row.year,
        row.added_at.astimezone(zone),
        tuple(row.variables),
        tuple(row.levels),
        users,
        row.file_id,
    )


def take(conn: Connection, order: TakeDocument, actor: Actor) -> None:
    """Inserts evidence that shares the bytes of the document and has its fingerprint. What is done to the document
    later changes nothing in it. A file that the assessment has already is used, not doubled.
    """
    row = ready(conn, order.assessment, order.variable, actor)
    found = _ONE.first(conn, {"document": order.document})
    if found is None or found.pemda_id != row.pemda_id or found.removed_at is not None:
        raise Refused("this Pemda offers no such document")
    known = same_bytes(conn, row, found.sha256)
    if known is not None:
        return use(conn, row, known, order.variable, actor)
    values = {
        "kind": EvidenceKind.DOCUMENT.value,
        "name": evidence_name(found.title, found.name, found.year),
        "mime": found.mime,
        "doubt": found.doubt,
        "bytes": found.bytes,
        "sha256": found.sha256,
        "storage_key": found.storage_key,
        "file_id": found.file_id,
        "state": EvidenceState.STORED.value,
        "year": found.year,
        "document_id": found.id,
    }
    return record(conn, row, values, order.variable, actor)
