"""Which OPD wait for which verifiers, and since when, by the team's rules (core.review.rules)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from core.assessment.model import Status
from core.reminders.policy import ReminderCase
from core.review.rules import Case, Judge, portion
from core.review.verdicts import Stage
from storage.engine.schema import ASSESSMENT, AnyRow
from storage.review import cases
from storage.review.cases import HEADS

_WAITING = frozenset({Status.SUBMITTED, Status.IN_REVIEW})


def with_judges(conn: Connection, owing: Collection[ReminderCase], now: datetime) -> list[ReminderCase]:
    """The same assessments, with the people who have something to judge in them, and since when they wait."""
    waiting = [one.assessment for one in owing if one.status in _WAITING]
    if not waiting:
        return list(owing)
    heads = conn.execute(HEADS.where(ASSESSMENT.c.id.in_(waiting))).all()
    found = cases.load(conn, heads, now)
    teams = {pemda: cases.team(conn, pemda) for pemda in {head.pemda_id for head in heads}}
    of = {head.id: (head, found[head.id]) for head in heads}
    return [_judged(one, of, teams) for one in owing]


def _judged(
    one: ReminderCase, of: Mapping[int, tuple[AnyRow, Case]], teams: Mapping[int, tuple[Judge, ...]]
) -> ReminderCase:
    if one.assessment not in of:
        return one
    head, case = of[one.assessment]
    team, codes = teams[head.pemda_id], set(case.open(Stage.REGION))
    people = {judge.person for judge in team}
    judges = frozenset(person for person in people if codes & set(portion(team, Stage.REGION, case, person)))
    since = case.waits_since(Stage.REGION, codes).astimezone(one.due.tzinfo)
    return replace(one, judges=judges, sent_at=since)
