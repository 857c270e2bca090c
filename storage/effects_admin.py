"""Orders of the coordinator: OPD, periods, due dates, invitations, settings."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, bindparam, insert, literal, select, update

from core.assessment import Approval, PeriodStatus, Status
from core.effects import (
    ChangePemda,
    ClosePeriod,
    CreatePemda,
    Extend,
    ImportOpds,
    MoveDue,
    OpenPeriod,
    RetryUpdate,
    RevokeInvitations,
)
from core.instrument import InstrumentError
from core.people import Role
from storage import aside, inbox, instruments, invitations, regions
from storage.effects_base import Actor, Refused, log, must_coordinate, scope
from storage.schema import ASSESSMENT, MEMBERSHIP, OPD, PEMDA, PERIOD, AnyRow

_ONE_AT_A_TIME = select(PEMDA.c.timezone).where(PEMDA.c.id == bindparam("pemda")).with_for_update()
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def create_pemda(conn: Connection, order: CreatePemda, actor: Actor) -> None:
    if not actor.coordinates_all:
        raise Refused("only administrators make a Pemda")
    name = " ".join(order.name.split())
    try:
        zone = ZoneInfo(order.timezone)
        if not name:
            raise Refused("a Pemda has a name")
        regions.add(conn, name, zone, actor.now)
    except regions.NameTaken:
        raise Refused("there is a Pemda of this name") from None
    except (ZoneInfoNotFoundError, ValueError):
        raise Refused("no such time zone") from None


def import_opds(conn: Connection, order: ImportOpds, actor: Actor) -> tuple[int, int]:
    """Adds and updates by code; absent OPD stay. New ones join the open period. Returns how many of each."""
    must_coordinate(conn, actor, order.pemda)
    known = {row.code: row for row in conn.execute(select(OPD).where(OPD.c.pemda_id == order.pemda))}
    wanted = {row.code: {"name": row.name, "short": row.short_name, "kind": row.kind} for row in order.rows}
    new = [code for code in wanted if code not in known]
    changed = [code for code in wanted if code in known and _differs(known[code], wanted[code])]
    if new:
        conn.execute(insert(OPD), [{"pemda_id": order.pemda, "code": code, **wanted[code]} for code in new])
        _take_part(conn, order.pemda)
    for code in changed:
        conn.execute(update(OPD).where(OPD.c.id == known[code].id).values(wanted[code]))
    if new or changed:
        before = {code: {key: getattr(known[code], key) for key in wanted[code]} for code in changed}
        after = {code: wanted[code] for code in changed}
        log(conn, order.pemda, actor, "opds_imported", {"new": new, "from": before, "to": after})
    return len(new), len(changed)


def _differs(row: AnyRow, wanted: dict[str, str]) -> bool:
    return any(getattr(row, key) != value for key, value in wanted.items())


def _take_part(conn: Connection, pemda: int) -> None:
    """Every OPD of the Pemda takes part in its open periods."""
    missing = (
        select(PERIOD.c.id, OPD.c.id, literal(Status.NOT_STARTED.value))
        .join(OPD, OPD.c.pemda_id == PERIOD.c.pemda_id)
        .outerjoin(ASSESSMENT, (ASSESSMENT.c.period_id == PERIOD.c.id) & (ASSESSMENT.c.opd_id == OPD.c.id))
        .where(PERIOD.c.pemda_id == pemda, PERIOD.c.status == PeriodStatus.OPEN.value, ASSESSMENT.c.id.is_(None))
        .order_by(OPD.c.code)
    )
    columns = ["period_id", "opd_id", "status"]
    conn.execute(insert(ASSESSMENT).from_select(columns, missing))


def open_period(conn: Connection, order: OpenPeriod, actor: Actor) -> None:
    """Pins the instrument as it is now. One period of a name, and no two that are open at the same time."""
    must_coordinate(conn, actor, order.pemda)
    name = " ".join(order.name.split())
    if not name or not order.opens < order.due <= order.verification_due:
        raise Refused("a period has a name, opens before it is due, and is verified after that")
    zone = conn.execute(_ONE_AT_A_TIME, {"pemda": order.pemda}).scalar_one()
    periods = conn.execute(select(PERIOD).where(PERIOD.c.pemda_id == order.pemda)).all()
    if any(period.name == name for period in periods):
        raise Refused("there is a period of this name")
    if any(_overlaps(period, order.opens, order.verification_due) for period in periods):
        raise Refused("another period is open at that time")
    try:
        instrument, _ = instruments.pin(conn, order.instrument)
    except InstrumentError as error:
        raise Refused(str(error)) from None
    values = {
        "pemda_id": order.pemda,
        "instrument_id": instrument,
        "name": name,
        "year": _year(name, order.due.astimezone(ZoneInfo(zone))),
        "status": PeriodStatus.OPEN.value,
        "opens_at": order.opens,
        "due_at": order.due,
        "verification_due_at": order.verification_due,
    }
    number = conn.execute(insert(PERIOD).returning(PERIOD.c.id), values).scalar_one()
    _take_part(conn, order.pemda)
    content = {"period": number, "name": name, "instrument": order.instrument}
    log(conn, order.pemda, actor, "period_opened", content | _dues(order.opens, order.due, order.verification_due))


def _overlaps(period: AnyRow, opens: datetime, verification_due: datetime) -> bool:
    open_now: bool = period.status == PeriodStatus.OPEN
    return open_now and period.opens_at <= verification_due and opens <= period.verification_due_at


def _year(name: str, due: datetime) -> int:
    """The year a period is about: the one in its name, else that of its due date."""
    named = _YEAR.search(name)
    return int(named[1]) if named else due.year


def _dues(*instants: datetime) -> dict[str, str]:
    return dict(zip(("opens", "due", "verification_due"), (at.isoformat() for at in instants), strict=True))


def _period(conn: Connection, number: int, actor: Actor) -> AnyRow:
    row: AnyRow | None = conn.execute(select(PERIOD).where(PERIOD.c.id == number).with_for_update()).one_or_none()
    if row is None:
        raise Refused("there is no such period")
    must_coordinate(conn, actor, row.pemda_id)
    return row


def close_period(conn: Connection, order: ClosePeriod, actor: Actor) -> None:
    """No answer is taken any more. Closed already: nothing."""
    row = _period(conn, order.period, actor)
    if row.status != PeriodStatus.OPEN:
        return
    conn.execute(update(PERIOD).where(PERIOD.c.id == row.id).values(status=PeriodStatus.CLOSED.value))
    log(conn, row.pemda_id, actor, "period_closed", {"period": row.id, "name": row.name})


def move_due(conn: Connection, order: MoveDue, actor: Actor) -> None:
    row = _period(conn, order.period, actor)
    due, verification_due = order.due or row.due_at, order.verification_due or row.verification_due_at
    if row.status != PeriodStatus.OPEN or not row.opens_at < due <= verification_due:
        raise Refused("the period is closed, or the dates are out of order")
    if (due, verification_due) == (row.due_at, row.verification_due_at):
        return
    values = {"due_at": due, "verification_due_at": verification_due}
    conn.execute(update(PERIOD).where(PERIOD.c.id == row.id).values(values))
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


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def revoke_invitations(conn: Connection, order: RevokeInvitations, actor: Actor) -> int:
    """Returns how many were still open."""
    must_coordinate(conn, actor, order.pemda)
    return invitations.revoke(conn, order.pemda, order.opd, actor.person, actor.now)


def retry_update(conn: Connection, order: RetryUpdate, actor: Actor) -> None:
    """Only what people of a Pemda sent which the actor coordinates; whoever coordinates all, also what strangers sent.
    No longer set aside: nothing."""
    pemdas = _coordinated(conn, actor)
    if not pemdas:
        raise Refused("only a coordinator retries an update")
    for pemda in pemdas:
        if any(item.id == order.inbox for item in aside.of_pemda(conn, pemda)):
            inbox.retry(conn, order.inbox, actor.now)
            log(conn, pemda, actor, "update_retried", {"inbox": order.inbox})
            return
    if actor.coordinates_all and inbox.retry(conn, order.inbox, actor.now):
        log(conn, pemdas[0], actor, "update_retried", {"inbox": order.inbox})


def _coordinated(conn: Connection, actor: Actor) -> list[int]:
    if actor.coordinates_all:
        return list(conn.execute(select(PEMDA.c.id).order_by(PEMDA.c.id)).scalars())
    held = select(MEMBERSHIP.c.pemda_id).where(
        MEMBERSHIP.c.person_id == actor.someone,
        MEMBERSHIP.c.role == Role.COORDINATOR.value,
        MEMBERSHIP.c.ended_at.is_(None),
    )
    return sorted(set(conn.execute(held).scalars()))


def change_pemda(conn: Connection, order: ChangePemda, actor: Actor) -> None:
    """One setting, if it is one and the value is possible."""
    must_coordinate(conn, actor, order.pemda)
    if not _possible(order.key, order.value):
        raise Refused(f"{order.key} cannot be {order.value!r}")
    before = conn.execute(select(PEMDA.c[order.key]).where(PEMDA.c.id == order.pemda)).scalar_one()
    if before == order.value:
        return
    conn.execute(update(PEMDA).where(PEMDA.c.id == order.pemda).values({order.key: order.value}))
    log(conn, order.pemda, actor, "setting_changed", {"key": order.key, "from": before, "to": order.value})


_WORDS = frozenset({"code", "organiser", "seat", "rule_title", "rule_link", "number_pattern"})
_ONE_OF: dict[str, tuple[Any, ...]] = {
    "approval": tuple(kind.value for kind in Approval),
    "working_days": (5, 6),
    "official_result": ("band", "staged_level"),
}


def _possible(key: str, value: str | int | bool) -> bool:
    if key == "links_alone":
        return isinstance(value, bool)
    if key in _ONE_OF:
        return not isinstance(value, bool) and value in _ONE_OF[key]
    return key in _WORDS and isinstance(value, str)
