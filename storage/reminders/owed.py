"""What reminders need to know, of a whole Pemda or of a few assessments, with a few selects for any number of OPD."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, func, or_, select

from core.assessment.lacking import NOTHING_THERE, lacking
from core.assessment.model import Approval, Status
from core.instrument.parse import Instrument
from core.people.roles import Role
from core.reminders.check import History, PutOff
from core.reminders.policy import QUEUE, DueAction, Member, ReminderCase, Returned, about_of
from storage.actions import facts as actions
from storage.assessment import instruments
from storage.assessment.head import IS_OPEN, JOINED, TAKES_PART
from storage.assessment.progress import ACTED, PROVEN
from storage.engine.savepoints import apart
from storage.engine.schema import (
    ANSWER,
    ASSESSED_NAME,
    ASSESSED_SHORT,
    ASSESSMENT,
    CORRECTIVE_ACTION,
    INSTRUMENT,
    MEMBERSHIP,
    OPD,
    PEMDA,
    PERIOD,
    PERIOD_NAME,
    PERSON,
    REMINDER,
    AnyRow,
)
from storage.reminders.queue import STAGES, with_judges


class State(StrEnum):
    """State of a stored reminder (storage.engine.tables.reminders)."""

    QUEUED = "queued"
    SENT = "sent"
    MERGED = "merged"
    MOOT = "moot"
    PUT_OFF = "put_off"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


_OPDS = (
    select(
        ASSESSMENT.c.id,
        ASSESSMENT.c.opd_id,
        ASSESSMENT.c.status,
        ASSESSMENT.c.due_at,
        ASSESSED_NAME,
        ASSESSED_SHORT,
        OPD.c.head_title,
        PERIOD_NAME,
        PERIOD.c.label,
        PERIOD.c.opens_at,
        PERIOD.c.due_at.label("period_due"),
        PEMDA.c.id.label("pemda_id"),
        PEMDA.c.timezone,
        PEMDA.c.approval,
        PEMDA.c.links_alone,
        INSTRUMENT.c.hash,
        and_(*IS_OPEN).label("is_open"),
    )
    .select_from(JOINED)
    .where(TAKES_PART)
    .order_by(OPD.c.code, ASSESSMENT.c.id)
)
_ACTING = exists().where(CORRECTIVE_ACTION.c.assessment_id == ASSESSMENT.c.id, *actions.OPEN).correlate(ASSESSMENT)
"""An assessment with a corrective action that is still to be done."""
_OWING = or_(and_(*IS_OPEN), _ACTING)
_TO_DO = select(CORRECTIVE_ACTION).where(
    CORRECTIVE_ACTION.c.assessment_id.in_(bindparam("ids", expanding=True)), *actions.OPEN
)
_ANSWERS = select(
    ANSWER.c.assessment_id,
    ANSWER.c.variable,
    ANSWER.c.level,
    (ANSWER.c.explanation != "").label("explained"),
    PROVEN.label("proven"),
    ACTED.label("acted"),
    ANSWER.c.reopened_at,
    ANSWER.c.reopened_due,
    ANSWER.c.reopened_note,
).where(ANSWER.c.assessment_id.in_(bindparam("ids", expanding=True)))
_REMINDED = (Role.CONTACT, Role.HEAD, Role.COORDINATOR, Role.VERIFIER, Role.PROVINCE)
_MEMBERS = (
    select(MEMBERSHIP.c.person_id, MEMBERSHIP.c.role, MEMBERSHIP.c.pemda_id, MEMBERSHIP.c.opd_id)
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .where(
        MEMBERSHIP.c.ended_at.is_(None),
        MEMBERSHIP.c.role.in_([role.value for role in _REMINDED]),
        PERSON.c.telegram_id.is_not(None),
    )
    .order_by(MEMBERSHIP.c.id)
)
_OF_THESE = REMINDER.c.assessment_id.in_(bindparam("ids", expanding=True))
_SAID = select(REMINDER.c.subject, REMINDER.c.person_id, REMINDER.c.rule, REMINDER.c.due_at).where(_OF_THESE)
_COUNTED = (
    select(REMINDER.c.assessment_id, REMINDER.c.person_id, REMINDER.c.due_at, func.count().label("times"))
    .where(_OF_THESE, REMINDER.c.state.in_((State.QUEUED, State.SENT)))
    .group_by(REMINDER.c.assessment_id, REMINDER.c.person_id, REMINDER.c.due_at)
)
_PUT_OFF = select(REMINDER).where(
    _OF_THESE, REMINDER.c.state == State.PUT_OFF, REMINDER.c.postponed_to <= bindparam("now")
)
_LATELY = select(REMINDER.c.person_id, REMINDER.c.assessment_id, REMINDER.c.rule, REMINDER.c.at).where(
    REMINDER.c.person_id.in_(bindparam("people", expanding=True)),
    REMINDER.c.state.in_((State.QUEUED, State.SENT)),
    REMINDER.c.at >= bindparam("since"),
)
LATELY = timedelta(days=8)
"""How far back the last reminder of a person matters for the next one."""


def of_pemda(conn: Connection, pemda: int, now: datetime) -> list[ReminderCase]:
    """Every assessment of the Pemda's open periods, by the OPD's code."""
    return _owing(conn, now, PERIOD.c.pemda_id == pemda, *IS_OPEN)


def readable(conn: Connection, pemda: int, now: datetime) -> tuple[list[ReminderCase], dict[int, Exception]]:
    """The same with those of ended periods whose actions are still to be done; without assessments that cannot be
    read, which are returned with their errors. Raises the error where none can be read, because it is the Pemda's then.
    """
    try:
        with conn.begin_nested():
            return _owing(conn, now, PERIOD.c.pemda_id == pemda, _OWING), {}
    except Exception as error:
        rows = conn.execute(_OPDS.where(PERIOD.c.pemda_id == pemda, _OWING), {"now": now}).all()
        found, faults = apart(conn, [row.id for row in rows], lambda one: _owing(conn, now, ASSESSMENT.c.id == one))
        if not found:
            raise error from None
        return [one for owing in found.values() for one in owing], faults


def of_period(conn: Connection, period: int, now: datetime) -> list[ReminderCase]:
    return _owing(conn, now, PERIOD.c.id == period, *IS_OPEN)


def of_assessments(conn: Connection, ids: Collection[int], now: datetime) -> dict[int, ReminderCase]:
    """These assessments, without those whose period is not open and of whose actions none is to be done."""
    return {one.assessment: one for one in _owing(conn, now, ASSESSMENT.c.id.in_(ids), _OWING)}


def in_queues(conn: Connection, pemdas: Collection[int], now: datetime) -> list[ReminderCase]:
    """What waits for verifiers in these Pemda."""
    judged = [status.value for status in STAGES]
    return _owing(conn, now, PERIOD.c.pemda_id.in_(pemdas), ASSESSMENT.c.status.in_(judged), *IS_OPEN)


def _owing(conn: Connection, now: datetime, *which: ColumnElement[bool]) -> list[ReminderCase]:
    rows = conn.execute(_OPDS.where(*which), {"now": now}).all()
    ids: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for row in rows:
        ids[row.hash, row.links_alone].append(row.id)
    answers: dict[int, dict[str, AnyRow]] = defaultdict(dict)
    for (_, links_alone), numbers in ids.items():
        for answer in conn.execute(_ANSWERS, {"ids": numbers, "links_alone": links_alone}):
            answers[answer.assessment_id][answer.variable] = answer
    pinned = {hash: instruments.of_unit(conn, hash) for hash, _ in ids}
    to_do = _to_do(conn, [row.id for row in rows if pinned[row.hash].acts])
    found = [_one(row, pinned[row.hash], answers.get(row.id, {}), to_do.get(row.id, ())) for row in rows]
    judged = {one.assessment: one for one in with_judges(conn, [one for one in found if not one.closed], now)}
    return [judged.get(one.assessment, one) for one in found]


def _to_do(conn: Connection, ids: Collection[int]) -> Mapping[int, Sequence[AnyRow]]:
    """Assessment -> its actions that are still to be done."""
    found: dict[int, list[AnyRow]] = defaultdict(list)
    for row in conn.execute(_TO_DO, {"ids": list(ids)}) if ids else ():
        found[row.assessment_id].append(row)
    return found


def _one(row: AnyRow, instrument: Instrument, answers: Mapping[str, AnyRow], to_do: Sequence[AnyRow]) -> ReminderCase:
    zone, status = ZoneInfo(row.timezone), Status(row.status)
    lacking = {code: what for code in instrument.codes if (what := _lacking(instrument, code, answers.get(code)))}
    returned = [
        Returned(code, answer.reopened_note, answer.reopened_at.astimezone(zone), answer.reopened_due.astimezone(zone))
        for code, answer in answers.items()
        if answer.reopened_at is not None and answer.reopened_due is not None
    ]
    return ReminderCase(
        assessment=row.id,
        pemda=row.pemda_id,
        opd=row.opd_id,
        opd_name=row.name,
        opd_short=row.short,
        head_title=row.head_title,
        period=row.period_name,
        several=bool(row.label),
        status=status,
        approval=Approval(row.approval),
        opens=row.opens_at.astimezone(zone),
        due=(row.due_at or row.period_due).astimezone(zone),
        of=len(instrument.codes),
        lacking=lacking,
        returned=tuple(sorted(returned, key=lambda item: item.variable)),
        actions=tuple(DueAction(one.variable, one.words, _end_of(one.due, zone)) for one in to_do),
        closed=not row.is_open,
        subject=instrument.subject,
    )


def _end_of(day: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(date.fromisoformat(day) + timedelta(days=1), time(), zone)


def _lacking(instrument: Instrument, code: str, answer: AnyRow | None) -> tuple[str, ...]:
    if answer is None:
        return ("explanation",) if instrument.variable(code).essay else NOTHING_THERE
    return lacking(answer.level, answer.explained, answer.proven, instrument, code, answer.acted)


def members(conn: Connection, pemda: int) -> list[Member]:
    """Who can be reminded in the Pemda, including those who cannot be reached."""
    rows = conn.execute(_MEMBERS.where(MEMBERSHIP.c.pemda_id == pemda))
    return [Member(row.person_id, Role(row.role), row.opd_id) for row in rows]


def places(conn: Connection, people: Collection[int]) -> dict[int, set[tuple[Role, int, int | None]]]:
    """Person -> their present roles: role, Pemda, OPD."""
    held: dict[int, set[tuple[Role, int, int | None]]] = defaultdict(set)
    for row in conn.execute(_MEMBERS.where(MEMBERSHIP.c.person_id.in_(people))):
        held[row.person_id].add((Role(row.role), row.pemda_id, row.opd_id))
    return held


def history(conn: Connection, owing: Collection[ReminderCase], people: Collection[int], now: datetime) -> History:
    """Earlier reminders about these assessments, and recent ones to these people. Days are those of the
    Pemda's zone.
    """
    known = {one.assessment: one for one in owing}
    ids = {"ids": list(known)}
    zone = next(iter(known.values())).due.tzinfo if known else None
    told: dict[int, date] = {}
    today: dict[int, set[int]] = defaultdict(set)
    queues: set[int] = set()
    for row in conn.execute(_LATELY, {"people": list(people), "since": now - LATELY}):
        day = row.at.astimezone(zone).date()
        told[row.person_id] = max(day, told.get(row.person_id, day))
        if day == now.astimezone(zone).date():
            today[row.person_id].add(row.assessment_id)
            if row.rule == QUEUE:
                queues.add(row.person_id)
    put_off = (
        PutOff(row.id, row.subject, row.assessment_id, row.person_id, row.rule, row.due_at, about)
        for row in conn.execute(_PUT_OFF, {**ids, "now": now})
        if (about := about_of(row.rule, known[row.assessment_id])) is not None
    )
    return History(
        frozenset((row.subject, row.person_id, row.rule, row.due_at) for row in conn.execute(_SAID, ids)),
        tuple(put_off),
        told,
        {person: frozenset(assessments) for person, assessments in today.items()},
        {(row.assessment_id, row.person_id, row.due_at): row.times for row in conn.execute(_COUNTED, ids)},
        frozenset(queues),
    )
