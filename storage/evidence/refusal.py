"""What follows when a file cannot be kept, or only be read in part: who is told, and which variables are open again."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core import deadlines
from core.assessment.model import LETTER, EvidenceKind, EvidenceState, Status
from core.assessment.status import Act
from core.people.roles import Role
from storage.assessment import instruments, progress
from storage.assessment.head import is_open
from storage.audit import writes
from storage.engine.schema import ANSWER, ASSESSMENT, EVIDENCE, EVIDENCE_USE, MEMBERSHIP, PERSON, AnyRow
from storage.orders.rights import moved, scope


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the notice about a refused file needs. `accounts` are the sender, or the other contacts when the sender is
    gone.

    `returned` are the variables that are open again although the assessment was sent; `due`, in the Pemda's zone, is
    when their repair is due. `reopened`: the assessment waited for the head and is a draft again. `locked`: nothing can
    be replaced any more.
    """

    evidence: int
    slug: str
    name: str
    assessment: int
    variables: tuple[str, ...]
    accounts: tuple[int, ...]
    returned: tuple[str, ...] = ()
    due: datetime | None = None
    reopened: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class FilesSentTogether:
    """Files of one album that were examined so far: `refused` are (name, reason), `total` counts all files of the
    album.
    """

    album: str
    total: int
    refused: tuple[tuple[str, str], ...]
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnedFile:
    """A file with the variables it proves, and the accounts that are told about it."""

    name: str
    assessment: int
    variables: tuple[str, ...]
    accounts: tuple[int, ...]


_RETURNABLE = (Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED, Status.VERIFIED)
"""Submitted, and not final yet."""
_CONTACTS = (
    select(PERSON.c.id, PERSON.c.telegram_id)
    .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
    .where(
        MEMBERSHIP.c.opd_id == bindparam("opd"),
        MEMBERSHIP.c.role == Role.CONTACT.value,
        MEMBERSHIP.c.ended_at.is_(None),
        PERSON.c.telegram_id.is_not(None),
        PERSON.c.unreachable_since.is_(None),
    )
    .order_by(PERSON.c.id)
)


def consequences(
    conn: Connection, row: AnyRow, variables: tuple[str, ...], note: str, now: datetime, days_off: frozenset[date]
) -> tuple[tuple[str, ...], datetime, bool]:
    """The variables that were returned, when their repair is due, and whether the assessment is a draft again."""
    until = repair_due(row, now, days_off)
    if not is_open(row, now):
        return (), until, False
    if row.status == Status.AWAITING_HEAD:
        instrument = instruments.of_unit(conn, row.instrument)
        complete = set(progress.complete_variables(conn, row.id, instrument, row.links_alone))
        reopened = not set(variables) - {LETTER} <= complete
        if reopened:
            _set_status(conn, row, Act.RETURN)
        return (), until, reopened
    if row.status not in _RETURNABLE:
        return (), until, False
    reopening = {"reopened_at": now, "reopened_note": note, "reopened_due": until, "repaired": False}
    closed = (ANSWER.c.assessment_id == row.id, ANSWER.c.variable.in_(variables), ANSWER.c.reopened_at.is_(None))
    opened = writes.update(conn, ANSWER, reopening, *closed)
    returned = tuple(sorted(conn.execute(select(ANSWER.c.variable).where(ANSWER.c.id.in_(opened))).scalars()))
    if returned:
        _set_status(conn, row, Act.RETURN)
        writes.update(conn, ASSESSMENT, {"reviewed_at": None}, ASSESSMENT.c.id == row.id)
    return returned, until, False


def is_locked(row: AnyRow, now: datetime) -> bool:
    """Whether nothing can be replaced any more, because the result is final or the period has ended."""
    return row.status == Status.FINAL or not is_open(row, now)


def repair_due(row: AnyRow, now: datetime, days_off: frozenset[date]) -> datetime:
    """When a repair of this assessment is due. `days_off` are the nation's holidays; the Pemda's own are added."""
    zone = ZoneInfo(row.timezone)
    off = days_off | {date.fromisoformat(day) for day in row.own_holidays}
    off -= {date.fromisoformat(day) for day in row.worked_days}
    due, latest = row.period_due.astimezone(zone), row.verification_due_at.astimezone(zone)
    return deadlines.repair_due(now.astimezone(zone), due, latest, off, row.working_days)


def _set_status(conn: Connection, row: AnyRow, act: Act) -> None:
    writes.update(conn, ASSESSMENT, {"status": moved(row, act).value}, ASSESSMENT.c.id == row.id)


def owned(conn: Connection, evidence: int) -> OwnedFile:
    """The file of this number, with whom to tell about it."""
    file = conn.execute(select(EVIDENCE).where(EVIDENCE.c.id == evidence)).one()
    uses = select(EVIDENCE_USE.c.variable).where(EVIDENCE_USE.c.evidence_id == evidence).order_by(EVIDENCE_USE.c.id)
    accounts = accounts_for(conn, file, scope(conn, file.assessment_id))
    return OwnedFile(file.name, file.assessment_id, tuple(conn.execute(uses).scalars()), accounts)


def sent_together(conn: Connection, evidence: int) -> FilesSentTogether | None:
    """The files of this file's album; None where it was sent alone."""
    file = conn.execute(select(EVIDENCE).where(EVIDENCE.c.id == evidence)).one()
    if not file.album:
        return None
    of_album = (EVIDENCE.c.assessment_id == file.assessment_id, EVIDENCE.c.sent_by == file.sent_by)
    rows = conn.execute(
        select(EVIDENCE.c.id, EVIDENCE.c.name, EVIDENCE.c.state, EVIDENCE.c.refusal)
        .where(*of_album, EVIDENCE.c.album == file.album, EVIDENCE.c.kind != EvidenceKind.LINK.value)
        .order_by(EVIDENCE.c.id)
    ).all()
    refused = [row for row in rows if row.state == EvidenceState.REFUSED]
    uses = select(EVIDENCE_USE.c.variable).where(EVIDENCE_USE.c.evidence_id.in_([row.id for row in refused]))
    variables = tuple(sorted(set(conn.execute(uses).scalars())))
    return FilesSentTogether(file.album, len(rows), tuple((row.name, row.refusal) for row in refused), variables)


def sender_of(conn: Connection, evidence: int) -> int | None:
    """The account that sent a file."""
    sent = select(PERSON.c.telegram_id).join(EVIDENCE, EVIDENCE.c.sent_by == PERSON.c.id)
    account: int | None = conn.execute(sent.where(EVIDENCE.c.id == evidence)).scalar()
    return account


def contacts_of(conn: Connection, opd: int) -> dict[int, int]:
    """Contacts of an OPD who can be reached: person -> account."""
    return {found.id: found.telegram_id for found in conn.execute(_CONTACTS, {"opd": opd})}


def accounts_for(conn: Connection, file: AnyRow, row: AnyRow) -> tuple[int, ...]:
    """Whom to tell: the sender, or the other contacts of the OPD when the sender is gone."""
    contacts = contacts_of(conn, row.opd_id)
    return (contacts[file.sent_by],) if file.sent_by in contacts else tuple(contacts.values())
