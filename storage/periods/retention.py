"""Removes words and files of periods whose time is over, a piece at a time. Levels, totals and results stay.

Each piece is marked (`erased_at`), so the next look continues with what is left. Content erased from the audit log is
listed by an entry, as for a person. The bytes are handed to `storage.evidence.discarded`, which knows whether another
row needs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, delete, exists, func, null, or_, select, update

from core.assessment.model import PeriodStatus
from core.pemda import retention
from core.people.roles import ERASED_NAME
from storage.audit import erasure, writes
from storage.engine.engines import SCRUB
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    CLAIM,
    CONVERSATION,
    CORRECTIVE_ACTION,
    DRAFT_VERDICT,
    EVIDENCE,
    EVIDENCE_USE,
    FINAL_RESULT,
    MEMBERSHIP,
    PEMDA,
    PERIOD,
    PERSON,
    QUESTION,
    REMINDER,
    VERDICT,
    AnyRow,
)
from storage.evidence import discarded
from storage.orders.rights import Actor, log
from storage.people import effects as people_effects

PEOPLE_AT_ONCE = 10
STRANGERS_KEPT = timedelta(days=90)
"""As long as what was sent to them."""
STRANGERS_AT_ONCE = 500
_OVER = (PeriodStatus.CLOSED.value, PeriodStatus.ARCHIVED.value)


@dataclass(frozen=True, slots=True)
class EndedPeriod:
    """A period that is over and not erased. `goes` is when its time is up, in the Pemda's zone."""

    id: int
    pemda_id: int
    name: str
    years: int
    goes: datetime
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Content:
    """What would be removed: files with their bytes, and OPD that have answered. `last`: no other period is
    kept there.
    """

    files: int
    bytes: int
    opds: int
    last: bool


def periods(conn: Connection, period: int | None = None) -> list[EndedPeriod]:
    query = select(PERIOD, PEMDA.c.kept_years, PEMDA.c.timezone).join(PEMDA, PEMDA.c.id == PERIOD.c.pemda_id)
    query = query.where(PERIOD.c.status.in_(_OVER), PERIOD.c.erased_at.is_(None)).order_by(PERIOD.c.id)
    if period is not None:
        query = query.where(PERIOD.c.id == period)
    return [_read(row) for row in conn.execute(query)]


def _read(one: AnyRow) -> EndedPeriod:
    end = retention.ended(one.verification_due_at, one.closed_at, one.result_at)
    goes = retention.goes_at(end.astimezone(ZoneInfo(one.timezone)), one.kept_years, one.kept_until)
    return EndedPeriod(one.id, one.pemda_id, one.name, one.kept_years, goes, one.erasure_told_at)


def content(conn: Connection, period: int) -> Content:
    mine = select(ASSESSMENT.c.id).where(ASSESSMENT.c.period_id == period)
    files = select(func.count(), func.coalesce(func.sum(EVIDENCE.c.bytes), 0)).where(EVIDENCE.c.assessment_id.in_(mine))
    count, size = conn.execute(files).one()
    answered = select(func.count(ANSWER.c.assessment_id.distinct())).where(ANSWER.c.assessment_id.in_(mine))
    other = PERIOD.alias("other")
    of_this = (other.c.pemda_id == PERIOD.c.pemda_id, other.c.id != PERIOD.c.id, other.c.erased_at.is_(None))
    last = conn.execute(select(~exists().where(*of_this)).where(PERIOD.c.id == period)).scalar_one()
    return Content(count, int(size), conn.execute(answered).scalar_one(), bool(last))


def told(conn: Connection, period: int, now: datetime) -> None:
    writes.update(conn, PERIOD, {"erasure_told_at": now}, PERIOD.c.id == period)


def left(conn: Connection, period: int) -> Sequence[int]:
    """Assessments of a period that are still to be erased."""
    query = select(ASSESSMENT.c.id).where(ASSESSMENT.c.period_id == period, ASSESSMENT.c.erased_at.is_(None))
    return conn.execute(query.order_by(ASSESSMENT.c.id)).scalars().all()


# one assessment


def erase_assessment(conn: Connection, number: int, now: datetime) -> None:
    """Erases evidence, questions, notes, explanations and the declarant of one OPD. Levels and verdicts stay."""
    conn.info[SCRUB] = True
    _discard_files(conn, number, now)
    for table in (QUESTION, DRAFT_VERDICT):
        writes.delete(conn, table, table.c.assessment_id == number)
    for table in (CLAIM, REMINDER):
        conn.execute(delete(table).where(table.c.assessment_id == number))
    blank: tuple[tuple[Table, dict[str, object]], ...] = (
        (ANSWER, {"explanation": "", "parts": [], "reopened_note": ""}),
        (CORRECTIVE_ACTION, {"words": "", "person": "", "done_note": "", "parts": []}),
        (VERDICT, {"note": ""}),
        (FINAL_RESULT, {"reason": ""}),
    )
    for table, nothing in blank:
        writes.update(conn, table, nothing, table.c.assessment_id == number)
    conn.execute(update(CONVERSATION).where(CONVERSATION.c.assessment_id == number).values(assessment_id=null()))
    nobody = {"declarant_name": "", "declarant_title": "", "declarant_nip": ""}
    writes.update(
        conn,
        ASSESSMENT,
        {"erased_at": now, "head_note": None, "left_out_reason": None, **nobody},
        ASSESSMENT.c.id == number,
    )
    erasure.erase_assessment(conn, number, now)


def _discard_files(conn: Connection, number: int, now: datetime) -> None:
    mine = select(EVIDENCE.c.id).where(EVIDENCE.c.assessment_id == number)
    stored = select(EVIDENCE.c.storage_key).where(EVIDENCE.c.assessment_id == number)
    keys = conn.execute(stored.where(EVIDENCE.c.storage_key.is_not(None))).scalars().all()
    writes.delete(conn, EVIDENCE_USE, EVIDENCE_USE.c.evidence_id.in_(mine))
    writes.delete(conn, EVIDENCE, EVIDENCE.c.assessment_id == number)
    discarded.put(conn, keys, now)


def finish(conn: Connection, period: EndedPeriod, actor: Actor) -> None:
    """Marks a period as erased; only its numbers are left."""
    writes.update(conn, PERIOD, {"erased_at": actor.now}, PERIOD.c.id == period.id)
    log(conn, period.pemda_id, actor, "period_erased", {"period": period.id, "name": period.name})


# people


def emptied(conn: Connection) -> Sequence[int]:
    """Pemda of whose periods none is kept any more, but in which people still have roles."""
    kept = exists().where(PERIOD.c.pemda_id == PEMDA.c.id, PERIOD.c.erased_at.is_(None))
    had = exists().where(PERIOD.c.pemda_id == PEMDA.c.id, PERIOD.c.erased_at.is_not(None))
    held = exists().where(MEMBERSHIP.c.pemda_id == PEMDA.c.id, MEMBERSHIP.c.ended_at.is_(None))
    return conn.execute(select(PEMDA.c.id).where(had, ~kept, held).order_by(PEMDA.c.id)).scalars().all()


def leave_empty(conn: Connection, pemda: int, actor: Actor) -> bool:
    """Ends the roles in such a Pemda that are older than the time it keeps, because nothing that is kept needs them."""
    if pemda not in emptied(conn):
        return False
    years = conn.execute(select(PEMDA.c.kept_years).where(PEMDA.c.id == pemda)).scalar_one()
    before = retention.years_after(actor.now, -years)
    held = select(MEMBERSHIP).where(
        MEMBERSHIP.c.pemda_id == pemda, MEMBERSHIP.c.ended_at.is_(None), MEMBERSHIP.c.since < before
    )
    rows = conn.execute(held.order_by(MEMBERSHIP.c.id).limit(PEOPLE_AT_ONCE)).all()
    for row in rows:
        people_effects.end(conn, row, actor, "removed", ended=before)
    return bool(rows)


def people_left(conn: Connection, now: datetime) -> bool:
    """Whether `forgotten` has something to do."""
    return bool(_forgettable(conn, now))


def forgotten(conn: Connection, now: datetime, actor: Actor) -> bool:
    """Erases people whose last role ended longer ago than its Pemda keeps anything. Returns whether there
    may be more.
    """
    over = _forgettable(conn, now)
    for row in over[:PEOPLE_AT_ONCE]:
        people_effects.forget_person(conn, row, actor)
    return len(over) > PEOPLE_AT_ONCE


def _forgettable(conn: Connection, now: datetime) -> list[AnyRow]:
    last = (
        select(
            MEMBERSHIP.c.person_id,
            func.max(MEMBERSHIP.c.ended_at).label("at"),
            func.max(PEMDA.c.kept_years).label("years"),
        )
        .join(PEMDA, PEMDA.c.id == MEMBERSHIP.c.pemda_id)
        .group_by(MEMBERSHIP.c.person_id)
        .subquery()
    )
    held = MEMBERSHIP.alias("held")
    works = exists().where(held.c.person_id == PERSON.c.id, held.c.ended_at.is_(None))
    known = or_(PERSON.c.telegram_id.is_not(None), PERSON.c.name != ERASED_NAME)
    query = (
        select(PERSON, last.c.at, last.c.years)
        .join(last, last.c.person_id == PERSON.c.id)
        .where(known, ~works, last.c.at <= retention.years_after(now, -min(retention.KEPT_YEARS)))
        .order_by(PERSON.c.id)
    )
    return [row for row in conn.execute(query) if retention.years_after(row.at, row.years) <= now]


def strangers(conn: Connection, now: datetime) -> bool:
    """Removes conversations of accounts without a role that have been silent for long."""
    somebody = exists().where(PERSON.c.telegram_id == CONVERSATION.c.telegram_id)
    silent = (CONVERSATION.c.moved_at < now - STRANGERS_KEPT, ~somebody)
    old = select(CONVERSATION.c.telegram_id).where(*silent).limit(STRANGERS_AT_ONCE)
    gone = conn.execute(delete(CONVERSATION).where(CONVERSATION.c.telegram_id.in_(old))).rowcount
    return gone == STRANGERS_AT_ONCE
