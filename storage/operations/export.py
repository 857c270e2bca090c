"""Reads a period for exports and papers, with four selects for every `BATCH` of OPD."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, Connection, bindparam, select

from core.assessment.model import EvidenceKind, EvidenceState, PeriodStatus, Status
from core.assessment.status import period_status, standing
from core.assessment.subjects import Subject
from core.evidence.lists import OwnLine
from core.exports.data import AnswerLine, EvidenceLine, ExportedOpd, PeriodExport, PeriodHead, parts, scores, summarise
from core.exports.json import head_json, opd_json, opinions_json, own_lines_json, productivity_json, summary_json
from core.exports.proof import SCHEMA, link_json, rules_json
from core.instrument.means import NOTHING, Exact
from core.instrument.parse import Instrument
from core.register.opinions import Opinion
from core.results.stages import FinalResult
from core.review.verdicts import Stage, Verdict
from storage.actions import facts as actions
from storage.assessment import instruments
from storage.audit import chain
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    AUDIT,
    AUDIT_CONTENT,
    AUDIT_HEAD,
    CORRECTIVE_ACTION,
    EVIDENCE,
    EVIDENCE_USE,
    FINAL_RESULT,
    INSTRUMENT,
    OPD,
    OPINION,
    OWN_LINE,
    PEMDA,
    PERIOD,
    PERSON,
    SURVEY,
    SURVEY_ANSWER,
    VERDICT,
    WORKLOAD,
    AnyRow,
)
from storage.evidence import own_lines
from storage.pemda import opinions
from storage.productivity import tables as workload_tables
from storage.results import final as final_results, period as results, rows
from storage.survey import values as survey_values

BATCH = 250
"""OPD read at once, so that not all explanations are in memory at the same time."""

_OF_THESE: BindParameter[Any] = bindparam("ids", expanding=True)
_OF_PEMDA = (
    select(PERIOD.c.pemda_id, PERIOD.c.year, PERIOD.c.closed_at, PEMDA.c.effective_hours)
    .join(PEMDA, PEMDA.c.id == PERIOD.c.pemda_id)
    .where(PERIOD.c.id == bindparam("period"))
)
"""What of a period's Pemda is exported beside its OPD."""

_ANSWERS = (
    select(ANSWER, PERSON.c.name.label("by_name"))
    .join(PERSON, PERSON.c.id == ANSWER.c.answered_by)
    .where(ANSWER.c.assessment_id.in_(_OF_THESE))
)
_EVIDENCE = (
    select(EVIDENCE, EVIDENCE_USE.c.variable, PERSON.c.name.label("by_name"))
    .join(EVIDENCE_USE, EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
    .join(PERSON, PERSON.c.id == EVIDENCE.c.sent_by)
    .where(EVIDENCE.c.assessment_id.in_(_OF_THESE), EVIDENCE.c.removed_at.is_(None))
    .order_by(EVIDENCE.c.sent_at, EVIDENCE.c.id)
)
_VERDICTS = (
    select(VERDICT, PERSON.c.name.label("by_name"))
    .join(PERSON, PERSON.c.id == VERDICT.c.by)
    .where(VERDICT.c.assessment_id.in_(_OF_THESE))
    .order_by(VERDICT.c.at, VERDICT.c.id)
)


TABLES = frozenset(
    table.name
    for table in (
        *(PEMDA, PERIOD, INSTRUMENT, OPD, PERSON, ASSESSMENT, ANSWER, EVIDENCE, EVIDENCE_USE, VERDICT, FINAL_RESULT),
        *(AUDIT, AUDIT_CONTENT, AUDIT_HEAD, CORRECTIVE_ACTION, OPINION, OWN_LINE, SURVEY, SURVEY_ANSWER, WORKLOAD),
    )
)
"""What an export or a paper reads."""


def find_period(conn: Connection, pemda: int, name: str) -> int | None:
    """The period of this name."""
    query = select(PERIOD.c.id).where(PERIOD.c.pemda_id == pemda, PERIOD.c.name == name)
    return conn.execute(query).scalar()


def head(conn: Connection, period: int, now: datetime) -> PeriodHead:
    """The period itself. One that is open but has not begun is a draft."""
    row = rows.head(conn, period)
    zone = ZoneInfo(row.timezone)
    stored = PeriodStatus(row.status)
    begun = period_status(stored, row.opens_at, row.verification_due_at, now) is not PeriodStatus.DRAFT
    return PeriodHead(
        row.pemda_name,
        row.name,
        row.year,
        instruments.of_team(conn, row.instrument),
        row.opens_at.astimezone(zone),
        row.due_at.astimezone(zone),
        row.verification_due_at.astimezone(zone),
        stored if begun else PeriodStatus.DRAFT,
        now.astimezone(zone),
        row.anchor or "",
        label=row.label,
    )


def opds(conn: Connection, period: int, of: PeriodHead, code: str | None = None) -> Iterator[ExportedOpd]:
    """Every OPD that takes part, by code, also those without any answer; or only the one with this code."""
    taking_part = rows.opds(conn, period, code)
    zone = of.due.tzinfo
    assert isinstance(zone, ZoneInfo)
    now = period_status(of.status, of.opens, of.verification_due, of.at)
    for start in range(0, len(taking_part), BATCH):
        some = taking_part[start : start + BATCH]
        numbers = [row.id for row in some]
        answers = _answers(conn, numbers, of.instrument, zone)
        final = final_results.present(conn, numbers)
        among, these = (lambda column: column.in_(_OF_THESE)), {"ids": numbers}
        users = survey_values.given(conn, among, these, of.instrument)
        asked = survey_values.summaries(conn, numbers, of.instrument)
        to_do = actions.of_assessments(conn, numbers, zone) if of.instrument.acts else {}
        for row in some:
            line = _opd(row, answers[row.id], of.instrument, zone, final.get(row.id), now, users.get(row.id, NOTHING))
            mine = to_do.get(row.id, {})
            ordered = tuple(mine[code] for code in of.instrument.codes if code in mine)
            yield replace(line, survey=asked.get(row.id), actions=ordered)


def load(conn: Connection, period: int, now: datetime) -> PeriodExport:
    """The whole period with last year's values, for papers and tables."""
    known = head(conn, period, now)
    year, former = results.former_values(conn, period, now)
    lines = tuple(replace(line, former_value=former.get(line.code)) for line in opds(conn, period, known))
    summary = summarise(known.instrument, [(line.status, _value(line)) for line in lines])
    return PeriodExport(replace(known, former_year=year), lines, summary)


def json_chunks(conn: Connection, period: int, now: datetime) -> Iterator[str]:
    """The JSON contract as text in pieces, one OPD at a time."""
    known, row = head(conn, period, now), conn.execute(_OF_PEMDA, {"period": period}).one()
    seen: list[tuple[Status, Decimal | None]] = []
    asked = own_lines_json(_asked(conn, row, known))
    yield f'{{"period": {_json(head_json(known))},\n"own_evidence": {_json(asked)},\n"opds": ['
    for line in opds(conn, period, known):
        yield f"{',' if seen else ''}\n{_json(opd_json(line))}"
        seen.append((line.status, _value(line)))
    yield f'],\n"summary": {_json(summary_json(summarise(known.instrument, seen)))}'
    yield f',\n"productivity": {_json(_productivity(conn, row))}'
    yield f',\n"ombudsman": {_json(opinions_json(_opinions(conn, row)))}'
    yield f',\n"schema": {SCHEMA}, "exported_at": {_json(known.at.isoformat(timespec="seconds"))}'
    yield f',\n"rules": {_json(rules_json(known.instrument))}'
    yield from _chain(conn, row.pemda_id, known.anchor)


def _chain(conn: Connection, pemda: int, newest: str) -> Iterator[str]:
    """The audit log of the period's Pemda, entry by entry."""
    yield f',\n"chain": {{"pemda": {pemda}, "head": {_json(newest)}, "entries": ['
    for place, link in enumerate(chain.entries(conn, pemda)):
        yield f"{',' if place else ''}\n{_json(link_json(link))}"
    yield "]}}\n"


def _productivity(conn: Connection, row: AnyRow) -> Mapping[str, Any] | None:
    """The tables of positions of the period's Pemda and year."""
    return productivity_json(row.year, row.effective_hours, workload_tables.of_year(conn, row.pemda_id, row.year))


def _opinions(conn: Connection, row: AnyRow) -> tuple[Opinion, ...]:
    """What the Ombudsman's letters say of the period's Pemda, to the period's year."""
    return tuple(one for one in opinions.of_pemda(conn, row.pemda_id) if one.year <= row.year)


def _asked(conn: Connection, row: AnyRow, known: PeriodHead) -> list[OwnLine]:
    """The lines of the Pemda's own list of evidence that were asked at some moment of the period."""
    zone = known.due.tzinfo
    assert isinstance(zone, ZoneInfo)
    found = own_lines.load(conn, row.pemda_id, known.instrument.id, zone)
    end = row.closed_at or known.at
    return [one for one in found if one.since <= end and (one.until is None or one.until > known.opens)]


def _json(value: Mapping[str, Any] | list[dict[str, Any]] | str | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def _value(line: ExportedOpd) -> Decimal | None:
    return line.official.value if line.official else None


def _opd(
    row: AnyRow,
    answers: Mapping[str, AnswerLine],
    instrument: Instrument,
    zone: ZoneInfo,
    final: FinalResult | None,
    period: PeriodStatus,
    users: Mapping[str, Exact],
) -> ExportedOpd:
    status = standing(Status(row.status), period)
    lines = tuple(answers[code] for code in instrument.codes if code in answers)
    final = final if status is Status.FINAL else None
    own, region, province = scores(instrument, status, lines, final, users)
    return ExportedOpd(
        row.code,
        row.name + row.of_subject,
        row.short + row.of_subject,
        row.kind,
        row.head_title,
        status,
        row.late,
        own,
        region,
        province,
        lines,
        row.submitted_at.astimezone(zone) if row.submitted_at else None,
        final=final,
        parts=parts(instrument, status, lines, final, users),
        subject=_subject(row),
        users=users,
    )


def _subject(row: AnyRow) -> Subject | None:
    if row.subject_id is None:
        return None
    return Subject(row.subject_kind, row.subject_code, row.subject_name, id=row.subject_id)


def _answers(
    conn: Connection, ids: Sequence[int], instrument: Instrument, zone: ZoneInfo
) -> dict[int, dict[str, AnswerLine]]:
    """Assessment -> variable -> answer, evidence and verdicts. Variables without any of these are absent."""
    files: dict[tuple[int, str], list[EvidenceLine]] = defaultdict(list)
    for row in conn.execute(_EVIDENCE, {"ids": ids}):
        files[row.assessment_id, row.variable].append(_evidence(row, zone))
    verdicts: dict[tuple[int, str], list[Verdict]] = defaultdict(list)
    for row in conn.execute(_VERDICTS, {"ids": ids}):
        verdicts[row.assessment_id, row.variable].append(_verdict(row, zone))
    said = {(row.assessment_id, row.variable): row for row in conn.execute(_ANSWERS, {"ids": ids})}
    found: dict[int, dict[str, AnswerLine]] = {number: {} for number in ids}
    for number, code in said.keys() | files.keys():
        said_here = said.get((number, code))
        touched = said_here is not None and (said_here.level is not None or said_here.explanation)
        shown, judged = tuple(files.get((number, code), ())), tuple(verdicts.get((number, code), ()))
        if code in instrument.codes and (touched or shown or judged):
            found[number][code] = _answer(code, said_here, zone, shown, judged)
    return found


def _answer(
    code: str, row: AnyRow | None, zone: ZoneInfo, files: tuple[EvidenceLine, ...], verdicts: tuple[Verdict, ...]
) -> AnswerLine:
    if row is None:
        return AnswerLine(code, None, "", None, None, None, files, verdicts)
    if row.level is None and not row.explanation:  # put to the team, which fills it in
        return AnswerLine(code, None, "", None, None, row.version, files, verdicts)
    at = row.answered_at.astimezone(zone)
    return AnswerLine(code, row.level, row.explanation, row.by_name, at, row.version, files, verdicts)


def _evidence(row: AnyRow, zone: ZoneInfo) -> EvidenceLine:
    kind, state = EvidenceKind(row.kind), EvidenceState(row.state)
    copied = state is EvidenceState.STORED and kind is not EvidenceKind.LINK
    return EvidenceLine(
        row.id,
        kind,
        row.name,
        row.mime if copied else None,
        row.bytes if copied else None,
        row.sha256 if copied else None,
        state,
        row.by_name,
        row.sent_at.astimezone(zone),
        row.year,
        row.storage_key if copied else None,
        row.note,
        row.document_id is not None,
    )


def _verdict(row: AnyRow, zone: ZoneInfo) -> Verdict:
    at = row.at.astimezone(zone)
    return Verdict(row.variable, Stage(row.stage), row.version, row.level, row.note, row.by_name, at)
