"""A period's life: opened or drafted, scheduled, its due dates moved, closed, archived."""

import re
from datetime import datetime
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, delete, func, insert, literal, select, update

from core.assessment import PeriodStatus, Status
from core.effects_period import (
    ArchivePeriod,
    ChangeDraft,
    ClosePeriod,
    DiscardDraft,
    DraftPeriod,
    Extend,
    Finalise,
    MoveDue,
    OpenPeriod,
    PeriodEffect,
    PublishResults,
    ReopenPeriod,
    ReopenResult,
    SchedulePeriod,
    TellOpds,
    UnschedulePeriod,
)
from core.instrument import InstrumentError
from storage import effects_results as results
from storage import instruments
from storage.effects_base import Actor, Refused, log, must_coordinate, scope
from storage.schema import ASSESSMENT, OPD, PEMDA, PERIOD, AnyRow

_ONE_AT_A_TIME = select(PEMDA.c.timezone).where(PEMDA.c.id == bindparam("pemda")).with_for_update()
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def apply(conn: Connection, effect: PeriodEffect, actor: Actor) -> None:
    match effect:
        case OpenPeriod():
            open_period(conn, effect, actor)
        case DraftPeriod():
            draft(conn, effect, actor)
        case ChangeDraft():
            change_draft(conn, effect, actor)
        case SchedulePeriod():
            schedule(conn, effect, actor)
        case UnschedulePeriod():
            unschedule(conn, effect, actor)
        case DiscardDraft():
            discard(conn, effect, actor)
        case ClosePeriod():
            close_period(conn, effect, actor)
        case ReopenPeriod():
            reopen(conn, effect, actor)
        case ArchivePeriod():
            archive(conn, effect, actor)
        case MoveDue():
            move_due(conn, effect, actor)
        case Extend():
            extend(conn, effect, actor)
        case Finalise():
            results.finalise(conn, effect, actor)
        case ReopenResult():
            results.reopen(conn, effect, actor)
        case PublishResults():
            results.publish(conn, effect, actor)
        case TellOpds():
            results.tell_opds(conn, effect, actor)
        case _:
            assert_never(effect)


def take_part(conn: Connection, pemda: int) -> None:
    """Every OPD of the Pemda takes part in its open periods, those that are scheduled included."""
    missing = (
        select(PERIOD.c.id, OPD.c.id, literal(Status.NOT_STARTED.value))
        .join(OPD, OPD.c.pemda_id == PERIOD.c.pemda_id)
        .outerjoin(ASSESSMENT, (ASSESSMENT.c.period_id == PERIOD.c.id) & (ASSESSMENT.c.opd_id == OPD.c.id))
        .where(PERIOD.c.pemda_id == pemda, PERIOD.c.status == PeriodStatus.OPEN.value, ASSESSMENT.c.id.is_(None))
        .order_by(OPD.c.code)
    )
    conn.execute(insert(ASSESSMENT).from_select(["period_id", "opd_id", "status"], missing))


# opening


def open_period(conn: Connection, order: OpenPeriod, actor: Actor) -> None:
    """Pins the instrument as it is now. One period of a name, and no two that are open at the same time."""
    must_coordinate(conn, actor, order.pemda)
    zone = _lock(conn, order.pemda)
    _must_be_apart(conn, order.pemda, order.opens, order.verification_due)
    try:
        instrument, _ = instruments.pin(conn, order.instrument)
    except InstrumentError as error:
        raise Refused(str(error)) from None
    values = _values(conn, order, instrument, zone) | {"status": PeriodStatus.OPEN.value}
    if order.opens <= actor.now:
        values["announced_at"] = actor.now  # whoever opens a period that has begun tells of it in the same transaction
    number = conn.execute(insert(PERIOD).returning(PERIOD.c.id), values).scalar_one()
    take_part(conn, order.pemda)
    content = {"period": number, "name": values["name"], "instrument": order.instrument}
    log(conn, order.pemda, actor, "period_opened", content | _dues(order.opens, order.due, order.verification_due))


def draft(conn: Connection, order: DraftPeriod, actor: Actor) -> None:
    """Asks the very questions its source asked. A draft may overlap others; scheduling it may not."""
    must_coordinate(conn, actor, order.pemda)
    zone = _lock(conn, order.pemda)
    source = conn.execute(select(PERIOD).where(PERIOD.c.id == order.source)).one_or_none()
    if source is None or source.pemda_id != order.pemda:
        raise Refused("there is no such period to copy")
    values = _values(conn, order, source.instrument_id, zone) | {"status": PeriodStatus.DRAFT.value}
    number = conn.execute(insert(PERIOD).returning(PERIOD.c.id), values).scalar_one()
    content = {"period": number, "name": values["name"], "source": order.source}
    log(conn, order.pemda, actor, "period_drafted", content | _dues(order.opens, order.due, order.verification_due))


def change_draft(conn: Connection, order: ChangeDraft, actor: Actor) -> None:
    row = _in_draft(conn, order.period, actor)
    _must_follow(order.opens, order.due, order.verification_due)
    dates = (order.opens, order.due, order.verification_due)
    if dates == (row.opens_at, row.due_at, row.verification_due_at):
        return
    values = dict(zip(("opens_at", "due_at", "verification_due_at"), dates, strict=True))
    conn.execute(update(PERIOD).where(PERIOD.c.id == row.id).values(values))
    before = _dues(row.opens_at, row.due_at, row.verification_due_at)
    log(conn, row.pemda_id, actor, "draft_changed", {"period": row.id, "from": before, "to": _dues(*dates)})


def schedule(conn: Connection, order: SchedulePeriod, actor: Actor) -> None:
    """Its opening must still lie ahead, so that nobody is surprised by a period that is open already."""
    row = _in_draft(conn, order.period, actor)
    if row.opens_at <= actor.now:
        raise Refused("the opening has passed")
    _must_be_apart(conn, row.pemda_id, row.opens_at, row.verification_due_at, other_than=row.id)
    _set(conn, row, status=PeriodStatus.OPEN.value)
    take_part(conn, row.pemda_id)
    log(conn, row.pemda_id, actor, "period_scheduled", {"period": row.id, "name": row.name})


def unschedule(conn: Connection, order: UnschedulePeriod, actor: Actor) -> None:
    """Nothing can have been answered yet: the assessments go, and come back with the next schedule."""
    row = _period(conn, order.period, actor)
    if row.status != PeriodStatus.OPEN or row.opens_at <= actor.now:
        raise Refused("the period has opened")
    conn.execute(delete(ASSESSMENT).where(ASSESSMENT.c.period_id == row.id))
    _set(conn, row, status=PeriodStatus.DRAFT.value)
    log(conn, row.pemda_id, actor, "period_unscheduled", {"period": row.id, "name": row.name})


def discard(conn: Connection, order: DiscardDraft, actor: Actor) -> None:
    row = _in_draft(conn, order.period, actor)
    conn.execute(delete(PERIOD).where(PERIOD.c.id == row.id))
    log(conn, row.pemda_id, actor, "draft_discarded", {"period": row.id, "name": row.name})


# due dates


def move_due(conn: Connection, order: MoveDue, actor: Actor) -> None:
    """An OPD keeps a due date of its own only while it is the later one: more time for all leaves nobody with less."""
    row = _period(conn, order.period, actor)
    due, verification_due = order.due or row.due_at, order.verification_due or row.verification_due_at
    if row.status != PeriodStatus.OPEN or not row.opens_at < due <= verification_due:
        raise Refused("the period is closed, or the dates are out of order")
    if (due, verification_due) == (row.due_at, row.verification_due_at):
        return
    _must_be_apart(conn, row.pemda_id, row.opens_at, verification_due, other_than=row.id)
    _set(conn, row, due_at=due, verification_due_at=verification_due)
    own = update(ASSESSMENT).where(ASSESSMENT.c.period_id == row.id, ASSESSMENT.c.due_at <= due)
    conn.execute(own.values(due_at=None))
    before = _dues(row.opens_at, row.due_at, row.verification_due_at)
    after = _dues(row.opens_at, due, verification_due)
    log(conn, row.pemda_id, actor, "due_moved", {"period": row.id, "from": before, "to": after})


def extend(conn: Connection, order: Extend, actor: Actor) -> None:
    """A due date of its own for one OPD, within the time for verification."""
    row = scope(conn, order.assessment)
    must_coordinate(conn, actor, row.pemda_id)
    if row.period_status != PeriodStatus.OPEN or (order.due is not None and order.due > row.verification_due_at):
        raise Refused("the period is closed, or verification is due before that")
    if order.due == row.due_at:
        return
    conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == row.id).values(due_at=order.due))
    change = {"from": _iso(row.due_at), "to": _iso(order.due)}
    log(conn, row.pemda_id, actor, "extended", change, row.id)


# the end


def close_period(conn: Connection, order: ClosePeriod, actor: Actor) -> None:
    """No answer is taken any more. Closed already: nothing. One that verification due has closed bears that instant."""
    row = _period(conn, order.period, actor)
    if row.status != PeriodStatus.OPEN:
        return
    _set(conn, row, status=PeriodStatus.CLOSED.value, closed_at=min(actor.now, row.verification_due_at))
    log(conn, row.pemda_id, actor, "period_closed", {"period": row.id, "name": row.name})


def reopen(conn: Connection, order: ReopenPeriod, actor: Actor) -> None:
    """For what was not done in time; not after the results are known."""
    row = _period(conn, order.period, actor)
    until = order.verification_due
    if row.status == PeriodStatus.ARCHIVED or row.status == PeriodStatus.DRAFT or row.result_at is not None:
        raise Refused("only a closed period whose results are not known goes on")
    if until <= actor.now or until < row.due_at:
        raise Refused("verification would be due in the past")
    _must_be_apart(conn, row.pemda_id, row.opens_at, until, other_than=row.id)
    _set(conn, row, status=PeriodStatus.OPEN.value, closed_at=None, verification_due_at=until)
    content = {"period": row.id, "name": row.name, "verification_due": until.isoformat()}
    log(conn, row.pemda_id, actor, "period_reopened", content)


def archive(conn: Connection, order: ArchivePeriod, actor: Actor) -> None:
    """Archived already: nothing."""
    row = _period(conn, order.period, actor)
    if row.status == PeriodStatus.ARCHIVED:
        return
    if row.status != PeriodStatus.CLOSED:
        raise Refused("only a closed period is archived")
    _set(conn, row, status=PeriodStatus.ARCHIVED.value)
    log(conn, row.pemda_id, actor, "period_archived", {"period": row.id, "name": row.name})


# what these share


def _lock(conn: Connection, pemda: int) -> str:
    """Periods of a Pemda are made and moved one after the other; its zone."""
    return str(conn.execute(_ONE_AT_A_TIME, {"pemda": pemda}).scalar_one())


def _values(conn: Connection, order: OpenPeriod | DraftPeriod, instrument: int, zone: str) -> dict[str, Any]:
    name = " ".join(order.name.split())
    if not name:
        raise Refused("a period has a name")
    _must_follow(order.opens, order.due, order.verification_due)
    taken = select(func.count()).where(PERIOD.c.pemda_id == order.pemda, PERIOD.c.name == name)
    if conn.execute(taken).scalar_one():
        raise Refused("there is a period of this name")
    return {
        "pemda_id": order.pemda,
        "instrument_id": instrument,
        "name": name,
        "year": _year(name, order.due.astimezone(ZoneInfo(zone))),
        "opens_at": order.opens,
        "due_at": order.due,
        "verification_due_at": order.verification_due,
    }


def _must_follow(opens: datetime, due: datetime, verification_due: datetime) -> None:
    if not opens < due <= verification_due:
        raise Refused("a period opens before it is due, and is verified after that")


def _must_be_apart(
    conn: Connection, pemda: int, opens: datetime, verification_due: datetime, other_than: int | None = None
) -> None:
    """No two periods of a Pemda are open at the same time; that one of them is only scheduled makes no difference."""
    overlapping = select(func.count()).where(
        PERIOD.c.pemda_id == pemda,
        PERIOD.c.status == PeriodStatus.OPEN.value,
        PERIOD.c.opens_at <= verification_due,
        PERIOD.c.verification_due_at >= opens,
        PERIOD.c.id != (other_than or 0),
    )
    if conn.execute(overlapping).scalar_one():
        raise Refused("another period is open at that time")


def _year(name: str, due: datetime) -> int:
    """The year a period is about: the one in its name, else that of its due date."""
    named = _YEAR.search(name)
    return int(named[1]) if named else due.year


def _period(conn: Connection, number: int, actor: Actor) -> AnyRow:
    row: AnyRow | None = conn.execute(select(PERIOD).where(PERIOD.c.id == number).with_for_update()).one_or_none()
    if row is None:
        raise Refused("there is no such period")
    must_coordinate(conn, actor, row.pemda_id)
    return row


def _in_draft(conn: Connection, number: int, actor: Actor) -> AnyRow:
    row = _period(conn, number, actor)
    if row.status != PeriodStatus.DRAFT:
        raise Refused("the period is no draft")
    return row


def _set(conn: Connection, row: AnyRow, **values: Any) -> None:
    conn.execute(update(PERIOD).where(PERIOD.c.id == row.id).values(values))


def _dues(*instants: datetime) -> dict[str, str]:
    return dict(zip(("opens", "due", "verification_due"), (at.isoformat() for at in instants), strict=True))


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
