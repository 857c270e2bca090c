"""A Pemda as its coordinator sees it. Read only when such a screen is open, never for a contact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, case, func, select

from core.assessment.model import LETTER, Approval, PeriodStatus, Status, period_status
from core.facts import (
    AdminFacts,
    AsideLine,
    Head,
    LateFileLine,
    OpdLine,
    PeriodLine,
    PersonLine,
    StuckLine,
    UnreachableLine,
)
from core.pemda.settings import PemdaSettings
from core.people.roles import Role
from core.results.period import PeriodResults
from storage.answers import question_facts
from storage.assessment import instruments, progress
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    EVIDENCE,
    EVIDENCE_USE,
    INSTRUMENT,
    MEMBERSHIP,
    OPD,
    PEMDA,
    PERIOD,
    PERSON,
    AnyRow,
)
from storage.evidence import queue as evidence_queue
from storage.messaging import aside, waits, work_items
from storage.people import invitations
from storage.results import period as results

_PEMDA = select(PEMDA).where(PEMDA.c.id == bindparam("pemda"))
_SETTINGS = tuple(entry.name for entry in fields(PemdaSettings))
_PERIODS = (
    select(PERIOD, INSTRUMENT.c.slug, INSTRUMENT.c.hash)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .where(PERIOD.c.pemda_id == bindparam("pemda"))
    .order_by(PERIOD.c.due_at.desc())
)
_OPDS = (
    select(OPD, ASSESSMENT.c.id.label("assessment"), ASSESSMENT.c.status, ASSESSMENT.c.due_at)
    .outerjoin(ASSESSMENT, and_(ASSESSMENT.c.opd_id == OPD.c.id, ASSESSMENT.c.period_id == bindparam("period")))
    .where(OPD.c.pemda_id == bindparam("pemda"))
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
_REACHABLE = (
    select(MEMBERSHIP.c.opd_id, MEMBERSHIP.c.role, MEMBERSHIP.c.person_id)
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .where(
        _PRESENT,
        MEMBERSHIP.c.opd_id.is_not(None),
        PERSON.c.telegram_id.is_not(None),
        PERSON.c.unreachable_since.is_(None),
    )
)
_REPAIRS = (
    select(ANSWER.c.assessment_id, ANSWER.c.reopened_due)
    .join(ASSESSMENT, ASSESSMENT.c.id == ANSWER.c.assessment_id)
    .where(ASSESSMENT.c.period_id == bindparam("period"), ANSWER.c.reopened_due.is_not(None))
)
_UNREACHABLE = (
    select(PERSON.c.id, PERSON.c.name, PERSON.c.unreachable_since, OPD.c.id.label("opd"), OPD.c.short)
    .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
    .join(OPD, OPD.c.id == MEMBERSHIP.c.opd_id)
    .where(_PRESENT, _IS_CONTACT, PERSON.c.unreachable_since.is_not(None))
    .order_by(PERSON.c.unreachable_since, OPD.c.code)
)
_PEOPLE = (
    select(
        MEMBERSHIP.c.id,
        MEMBERSHIP.c.role,
        MEMBERSHIP.c.field,
        MEMBERSHIP.c.person_id,
        MEMBERSHIP.c.disputed_at,
        PERSON.c.name,
        OPD.c.short,
    )
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .outerjoin(OPD, OPD.c.id == func.coalesce(MEMBERSHIP.c.opd_id, MEMBERSHIP.c.home_opd_id))
    .where(_PRESENT)
    .order_by(OPD.c.code, PERSON.c.name, MEMBERSHIP.c.id)
)


def load(
    conn: Connection, pemda: int, now: datetime, results_of: int | None = None, *, of_all: bool = False
) -> AdminFacts:
    """The whole view. The caller has checked that the person coordinates this Pemda. `results_of` is the period whose
    results the screen is about. `of_all`: the person is named in ADMIN_IDS, who also look after what belongs to no
    Pemda.
    """
    one = {"pemda": pemda}
    row = conn.execute(_PEMDA, one).one()
    zone = ZoneInfo(row.timezone)
    periods = conn.execute(_PERIODS, one).all()
    lines = tuple(_period(period, zone, now) for period in periods)
    current = next((row for row, line in zip(periods, lines, strict=True) if line.status == PeriodStatus.OPEN), None)
    contacts = {found.opd_id: found for found in conn.execute(_CONTACTS, one)}
    return AdminFacts(
        pemda_id=pemda,
        pemda_name=row.name,
        settings=_settings(row),
        opds=_opds(conn, row, current, contacts, zone),
        periods=lines,
        **_failures(conn, pemda, zone, now, of_all),
        unreachable=tuple(
            UnreachableLine(
                found.id,
                found.name,
                found.opd,
                found.short,
                found.unreachable_since.astimezone(zone),
                contacts[found.opd].contacts - contacts[found.opd].unreachable,
            )
            for found in conn.execute(_UNREACHABLE, one)
        ),
        questions=question_facts.open_ones(conn, pemda),
        people=tuple(
            PersonLine(
                found.id,
                found.name,
                Role(found.role),
                found.short or "",
                found.field,
                found.person_id,
                found.disputed_at is not None,
            )
            for found in conn.execute(_PEOPLE, one)
        ),
        open_invitations=invitations.open_count(conn, pemda, now),
        results=_results(conn, lines, results_of, now),
    )


def _failures(conn: Connection, pemda: int, zone: ZoneInfo, now: datetime, of_all: bool) -> dict[str, Any]:
    """Updates that were set aside, work of the bot that fails, files that are not copied yet."""
    lines = tuple(
        AsideLine(item.id, item.who, item.opd_short, item.what, item.at.astimezone(zone), item.error, item.unreadable)
        for item in aside.of_pemda(conn, pemda, strangers=of_all)
    )
    full = len(lines) == aside.SHOWN
    stuck = tuple(
        StuckLine(item.id, item.kind, item.since.astimezone(zone), item.error, item.aside)
        for item in work_items.of_pemda(conn, pemda, now, nobodys=of_all)
    )
    late = tuple(
        LateFileLine(item.id, item.opd_short, item.name, item.since.astimezone(zone))
        for item in evidence_queue.late(conn, now, pemda)
    )
    more = aside.count(conn, pemda, strangers=of_all) - len(lines) if full else 0
    slow = tuple(replace(one, since=one.since.astimezone(zone)) for one in waits.of_pemda(conn, pemda, now))
    return {"aside": lines, "aside_more": more, "stuck": stuck, "waits": slow, "late_files": late}


def _results(conn: Connection, lines: Iterable[PeriodLine], wanted: int | None, now: datetime) -> PeriodResults | None:
    """The results of a period, if it belongs to this Pemda."""
    found = next((line.id for line in lines if line.id == wanted), None)
    return results.load(conn, found, now) if found is not None else None


def _settings(row: AnyRow) -> PemdaSettings:
    values = {name: getattr(row, name) for name in _SETTINGS}
    lists = {name: tuple(values[name]) for name in ("own_holidays", "worked_days", "signatories")}
    return PemdaSettings(**{**values, **lists, "approval": Approval(row.approval)})


def _opds(
    conn: Connection, pemda: AnyRow, period: AnyRow | None, contacts: Mapping[int, AnyRow], zone: ZoneInfo
) -> tuple[OpdLine, ...]:
    complete: Mapping[int, int] = {}
    letters: dict[int, list[int]] = defaultdict(list)
    repairs: dict[int, datetime] = {}
    reach: dict[tuple[int, str], set[int]] = defaultdict(set)
    for member in conn.execute(_REACHABLE, {"pemda": pemda.id}):
        reach[member.opd_id, member.role].add(member.person_id)
    if period is not None:
        for found in conn.execute(_LETTERS, {"period": period.id}):
            letters[found.assessment_id].append(found.id)
        for answer in conn.execute(_REPAIRS, {"period": period.id}):
            due = answer.reopened_due.astimezone(zone)
            repairs[answer.assessment_id] = max(due, repairs.get(answer.assessment_id, due))
        instrument = instruments.pinned(conn, period.hash)
        complete = progress.complete_in(conn, period.id, instrument, pemda.links_alone)
    rows = conn.execute(_OPDS, {"pemda": pemda.id, "period": period.id if period else None})
    return tuple(
        replace(
            _opd(row, period, contacts.get(row.id), complete.get(row.assessment, 0), zone),
            letters=tuple(letters.get(row.assessment, ())),
            reach=frozenset(reach[row.id, Role.CONTACT.value]),
            heads=frozenset(reach[row.id, Role.HEAD.value]),
            extended=row.due_at is not None,
            repair_due=repairs.get(row.assessment),
        )
        for row in rows
    )


def _opd(row: AnyRow, period: AnyRow | None, contacts: AnyRow | None, complete: int, zone: ZoneInfo) -> OpdLine:
    taking_part = period is not None and row.assessment is not None
    return OpdLine(
        row.id,
        row.code,
        row.name,
        row.short,
        row.kind,
        contacts.contacts if contacts else 0,
        int(contacts.unreachable) if contacts else 0,
        row.assessment,
        Status(row.status) if row.status else None,
        complete,
        (row.due_at or period.due_at).astimezone(zone) if taking_part and period else None,
        Head(row.head_name, row.head_title, row.head_rank, row.head_nip, row.head_acting),
    )


def _period(row: AnyRow, zone: ZoneInfo, now: datetime) -> PeriodLine:
    stored = PeriodStatus(row.status)
    status = period_status(stored, row.opens_at, row.verification_due_at, now)
    return PeriodLine(
        row.id,
        row.name,
        row.year,
        status.value,
        row.due_at.astimezone(zone),
        row.verification_due_at.astimezone(zone),
        row.slug,
        row.opens_at.astimezone(zone),
        scheduled=stored is PeriodStatus.OPEN and status is PeriodStatus.DRAFT,
        result_at=row.result_at.astimezone(zone) if row.result_at else None,
        erased=row.erased_at is not None,
    )
