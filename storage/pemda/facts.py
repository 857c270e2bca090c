"""A Pemda as its coordinator sees it. Read only when such a screen is open, never for a contact."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, exists, func, select

from core.assessment.model import Approval, PeriodStatus, Status
from core.assessment.sent import Sent, sent_of
from core.assessment.status import period_status
from core.facts import AdminFacts, PeriodLine, PersonLine
from core.instrument.parts import SubjectKind
from core.pemda.parts import Part, Parts
from core.pemda.settings import PemdaSettings
from core.people.roles import Role
from core.results.period import PeriodResults
from storage.answers import question_facts
from storage.assessment import instruments
from storage.assessment.head import TAKES_PART
from storage.engine.reads import Reads
from storage.engine.schema import (
    ASSESSMENT,
    INSTRUMENT,
    INVITATION,
    MEMBERSHIP,
    OPD,
    OPD_SHORT,
    PEMDA,
    PERIOD,
    PERSON,
    SUBJECT,
    TEAM_GROUP,
    AnyRow,
)
from storage.engine.statements import Prepared
from storage.pemda import documents, dues, opds, own_lists, problems
from storage.people import invitations, inviting
from storage.periods.rules import without
from storage.results import period as results, waiting

_OF_CONTACTS = (INVITATION.c.pemda_id == PEMDA.c.id, INVITATION.c.role == Role.CONTACT.value)
_PEMDA = Prepared(
    select(
        PEMDA,
        exists().where(*_OF_CONTACTS, INVITATION.c.revoked_at.is_(None)).label("invites"),
        select(func.count())
        .where(TEAM_GROUP.c.pemda_id == PEMDA.c.id, TEAM_GROUP.c.ended_at.is_(None))
        .scalar_subquery()
        .label("groups"),
    ).where(PEMDA.c.id == bindparam("pemda"))
)
_SETTINGS = tuple(entry.name for entry in fields(PemdaSettings))
_PERIODS = Prepared(
    select(PERIOD, INSTRUMENT.c.slug, INSTRUMENT.c.hash)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .where(PERIOD.c.pemda_id == bindparam("pemda"))
    .order_by(PERIOD.c.due_at.desc())
)
_STATUSES = (
    select(ASSESSMENT.c.period_id, ASSESSMENT.c.opd_id, ASSESSMENT.c.subject_id, ASSESSMENT.c.status, SUBJECT.c.kind)
    .outerjoin(SUBJECT, SUBJECT.c.id == ASSESSMENT.c.subject_id)
    .where(ASSESSMENT.c.period_id.in_(bindparam("periods", expanding=True)), TAKES_PART)
)
_PEOPLE = (
    select(
        MEMBERSHIP.c.id,
        MEMBERSHIP.c.role,
        MEMBERSHIP.c.field,
        MEMBERSHIP.c.person_id,
        MEMBERSHIP.c.disputed_at,
        PERSON.c.name,
        OPD_SHORT,
    )
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .outerjoin(OPD, OPD.c.id == func.coalesce(MEMBERSHIP.c.opd_id, MEMBERSHIP.c.home_opd_id))
    .where(MEMBERSHIP.c.pemda_id == bindparam("pemda"), MEMBERSHIP.c.ended_at.is_(None))
    .order_by(OPD.c.code, PERSON.c.name, MEMBERSHIP.c.id)
)

T = TypeVar("T")


def load(
    conn: Connection,
    pemda: int,
    now: datetime,
    results_of: int | None = None,
    *,
    parts: Parts,
    of_all: bool = False,
    once: Reads | None = None,
    within: int = 0,
) -> AdminFacts:
    """The Pemda with its settings and periods, and these parts of the view. The caller has checked that the person
    coordinates it. `results_of` is the period whose results the screen is about. `of_all`: the person is named in
    ADMIN_IDS, who also look after what belongs to no Pemda. What `once` has read already is not read again. `within` is
    the open period that the screen is about, where there are several.
    """
    once = once or Reads()
    row, periods = once(("pemda", pemda), lambda: _read(conn, pemda))
    zone = ZoneInfo(row.timezone)
    out = once(("without", pemda), lambda: without(conn, pemda)) if Part.SHELF in parts else {}
    lines = tuple(_period(conn, period, zone, now, out.get(period.id, frozenset())) for period in periods)
    running = [row for row, line in zip(periods, lines, strict=True) if line.status == PeriodStatus.OPEN]
    current = next((row for row in running if row.id == within or (not within and len(running) == 1)), None)

    def part(of: Part, name: str, read: Callable[[], T], empty: T) -> T:
        return once((name, pemda), read) if of in parts else empty

    known = AdminFacts(
        pemda_id=pemda,
        pemda_name=row.name,
        settings=_settings(row),
        opds=part(Part.OPDS, f"opds {within}", lambda: opds.load(conn, row, current, zone), ()),
        periods=lines,
        questions=part(Part.QUESTIONS, "questions", lambda: question_facts.open_ones(conn, pemda), ()),
        people=part(Part.PEOPLE, "people", lambda: _people(conn, pemda), ()),
        open_invitations=part(Part.INVITATIONS, "invitations", lambda: invitations.open_count(conn, pemda, now), 0),
        coming_invitations=part(Part.INVITATIONS, "coming", lambda: inviting.coming(conn, pemda, now), 0),
        invited=part(Part.INVITATIONS, "unopened", lambda: inviting.unopened(conn, pemda, zone, now), ()),
        invites=bool(row.invites),
        groups=row.groups,
        waiting=part(Part.RESULTS, "waiting", lambda: waiting.of_periods(conn, lines), ()),
        shelf=part(Part.SHELF, "shelf", lambda: tuple(one.instrument for one in instruments.shelf(conn)), ()),
        documents=part(Part.DOCUMENTS, "documents", lambda: documents.load(conn, pemda, zone), ()),
        own_lists=part(Part.OWN_LISTS, "own_lists", lambda: own_lists.load(conn, pemda, zone), ()),
        own_dues=part(Part.DUES, "own_dues", lambda: dues.own(conn, running, zone), ()),
        results=once(("period", pemda, results_of), lambda: _results(conn, lines, results_of, now)),
        sent=once(("sent", pemda), lambda: _sent(conn, running)) if len(running) > 1 else {},
        within=within,
    )
    found = part(Part.PROBLEMS, "problems", lambda: problems.load(conn, pemda, zone, now, of_all), None)
    return (known if found is None else replace(known, **found._asdict())).only(parts)


def _sent(conn: Connection, running: Sequence[AnyRow]) -> dict[int, Sent]:
    """Period -> how much of it was sent."""
    found: dict[int, list[AnyRow]] = {row.id: [] for row in running}
    for row in conn.execute(_STATUSES, {"periods": list(found)}):
        found[row.period_id].append(row)
    return {period: _sent_of(rows) for period, rows in found.items()}


def _sent_of(rows: Sequence[AnyRow]) -> Sent:
    kind: SubjectKind = next((row.kind for row in rows if row.kind is not None), "opd")
    return sent_of(((row.opd_id, row.subject_id is not None, Status(row.status)) for row in rows), kind)


def _read(conn: Connection, pemda: int) -> tuple[AnyRow, Sequence[AnyRow]]:
    """The rows of the Pemda and of its periods."""
    values = {"pemda": pemda}
    return _PEMDA.first(conn, values), _PERIODS.all(conn, values)


def _people(conn: Connection, pemda: int) -> tuple[PersonLine, ...]:
    return tuple(
        PersonLine(
            found.id,
            found.name,
            Role(found.role),
            found.short or "",
            found.field,
            found.person_id,
            found.disputed_at is not None,
        )
        for found in conn.execute(_PEOPLE, {"pemda": pemda})
    )


def _results(conn: Connection, lines: Iterable[PeriodLine], wanted: int | None, now: datetime) -> PeriodResults | None:
    """The results of a period, if it belongs to this Pemda."""
    found = next((line.id for line in lines if line.id == wanted), None)
    return results.load(conn, found, now) if found is not None else None


def _settings(row: AnyRow) -> PemdaSettings:
    values = {name: getattr(row, name) for name in _SETTINGS}
    lists = {name: tuple(values[name]) for name in ("own_holidays", "worked_days", "signatories")}
    return PemdaSettings(**{**values, **lists, "approval": Approval(row.approval)})


def _period(conn: Connection, row: AnyRow, zone: ZoneInfo, now: datetime, out: frozenset[int]) -> PeriodLine:
    stored = PeriodStatus(row.status)
    status = period_status(stored, row.opens_at, row.verification_due_at, now)
    instrument = instruments.of_team(conn, row.hash)
    return PeriodLine(
        row.id,
        row.label or row.name,
        row.year,
        status.value,
        row.due_at.astimezone(zone),
        row.verification_due_at.astimezone(zone),
        row.slug,
        row.opens_at.astimezone(zone),
        scheduled=stored is PeriodStatus.OPEN and status is PeriodStatus.DRAFT,
        result_at=row.result_at.astimezone(zone) if row.result_at else None,
        erased=row.erased_at is not None,
        title=instrument.title,
        pinned=instrument,
        key=row.name,
        kind=row.kind,
        chosen=tuple(row.chosen),
        without=out,
        narrowed=bool(row.subjects),
    )
