"""How many variables of each assessment are complete, counted by the database.

tests/storage/assessment/test_progress.py holds the count against core.assessment.lacking.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, Connection, Integer, Select, String, and_, bindparam, cast, exists, func, or_, select

from core.assessment.model import LETTER, EvidenceKind, EvidenceState
from core.instrument.parse import Instrument
from storage.engine.schema import ANSWER, ASSESSMENT, CORRECTIVE_ACTION, EVIDENCE, EVIDENCE_USE

COUNTS = and_(EVIDENCE.c.removed_at.is_(None), EVIDENCE.c.state != EvidenceState.REFUSED.value)
"""Evidence that counts: neither taken away nor refused."""

USED = (
    exists().where(EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id, EVIDENCE_USE.c.variable != LETTER).correlate(EVIDENCE)
)
"""Evidence of a variable. The signed letter belongs to no variable."""

PROVEN = (
    exists()
    .where(
        EVIDENCE.c.assessment_id == ANSWER.c.assessment_id,
        EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id,
        EVIDENCE_USE.c.variable == ANSWER.c.variable,
        COUNTS,
        or_(bindparam("links_alone", type_=Boolean), EVIDENCE.c.kind != EvidenceKind.LINK.value),
    )
    .correlate(ANSWER)
)
ACTION_COMPLETE = (
    CORRECTIVE_ACTION.c.dropped_at.is_(None),
    CORRECTIVE_ACTION.c.words != "",
    CORRECTIVE_ACTION.c.person != "",
    CORRECTIVE_ACTION.c.due != "",
)
"""Conditions of a corrective action that lacks nothing."""

ACTED = (
    exists()
    .where(
        CORRECTIVE_ACTION.c.assessment_id == ANSWER.c.assessment_id,
        CORRECTIVE_ACTION.c.variable == ANSWER.c.variable,
        *ACTION_COMPLETE,
    )
    .correlate(ANSWER)
)
"""An answer with a corrective action that lacks nothing."""

_ANSWERED = ANSWER.c.variable + ":" + cast(ANSWER.c.level, String)
_IS_COMPLETE = or_(
    and_(
        ANSWER.c.level.is_not(None),
        or_(ANSWER.c.explanation != "", bindparam("unexplained", type_=Boolean)),
        or_(ANSWER.c.level < bindparam("proof_from", type_=Integer), PROVEN),
        or_(_ANSWERED.not_in(bindparam("asking", expanding=True)), ACTED),
    ),
    and_(ANSWER.c.variable.in_(bindparam("essays", expanding=True)), ANSWER.c.explanation != ""),
)
_COMPLETE = (
    select(ANSWER.c.assessment_id, func.count().label("complete")).where(_IS_COMPLETE).group_by(ANSWER.c.assessment_id)
)
_OF_SOME = _COMPLETE.where(ANSWER.c.assessment_id.in_(bindparam("ids", expanding=True)))
_OF_PERIOD = _COMPLETE.join(ASSESSMENT, ASSESSMENT.c.id == ANSWER.c.assessment_id).where(
    ASSESSMENT.c.period_id == bindparam("period")
)
_CODES_OF_PERIOD = (
    select(ANSWER.c.assessment_id, ANSWER.c.variable)
    .join(ASSESSMENT, ASSESSMENT.c.id == ANSWER.c.assessment_id)
    .where(_IS_COMPLETE, ASSESSMENT.c.period_id == bindparam("period"))
)
_CODES = (
    select(ANSWER.c.variable)
    .where(_IS_COMPLETE, ANSWER.c.assessment_id == bindparam("assessment"))
    .order_by(ANSWER.c.variable)
)


def complete(conn: Connection, ids: Sequence[int], instrument: Instrument, links_alone: bool) -> dict[int, int]:
    """The number of complete variables of each of these assessments, which have one instrument. Assessments with none
    are absent.
    """
    return _counted(conn, _OF_SOME, instrument, links_alone, ids=list(ids)) if ids else {}


def complete_in(conn: Connection, period: int, instrument: Instrument, links_alone: bool) -> dict[int, int]:
    """The same for all assessments of a period."""
    return _counted(conn, _OF_PERIOD, instrument, links_alone, period=period)


def complete_variables(conn: Connection, assessment: int, instrument: Instrument, links_alone: bool) -> list[str]:
    """Codes of the complete variables of one assessment."""
    binds = _rules(instrument, links_alone) | {"assessment": assessment}
    return list(conn.execute(_CODES, binds).scalars())


def complete_codes_in(
    conn: Connection, period: int, instrument: Instrument, links_alone: bool
) -> dict[int, frozenset[str]]:
    """Assessment -> codes of its complete variables, for all of a period; those with none are absent."""
    binds = _rules(instrument, links_alone) | {"period": period}
    found: dict[int, set[str]] = defaultdict(set)
    for row in conn.execute(_CODES_OF_PERIOD, binds):
        found[row.assessment_id].add(row.variable)
    return {number: frozenset(codes) for number, codes in found.items()}


def _rules(instrument: Instrument, links_alone: bool) -> dict[str, Any]:
    """What completeness depends on."""
    proof_from, unexplained = instrument.evidence_required_from, not instrument.explained
    essays = [one.code for one in instrument.variables if one.essay]
    asking = [f"{one.code}:{level}" for one in instrument.variables for level in one.action_at]
    known = {"links_alone": links_alone, "proof_from": proof_from, "unexplained": unexplained}
    return known | {"essays": essays, "asking": asking}


def _counted(
    conn: Connection, query: Select[*tuple[Any, ...]], instrument: Instrument, links_alone: bool, **values: object
) -> dict[int, int]:
    binds = _rules(instrument, links_alone) | values
    return {row.assessment_id: row.complete for row in conn.execute(query, binds)}
