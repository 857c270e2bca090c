"""The life of a period: opened, its due dates moved, closed, opened again, archived. Drafts are in drafts.py."""

from datetime import datetime

from sqlalchemy import Connection

from core.assessment.model import PeriodStatus
from core.effects.periods import (
    ArchivePeriod,
    ChangeDraft,
    ClosePeriod,
    DiscardDraft,
    DraftPeriod,
    Extend,
    KeepLonger,
    MoveDue,
    OpenPeriod,
    ReopenPeriod,
    SchedulePeriod,
    UnschedulePeriod,
)
from core.instrument.parse import InstrumentError
from core.pemda.retention import years_after
from storage.assessment import instruments
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, PERIOD
from storage.orders import viewers
from storage.orders.handlers import handler, handlers
from storage.orders.rights import Actor, Refused, log, must_coordinate, scope
from storage.periods import drafts
from storage.periods.rules import (
    change,
    dues,
    end_within,
    find,
    lock_pemda,
    must_be_apart,
    take_part,
    tell_apart,
    values_of,
)

# opening


def open_period(conn: Connection, order: OpenPeriod, actor: Actor) -> None:
    """Makes the period with the instrument as it is now. Two periods may not have the same name, or be open at the same
    time for an OPD by one instrument.
    """
    must_coordinate(conn, actor, order.pemda)
    zone = lock_pemda(conn, order.pemda)
    try:
        instrument, _ = instruments.pin(conn, order.instrument)
    except InstrumentError as error:
        raise Refused(str(error)) from None
    values = values_of(conn, order, instrument, zone) | {"status": PeriodStatus.OPEN.value}
    if order.opens <= actor.now:
        values["announced_at"] = actor.now  # whoever opens a period that has begun tells of it in the same transaction
    (number,) = writes.insert(conn, PERIOD, values)
    must_be_apart(conn, number)
    tell_apart(conn, order.pemda)
    take_part(conn, order.pemda)
    content = {"period": number, "name": values["name"], "instrument": order.instrument}
    log(conn, order.pemda, actor, "period_opened", content | dues(order.opens, order.due, order.verification_due))


# due dates


def move_due(conn: Connection, order: MoveDue, actor: Actor) -> None:
    """Moves the due date of all. An OPD keeps its own due date only if it is later, so that no OPD has less time than
    the others.
    """
    row = find(conn, order.period, actor)
    due, verification_due = order.due or row.due_at, order.verification_due or row.verification_due_at
    if row.status != PeriodStatus.OPEN or not row.opens_at < due <= verification_due:
        raise Refused("the period is closed, or the dates are out of order")
    if (due, verification_due) == (row.due_at, row.verification_due_at):
        return
    must_be_apart(conn, row.id, verification_due=verification_due)
    change(conn, row, due_at=due, verification_due_at=verification_due)
    tell_apart(conn, row.pemda_id)
    writes.update(conn, ASSESSMENT, {"due_at": None}, ASSESSMENT.c.period_id == row.id, ASSESSMENT.c.due_at <= due)
    end_within(conn, row.id, verification_due)
    before = dues(row.opens_at, row.due_at, row.verification_due_at)
    after = dues(row.opens_at, due, verification_due)
    log(conn, row.pemda_id, actor, "due_moved", {"period": row.id, "from": before, "to": after})


def extend(conn: Connection, order: Extend, actor: Actor) -> None:
    """Gives one OPD a due date of its own, before the end of verification."""
    row = scope(conn, order.assessment)
    must_coordinate(conn, actor, row.pemda_id)
    if row.left_out_at is not None:
        raise Refused("the OPD was left out of the period")
    if row.period_status != PeriodStatus.OPEN or (order.due is not None and order.due > row.verification_due_at):
        raise Refused("the period is closed, or verification is due before that")
    if order.due == row.due_at:
        return
    writes.update(conn, ASSESSMENT, {"due_at": order.due}, ASSESSMENT.c.id == row.id)
    change = {"from": _iso(row.due_at), "to": _iso(order.due)}
    log(conn, row.pemda_id, actor, "extended", change, row.id)


# the end


def close_period(conn: Connection, order: ClosePeriod, actor: Actor) -> None:
    """Closes a period; no answer is accepted any more. Does nothing if the period is already closed. A period closed by
    its verification deadline gets that deadline as its closing time.
    """
    row = find(conn, order.period, actor)
    if row.status != PeriodStatus.OPEN:
        return
    change(conn, row, status=PeriodStatus.CLOSED.value, closed_at=min(actor.now, row.verification_due_at))
    log(conn, row.pemda_id, actor, "period_closed", {"period": row.id, "name": row.name})
    viewers.all_moved(conn, row.id, "period_closed", actor)


def reopen(conn: Connection, order: ReopenPeriod, actor: Actor) -> None:
    """Opens a closed period again, for what was not done in time. Refused once the results are known."""
    row = find(conn, order.period, actor)
    until = order.verification_due
    if row.erased_at is not None:
        raise Refused("the words of this period are gone")
    if row.status == PeriodStatus.ARCHIVED or row.status == PeriodStatus.DRAFT or row.result_at is not None:
        raise Refused("only a closed period whose results are not known goes on")
    if until <= actor.now or until < row.due_at:
        raise Refused("verification would be due in the past")
    must_be_apart(conn, row.id, verification_due=until)
    change(conn, row, status=PeriodStatus.OPEN.value, closed_at=None, verification_due_at=until)
    tell_apart(conn, row.pemda_id)
    end_within(conn, row.id, until)
    content = {"period": row.id, "name": row.name, "verification_due": until.isoformat()}
    log(conn, row.pemda_id, actor, "period_reopened", content)
    viewers.all_moved(conn, row.id, "period_reopened", actor)


def keep_longer(conn: Connection, order: KeepLonger, actor: Actor) -> None:
    """Keeps the words and files for another year. They are announced again before that year ends."""
    row = find(conn, order.period, actor)
    if row.erased_at is not None:
        raise Refused("the words of this period are gone")
    until = years_after(actor.now, 1)
    change(conn, row, kept_until=until, erasure_told_at=None)
    log(conn, row.pemda_id, actor, "period_kept", {"period": row.id, "until": until.isoformat()})


def archive(conn: Connection, order: ArchivePeriod, actor: Actor) -> None:
    """Archives a closed period. Does nothing if it is archived already."""
    row = find(conn, order.period, actor)
    if row.status == PeriodStatus.ARCHIVED:
        return
    if row.status != PeriodStatus.CLOSED:
        raise Refused("only a closed period is archived")
    change(conn, row, status=PeriodStatus.ARCHIVED.value)
    log(conn, row.pemda_id, actor, "period_archived", {"period": row.id, "name": row.name})


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


EFFECTS = handlers(
    handler(OpenPeriod, open_period),
    handler(DraftPeriod, drafts.draft),
    handler(ChangeDraft, drafts.change_draft),
    handler(SchedulePeriod, drafts.schedule),
    handler(UnschedulePeriod, drafts.unschedule),
    handler(DiscardDraft, drafts.discard),
    handler(ClosePeriod, close_period),
    handler(ReopenPeriod, reopen),
    handler(ArchivePeriod, archive),
    handler(KeepLonger, keep_longer),
    handler(MoveDue, move_due),
    handler(Extend, extend),
)
