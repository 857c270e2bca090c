"""Periods of all Pemda for which something is due: to be announced, closed or archived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, exists, func, select

from core.assessment.model import PeriodStatus
from core.results.stages import REVIEWED
from storage.assessment.head import TAKES_PART
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, INSTRUMENT, PEMDA, PERIOD, AnyRow


@dataclass(frozen=True, slots=True)
class DuePeriod:
    """A period with what its Pemda's calendar needs. Instants are in the Pemda's zone; days are ISO 8601."""

    id: int
    pemda_id: int
    name: str
    opens: datetime
    due: datetime
    working_days: int
    own_holidays: tuple[str, ...]
    worked_days: tuple[str, ...]


_FOLLOWING = PERIOD.alias("following")
_PINNED, _OTHER_PIN = INSTRUMENT.alias("pinned"), INSTRUMENT.alias("other_pin")
_SAME_INSTRUMENT = (
    select(_OTHER_PIN.c.id)
    .join(_PINNED, _PINNED.c.slug == _OTHER_PIN.c.slug)
    .where(_PINNED.c.id == PERIOD.c.instrument_id)
    .correlate(PERIOD)
)
"""In whatever version."""
_OPEN = PERIOD.c.status == PeriodStatus.OPEN.value


def newest_open(conn: Connection) -> tuple[datetime, datetime] | None:
    """When the answers and the verification of the newest open period of any Pemda are due; None where none is open."""
    row = conn.execute(select(PERIOD.c.due_at, PERIOD.c.verification_due_at).where(_OPEN).order_by(PERIOD.c.id.desc()))
    found = row.first()
    return (found.due_at, found.verification_due_at) if found else None


def untold(conn: Connection, now: datetime, period: int | None = None) -> Sequence[AnyRow]:
    """Open periods whose contacts have not been told; all of them, or this one. These are rows, each to be read by
    `read`, so that a faulty one hides no other. The same holds for the two functions below.
    """
    return _found(conn, period, _OPEN, PERIOD.c.opens_at <= now, PERIOD.c.announced_at.is_(None))


def told(conn: Connection, period: int, now: datetime) -> None:
    writes.update(conn, PERIOD, {"announced_at": now}, PERIOD.c.id == period)


def overdue(conn: Connection, now: datetime, period: int | None = None) -> Sequence[AnyRow]:
    """Open periods whose verification is over."""
    return _found(conn, period, _OPEN, PERIOD.c.verification_due_at < now)


def ahead(conn: Connection, now: datetime) -> list[tuple[str, str, datetime, datetime, datetime]]:
    """Pemda, name, opening, due date and end of verification of every period that is open or to come."""
    dates = (PERIOD.c.opens_at, PERIOD.c.due_at, PERIOD.c.verification_due_at)
    query = (
        select(PEMDA.c.name.label("pemda"), PERIOD.c.name, *dates)
        .join(PEMDA, PEMDA.c.id == PERIOD.c.pemda_id)
        .where(PERIOD.c.status.in_((PeriodStatus.DRAFT, PeriodStatus.OPEN)), PERIOD.c.verification_due_at > now)
        .order_by(PEMDA.c.name, PERIOD.c.due_at)
    )
    return [(row.pemda, row.name, row.opens_at, row.due_at, row.verification_due_at) for row in conn.execute(query)]


def followed(conn: Connection, now: datetime, period: int | None = None) -> Sequence[AnyRow]:
    """Closed periods after which another one of their instrument has opened and was told of; coordinators hear of both
    then.
    """
    opened = exists().where(
        _FOLLOWING.c.instrument_id.in_(_SAME_INSTRUMENT),
        _FOLLOWING.c.pemda_id == PERIOD.c.pemda_id,
        _FOLLOWING.c.status == PeriodStatus.OPEN.value,
        _FOLLOWING.c.opens_at <= now,
        _FOLLOWING.c.opens_at > PERIOD.c.opens_at,
        _FOLLOWING.c.announced_at.is_not(None),
    )
    return _found(conn, period, PERIOD.c.status == PeriodStatus.CLOSED.value, opened)


def unverified(conn: Connection, period: int) -> int:
    """How many OPD have no official result."""
    open_ones = select(func.count()).where(
        ASSESSMENT.c.period_id == period,
        TAKES_PART,
        ASSESSMENT.c.status.not_in(sorted(status.value for status in REVIEWED)),
    )
    return int(conn.execute(open_ones).scalar_one())


def read(row: AnyRow) -> DuePeriod:
    return DuePeriod(
        row.id,
        row.pemda_id,
        row.label or row.name,
        row.opens_at.astimezone(ZoneInfo(row.timezone)),
        row.due_at.astimezone(ZoneInfo(row.timezone)),
        row.working_days,
        tuple(row.own_holidays),
        tuple(row.worked_days),
    )


def _found(conn: Connection, period: int | None, *where: ColumnElement[bool]) -> Sequence[AnyRow]:
    calendar = (PEMDA.c.timezone, PEMDA.c.working_days, PEMDA.c.own_holidays, PEMDA.c.worked_days)
    query = select(PERIOD, *calendar).join(PEMDA, PEMDA.c.id == PERIOD.c.pemda_id).where(*where).order_by(PERIOD.c.id)
    return conn.execute(query if period is None else query.where(PERIOD.c.id == period)).all()
