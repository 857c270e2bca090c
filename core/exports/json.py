"""The JSON contract for other programs: every key always present, null where nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from core.assessment.action import Action
from core.assessment.subjects import Subject
from core.evidence.lists import OwnLine
from core.exports.data import AnswerLine, EvidenceLine, ExportedOpd, Parts, PeriodHead, Summary
from core.exports.proof import basis_json
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import MEAN_DECIMALS, FormValue, Score, half_up
from core.productivity.model import UnitPositions
from core.productivity.rating import Rating, rate, rate_region, rate_unit
from core.register.opinions import Opinion
from core.review.verdicts import Verdict
from core.survey.form import SurveySummary


def head_json(head: PeriodHead) -> dict[str, Any]:
    return {
        "pemda": head.pemda,
        "name": head.name,
        "instrument": head.instrument.id,
        "version": head.instrument.version,
        "opens": _instant(head.opens),
        "due": _instant(head.due),
        "verification_due": _instant(head.verification_due),
        "status": head.status.value,
    }


def own_lines_json(lines: Iterable[OwnLine]) -> list[dict[str, Any]]:
    """What the Pemda itself asked for as evidence, and when."""
    return [
        {
            "variable": line.variable,
            "level": line.level,
            "document": line.words,
            "since": _instant(line.since),
            "until": _instant(line.until),
        }
        for line in lines
    ]


def opd_json(opd: ExportedOpd) -> dict[str, Any]:
    return {
        "code": opd.code,
        "name": opd.name,
        "subject": _subject_json(opd.subject) if opd.subject else None,
        "status": opd.status.value,
        "late": opd.late,
        "self": _score_json(opd.self_score, opd.parts.own),
        "region": _score_json(opd.region, opd.parts.region),
        "province": _score_json(opd.province, opd.parts.province),
        "answers": [_answer_json(line) for line in opd.answers],
        "survey": _survey_json(opd.survey),
        "actions": [_action_json(one) for one in opd.actions],
        **basis_json(opd),
    }


def productivity_json(year: int, hours: int, units: Sequence[UnitPositions]) -> dict[str, Any] | None:
    """The tables of positions of a year; null where there are none."""
    if not units:
        return None
    return {
        "year": year,
        "effective_hours": hours,
        **_rating_json(rate_region((unit.positions for unit in units), hours)),
        "opds": [
            {
                "code": unit.code,
                "name": unit.name,
                **_rating_json(rate_unit(unit.positions, hours)),
                "positions": [{"name": one.name, **_rating_json(rate(one, hours))} for one in unit.positions],
            }
            for unit in units
        ],
    }


def opinions_json(opinions: Iterable[Opinion]) -> list[dict[str, Any]]:
    """What the Ombudsman's letters say, of the region (no OPD) and of single OPD."""
    return [
        {"year": one.year, "opd": one.code or None, "opinion": one.words, "value": _number(one.value)}
        for one in opinions
    ]


def _rating_json(rating: Rating) -> dict[str, Any]:
    sums, grade = rating.sums, rating.grade
    return {
        "workload": _number(sums.workload),
        "pns": sums.pns,
        "pppk": sums.pppk,
        "need": rating.need,
        "need_unrounded": float(rating.exact_need),
        "efficiency": None if rating.efficiency is None else float(rating.efficiency),
        "grade": grade.letter if grade else None,
    }


def summary_json(summary: Summary) -> dict[str, Any]:
    return {
        "opds": summary.opds,
        "submitted": summary.submitted,
        "verified": summary.verified,
        "mean": None if summary.mean is None else float(summary.mean),
        "band": summary.band,
    }


def _score_json(result: Score | None, parts: Parts) -> dict[str, Any] | None:
    if result is None:
        return None
    return {
        "total": _number(result.value),
        "band": result.band or None,
        "staged_level": result.staged_level,
        "aspects": [{"code": one.code, "name": one.name, "value": _number(one.value)} for one in parts.aspects],
        "forms": [_form_json(one) for one in parts.forms],
    }


def _subject_json(subject: Subject) -> dict[str, Any]:
    return {"kind": subject.kind, "code": subject.code, "name": subject.name}


def _action_json(action: Action) -> dict[str, Any]:
    return {
        "variable": action.variable,
        "action": action.words,
        "person": action.person,
        "due": action.due.isoformat() if action.due else None,
        "done_at": _instant(action.done_at),
        "done_note": action.done_note,
    }


def _survey_json(survey: SurveySummary | None) -> dict[str, Any] | None:
    if survey is None:
        return None
    means = {code: _number(half_up(mean, MEAN_DECIMALS)) for code, mean in survey.means.items()}
    return {"answers": survey.answers, "means": means}


def _form_json(form: FormValue) -> dict[str, Any]:
    return {"code": form.code, "name": form.name, "share": _number(form.share), "value": _number(form.value)}


def _number(value: Decimal | None) -> int | float | None:
    """A value with at most four decimals: exact in JSON's digits. A whole total has none."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _answer_json(line: AnswerLine) -> dict[str, Any]:
    return {
        "variable": line.variable,
        "level": _level(line.level),
        "not_applicable": line.level == NOT_APPLICABLE,
        "explanation": line.explanation,
        "answered_by": line.answered_by,
        "answered_at": _instant(line.answered_at),
        "version": line.version,
        "evidence": [_evidence_json(file) for file in line.evidence],
        "verdicts": [_verdict_json(verdict) for verdict in line.verdicts],
    }


def _level(level: int | None) -> int | None:
    return None if level == NOT_APPLICABLE else level


def _evidence_json(file: EvidenceLine) -> dict[str, Any]:
    return {
        "kind": file.kind.value,
        "name": file.name,
        "mime": file.mime,
        "bytes": file.bytes,
        "sha256": file.sha256,
        "state": file.state.value,
        "sent_by": file.sent_by,
        "sent_at": _instant(file.sent_at),
        "shared": file.shared,
        "year": file.year,
    }


def _verdict_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "stage": verdict.stage.value,
        "version": verdict.version,
        "level": _level(verdict.level),
        "not_applicable": verdict.level == NOT_APPLICABLE,
        "note": verdict.note,
        "by": verdict.by,
        "at": _instant(verdict.at),
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
