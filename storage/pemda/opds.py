"""The OPD of a Pemda as its coordinator sees them, with how far each is in the open period."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, exists, func, or_, select

from core.assessment.model import LETTER, Status
from core.facts import Head, OpdLine
from core.people.roles import Role
from storage.assessment import instruments, progress
from storage.assessment.head import TAKES_PART
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    EVIDENCE,
    EVIDENCE_USE,
    MEMBERSHIP,
    OPD,
    PERSON,
    QUESTION,
    VERDICT,
    AnyRow,
)
from storage.pemda.subject_progress import Subjects

_ANY = ASSESSMENT.alias("any_period")


def used(opd: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether anything was ever answered, asked or sent for this OPD, in any period."""
    has = [exists().where(table.c.assessment_id == _ANY.c.id) for table in (ANSWER, EVIDENCE, QUESTION, VERDICT)]
    begun = or_(_ANY.c.status != Status.NOT_STARTED.value, *has)
    return exists().where(_ANY.c.opd_id == opd, begun)


_OPDS = (
    select(
        OPD,
        case((TAKES_PART, ASSESSMENT.c.id)).label("assessment"),
        case((TAKES_PART, ASSESSMENT.c.status)).label("status"),
        ASSESSMENT.c.due_at,
        ASSESSMENT.c.left_out_reason,
        ~used(OPD.c.id).label("bare"),
    )
    .outerjoin(
        ASSESSMENT,
        and_(
            ASSESSMENT.c.opd_id == OPD.c.id,
            ASSESSMENT.c.period_id == bindparam("period"),
            ASSESSMENT.c.subject_id.is_(None),
        ),
    )
    .where(OPD.c.pemda_id == bindparam("pemda"), OPD.c.removed_at.is_(None))
    .order_by(OPD.c.code)
)
_LETTERS = (
    select(EVIDENCE.c.assessment_id, EVIDENCE.c.id)
    .join(EVIDENCE_USE, EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
    .join(ASSESSMENT, ASSESSMENT.c.id == EVIDENCE.c.assessment_id)
    .where(ASSESSMENT.c.period_id == bindparam("period"), EVIDENCE_USE.c.variable == LETTER, progress.COUNTS)
    .order_by(EVIDENCE.c.id)
)
_PRESENT = and_(MEMBERSHIP.c.pemda_id == bindparam("pemda"), MEMBERSHIP.c.ended_at.is_(None))
_IS_CONTACT = MEMBERSHIP.c.role == Role.CONTACT.value
_CONTACTS = (
    select(
        MEMBERSHIP.c.opd_id,
        func.count().label("contacts"),
        func.sum(case((PERSON.c.unreachable_since.is_not(None), 1), else_=0)).label("unreachable"),
    )
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .where(_PRESENT, _IS_CONTACT)
    .group_by(MEMBERSHIP.c.opd_id)
)
_MEMBERS = (
    select(MEMBERSHIP.c.opd_id, MEMBERSHIP.c.role, MEMBERSHIP.c.person_id)
    .add_columns(and_(PERSON.c.telegram_id.is_not(None), PERSON.c.unreachable_since.is_(None)).label("reachable"))
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .where(_PRESENT, MEMBERSHIP.c.opd_id.is_not(None))
)
_REPAIRS = (
    select(ANSWER.c.assessment_id, ANSWER.c.reopened_due)
    .join(ASSESSMENT, ASSESSMENT.c.id == ANSWER.c.assessment_id)
    .where(ASSESSMENT.c.period_id == bindparam("period"), ANSWER.c.reopened_due.is_not(None))
)


def contacts(conn: Connection, pemda: int) -> dict[int, AnyRow]:
    """How many contacts each OPD has, and how many of them cannot be reached, by OPD number."""
    return {found.opd_id: found for found in conn.execute(_CONTACTS, {"pemda": pemda})}


def load(conn: Connection, pemda: AnyRow, period: AnyRow | None, zone: ZoneInfo) -> tuple[OpdLine, ...]:
    counted = contacts(conn, pemda.id)
    complete: Mapping[int, int] = {}
    letters: dict[int, list[int]] = defaultdict(list)
    repairs: dict[int, datetime] = {}
    reach: dict[tuple[int, str], set[int]] = defaultdict(set)
    headed = Counter[int]()
    for member in conn.execute(_MEMBERS, {"pemda": pemda.id}):
        headed[member.opd_id] += member.role == Role.HEAD
        if member.reachable:
            reach[member.opd_id, member.role].add(member.person_id)
    if period is not None:
        for found in conn.execute(_LETTERS, {"period": period.id}):
            letters[found.assessment_id].append(found.id)
        for answer in conn.execute(_REPAIRS, {"period": period.id}):
            due = answer.reopened_due.astimezone(zone)
            repairs[answer.assessment_id] = max(due, repairs.get(answer.assessment_id, due))
        instrument = instruments.of_unit(conn, period.hash)
        complete = progress.complete_in(conn, period.id, instrument, pemda.links_alone)
    rows = conn.execute(_OPDS, {"pemda": pemda.id, "period": period.id if period else None})
    lines = tuple(
        replace(
            _opd(row, period, counted.get(row.id), complete.get(row.assessment, 0), zone),
            letters=tuple(letters.get(row.assessment, ())),
            reach=frozenset(reach[row.id, Role.CONTACT.value]),
            heads=frozenset(reach[row.id, Role.HEAD.value]),
            headed=headed[row.id],
            extended=row.due_at is not None,
            phone=row.phone,
            mark=row.mark,
            repair_due=repairs.get(row.assessment),
            left_out=row.left_out_reason,
            bare=bool(row.bare),
        )
        for row in rows
    )
    if period is None or instrument.subject == "opd":
        return lines
    return Subjects(period, instrument, complete, letters, repairs, zone).together(conn, lines)


def _opd(row: AnyRow, period: AnyRow | None, contacts: AnyRow | None, complete: int, zone: ZoneInfo) -> OpdLine:
    taking_part = period is not None and row.assessment is not None
    return OpdLine(
        row.id,
        row.code,
        row.name + row.mark,
        row.short + row.mark,
        row.kind,
        contacts.contacts if contacts else 0,
        int(contacts.unreachable) if contacts else 0,
        row.assessment,
        Status(row.status) if row.status else None,
        complete,
        (row.due_at or period.due_at).astimezone(zone) if taking_part and period else None,
        Head(row.head_name, row.head_title, row.head_rank, row.head_nip, row.head_acting),
    )
