"""Reads what every OPD of a period has reached, with five selects for any number of OPD."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import Approval, Period, PeriodStatus, Status
from core.assessment.status import period_status, standing
from core.instrument.parse import Instrument
from core.pemda.zones import zone_label
from core.results.period import FormerResult, OpdResults, PeriodResults, PresentPeriod, apart
from core.results.stages import ResultBasis, judged_again, stages
from storage.assessment import instruments, progress
from storage.engine.schema import INSTRUMENT, PERIOD, PERIOD_NAME, AnyRow
from storage.results import final as final_results, rows

_BEFORE = (
    select(PERIOD.c.id)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .where(
        PERIOD.c.pemda_id == bindparam("pemda"),
        INSTRUMENT.c.slug == bindparam("slug"),
        PERIOD.c.due_at < bindparam("due"),
    )
    .order_by(PERIOD.c.due_at.desc())
    .limit(1)
)
_NEWEST_BEFORE = (
    select(PERIOD.c.year, INSTRUMENT.c.slug)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .where(
        PERIOD.c.pemda_id == bindparam("pemda"),
        PERIOD.c.due_at < bindparam("due"),
        PERIOD.c.status != PeriodStatus.DRAFT.value,
    )
    .order_by(PERIOD.c.due_at.desc())
    .limit(1)
)
_OPENED = (
    select(
        PERIOD.c.id, PERIOD_NAME, PERIOD.c.status, PERIOD.c.opens_at, PERIOD.c.verification_due_at, INSTRUMENT.c.slug
    )
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .where(PERIOD.c.pemda_id == bindparam("pemda"), PERIOD.c.status != PeriodStatus.DRAFT.value)
    .order_by(PERIOD.c.opens_at > bindparam("now"), PERIOD.c.due_at.desc())
)


def current(conn: Connection, pemda: int, now: datetime) -> int | None:
    """The newest period that has opened, else the next that will. Never a draft."""
    return next((row.id for row in conn.execute(_OPENED, {"pemda": pemda, "now": now})), None)


def present(conn: Connection, pemda: int, now: datetime) -> tuple[PresentPeriod, ...]:
    """The Pemda's present periods: of each instrument those that are open, and the newest one (`current`). Where there
    are several, without those that are archived or have not opened; first the open ones, by due date.
    """
    newest: dict[str, int] = {}
    found: list[tuple[PeriodStatus, PresentPeriod]] = []
    for row in conn.execute(_OPENED, {"pemda": pemda, "now": now}):
        status = period_status(PeriodStatus(row.status), row.opens_at, row.verification_due_at, now)
        if newest.setdefault(row.slug, row.id) == row.id or status is PeriodStatus.OPEN:
            found.append((status, PresentPeriod(row.id, row.period_name)))
    if len(found) == 1:
        return (found[0][1],)
    opened, closed = (
        tuple(one for status, one in reversed(found) if status is wanted)
        for wanted in (PeriodStatus.OPEN, PeriodStatus.CLOSED)
    )
    return (*opened, *closed) or tuple(one for _, one in found[:1])


def meant(
    conn: Connection, pemda: int, now: datetime, wanted: int | None
) -> tuple[int | None, tuple[PresentPeriod, ...]]:
    """The period that is looked at: the one wanted, else the only present one; None where one has to be chosen among
    these.
    """
    if wanted is not None and any(row.id == wanted for row in conn.execute(_OPENED, {"pemda": pemda, "now": now})):
        return wanted, ()
    found = present(conn, pemda, now)
    return (found[0].id, ()) if len(found) == 1 else (None, found)


def viewed(conn: Connection, pemda: int, period: int, now: datetime) -> PeriodResults:
    """The results of a period that is looked at; one that is not the only present one says which it is."""
    found = load(conn, period, now)
    return found if [one.id for one in present(conn, pemda, now)] == [period] else apart(found)


def load(conn: Connection, period: int, now: datetime) -> PeriodResults:
    """The period, compared with the one before it (with the same instrument). Instants are in the Pemda's zone."""
    head = rows.head(conn, period)
    return replace(_read(conn, head, now, _before(conn, head, now)), unlike_year=_unlike(conn, head))


def _unlike(conn: Connection, head: AnyRow) -> int | None:
    """The year of the period before, if it had another instrument. Where the Pemda has several side by side, none is
    said to follow another.
    """
    if head.label:
        return None
    before = conn.execute(_NEWEST_BEFORE, {"pemda": head.pemda_id, "due": head.due_at}).one_or_none()
    return before.year if before is not None and before.slug != head.slug else None


def former_values(conn: Connection, period: int, now: datetime) -> tuple[int | None, dict[str, Decimal]]:
    """The year of the period before (None: there is none), and OPD code -> official value of the OPD verified in it."""
    before = _before(conn, rows.head(conn, period), now)
    if before is None:
        return None, {}
    return before.period.year, {one.code: one.value for one in before.valued if one.value is not None}


def years(conn: Connection, pemda: int, now: datetime) -> list[PeriodResults]:
    """Every period of the Pemda that has opened, oldest first, with any instrument."""
    query = select(PERIOD.c.id).where(
        PERIOD.c.pemda_id == pemda, PERIOD.c.status != PeriodStatus.DRAFT.value, PERIOD.c.opens_at <= now
    )
    numbers = conn.execute(query.order_by(PERIOD.c.due_at)).scalars().all()
    return [_read(conn, rows.head(conn, number), now, None) for number in numbers]


def _before(conn: Connection, head: AnyRow, now: datetime) -> PeriodResults | None:
    known = {"pemda": head.pemda_id, "slug": head.slug, "due": head.due_at}
    number = conn.execute(_BEFORE, known).scalar()
    return _read(conn, rows.head(conn, number), now, None) if number is not None else None


def _read(conn: Connection, head: AnyRow, now: datetime, before: PeriodResults | None) -> PeriodResults:
    zone = ZoneInfo(head.timezone)
    local = now.astimezone(zone)
    instrument = instruments.of_team(conn, head.instrument)
    former = _former(before) if before else {}
    complete = progress.complete_codes_in(conn, head.id, instrument, head.links_alone)
    judged = final_results.of_period(conn, head.id, instrument)
    period = _period(head, zone, now)
    return PeriodResults(
        pemda_id=head.pemda_id,
        pemda_name=head.pemda_name,
        period=period,
        instrument=instrument,
        at=local,
        zone_label=zone_label(local),
        opds=tuple(
            replace(
                _opd(row, head, period, instrument, judged.get(row.id, ResultBasis()), complete.get(row.id, ())),
                former=former.get((row.opd_id, row.subject_id)),
            )
            for row in rows.opds(conn, head.id)
        ),
        former_year=before.period.year if before else None,
        former=before.region if before else None,
        province_review=head.province_review,
        approval=Approval(head.approval),
        known=head.result_at is not None,
    )


def _opd(
    row: AnyRow, head: AnyRow, period: Period, instrument: Instrument, judged: ResultBasis, complete: Collection[str]
) -> OpdResults:
    """One OPD's results. A final result lacks nothing any more, whatever happens to a file or a setting."""
    zone = ZoneInfo(head.timezone)
    status = standing(Status(row.status), period.status)
    final = judged.final if status is Status.FINAL else None
    reached = stages(instrument, status, judged)
    return OpdResults(
        assessment=row.id,
        opd_id=row.opd_id,
        subject=row.subject_id,
        code=row.code,
        name=row.name + row.mark + row.of_subject,
        short=row.short + row.mark + row.of_subject,
        status=status,
        late=row.late,
        due=(row.due_at or head.due_at).astimezone(zone),
        stages=reached,
        incomplete=() if final else tuple(code for code in instrument.part("unit").codes if code not in complete),
        submitted_at=_local(row.submitted_at, zone),
        reviewed_at=_local(row.reviewed_at, zone),
        named=final.named if final else head.official_result,
        awaits_province=_judges_yet(head, period) and status is Status.VERIFIED and reached.province is None,
        reopened=tuple(code for code in instrument.codes if code in judged.reopened),
        again=judged_again(instrument, status, judged),
    )


def _judges_yet(head: AnyRow, period: Period) -> bool:
    """Whether the province still has to judge what the region has verified. It does not in an archived period."""
    return bool(head.province_review) and period.status is not PeriodStatus.ARCHIVED


def _former(before: PeriodResults) -> dict[tuple[int, int | None], FormerResult]:
    official = {(one.opd_id, one.subject): one.stages.official for one in before.valued}
    return {
        number: FormerResult(before.period.year, reached.levels, reached.score)
        for number, reached in official.items()
        if reached is not None and reached.score is not None
    }


def _period(head: AnyRow, zone: ZoneInfo, now: datetime) -> Period:
    stored = PeriodStatus(head.status)
    return Period(
        head.id,
        head.label or head.name,
        head.year,
        period_status(stored, head.opens_at, head.verification_due_at, now),
        head.opens_at.astimezone(zone),
        head.due_at.astimezone(zone),
        head.verification_due_at.astimezone(zone),
        bool(head.label),
    )


def _local(instant: datetime | None, zone: ZoneInfo) -> datetime | None:
    return instant.astimezone(zone) if instant else None
