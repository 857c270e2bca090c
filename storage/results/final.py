"""Stored final results, and what results are computed from. Verdicts are read for output only here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, func, select

from core.instrument.parse import Instrument
from core.instrument.scoring import Score
from core.results.stages import FinalResult, ResultBasis
from core.review.verdicts import Stage, Verdict
from storage.audit import writes
from storage.engine.schema import ANSWER, ASSESSMENT, FINAL_RESULT, VERDICT, AnyRow
from storage.survey import values as survey_values

_THESE: BindParameter[Any] = bindparam("these", expanding=True)
_PERIOD = select(ASSESSMENT.c.id).where(ASSESSMENT.c.period_id == bindparam("period"))
ANSWERS = select(
    ANSWER.c.assessment_id,
    ANSWER.c.variable,
    ANSWER.c.level,
    ANSWER.c.version,
    ANSWER.c.reopened_at,
    ANSWER.c.sent_again_at,
)
"""What of an answer is judged, and of which version."""

_VERDICTS = select(
    VERDICT.c.assessment_id,
    VERDICT.c.variable,
    VERDICT.c.stage,
    VERDICT.c.version,
    VERDICT.c.level,
    VERDICT.c.note,
    VERDICT.c.at,
).order_by(VERDICT.c.at, VERDICT.c.id)
_Among = Callable[[ColumnElement[int]], ColumnElement[bool]]
_FINAL = select(FINAL_RESULT).where(FINAL_RESULT.c.ended_at.is_(None))


def of_period(conn: Connection, period: int, instrument: Instrument) -> dict[int, ResultBasis]:
    """Assessment -> what its result is computed from, for a whole period. Assessments with nothing are absent."""

    return _read(conn, lambda column: column.in_(_PERIOD), {"period": period}, instrument)


def of_these(conn: Connection, assessments: Iterable[int], instrument: Instrument) -> dict[int, ResultBasis]:
    """The same for these assessments of one instrument."""

    return _read(conn, lambda column: column.in_(_THESE), {"these": list(assessments)}, instrument)


def _read(conn: Connection, among: _Among, values: Mapping[str, Any], instrument: Instrument) -> dict[int, ResultBasis]:
    own: dict[int, dict[str, int]] = defaultdict(dict)
    versions: dict[int, dict[str, int]] = defaultdict(dict)
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    reopened: dict[int, set[str]] = defaultdict(set)
    again: dict[int, dict[str, datetime]] = defaultdict(dict)
    for row in conn.execute(ANSWERS.where(among(ANSWER.c.assessment_id)), values):
        versions[row.assessment_id][row.variable] = row.version
        if row.reopened_at is not None:
            reopened[row.assessment_id].add(row.variable)
        if row.sent_again_at is not None:
            again[row.assessment_id][row.variable] = row.sent_again_at
        if row.level is not None and row.variable in instrument.codes:
            own[row.assessment_id][row.variable] = row.level
    for judged in conn.execute(_VERDICTS.where(among(VERDICT.c.assessment_id)), values):
        verdicts[judged.assessment_id].append(_verdict(judged))
    users = survey_values.given(conn, among, values, instrument)
    final = {
        row.assessment_id: recorded(row)
        for row in conn.execute(_FINAL.where(among(FINAL_RESULT.c.assessment_id)), values)
    }
    return {
        number: ResultBasis(
            own[number],
            tuple(verdicts[number]),
            versions[number],
            final.get(number),
            frozenset(reopened[number]),
            again[number],
            users.get(number, {}),
        )
        for number in versions.keys() | final.keys()
    }


def verdicts_of(conn: Connection, assessment: int) -> tuple[Verdict, ...]:
    """The verdicts of one assessment, oldest first, without names."""
    query = _VERDICTS.where(VERDICT.c.assessment_id == assessment)
    return tuple(_verdict(row) for row in conn.execute(query))


def _verdict(row: AnyRow) -> Verdict:
    return Verdict(row.variable, Stage(row.stage), row.version, row.level, row.note, "", row.at)


def present(conn: Connection, assessments: Iterable[int]) -> dict[int, FinalResult]:
    """Assessment -> its present final result; absent where it has none."""
    rows = conn.execute(_FINAL.where(FINAL_RESULT.c.assessment_id.in_(_THESE)), {"these": list(assessments)})
    return {row.assessment_id: recorded(row) for row in rows}


def recorded(row: AnyRow) -> FinalResult:
    """The record in a row."""
    value = None if row.value is None else Decimal(row.value)
    score = Score(value, row.band, row.staged_level, tuple(row.holding))
    stage = Stage(row.stage)
    return FinalResult(row.version, stage, row.levels, score, row.own, row.region, row.province, row.named)


def next_version(conn: Connection, assessment: int) -> int:
    newest = select(func.max(FINAL_RESULT.c.version)).where(FINAL_RESULT.c.assessment_id == assessment)
    return (conn.execute(newest).scalar() or 0) + 1


def content(final: FinalResult) -> dict[str, Any]:
    """The record as columns, and as the audit log holds it."""
    score = final.score
    return {
        "version": final.version,
        "stage": final.stage.value,
        "levels": dict(final.levels),
        "value": str(score.value) if score and score.value is not None else None,
        "band": score.band if score else "",
        "staged_level": score.staged_level if score else None,
        "holding": list(score.holding) if score else [],
        "own": dict(final.own),
        "region": dict(final.region),
        "province": dict(final.province),
        "named": final.named,
    }


def keep(conn: Connection, assessment: int, final: FinalResult, by: int | None, at: datetime) -> None:
    blank = {"ended_at": None, "ended_by": None, "reason": ""}
    writes.insert(conn, FINAL_RESULT, blank | content(final) | {"assessment_id": assessment, "by": by, "at": at})


def end(conn: Connection, assessment: int, by: int | None, at: datetime, reason: str) -> int | None:
    """Ends the present record of an assessment, which becomes history. Returns its version, None where
    there is none.
    """
    present = (FINAL_RESULT.c.assessment_id == assessment, FINAL_RESULT.c.ended_at.is_(None))
    ended = writes.update(conn, FINAL_RESULT, {"ended_at": at, "ended_by": by, "reason": reason}, *present)
    return conn.execute(select(FINAL_RESULT.c.version).where(FINAL_RESULT.c.id.in_(ended))).scalar_one_or_none()
