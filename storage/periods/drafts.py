"""A period before it opens: drafted, changed, scheduled, unscheduled, deleted."""

from sqlalchemy import Connection, select

from core.assessment.model import PeriodStatus
from core.effects.periods import ChangeDraft, DiscardDraft, DraftPeriod, SchedulePeriod, UnschedulePeriod
from storage.assessment import instruments
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, PERIOD, AnyRow
from storage.orders.rights import Actor, Refused, log, must_coordinate
from storage.periods.rules import (
    change,
    dues,
    find,
    lock_pemda,
    must_be_apart,
    must_follow,
    take_part,
    tell_apart,
    values_of,
)


def draft(conn: Connection, order: DraftPeriod, actor: Actor) -> None:
    """Makes a draft with the instrument of its source, in its newest version. A draft may overlap other periods of its
    instrument; a scheduled period may not.
    """
    must_coordinate(conn, actor, order.pemda)
    zone = lock_pemda(conn, order.pemda)
    source = conn.execute(select(PERIOD).where(PERIOD.c.id == order.source)).one_or_none()
    if source is None or source.pemda_id != order.pemda:
        raise Refused("there is no such period to copy")
    instrument = instruments.renewed(conn, source.instrument_id)
    values = values_of(conn, order, instrument, zone) | {"status": PeriodStatus.DRAFT.value}
    (number,) = writes.insert(conn, PERIOD, values)
    tell_apart(conn, order.pemda)
    content = {"period": number, "name": values["name"], "source": order.source}
    log(conn, order.pemda, actor, "period_drafted", content | dues(order.opens, order.due, order.verification_due))


def change_draft(conn: Connection, order: ChangeDraft, actor: Actor) -> None:
    row = in_draft(conn, order.period, actor)
    must_follow(order.opens, order.due, order.verification_due)
    dates = (order.opens, order.due, order.verification_due)
    if dates == (row.opens_at, row.due_at, row.verification_due_at):
        return
    values = dict(zip(("opens_at", "due_at", "verification_due_at"), dates, strict=True))
    change(conn, row, **values)
    before = dues(row.opens_at, row.due_at, row.verification_due_at)
    log(conn, row.pemda_id, actor, "draft_changed", {"period": row.id, "from": before, "to": dues(*dates)})


def schedule(conn: Connection, order: SchedulePeriod, actor: Actor) -> None:
    """Schedules a draft. Its opening must be in the future, so that nobody is surprised by a period that is open
    already.
    """
    row = in_draft(conn, order.period, actor)
    if row.opens_at <= actor.now:
        raise Refused("the opening has passed")
    must_be_apart(conn, row.id)
    change(conn, row, status=PeriodStatus.OPEN.value)
    tell_apart(conn, row.pemda_id)
    take_part(conn, row.pemda_id)
    log(conn, row.pemda_id, actor, "period_scheduled", {"period": row.id, "name": row.name})


def unschedule(conn: Connection, order: UnschedulePeriod, actor: Actor) -> None:
    """Makes it a draft again. Nothing can have been answered yet, so its assessments are deleted; scheduling makes them
    again.
    """
    row = find(conn, order.period, actor)
    if row.status != PeriodStatus.OPEN or row.opens_at <= actor.now:
        raise Refused("the period has opened")
    writes.delete(conn, ASSESSMENT, ASSESSMENT.c.period_id == row.id)
    change(conn, row, status=PeriodStatus.DRAFT.value)
    tell_apart(conn, row.pemda_id)
    log(conn, row.pemda_id, actor, "period_unscheduled", {"period": row.id, "name": row.name})


def discard(conn: Connection, order: DiscardDraft, actor: Actor) -> None:
    row = in_draft(conn, order.period, actor)
    writes.delete(conn, PERIOD, PERIOD.c.id == row.id)
    log(conn, row.pemda_id, actor, "draft_discarded", {"period": row.id, "name": row.name})


def in_draft(conn: Connection, number: int, actor: Actor) -> AnyRow:
    row = find(conn, number, actor)
    if row.status != PeriodStatus.DRAFT:
        raise Refused("the period is no draft")
    return row
