"""Orders of a contact about evidence: files, links, which variables they prove, and of which year they are."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, select

from core.assessment.model import LETTER, Approval, EvidenceKind, EvidenceState, Status
from core.effects import (
    AttachFile,
    AttachLink,
    CopyFormerEvidence,
    DeclareYear,
    Origin,
    RemoveEvidence,
    RestoreEvidence,
    UseEvidence,
)
from core.evidence.years import may_be_stated
from core.people.roles import Role
from storage.assessment.progress import COUNTS, USED
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, EVIDENCE, EVIDENCE_USE, AnyRow
from storage.engine.statements import Prepared
from storage.orders.changes import begun, instrument_of, writable
from storage.orders.rights import Actor, Refused, for_role, log

_LETTER_WANTED = (Status.AWAITING_HEAD, Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED)

_IN = EVIDENCE.c.assessment_id == bindparam("assessment")
_SAME_FILE = Prepared(select(EVIDENCE.c.id).where(_IN, COUNTS, EVIDENCE.c.unique_id == bindparam("unique")).limit(1))
_SAME_BYTES = Prepared(
    select(EVIDENCE.c.id).where(_IN, COUNTS, EVIDENCE.c.sha256 == bindparam("sha256")).order_by(EVIDENCE.c.id).limit(1)
)
_SAME_LINK = Prepared(
    select(EVIDENCE.c.id)
    .where(_IN, COUNTS, EVIDENCE.c.kind == EvidenceKind.LINK.value, EVIDENCE.c.name == bindparam("address"))
    .limit(1)
)
_ONE = Prepared(select(EVIDENCE).where(_IN, COUNTS, EVIDENCE.c.id == bindparam("evidence")))
_ANY = Prepared(select(EVIDENCE).where(_IN, EVIDENCE.c.id == bindparam("evidence")))
_ADD, _ADD_USE = writes.Insert(EVIDENCE), writes.Insert(EVIDENCE_USE)
_IS_USED = Prepared(
    select(
        exists().where(
            EVIDENCE_USE.c.evidence_id == bindparam("evidence"), EVIDENCE_USE.c.variable == bindparam("code")
        )
    )
)
_USES = Prepared(select(EVIDENCE_USE.c.variable).where(EVIDENCE_USE.c.evidence_id == bindparam("evidence")))


def attach_file(conn: Connection, order: AttachFile, actor: Actor) -> None:
    """A file that the variable has already is not stored again. One that another variable has is used here too."""
    row = ready(conn, order.assessment, order.variable, actor)
    known = _SAME_FILE.scalar(conn, {"assessment": row.id, "unique": order.unique_id})
    if known is not None and order.unique_id:
        return use(conn, row, known, order.variable, actor)
    values = {
        "kind": order.kind.value,
        "name": order.name,
        "mime": order.mime,
        "bytes": order.size,
        "file_id": order.file_id,
        "unique_id": order.unique_id,
        "state": EvidenceState.RECEIVED.value,
        "year": order.year,
        "next_at": actor.now,
    }
    return record(conn, row, values | from_message(order.origin), order.variable, actor)


def from_message(origin: Origin) -> dict[str, Any]:
    return {"message_id": origin.message_id, "album": origin.album, "note": origin.note}


def attach_link(conn: Connection, order: AttachLink, actor: Actor) -> None:
    """A link is stored as a link; there are no bytes to copy."""
    row = ready(conn, order.assessment, order.variable, actor)
    known = _SAME_LINK.scalar(conn, {"assessment": row.id, "address": order.address})
    if known is not None:
        return use(conn, row, known, order.variable, actor)
    values = {"kind": EvidenceKind.LINK.value, "name": order.address, "state": EvidenceState.STORED.value}
    return record(conn, row, values | from_message(order.origin), order.variable, actor)


def use_evidence(conn: Connection, order: UseEvidence, actor: Actor) -> None:
    row = ready(conn, order.assessment, order.variable, actor)
    use(conn, row, own(conn, row, order.evidence).id, order.variable, actor)


def copy_former(conn: Connection, order: CopyFormerEvidence, actor: Actor) -> None:
    """Inserts a row that shares the bytes of the former file, which must belong to an earlier assessment of the same
    OPD.
    """
    row = ready(conn, order.assessment, order.variable, actor)
    former = conn.execute(
        select(EVIDENCE)
        .join(ASSESSMENT, ASSESSMENT.c.id == EVIDENCE.c.assessment_id)
        .where(EVIDENCE.c.id == order.evidence, ASSESSMENT.c.opd_id == row.opd_id, ASSESSMENT.c.id != row.id, COUNTS)
    ).one_or_none()
    if former is None or former.state != EvidenceState.STORED:
        raise Refused("no former evidence of this OPD")
    known = _known(conn, row, former)
    if known is not None:
        return use(conn, row, known, order.variable, actor)
    same = (
        *("kind", "name", "mime", "bytes", "sha256", "storage_key", "file_id", "unique_id", "state", "year", "note"),
        *("document_id", "doubt"),
    )
    return record(conn, row, {key: getattr(former, key) for key in same}, order.variable, actor)


def remove_evidence(conn: Connection, order: RemoveEvidence, actor: Actor) -> None:
    """Takes evidence away from one variable. Evidence without any variable counts as removed. Doing it twice changes
    nothing more.
    """
    row = ready(conn, order.assessment, order.variable, actor)
    file = _ONE.first(conn, {"assessment": row.id, "evidence": order.evidence})
    if file is not None and _take_away(conn, row, file, order.variable, actor) and order.variable != LETTER:
        begun(conn, row, order.variable)


def _take_away(conn: Connection, row: AnyRow, file: AnyRow, variable: str, actor: Actor) -> bool:
    """Takes evidence away from a variable; False when it was not there."""
    use = (EVIDENCE_USE.c.evidence_id == file.id, EVIDENCE_USE.c.variable == variable)
    if not writes.delete(conn, EVIDENCE_USE, *use):
        return False
    if not _USES.first(conn, {"evidence": file.id}):
        writes.update(conn, EVIDENCE, {"removed_at": actor.now, "next_at": None}, EVIDENCE.c.id == file.id)
    content = {"variable": variable, "evidence": file.id, "name": file.name}
    log(conn, row.pemda_id, actor, "evidence_removed", content, row.id)
    return True


def restore_evidence(conn: Connection, order: RestoreEvidence, actor: Actor) -> None:
    """Undoes a removal. Evidence that was sent again meanwhile, or refused, stays as it is. Doing it twice changes
    nothing more.
    """
    row = ready(conn, order.assessment, order.variable, actor)
    file = _ANY.first(conn, {"assessment": row.id, "evidence": order.evidence})
    if file is None or file.state == EvidenceState.REFUSED:
        return
    number = file.id
    if file.removed_at is not None:
        known = _known(conn, row, file)
        waiting = actor.now if file.state == EvidenceState.RECEIVED else None
        if known is None:
            writes.update(conn, EVIDENCE, {"removed_at": None, "next_at": waiting}, EVIDENCE.c.id == file.id)
        number = known or number
    use(conn, row, number, order.variable, actor)


def _known(conn: Connection, row: AnyRow, file: AnyRow) -> int | None:
    """The number of this assessment's evidence that is the same file or link and counts; None if there is none."""
    query, values = _SAME_FILE, {"assessment": row.id, "unique": file.unique_id}
    if file.kind == EvidenceKind.LINK:
        query, values = _SAME_LINK, {"assessment": row.id, "address": file.name}
    elif not file.unique_id:
        return same_bytes(conn, row, file.sha256)
    found: int | None = query.scalar(conn, values)
    return found


def same_bytes(conn: Connection, row: AnyRow, sha256: str | None) -> int | None:
    """The number of this assessment's evidence with these bytes; None if there is none."""
    found: int | None = _SAME_BYTES.scalar(conn, {"assessment": row.id, "sha256": sha256}) if sha256 else None
    return found


def declare_year(conn: Connection, order: DeclareYear, actor: Actor) -> None:
    """Stores the year of the documents as their sender states it, if a variable that they prove is open."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    if not may_be_stated(order.year, actor.now.year):
        raise Refused("no such year")
    for number in order.evidence:
        file = own(conn, row, number)
        if file.year == order.year:
            continue
        variables = _USES.scalars(conn, {"evidence": file.id})
        open_variables(conn, row, variables)
        writes.update(conn, EVIDENCE, {"year": order.year}, EVIDENCE.c.id == file.id)
        content = {"evidence": file.id, "from": file.year, "to": order.year}
        log(conn, row.pemda_id, actor, "year_declared", content, row.id)


def ready(conn: Connection, assessment: int, variable: str, actor: Actor) -> AnyRow:
    """The assessment, when this contact may change this variable now.

    The signed letter may be added from when it is awaited until the result, because its further pages arrive after the
    first one, which submits the assessment.
    """
    row = for_role(conn, assessment, actor, Role.CONTACT)
    if variable == LETTER:
        if row.approval != Approval.LETTER or row.status not in _LETTER_WANTED:
            raise Refused("no letter is waited for")
        return row
    instrument_of(conn, row, variable)
    writable(conn, row, variable)
    return row


def open_variables(conn: Connection, row: AnyRow, variables: Iterable[str]) -> list[str]:
    """Those of the variables that may still be changed. Raises Refused where there is none."""
    found = [variable for variable in variables if _is_writable(conn, row, variable)]
    if not found:
        raise Refused("the evidence is locked")
    return found


def _is_writable(conn: Connection, row: AnyRow, variable: str) -> bool:
    try:
        writable(conn, row, variable)
    except Refused:
        return False
    return True


def own(conn: Connection, row: AnyRow, evidence: int) -> AnyRow:
    file = _ONE.first(conn, {"assessment": row.id, "evidence": evidence})
    if file is None:
        raise Refused("this assessment has no such evidence")
    return file


def record(conn: Connection, row: AnyRow, values: dict[str, Any], variable: str, actor: Actor) -> None:
    blank = {"file_id": "", "unique_id": "", "refusal": "", "doubt": "", "attempts": 0, "album": "", "note": ""}
    blank |= {"document_id": None}
    values = blank | values | {"assessment_id": row.id, "sent_by": actor.someone, "sent_at": actor.now}
    number = _ADD.run(conn, values)
    content = {key: values.get(key) for key in ("kind", "name", "unique_id")} | {"evidence": number}
    if values["note"]:
        content["note"] = values["note"]
    _add_use(conn, row, number, variable, actor, "evidence_attached", content)


def use(conn: Connection, row: AnyRow, evidence: int, variable: str, actor: Actor) -> None:
    if not _IS_USED.scalar(conn, {"evidence": evidence, "code": variable}):
        _add_use(conn, row, evidence, variable, actor, "evidence_used", {"evidence": evidence})


def _add_use(
    conn: Connection, row: AnyRow, evidence: int, variable: str, actor: Actor, act: str, content: dict[str, Any]
) -> None:
    use = {"evidence_id": evidence, "variable": variable, "added_by": actor.someone, "added_at": actor.now}
    _ADD_USE.run(conn, use)
    if variable != LETTER:
        begun(conn, row, variable)
    log(conn, row.pemda_id, actor, act, {"variable": variable} | content, row.id)


_LETTERS = (
    select(EVIDENCE)
    .join(EVIDENCE_USE, EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
    .where(_IN, COUNTS, EVIDENCE_USE.c.variable == LETTER)
    .order_by(EVIDENCE.c.id)
)


def has_letter(conn: Connection, assessment: int) -> bool:
    """Whether there is a signed letter that counts."""
    return conn.execute(_LETTERS, {"assessment": assessment}).first() is not None


def void_letters(conn: Connection, row: AnyRow, actor: Actor) -> None:
    """Removes the signed letters. They belong to the submission that is withdrawn; the next one needs a new letter."""
    for file in conn.execute(_LETTERS, {"assessment": row.id}).all():
        _take_away(conn, row, file, LETTER, actor)


def count_of(conn: Connection, assessment: int) -> int:
    """How many files and links count, without the letter."""
    query = select(func.count()).select_from(EVIDENCE).where(EVIDENCE.c.assessment_id == assessment, COUNTS, USED)
    return int(conn.execute(query).scalar_one())
