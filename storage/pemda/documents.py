"""Documents of the region (dokumen daerah): read, kept, changed, removed, sent."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from core.effects import ChangeDocument, RemoveDocument
from core.evidence.years import year_in
from core.pemda.documents import MOST, TITLE, RegionDocument
from core.pemda.retention import years_after
from storage.assessment.progress import COUNTS
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, EVIDENCE, OPD, OPD_SHORT, PEMDA, REGION_DOCUMENT, AnyRow
from storage.evidence import discarded
from storage.evidence.documents import OFFERED, read
from storage.messaging.contents import PemdaFile
from storage.orders.rights import Actor, Refused, log, must_coordinate

_USERS = (
    select(EVIDENCE.c.document_id, OPD_SHORT)
    .join(ASSESSMENT, ASSESSMENT.c.id == EVIDENCE.c.assessment_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .where(OPD.c.pemda_id == bindparam("pemda"), EVIDENCE.c.document_id.is_not(None), COUNTS)
    .distinct()
    .order_by(OPD_SHORT)
)


def load(conn: Connection, pemda: int, zone: ZoneInfo) -> tuple[RegionDocument, ...]:
    """The documents of a Pemda as its coordinator sees them, with the OPD that use them."""
    users: dict[int, list[str]] = defaultdict(list)
    for row in conn.execute(_USERS, {"pemda": pemda}):
        users[row.document_id].append(row.short)
    return tuple(read(row, zone, tuple(users[row.id])) for row in OFFERED.all(conn, {"pemda": pemda}))


def keep(conn: Connection, job: PemdaFile, file: Mapping[str, str], actor: Actor) -> str:
    """The file of a job is in the store and was examined: it is offered from now on. The document that it replaces is
    offered no more, and gives it its title and what it suits. Returns why it is not kept: "same", "many", else "".
    """
    conn.execute(select(PEMDA.c.id).where(PEMDA.c.id == job.pemda).with_for_update()).one()
    former = _row(conn, job.replaces) if job.replaces else None
    former = former if former is not None and former.pemda_id == job.pemda else None
    same = (REGION_DOCUMENT.c.pemda_id == job.pemda, REGION_DOCUMENT.c.removed_at.is_(None))
    if conn.execute(select(REGION_DOCUMENT.c.id).where(*same, REGION_DOCUMENT.c.sha256 == file["sha256"])).first():
        return "same"
    if former is None and conn.execute(select(func.count()).where(*same)).scalar_one() >= MOST:
        discarded.put(conn, [file["key"]], actor.now)
        return "many"
    title = former.title if former is not None else job.title
    values = {
        "pemda_id": job.pemda,
        "title": title,
        "name": job.name,
        "mime": file["mime"],
        "doubt": file["doubt"],
        "bytes": int(file["bytes"]),
        "sha256": file["sha256"],
        "storage_key": file["key"],
        "file_id": job.file_id,
        "year": year_in(job.name, actor.now.year) or year_in(title, actor.now.year),
        "variables": former.variables if former is not None else [],
        "levels": former.levels if former is not None else [],
        "added_by": actor.person,
        "added_at": actor.now,
        "removed_at": None,
    }
    (number,) = writes.insert(conn, REGION_DOCUMENT, values)
    content = {"document": number, "title": title, "sha256": file["sha256"]}
    if former is not None:
        content["replaces"] = former.id
        _let_go(conn, former, actor)
    log(conn, job.pemda, actor, "document_kept", content)
    return ""


def change(conn: Connection, order: ChangeDocument, actor: Actor) -> None:
    row = _offered(conn, order.document, actor)
    title = order.title.strip()
    if not TITLE[0] <= len(title) <= TITLE[1] or not title.isprintable():
        raise Refused("a title of another length, or not one line")
    values = {"title": title, "variables": list(order.variables), "levels": list(order.levels)}
    before = {key: getattr(row, key) for key in values}
    if before == values:
        return
    writes.update(conn, REGION_DOCUMENT, values, REGION_DOCUMENT.c.id == row.id)
    log(conn, row.pemda_id, actor, "document_changed", {"document": row.id, "from": before, "to": values})


def remove(conn: Connection, order: RemoveDocument, actor: Actor) -> None:
    row = _offered(conn, order.document, actor)
    _let_go(conn, row, actor)
    log(conn, row.pemda_id, actor, "document_removed", {"document": row.id, "title": row.title})


def _row(conn: Connection, number: int) -> AnyRow | None:
    row: AnyRow | None = conn.execute(
        select(REGION_DOCUMENT).where(REGION_DOCUMENT.c.id == number).with_for_update()
    ).one_or_none()
    return row


def _offered(conn: Connection, number: int, actor: Actor) -> AnyRow:
    """The document, for who coordinates its Pemda. Raises Refused where it is not offered any more."""
    row = _row(conn, number)
    if row is None or row.removed_at is not None:
        raise Refused("no such document")
    must_coordinate(conn, actor, row.pemda_id)
    return row


def _let_go(conn: Connection, row: AnyRow, actor: Actor) -> None:
    """Offers a document no more. Its bytes are kept for the time the Pemda has set, and as long as evidence needs
    them.
    """
    if row.removed_at is not None:
        return
    writes.update(conn, REGION_DOCUMENT, {"removed_at": actor.now}, REGION_DOCUMENT.c.id == row.id)
    years: int = conn.execute(select(PEMDA.c.kept_years).where(PEMDA.c.id == row.pemda_id)).scalar_one()
    due: datetime = years_after(actor.now, years)
    discarded.put(conn, [row.storage_key], due)
