"""An assessment with its OPD, period, Pemda and instrument: the one join and the one select of these five."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, select

from core.assessment.model import Period, PeriodStatus
from core.assessment.status import period_status
from storage.engine.schema import (
    ASSESSED_SHORT,
    ASSESSMENT,
    INSTRUMENT,
    OF_SUBJECT,
    OPD,
    PEMDA,
    PERIOD,
    PERIOD_NAME,
    AnyRow,
)

JOINED = (
    ASSESSMENT.join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .join(PEMDA, PEMDA.c.id == PERIOD.c.pemda_id)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
)

TAKES_PART = ASSESSMENT.c.left_out_at.is_(None)
"""Condition of an assessment that was not left out of its period."""

IS_OPEN = (
    PERIOD.c.status == PeriodStatus.OPEN.value,
    PERIOD.c.opens_at <= bindparam("now"),
    PERIOD.c.verification_due_at >= bindparam("now"),
)
"""Conditions of a period that is open at the instant `now`; `is_open` says the same of a row."""


def heads(*columns: Any) -> Select[Any]:
    """Assessments with what every room needs to know of them, and further columns."""
    return select(
        ASSESSMENT,
        OPD.c.pemda_id,
        OPD.c.code.label("opd_code"),
        (OPD.c.name + OF_SUBJECT).label("opd_name"),
        ASSESSED_SHORT.label("opd_short"),
        PERIOD_NAME,
        PERIOD.c.label.label("period_label"),
        PERIOD.c.year,
        PERIOD.c.status.label("period_status"),
        PERIOD.c.opens_at,
        PERIOD.c.due_at.label("period_due"),
        PERIOD.c.verification_due_at,
        PEMDA.c.timezone,
        PEMDA.c.approval,
        PEMDA.c.links_alone,
        INSTRUMENT.c.hash.label("instrument"),
        *columns,
    ).select_from(JOINED)


def period_now(row: AnyRow, now: datetime) -> PeriodStatus:
    """The status of the period of a row of `heads` at this moment. For an OPD that was left out it is over."""
    if row.left_out_at is not None and row.period_status != PeriodStatus.ARCHIVED:
        return PeriodStatus.CLOSED
    return period_status(PeriodStatus(row.period_status), row.opens_at, row.verification_due_at, now)


def period_of(row: AnyRow, now: datetime, zone: ZoneInfo) -> Period:
    """The period of a row of `heads`, with its instants in this zone."""
    instants = (row.opens_at, row.period_due, row.verification_due_at)
    opens, due, latest = (instant.astimezone(zone) for instant in instants)
    name, several, left_out = row.period_name, bool(row.period_label), row.left_out_at is not None
    return Period(row.period_id, name, row.year, period_now(row, now), opens, due, latest, several, left_out)


def is_open(row: AnyRow, now: datetime) -> bool:
    """Whether the period of a row of `heads` accepts answers at this moment."""
    return period_now(row, now) is PeriodStatus.OPEN
