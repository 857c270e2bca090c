"""What becomes of a file after it was recorded: its bytes are copied, or it is refused, or it is tried again later.

The bytes are handled by `storage/evidence/store.py`; here are the rows, and the consequences for the assessment. A file
that fails after the submission gives its variables back for repair.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import EvidenceState
from storage.audit import chain, writes
from storage.engine.schema import CONVERSATION, EVIDENCE, EVIDENCE_USE, PERSON, AnyRow
from storage.engine.statements import Prepared
from storage.evidence import pemda_files
from storage.evidence.queue import PAUSES, WAITING, Fetch as Fetch, due as due, pause_after
from storage.evidence.refusal import Refusal as Refusal, accounts_for, consequences, is_locked
from storage.messaging import inbox
from storage.orders.rights import scope

LOST = "lost"
"""Reason of a refusal when the bytes could not be fetched within a day."""


@dataclass(frozen=True, slots=True)
class DuplicateFile:
    """A file whose bytes its variables had already, under `name`. `accounts` are told."""

    name: str
    variables: tuple[str, ...]
    accounts: tuple[int, ...]
    assessment: int


@dataclass(frozen=True, slots=True)
class Source:
    """A copied file: its key in the store, its name, its type by content."""

    key: str
    name: str
    mime: str


_ONE = Prepared(select(EVIDENCE).where(EVIDENCE.c.id == bindparam("evidence")))
_OWNER = Prepared(select(EVIDENCE.c.assessment_id).where(EVIDENCE.c.id == bindparam("evidence")))
_USES = Prepared(
    select(EVIDENCE_USE.c.id, EVIDENCE_USE.c.variable)
    .where(EVIDENCE_USE.c.evidence_id == bindparam("evidence"))
    .order_by(EVIDENCE_USE.c.id)
)
_SAME_USE = EVIDENCE_USE.alias("same_use")
_SAME_BYTES = Prepared(
    select(EVIDENCE.c.id)
    .join(EVIDENCE_USE, EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
    .where(
        EVIDENCE.c.assessment_id == bindparam("assessment"),
        EVIDENCE.c.sha256 == bindparam("sha256"),
        EVIDENCE.c.id != bindparam("evidence"),
        EVIDENCE.c.state == EvidenceState.STORED.value,
        EVIDENCE.c.removed_at.is_(None),
        EVIDENCE_USE.c.variable.in_(
            select(_SAME_USE.c.variable).where(_SAME_USE.c.evidence_id == bindparam("evidence"))
        ),
    )
    .order_by(EVIDENCE.c.id)
    .limit(1)
)
_UPDATE = writes.Update(EVIDENCE)
_VIEWERS = Prepared(
    select(CONVERSATION.c.telegram_id, CONVERSATION.c.state).where(
        CONVERSATION.c.assessment_id == bindparam("assessment")
    )
)
_WAITING_FOR = Prepared(
    select(EVIDENCE_USE.c.variable)
    .join(EVIDENCE, EVIDENCE.c.id == EVIDENCE_USE.c.evidence_id)
    .where(EVIDENCE.c.assessment_id == bindparam("assessment"), WAITING, EVIDENCE.c.removed_at.is_(None))
    .distinct()
)
_SENDER = Prepared(select(PERSON.c.telegram_id).where(PERSON.c.id == bindparam("person")))
_COPIED = (
    select(EVIDENCE.c.storage_key, EVIDENCE.c.name, EVIDENCE.c.mime)
    .where(EVIDENCE.c.file_id == bindparam("file"), EVIDENCE.c.storage_key.is_not(None))
    .order_by(EVIDENCE.c.id)
    .limit(1)
)


def source_of(conn: Connection, file_id: str, evidence: int | None = None) -> Source | None:
    """Our own copy of a file that Telegram knows by this file_id, if there is one. `evidence` is the number of its row,
    where it is known.
    """
    query = _COPIED if evidence is None else _COPIED.where(EVIDENCE.c.id == evidence)
    row = conn.execute(query, {"file": file_id}).one_or_none()
    if row is None:
        kept = pemda_files.by_file_id(conn, file_id)
        return Source(kept.key, kept.name, "") if kept else None
    return Source(row.storage_key, row.name, row.mime or "")


def stored(
    conn: Connection,
    id: int,
    key: str,
    sha256: str,
    bytes: int,
    mime: str,
    now: datetime,
    watching: Collection[str] | None = None,
    doubt: str = "",
) -> DuplicateFile | None:
    """Notes that the bytes are safe. If the variable has the same bytes already, the row is merged into the earlier
    one, which is returned so that the sender can be told.

    `doubt` says what may be wrong with the bytes. `watching` names the conversation states whose screens show how far
    evidence is; these screens are drawn again once no file they show is waiting any more. None: the sender's screen,
    whatever it shows.
    """
    found = _received(conn, id)
    if found is None:
        return None
    file, row = found
    known = {"storage_key": key, "sha256": sha256, "bytes": bytes, "mime": mime}
    stored = {"state": EvidenceState.STORED.value, "doubt": doubt, "next_at": None}
    _UPDATE.run(conn, {"row": id, **stored, **known})
    content: dict[str, Any] = {"evidence": id, "sha256": sha256, "bytes": bytes, "mime": mime}
    if doubt:
        content["doubt"] = doubt
    earlier, dropped = _merge(conn, file, sha256, now)
    if earlier is not None:
        content["merged_into"] = earlier
    chain.append(conn, row.pemda_id, [chain.Entry(None, "evidence_stored", content, row.id)], now)
    _changed(conn, file, now, watching, sender=bool(dropped))
    if not dropped:
        return None
    name = _ONE.one(conn, {"evidence": earlier}).name
    return DuplicateFile(name, dropped, accounts_for(conn, file, row), row.id)


def refused(
    conn: Connection,
    id: int,
    slug: str,
    now: datetime,
    note: str = "",
    days_off: Collection[date] = frozenset(),
    watching: Collection[str] | None = None,
) -> Refusal | None:
    """Notes that the file cannot be kept. `note` is what a contact reads on a variable that is returned because of it;
    `days_off` are the holidays that its due date skips. Returns None when the file is not wanted any more and nobody
    needs to be told.
    """
    found = _received(conn, id)
    if found is None:
        return None
    file, row = found
    variables = tuple(use.variable for use in _USES.all(conn, {"evidence": id}))
    _UPDATE.run(conn, {"row": id, "state": EvidenceState.REFUSED.value, "refusal": slug, "next_at": None})
    entries = [chain.Entry(None, "evidence_refused", {"evidence": id, "slug": slug, "variables": variables}, row.id)]
    returned, until, reopened = consequences(conn, row, variables, note, now, frozenset(days_off))
    if returned:
        content = {"variables": returned, "note": note, "due": until.isoformat(), "from": row.status}
        entries.append(chain.Entry(None, "returned", content, row.id))
    if reopened:
        entries.append(chain.Entry(None, "reopened", {"from": row.status}, row.id))
    chain.append(conn, row.pemda_id, entries, now)
    _changed(conn, file, now, watching, sender=True)
    accounts = accounts_for(conn, file, row)
    due, locked = until if returned else None, is_locked(row, now)
    return Refusal(id, slug, file.name, row.id, variables, accounts, returned, due, reopened, locked)


def postpone(
    conn: Connection,
    id: int,
    now: datetime,
    note: str = "",
    days_off: Collection[date] = frozenset(),
    watching: Collection[str] | None = None,
) -> datetime | Refusal | None:
    """Notes that an attempt failed. Returns when to try again, or, after about a day, the refusal."""
    found = _received(conn, id)
    if found is None:
        return None
    file, _ = found
    if file.attempts > len(PAUSES):
        return refused(conn, id, LOST, now, note, days_off, watching)
    next_at = now + pause_after(file.attempts)
    _UPDATE.run(conn, {"row": id, "next_at": next_at})
    return next_at


def _received(conn: Connection, id: int) -> tuple[AnyRow, AnyRow] | None:
    """The file and its assessment, locked; None when nothing is to be done for it any more."""
    owner = _OWNER.scalar(conn, {"evidence": id})
    if owner is None:
        return None
    row = scope(conn, owner)
    file = _ONE.one(conn, {"evidence": id})
    wanted = file.state == EvidenceState.RECEIVED and file.removed_at is None
    return (file, row) if wanted else None


def _merge(conn: Connection, file: AnyRow, sha256: str, now: datetime) -> tuple[int | None, tuple[str, ...]]:
    """Moves the uses of a file to an earlier one with the same bytes. Returns the number of the earlier file, if there
    is one, and the variables that it proved already.
    """
    values = {"assessment": file.assessment_id, "sha256": sha256, "evidence": file.id}
    earlier: int | None = _SAME_BYTES.scalar(conn, values)
    if earlier is None:
        return None, ()
    uses = _USES.all(conn, {"evidence": file.id})
    proven = {use.variable for use in _USES.all(conn, {"evidence": earlier})}
    for use in uses:
        this = EVIDENCE_USE.c.id == use.id
        if use.variable in proven:
            writes.delete(conn, EVIDENCE_USE, this)
        else:
            writes.update(conn, EVIDENCE_USE, {"evidence_id": earlier}, this)
    _UPDATE.run(conn, {"row": file.id, "removed_at": now})
    return earlier, tuple(use.variable for use in uses if use.variable in proven)


def _changed(
    conn: Connection, file: AnyRow, now: datetime, watching: Collection[str] | None, *, sender: bool = False
) -> None:
    """Sends an event to everybody whose live screen shows that all its files are settled. One event for many files,
    because every edit costs a call to Telegram. `sender`: also to the sender of the file, whose screen may say that it
    was received.
    """
    viewers = _VIEWERS.all(conn, {"assessment": file.assessment_id})
    if not viewers:
        return
    account = _SENDER.scalar(conn, {"person": file.sent_by})
    waiting = set(_WAITING_FOR.scalars(conn, {"assessment": file.assessment_id}))
    for viewer in viewers:
        theirs = viewer.telegram_id == account and (sender or watching is None)
        watched = watching is not None and viewer.state.get("is") in watching
        variable = viewer.state.get("variable")
        settled = variable not in waiting if variable else not waiting
        if theirs or (watched and settled):
            inbox.put_internal(conn, viewer.telegram_id, "changed", str(file.id), now)
