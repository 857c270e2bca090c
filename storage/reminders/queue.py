"""Which OPD wait for which verifiers, and since when, by the team's rules (core.review.rules)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from core.assessment.model import Status
from core.reminders.policy import ReminderCase
from core.review.rules import JUDGED_IN, Case, Judge, portion
from core.review.verdicts import Stage
from storage.engine.schema import ASSESSMENT, AnyRow
from storage.review import cases
from storage.review.cases import HEADS

STAGES: Mapping[Status, Stage] = {status: stage for stage, statuses in JUDGED_IN.items() for status in statuses}
"""At which stage an assessment with this status is judged."""


def with_judges(conn: Connection, owing: Collection[ReminderCase], now: datetime) -> list[ReminderCase]:
    """The same assessments, with the people who have something to judge in them, and since when that waits."""
    waiting = [one.assessment for one in owing if one.status in STAGES]
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
    team, stage, judges = teams[head.pemda_id], STAGES[one.status], {}
    codes = set(case.open(stage))
    for person in {judge.person for judge in team}:
        theirs = codes & set(portion(team, stage, case, person))
        if theirs:
            judges[person] = case.waits_since(stage, theirs).astimezone(one.due.tzinfo)
    return replace(one, judges=judges, stage=stage)
