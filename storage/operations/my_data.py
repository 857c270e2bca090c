"""Everything that is stored about one person, for this person to read (UU PDP 27/2022, article 6)."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, bindparam, func, select

from storage.assessment import instruments
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    CONVERSATION,
    CORRECTIVE_ACTION,
    EVIDENCE,
    EVIDENCE_USE,
    INSTRUMENT,
    MEMBERSHIP,
    OPD,
    PEMDA,
    PERIOD,
    PERSON,
    QUESTION,
    VERDICT,
    WORKLOAD,
)

_ME: Any = bindparam("person")
_PLACE = ASSESSMENT.join(OPD, OPD.c.id == ASSESSMENT.c.opd_id).join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
_ROLES = (
    select(
        MEMBERSHIP.c.role, PEMDA.c.name.label("pemda"), OPD.c.name.label("opd"), MEMBERSHIP.c.field,
        MEMBERSHIP.c.since, MEMBERSHIP.c.ended_at, PEMDA.c.timezone,
    )
    .join(PEMDA, PEMDA.c.id == MEMBERSHIP.c.pemda_id)
    .outerjoin(OPD, OPD.c.id == MEMBERSHIP.c.opd_id)
    .where(MEMBERSHIP.c.person_id == _ME)
    .order_by(MEMBERSHIP.c.id)
)  # fmt: skip


def _of(table: Any, *columns: Any) -> Select[Any]:
    """Selects rows of a table that belongs to an assessment, with OPD and period."""
    place = _PLACE.join(table, table.c.assessment_id == ASSESSMENT.c.id)
    named = OPD.c.name.label("opd"), PERIOD.c.name.label("period")
    return select(*named, *columns).select_from(place).order_by(table.c.id)


_HASH = (
    select(INSTRUMENT.c.hash)
    .where(INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .correlate(PERIOD)
    .scalar_subquery()
    .label("instrument")
)
"""By which a level is written in words."""


_VARIABLES = (
    select(func.aggregate_strings(EVIDENCE_USE.c.variable, ", "))
    .where(EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
    .correlate(EVIDENCE)
    .scalar_subquery()
    .label("variables")
)

_SAID = ANSWER.c.level.is_not(None) | (ANSWER.c.explanation != "")
"""Not what was only put to the team."""

_PARTS: dict[str, Select[Any]] = {
    "answers": _of(
        ANSWER, _HASH, ANSWER.c.variable, ANSWER.c.level, ANSWER.c.explanation, ANSWER.c.version, ANSWER.c.answered_at
    ).where(_SAID, (ANSWER.c.answered_by == _ME) | (ANSWER.c.levelled_by == _ME) | (ANSWER.c.explained_by == _ME)),
    "actions": _of(
        CORRECTIVE_ACTION, CORRECTIVE_ACTION.c.variable, CORRECTIVE_ACTION.c.words, CORRECTIVE_ACTION.c.person,
        CORRECTIVE_ACTION.c.due, CORRECTIVE_ACTION.c.saved_at, CORRECTIVE_ACTION.c.done_at,
        CORRECTIVE_ACTION.c.done_note,
    ).where((CORRECTIVE_ACTION.c.saved_by == _ME) | (CORRECTIVE_ACTION.c.done_by == _ME)),
    "evidence": _of(
        EVIDENCE, EVIDENCE.c.kind, EVIDENCE.c.name, EVIDENCE.c.state, EVIDENCE.c.bytes, EVIDENCE.c.sha256,
        EVIDENCE.c.year, EVIDENCE.c.note, EVIDENCE.c.sent_at, EVIDENCE.c.removed_at, _VARIABLES,
    ).where(EVIDENCE.c.sent_by == _ME),
    "questions": _of(
        QUESTION, QUESTION.c.variable, QUESTION.c.text, QUESTION.c.asked_at, QUESTION.c.answer, QUESTION.c.answered_at
    ).where(QUESTION.c.asked_by == _ME),
    "replies": _of(
        QUESTION, QUESTION.c.variable, QUESTION.c.answer, QUESTION.c.answered_at
    ).where(QUESTION.c.answered_by == _ME),
    "verdicts": _of(
        VERDICT, _HASH, VERDICT.c.variable, VERDICT.c.stage, VERDICT.c.level, VERDICT.c.note, VERDICT.c.at
    ).where(VERDICT.c.by == _ME),
    "submissions": select(
        OPD.c.name.label("opd"), PERIOD.c.name.label("period"), ASSESSMENT.c.submitted_at, ASSESSMENT.c.declarant_name,
        ASSESSMENT.c.declarant_title, ASSESSMENT.c.declarant_nip,
    ).select_from(_PLACE).where(ASSESSMENT.c.submitted_by == _ME).order_by(ASSESSMENT.c.id),
    "workloads": select(
        OPD.c.name.label("opd"), WORKLOAD.c.year, WORKLOAD.c.saved_at
    ).join(OPD, OPD.c.id == WORKLOAD.c.opd_id).where(WORKLOAD.c.saved_by == _ME).order_by(WORKLOAD.c.id),
}  # fmt: skip


def collect(conn: Connection, person: int) -> dict[str, Any]:
    """The data as plain values for JSON, with instants in the zone of the person's first Pemda. Raises KeyError for an
    unknown person.
    """
    me = conn.execute(select(PERSON).where(PERSON.c.id == person)).one_or_none()
    if me is None:
        raise KeyError(person)
    roles = conn.execute(_ROLES, {"person": person}).all()
    zone = ZoneInfo(roles[0].timezone if roles else "Asia/Jakarta")
    last = conn.execute(select(CONVERSATION.c.moved_at).where(CONVERSATION.c.telegram_id == me.telegram_id)).scalar()
    found: dict[str, Any] = {
        "person": _plain(
            {"name": me.name, "telegram_id": me.telegram_id, "joined_at": me.joined_at, "last_activity": last}, zone
        ),
        "roles": [_plain({k: v for k, v in row._mapping.items() if k != "timezone"}, zone) for row in roles],
    }
    for part, query in _PARTS.items():
        rows = [dict(row._mapping) for row in conn.execute(query, {"person": person})]
        found[part] = [_plain(_written(conn, row), zone) for row in rows]
    return found


def _written(conn: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """The same with a level as its instrument writes it, and called after what it is: a level, an answer, a mark."""
    if "instrument" not in row:
        return row
    instrument, level = instruments.pinned(conn, row.pop("instrument")), row["level"]
    if level is None:
        return row
    key = instrument.answer_kind(row["variable"], level)
    return {key if name == "level" else name: value for name, value in row.items()} | {
        key: instrument.numeral(level, row["variable"])
    }


def _plain(row: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    return {
        key: value.astimezone(zone).isoformat() if isinstance(value, datetime) else value for key, value in row.items()
    }
