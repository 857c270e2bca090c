"""What orders about periods have in common: periods of one Pemda are made one after another, and no OPD has two of one
instrument at a time.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, func, literal, select

from core.assessment.model import PeriodStatus, Status
from core.effects.periods import DraftPeriod, OpenPeriod
from core.evidence.years import YEAR
from core.pemda import periods
from core.pemda.periods import PeriodKind, Span
from storage.assessment import instruments
from storage.audit import writes
from storage.engine.schema import ANSWER, ASSESSMENT, INSTRUMENT, OPD, PEMDA, PERIOD, SUBJECT, AnyRow
from storage.orders.rights import Actor, Refused, must_coordinate

_SPANS = (
    select(PERIOD, INSTRUMENT.c.slug, INSTRUMENT.c.hash)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .where(PERIOD.c.pemda_id == bindparam("pemda"))
    .order_by(PERIOD.c.id)
)
_WITHOUT = (
    select(ASSESSMENT.c.period_id, ASSESSMENT.c.opd_id)
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .where(PERIOD.c.pemda_id == bindparam("pemda"))
    .group_by(ASSESSMENT.c.period_id, ASSESSMENT.c.opd_id)
    .having(func.count() == func.count(ASSESSMENT.c.left_out_at))
)
_ONE_AT_A_TIME = select(PEMDA.c.timezone).where(PEMDA.c.id == bindparam("pemda")).with_for_update()


def take_part(conn: Connection, pemda: int) -> None:
    """Lets the OPD of the Pemda take part in its open and scheduled periods, all of them or those that were chosen,
    with each of the subjects in their register where the instrument is about these.
    """
    open_ones = (
        select(PERIOD.c.id, PERIOD.c.chosen, PERIOD.c.subjects, INSTRUMENT.c.hash)
        .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
        .where(PERIOD.c.pemda_id == pemda, PERIOD.c.status == PeriodStatus.OPEN.value)
    )
    for period in conn.execute(open_ones.order_by(PERIOD.c.id)).all():
        _take_part_in(conn, period, instruments.pinned(conn, period.hash).subject)


def _take_part_in(conn: Connection, period: AnyRow, kind: str) -> None:
    """An OPD with an empty register takes part as itself until there is something in it (storage/pemda/subjects.py)."""
    in_use = and_(SUBJECT.c.opd_id == OPD.c.id, SUBJECT.c.kind == kind, SUBJECT.c.retired_at.is_(None))
    missing = (
        select(PERIOD.c.id, OPD.c.id, SUBJECT.c.id, literal(Status.NOT_STARTED.value))
        .join(OPD, OPD.c.pemda_id == PERIOD.c.pemda_id)
        .outerjoin(SUBJECT, in_use)
        .outerjoin(ASSESSMENT, (ASSESSMENT.c.period_id == PERIOD.c.id) & (ASSESSMENT.c.opd_id == OPD.c.id))
        .where(PERIOD.c.id == period.id, ASSESSMENT.c.id.is_(None), OPD.c.removed_at.is_(None))
        .order_by(OPD.c.code, SUBJECT.c.code)
    )
    missing = missing.where(OPD.c.id.in_(period.chosen)) if period.chosen else missing
    missing = missing.where(SUBJECT.c.id.in_(period.subjects)) if period.subjects else missing
    writes.insert_found(conn, ASSESSMENT, ("period_id", "opd_id", "subject_id", "status"), missing)


def lock_pemda(conn: Connection, pemda: int) -> str:
    """Lets no other transaction make or move periods of the Pemda until the commit. Returns its zone."""
    return str(conn.execute(_ONE_AT_A_TIME, {"pemda": pemda}).scalar_one())


def values_of(conn: Connection, order: OpenPeriod | DraftPeriod, instrument: int, zone: str) -> dict[str, Any]:
    name = " ".join(order.name.split())
    if not name:
        raise Refused("a period has a name")
    must_follow(order.opens, order.due, order.verification_due)
    taken = select(func.count()).where(PERIOD.c.pemda_id == order.pemda, PERIOD.c.name == name)
    if conn.execute(taken).scalar_one():
        raise Refused("there is a period of this name")
    if order.kind not in set(PeriodKind):
        raise Refused("there is no such kind of period")
    return {
        "pemda_id": order.pemda,
        "instrument_id": instrument,
        "name": name,
        "year": _year(name, order.due.astimezone(ZoneInfo(zone))),
        "kind": str(order.kind),
        "chosen": _chosen(conn, order.pemda, order.opds),
        "subjects": _subjects(conn, order),
        "opens_at": order.opens,
        "due_at": order.due,
        "verification_due_at": order.verification_due,
    }


def _chosen(conn: Connection, pemda: int, opds: tuple[int, ...]) -> list[int]:
    found = conn.execute(select(OPD.c.id).where(OPD.c.pemda_id == pemda, OPD.c.id.in_(opds)).order_by(OPD.c.id))
    chosen = list(found.scalars())
    if len(chosen) != len(set(opds)):
        raise Refused("these are no OPD of the Pemda")
    return chosen


def _subjects(conn: Connection, order: OpenPeriod | DraftPeriod) -> list[int]:
    """The lines of registers that take part: in use, of the instrument's kind, at least one of each OPD that does."""
    if isinstance(order, DraftPeriod) or not order.subjects:
        return []
    kind = instruments.pin(conn, order.instrument)[1].subject
    mine = (SUBJECT.c.id.in_(order.subjects), SUBJECT.c.kind == kind, SUBJECT.c.retired_at.is_(None))
    found = conn.execute(select(SUBJECT.c.id, SUBJECT.c.opd_id).where(*mine).order_by(SUBJECT.c.id)).all()
    if len(found) != len(set(order.subjects)) or {row.opd_id for row in found} != set(order.opds):
        raise Refused("these are no lines in use of these OPD's registers")
    return [row.id for row in found]


def must_follow(opens: datetime, due: datetime, verification_due: datetime) -> None:
    if not opens < due <= verification_due:
        raise Refused("a period opens before it is due, and is verified after that")


def must_be_apart(
    conn: Connection, number: int, *, opens: datetime | None = None, verification_due: datetime | None = None
) -> None:
    """Raises Refused if an OPD of this period would have another one by the same instrument at the same time, even one
    that is only scheduled. `opens`, `verification_due`: what its dates are to be.
    """
    pemda = _pemda_of(conn, number)
    rows, out = conn.execute(_SPANS, {"pemda": pemda}).all(), without(conn, pemda)
    spans = {row.id: replace(_span(conn, row), without=out.get(row.id, frozenset())) for row in rows}
    this = replace(spans[number], opens=opens or spans[number].opens, until=verification_due or spans[number].until)
    others = (spans[row.id] for row in rows if row.status == PeriodStatus.OPEN and row.id != number)
    if any(periods.collide(this, other) for other in others):
        raise Refused("another period of this instrument is open at that time")


def without(conn: Connection, pemda: int) -> dict[int, frozenset[int]]:
    """Period -> the OPD that were left out of it, with all that they are assessed for."""
    found: dict[int, frozenset[int]] = {}
    for row in conn.execute(_WITHOUT, {"pemda": pemda}):
        found[row.period_id] = found.get(row.period_id, frozenset()) | {row.opd_id}
    return found


def tell_apart(conn: Connection, pemda: int) -> None:
    """Makes anew what each period of the Pemda is called beside the others. A draft does not count, but has a label."""
    rows = conn.execute(_SPANS, {"pemda": pemda}).all()
    spans = {row.id: _span(conn, row) for row in rows}
    labels = periods.labels([spans[row.id] for row in rows if row.status != PeriodStatus.DRAFT])
    several = any(labels.values())
    for row in rows:
        label = labels.get(row.id, spans[row.id].label if several else "")
        if row.label != label:
            writes.update(conn, PERIOD, {"label": label}, PERIOD.c.id == row.id)


def _pemda_of(conn: Connection, period: int) -> int:
    return int(conn.execute(select(PERIOD.c.pemda_id).where(PERIOD.c.id == period)).scalar_one())


def _span(conn: Connection, row: AnyRow) -> Span:
    title = instruments.pinned(conn, row.hash).short_title
    opds = frozenset(row.chosen) if row.chosen else None
    return Span(row.id, row.slug, title, row.name, row.opens_at, row.verification_due_at, opds, PeriodKind(row.kind))


def _year(name: str, due: datetime) -> int:
    """The year a period is about: the year in its name, else that of its due date."""
    named = YEAR.search(name)
    return int(named[1]) if named else due.year


def find(conn: Connection, number: int, actor: Actor) -> AnyRow:
    row: AnyRow | None = conn.execute(select(PERIOD).where(PERIOD.c.id == number).with_for_update()).one_or_none()
    if row is None:
        raise Refused("there is no such period")
    must_coordinate(conn, actor, row.pemda_id)
    return row


def change(conn: Connection, row: AnyRow, **values: Any) -> None:
    writes.update(conn, PERIOD, values, PERIOD.c.id == row.id)


def end_within(conn: Connection, period: int, end: datetime) -> None:
    """Shortens due dates of single OPD to the end of the period, both for sending and for repairing."""
    writes.update(conn, ASSESSMENT, {"due_at": end}, ASSESSMENT.c.period_id == period, ASSESSMENT.c.due_at > end)
    beyond = select(ANSWER.c.assessment_id).where(ANSWER.c.reopened_due > end)
    repairing = select(ASSESSMENT.c.id).where(ASSESSMENT.c.period_id == period, ASSESSMENT.c.id.in_(beyond))
    numbers = conn.execute(repairing.order_by(ASSESSMENT.c.id).with_for_update()).scalars().all()
    if numbers:
        repairs = (ANSWER.c.assessment_id.in_(numbers), ANSWER.c.reopened_due > end)
        writes.update(conn, ANSWER, {"reopened_due": end}, *repairs)


def dues(*instants: datetime) -> dict[str, str]:
    return dict(zip(("opens", "due", "verification_due"), (at.isoformat() for at in instants), strict=True))
