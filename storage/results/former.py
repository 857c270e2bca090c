"""What an OPD submitted in earlier periods: last year's answers and declarant."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, func, select

from core.assessment.answer import FormerAnswer
from core.assessment.model import SENT, Declarant, EvidenceState, PeriodStatus, Status
from core.results.stages import ResultBasis
from core.review.verdicts import Stage
from storage.engine.schema import ANSWER, ASSESSMENT, EVIDENCE, EVIDENCE_USE, INSTRUMENT, PERIOD, AnyRow
from storage.results import final as final_results


@dataclass(frozen=True, slots=True)
class Former:
    """`year` and `answers` belong to the last period with the same instrument, `declarant` to the last
    period of all.
    """

    year: int | None = None
    answers: Mapping[str, FormerAnswer] = field(default_factory=dict)
    declarant: Declarant | None = None


_EARLIER = (
    select(
        ASSESSMENT.c.id,
        ASSESSMENT.c.status,
        ASSESSMENT.c.declarant_name,
        ASSESSMENT.c.declarant_title,
        ASSESSMENT.c.declarant_nip,
        PERIOD.c.year,
        PERIOD.c.status.label("period_status"),
        INSTRUMENT.c.slug,
    )
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .where(
        ASSESSMENT.c.opd_id == bindparam("opd"),
        func.coalesce(ASSESSMENT.c.subject_id, 0) == bindparam("subject"),
        PERIOD.c.due_at < bindparam("due"),
    )
    .order_by(PERIOD.c.due_at.desc())
)
_BESIDE = (
    select(ASSESSMENT.c.declarant_name, ASSESSMENT.c.declarant_title, ASSESSMENT.c.declarant_nip)
    .where(
        ASSESSMENT.c.opd_id == bindparam("opd"),
        ASSESSMENT.c.period_id == bindparam("period"),
        ASSESSMENT.c.declarant_name != "",
    )
    .order_by(ASSESSMENT.c.submitted_at.desc().nulls_last(), ASSESSMENT.c.id.desc())
    .limit(1)
)
_ANSWERS = select(ANSWER.c.variable, ANSWER.c.level, ANSWER.c.explanation, ANSWER.c.version).where(
    ANSWER.c.assessment_id == bindparam("assessment"), ANSWER.c.level.is_not(None)
)
_FILES = (
    select(EVIDENCE.c.id, EVIDENCE.c.name, EVIDENCE_USE.c.variable)
    .join(EVIDENCE_USE, EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
    .where(
        EVIDENCE.c.assessment_id == bindparam("assessment"),
        EVIDENCE.c.removed_at.is_(None),
        EVIDENCE.c.state == EvidenceState.STORED.value,
    )
    .order_by(EVIDENCE.c.id)
)


_KEPT: WeakKeyDictionary[Engine, dict[tuple[int, int, datetime, str], Former]] = WeakKeyDictionary()
_MOST_KEPT = 2000  # OPD of a process; about 10 kB each


def load(conn: Connection, opd: int, due: datetime, instrument: str, subject: int | None = None) -> Former:
    """What this OPD sent before the period with this due date, or about this subject of it. Kept in memory once it
    cannot change any more.
    """
    kept = _KEPT.setdefault(conn.engine, {})
    key = (opd, subject or 0, due, instrument)
    if key not in kept:
        former, settled = _read(conn, opd, subject or 0, due, instrument)
        if not settled:
            return former
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = former
    return kept[key]


def _read(conn: Connection, opd: int, subject: int, due: datetime, instrument: str) -> tuple[Former, bool]:
    """What was sent, and whether it is settled: its result is final, and the period cannot be opened again."""
    earlier = conn.execute(_EARLIER, {"opd": opd, "subject": subject, "due": due}).all()
    named = next((row for row in earlier if row.declarant_name), None)
    declarant = Declarant(named.declarant_name, named.declarant_title, named.declarant_nip) if named else None
    last = next((row for row in earlier if row.slug == instrument and row.status in SENT), None)
    settled = all(row.period_status == PeriodStatus.ARCHIVED for row in earlier)
    if last is None:
        return Former(declarant=declarant), settled
    status = Status(last.status)
    answers = _answers(conn, last.id, status)
    return Former(last.year, answers, declarant), settled and status is Status.FINAL


def declarant(conn: Connection, row: AnyRow, before: Former) -> Declarant | None:
    """Who is offered as declarant of an assessment without one: the last period's, else that of another service or SOP
    of the OPD in this period, the newest first.
    """
    if before.declarant is not None or row.subject_id is None:
        return before.declarant
    beside = conn.execute(_BESIDE, {"opd": row.opd_id, "period": row.period_id}).first()
    return Declarant(*beside) if beside else None


def _answers(conn: Connection, assessment: int, status: Status) -> dict[str, FormerAnswer]:
    rows = conn.execute(_ANSWERS, {"assessment": assessment}).all()
    verified = _verified(conn, assessment, status, {row.variable: row.version for row in rows})
    files: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for file in conn.execute(_FILES, {"assessment": assessment}):
        files[file.variable].append((file.id, file.name))
    return {
        row.variable: FormerAnswer(row.level, row.explanation, verified.get(row.variable), tuple(files[row.variable]))
        for row in rows
    }


def _verified(conn: Connection, assessment: int, status: Status, versions: Mapping[str, int]) -> dict[str, int]:
    """The levels of the team, the province's where there are any; for a final result the levels it was made of."""
    final = final_results.present(conn, [assessment]).get(assessment) if status is Status.FINAL else None
    if final is not None:
        return dict(final.levels)
    judged = ResultBasis(verdicts=final_results.verdicts_of(conn, assessment), versions=versions)
    return {**judged.given(Stage.REGION), **judged.given(Stage.PROVINCE)}
