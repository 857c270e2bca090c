"""Evidence whose message was edited by its sender: another file, or other words with it."""

from dataclasses import replace

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import EvidenceKind
from core.effects import NoteEvidence, RemoveEvidence, ReplaceFile, UseEvidence
from core.people.roles import Role
from storage.audit import writes
from storage.engine.schema import EVIDENCE, EVIDENCE_USE, AnyRow
from storage.engine.statements import Prepared
from storage.evidence import attachments
from storage.orders.rights import Actor, Refused, for_role, log

_USES = Prepared(
    select(EVIDENCE_USE.c.variable)
    .where(EVIDENCE_USE.c.evidence_id == bindparam("evidence"))
    .order_by(EVIDENCE_USE.c.id)
)
_NEWEST = Prepared(
    select(EVIDENCE.c.id)
    .where(EVIDENCE.c.assessment_id == bindparam("assessment"), EVIDENCE.c.unique_id == bindparam("unique"))
    .where(EVIDENCE.c.removed_at.is_(None))
    .order_by(EVIDENCE.c.id.desc())
    .limit(1)
)


def replace_file(conn: Connection, order: ReplaceFile, actor: Actor) -> None:
    """The new file replaces the former one in every variable that is open; elsewhere the former one stays.

    The log has an entry for each step: attached, used, removed. Doing it twice changes nothing more.
    """
    row, file = _mine(conn, order.assessment, order.evidence, actor)
    if file.kind == EvidenceKind.LINK:
        raise Refused("a link is no file")
    if not order.by.unique_id or order.by.unique_id == file.unique_id:
        return
    first, *others = attachments.open_variables(conn, row, _variables(conn, file))
    attachments.attach_file(conn, replace(order.by, assessment=row.id, variable=first), actor)
    values = {"assessment": row.id, "unique": order.by.unique_id}
    number = _NEWEST.scalar(conn, values)
    for variable in others:
        attachments.use_evidence(conn, UseEvidence(row.id, number, variable), actor)
    for variable in (first, *others):
        attachments.remove_evidence(conn, RemoveEvidence(row.id, file.id, variable), actor)


def note_evidence(conn: Connection, order: NoteEvidence, actor: Actor) -> None:
    """Changes the words with the evidence, if a variable that it proves is open."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    file = attachments.own(conn, row, order.evidence)
    attachments.open_variables(conn, row, _variables(conn, file))
    changed = {"note": order.note, "name": order.name or file.name}
    if changed == {"note": file.note, "name": file.name}:
        return
    writes.update(conn, EVIDENCE, changed, EVIDENCE.c.id == file.id)
    log(conn, row.pemda_id, actor, "evidence_noted", {"evidence": file.id, **changed}, row.id)


def _variables(conn: Connection, file: AnyRow) -> list[str]:
    return list(_USES.scalars(conn, {"evidence": file.id}))


def _mine(conn: Connection, assessment: int, number: int, actor: Actor) -> tuple[AnyRow, AnyRow]:
    """The assessment and the evidence, which this person must have sent."""
    row = for_role(conn, assessment, actor, Role.CONTACT)
    file = attachments.own(conn, row, number)
    if file.sent_by != actor.someone:
        raise Refused("somebody else sent this file")
    return row, file
