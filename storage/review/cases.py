"""Reads what the rules of review work on: the team of a Pemda, and cases, one for each OPD."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, or_, select

from core.assessment.model import PeriodStatus, Status
from core.people.roles import Role
from core.review.rules import Case, Claim, Draft, GivenVerdict, Judge
from core.review.verdicts import Stage, Verdict
from storage.assessment import instruments
from storage.assessment.head import TAKES_PART, heads, period_now
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    CLAIM,
    DRAFT_VERDICT,
    MEMBERSHIP,
    PEMDA,
    PERIOD,
    PERSON,
    VERDICT,
    AnyRow,
)
from storage.evidence import own_lines
from storage.results.final import ANSWERS
from storage.results.period import current
from storage.results.waiting import WAS_FINAL

_TEAM_ROLES = (Role.VERIFIER.value, Role.COORDINATOR.value, Role.PROVINCE.value)
_OF_TEAM = select(MEMBERSHIP.c.person_id).where(
    MEMBERSHIP.c.pemda_id == bindparam("pemda"),
    MEMBERSHIP.c.role.in_(_TEAM_ROLES),
    MEMBERSHIP.c.ended_at.is_(None),
)
_MEMBERS = (
    select(
        MEMBERSHIP.c.person_id,
        MEMBERSHIP.c.role,
        MEMBERSHIP.c.pemda_id,
        MEMBERSHIP.c.opd_id,
        MEMBERSHIP.c.field,
        MEMBERSHIP.c.home_opd_id,
        PEMDA.c.province_review,
    )
    .join(PEMDA, PEMDA.c.id == bindparam("pemda"))
    .where(
        MEMBERSHIP.c.ended_at.is_(None),
        or_(MEMBERSHIP.c.person_id.in_(_OF_TEAM), MEMBERSHIP.c.person_id == bindparam("admin")),
    )
    .order_by(MEMBERSHIP.c.id)
)
HEADS = heads(PEMDA.c.fields)
_ONE = HEADS.add_columns(
    PEMDA.c.province_review, PERIOD.c.result_at, WAS_FINAL.label("was_final"), own_lines.THERE
).where(ASSESSMENT.c.id == bindparam("assessment"))
_QUEUED = HEADS.where(
    PERIOD.c.pemda_id == bindparam("pemda"),
    or_(PERIOD.c.status == PeriodStatus.OPEN.value, PERIOD.c.id == bindparam("current")),
    ASSESSMENT.c.status.in_(bindparam("statuses", expanding=True)),
    TAKES_PART,
).order_by(ASSESSMENT.c.submitted_at, ASSESSMENT.c.id)
_THESE: BindParameter[Any] = bindparam("these", expanding=True)
_ANSWERS = ANSWERS.where(ANSWER.c.assessment_id.in_(_THESE))
_VERDICTS = (
    select(VERDICT, PERSON.c.name.label("by_name"))
    .join(PERSON, PERSON.c.id == VERDICT.c.by)
    .where(VERDICT.c.assessment_id.in_(_THESE))
    .order_by(VERDICT.c.at, VERDICT.c.id)
)
_DRAFTS = select(DRAFT_VERDICT).where(DRAFT_VERDICT.c.assessment_id.in_(_THESE)).order_by(DRAFT_VERDICT.c.id)
_CLAIMS = (
    select(CLAIM, PERSON.c.name)
    .join(PERSON, PERSON.c.id == CLAIM.c.person_id)
    .where(CLAIM.c.assessment_id.in_(_THESE))
    .order_by(CLAIM.c.id)
)


def team(conn: Connection, pemda: int, admin: int | None = None) -> tuple[Judge, ...]:
    """Everybody who judges in this Pemda; the province only where the Pemda's settings include it. `admin` is the
    person number of one of ADMIN_IDS, who coordinates it too.
    """
    rows = conn.execute(_MEMBERS, {"pemda": pemda, "admin": admin}).all()
    barred: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        barred[row.person_id] |= {number for number in (row.opd_id, row.home_opd_id) if number is not None}
    held = [
        Judge(row.person_id, Role(row.role), row.field, frozenset(barred[row.person_id]))
        for row in rows
        if row.pemda_id == pemda and row.role in _TEAM_ROLES and (row.province_review or row.role != Role.PROVINCE)
    ]
    also = [] if admin is None else [Judge(admin, Role.COORDINATOR, None, frozenset(barred[admin]))]
    return tuple(dict.fromkeys(held + also))


def find(conn: Connection, assessment: int) -> AnyRow | None:
    """The row of one case. The caller checks who may see it."""
    return conn.execute(_ONE, {"assessment": assessment}).one_or_none()


def queued(conn: Connection, pemda: int, statuses: Iterable[Status], now: datetime) -> Sequence[AnyRow]:
    """Rows of the cases with these statuses in the Pemda's present periods: those that are open, or the
    last that were.
    """
    values = {"pemda": pemda, "current": current(conn, pemda, now), "statuses": [status.value for status in statuses]}
    return conn.execute(_QUEUED, values).all()


def load(conn: Connection, heads: Sequence[AnyRow], now: datetime) -> dict[int, Case]:
    """The cases of these rows, with four selects for any number."""
    if not heads:
        return {}
    these = {"these": [head.id for head in heads]}
    answers = _by_assessment(conn.execute(_ANSWERS, these))
    verdicts = _by_assessment(conn.execute(_VERDICTS, these))
    drafts = _by_assessment(conn.execute(_DRAFTS, these))
    claims = _by_assessment(conn.execute(_CLAIMS, these))
    return {
        head.id: _case(conn, head, answers[head.id], verdicts[head.id], drafts[head.id], claims[head.id], now)
        for head in heads
    }


def _by_assessment(rows: Iterable[AnyRow]) -> dict[int, list[AnyRow]]:
    found: dict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        found[row.assessment_id].append(row)
    return found


def _case(
    conn: Connection,
    head: AnyRow,
    answers: list[AnyRow],
    verdicts: list[AnyRow],
    drafts: list[AnyRow],
    claims: list[AnyRow],
    now: datetime,
) -> Case:
    instrument = instruments.of_team(conn, head.instrument)
    period = period_now(head, now)
    repairable = period is PeriodStatus.OPEN
    return Case(
        assessment=head.id,
        opd=head.opd_id,
        status=Status(head.status),
        period=period,
        fields={one.code: head.fields.get(one.code) or one.field or "" for one in instrument.variables},
        levels={row.variable: row.level for row in answers if row.level is not None},
        versions={row.variable: row.version for row in answers},
        sent=head.submitted_at or now,
        reopened=frozenset(row.variable for row in answers if row.reopened_at is not None and repairable),
        repaired={row.variable: row.sent_again_at for row in answers if row.sent_again_at is not None},
        verdicts=tuple(_given(row) for row in verdicts),
        drafts=tuple(
            Draft(row.variable, Stage(row.stage), row.version, row.level, row.note, row.by, row.at) for row in drafts
        ),
        claims=tuple(Claim(Stage(row.stage), row.field, row.person_id, row.name, row.until) for row in claims),
        finished=head.reviewed_at,
    )


def _given(row: AnyRow) -> GivenVerdict:
    verdict = Verdict(row.variable, Stage(row.stage), row.version, row.level, row.note, row.by_name, row.at)
    return GivenVerdict(verdict, row.by)
