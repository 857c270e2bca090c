"""One OPD's assessment as its contacts and heads see it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select

from core.assessment.answer import Answer, Reopening
from core.assessment.model import (
    Approval,
    Assessment,
    Declarant,
    Evidence,
    EvidenceKind,
    EvidenceState,
    HeadReturn,
    Opd,
    PeriodStatus,
    Status,
    Submission,
)
from core.assessment.status import standing
from core.assessment.subjects import Subject
from core.instrument.parse import Instrument
from core.people.roles import Role
from core.results.stages import ResultBasis, stages
from storage.actions import facts as actions, rounds
from storage.assessment import instruments, progress
from storage.assessment.head import heads, period_of
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    EVIDENCE,
    EVIDENCE_USE,
    MEMBERSHIP,
    OPD,
    PEMDA,
    PERIOD,
    PERSON,
    SUBJECT,
    AnyRow,
)
from storage.engine.statements import Prepared
from storage.evidence import own_lines
from storage.results import final as final_results, former

_KINDS = {kind.value: kind for kind in EvidenceKind}
_STATES = {state.value: state for state in EvidenceState}


def _count(*where: Any) -> Any:
    held = select(func.count()).select_from(MEMBERSHIP).where(MEMBERSHIP.c.ended_at.is_(None), *where)
    return held.correlate(ASSESSMENT, PERIOD).scalar_subquery()


_OTHER = ASSESSMENT.alias("other")
_OTHER_PERIOD = PERIOD.alias("other_period")
_HAS_FORMER = (
    exists()
    .where(
        _OTHER.c.opd_id == ASSESSMENT.c.opd_id,
        _OTHER_PERIOD.c.id == _OTHER.c.period_id,
        _OTHER_PERIOD.c.due_at < PERIOD.c.due_at,
    )
    .correlate(ASSESSMENT, PERIOD)
)
_SENT_EVIDENCE = (
    select(func.count())
    .select_from(EVIDENCE)
    .where(
        EVIDENCE.c.assessment_id == ASSESSMENT.c.id,
        EVIDENCE.c.state != EvidenceState.REFUSED.value,
        EVIDENCE.c.sent_at <= ASSESSMENT.c.submitted_at,
        or_(EVIDENCE.c.removed_at > ASSESSMENT.c.submitted_at, and_(EVIDENCE.c.removed_at.is_(None), progress.USED)),
    )
    .correlate(ASSESSMENT, PERIOD)
    .scalar_subquery()
)
"""Evidence at the time of the submission, including what a repair has taken away since."""

_OF_OPD = MEMBERSHIP.c.opd_id == ASSESSMENT.c.opd_id
_ASSESSMENT = Prepared(
    heads(
        OPD.c.head_title,
        PEMDA.c.province_review,
        PERSON.c.name.label("submitter"),
        _count(_OF_OPD, MEMBERSHIP.c.role == Role.CONTACT.value).label("contacts"),
        _count(_OF_OPD, MEMBERSHIP.c.role == Role.HEAD.value).label("heads"),
        _count(MEMBERSHIP.c.pemda_id == PERIOD.c.pemda_id, MEMBERSHIP.c.role == Role.COORDINATOR.value).label(
            "coordinators"
        ),
        _HAS_FORMER.label("has_former"),
        _SENT_EVIDENCE.label("sent_evidence"),
        own_lines.THERE,
        rounds.THERE,
    )
    .outerjoin(PERSON, PERSON.c.id == ASSESSMENT.c.submitted_by)
    .where(ASSESSMENT.c.id == bindparam("assessment"))
)
_REGISTER = (
    select(SUBJECT)
    .where(SUBJECT.c.opd_id == bindparam("opd"), SUBJECT.c.kind == bindparam("kind"))
    .order_by(SUBJECT.c.code)
)
_WRITER = PERSON.alias("writer")
_ANSWERS = Prepared(
    select(
        ANSWER.c.variable,
        ANSWER.c.level,
        ANSWER.c.explanation,
        ANSWER.c.version,
        PERSON.c.id,
        PERSON.c.name,
        ANSWER.c.answered_at,
        ANSWER.c.parts,
        ANSWER.c.reopened_at,
        ANSWER.c.reopened_note,
        ANSWER.c.reopened_due,
        ANSWER.c.repaired,
        _WRITER.c.id,
        _WRITER.c.name.label("writer"),
    )
    .join(PERSON, PERSON.c.id == func.coalesce(ANSWER.c.levelled_by, ANSWER.c.answered_by))
    .outerjoin(_WRITER, _WRITER.c.id == ANSWER.c.explained_by)
    .where(ANSWER.c.assessment_id == bindparam("assessment"))
    .order_by(ANSWER.c.variable)
)
_EVIDENCE = Prepared(
    select(
        EVIDENCE.c.id,
        EVIDENCE.c.kind,
        EVIDENCE.c.name,
        EVIDENCE.c.state,
        EVIDENCE.c.year,
        EVIDENCE.c.sent_by,
        EVIDENCE.c.sent_at,
        EVIDENCE.c.unique_id,
        EVIDENCE.c.message_id,
        EVIDENCE.c.album,
        EVIDENCE.c.note,
        EVIDENCE.c.file_id,
        EVIDENCE_USE.c.variable,
    )
    .join(EVIDENCE_USE, EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
    .where(EVIDENCE.c.assessment_id == bindparam("assessment"), progress.COUNTS)
    .order_by(EVIDENCE.c.id, EVIDENCE_USE.c.id)
)


def find(conn: Connection, assessment: int) -> AnyRow | None:
    """The row of an assessment with its OPD, period and Pemda. The caller checks who may see it."""
    return _ASSESSMENT.first(conn, {"assessment": assessment})


def load(conn: Connection, row: AnyRow, now: datetime) -> Assessment:
    """The assessment of a row of `find`, with all answers and evidence."""
    zone = ZoneInfo(row.timezone)
    instrument = instruments.of_unit(conn, row.instrument)
    period = period_of(row, now, zone)
    declarant = Declarant(row.declarant_name, row.declarant_title, row.declarant_nip) if row.declarant_name else None
    before = former.Former()
    if row.has_former:
        before = former.load(conn, row.opd_id, row.period_due, instrument.id, row.subject_id)
    register = _register(conn, row, instrument)
    return Assessment(
        id=row.id,
        pemda_id=row.pemda_id,
        opd=Opd(row.opd_id, row.opd_code, row.opd_name, row.opd_short, row.head_title),
        period=period,
        instrument=instrument,
        status=standing(Status(row.status), period.status),
        due=(row.due_at or row.period_due).astimezone(zone),
        approval=Approval(row.approval),
        links_alone=row.links_alone,
        answers=_answers(_ANSWERS.all(conn, {"assessment": row.id}), zone),
        evidence=_evidence(_EVIDENCE.all(conn, {"assessment": row.id}), zone),
        former=before.answers,
        former_year=before.year,
        declarant=declarant or former.declarant(conn, row, before),
        submission=_submission(row, zone),
        review_began=row.review_began_at is not None,
        head_return=_head_return(row, zone),
        subject=next((one for one in register if one.id == row.subject_id), None),
        register=register,
        awaits_province=_awaits_province(conn, row, instrument),
        own_lines=own_lines.load(conn, row.pemda_id, instrument.id, zone) if row.has_own_lines else (),
        actions=actions.of_assessment(conn, row.id, zone) if instrument.acts else {},
        rounds=rounds.load(conn, row.opd_id) if row.has_rounds else (),
    )


def _register(conn: Connection, row: AnyRow, instrument: Instrument) -> tuple[Subject, ...]:
    if instrument.subject == "opd":
        return ()
    found = conn.execute(_REGISTER, {"opd": row.opd_id, "kind": instrument.subject})
    return tuple(
        Subject(instrument.subject, one.code, one.name, one.attributes, one.id, one.retired_at is not None)
        for one in found
    )


def _head_return(row: AnyRow, zone: ZoneInfo) -> HeadReturn | None:
    at = row.head_returned_at
    return HeadReturn(row.head_note or "", at.astimezone(zone)) if at is not None else None


def _awaits_province(conn: Connection, row: AnyRow, instrument: Instrument) -> bool:
    if row.status != Status.VERIFIED or not row.province_review or row.period_status == PeriodStatus.ARCHIVED:
        return False
    judged = final_results.of_these(conn, [row.id], instrument).get(row.id, ResultBasis())
    return stages(instrument, Status.VERIFIED, judged).province is None


# Rows are unpacked by position: reading their columns by name doubled the time of a load.


def _answers(rows: Iterable[AnyRow], zone: ZoneInfo) -> dict[str, Answer]:
    found = {}
    for code, level, text, version, by, name, at, parts, reopened_at, note, until, repaired, writer, written in rows:
        reopened = None
        if reopened_at is not None:
            reopened = Reopening(note, (until or reopened_at).astimezone(zone), reopened_at.astimezone(zone))
        said, other = tuple(map(tuple, parts)), (writer, written) if writer is not None else None
        found[code] = Answer(code, level, text, version, by, name, at.astimezone(zone), said, reopened, repaired, other)
    return found


def _evidence(rows: Iterable[AnyRow], zone: ZoneInfo) -> tuple[Evidence, ...]:
    """One value for each file. Its rows, one for each variable it proves, come one after another."""
    files: dict[int, AnyRow] = {}
    uses: dict[int, list[str]] = {}
    for row in rows:
        number, variable = row[0], row[-1]
        if number in files:
            uses[number].append(variable)
        else:
            files[number], uses[number] = row, [variable]
    return tuple(
        Evidence(
            number,
            _KINDS[kind],
            name,
            _STATES[state],
            tuple(uses[number]),
            year,
            by,
            at.astimezone(zone),
            unique,
            message,
            album,
            note,
            file_id,
        )
        for number, kind, name, state, year, by, at, unique, message, album, note, file_id, _ in files.values()
    )


def _submission(row: AnyRow, zone: ZoneInfo) -> Submission | None:
    if row.submitted_at is None:
        return None
    return Submission(
        row.submitted_at.astimezone(zone), row.submitter or "", row.receipt_code, row.late, row.sent_evidence
    )
