"""Orders about the registers of OPD, and how what is in them takes part in periods."""

from dataclasses import replace

from sqlalchemy import Connection, func, select

from core.assessment.model import PeriodStatus, Status
from core.assessment.subjects import Subject
from core.effects.pemda import KeepRegister, KeepSubject, ReadRegister, RetireSubject, SendRegister
from core.people.roles import Role
from core.register.lines import MOST_VALUE, faults_of
from core.register.model import MOST_LINES
from storage.assessment import instruments
from storage.audit import writes
from storage.engine.schema import ASSESSMENT, INSTRUMENT, OPD, PERIOD, SUBJECT, AnyRow
from storage.messaging.contents import RegisterFile, RegisterSheet
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, log, roles

MAY = frozenset({Role.CONTACT, Role.HEAD, Role.COORDINATOR})


def keep(conn: Connection, order: KeepSubject, actor: Actor) -> None:
    """The same line again changes nothing; a retired one that is kept again is in use again."""
    _keep(conn, _of(conn, order.opd, actor), order.subject, actor)


def keep_all(conn: Connection, order: KeepRegister, actor: Actor) -> None:
    """All lines, or none where one is not possible."""
    opd = _of(conn, order.opd, actor)
    there = select(func.count()).select_from(SUBJECT).where(SUBJECT.c.opd_id == opd.id, SUBJECT.c.kind == order.kind)
    if any(line.kind != order.kind for line in order.lines):
        raise Refused("these are lines of another register")
    for line in order.lines:
        _keep(conn, opd, line, actor)
    if order.lines and conn.execute(there).scalar_one() > 2 * MOST_LINES:
        raise Refused("this register would be too long")
    for code in order.out:
        _retire(conn, opd, RetireSubject(opd.id, order.kind, code), actor)


def _keep(conn: Connection, opd: AnyRow, line: Subject, actor: Actor) -> None:
    long = any(len(value) > MOST_VALUE for value in line.attributes.values())
    plain = replace(line, attributes={})
    if line.kind == "opd" or long or any(faults_of(plain, (), actor.now.date())):
        raise Refused("this is no line of a register")
    values = {"name": line.name, "attributes": dict(line.attributes), "retired_at": None}
    row = _row(conn, opd.id, line.kind, line.code)
    if row is None:
        new = {"opd_id": opd.id, "kind": line.kind, "code": line.code, "added_at": actor.now}
        (number,) = writes.insert(conn, SUBJECT, values | new)
        _take_part(conn, opd, line.kind, number)
    elif any(getattr(row, key) != value for key, value in values.items()):
        writes.update(conn, SUBJECT, values, SUBJECT.c.id == row.id)
        _take_part(conn, opd, line.kind, row.id)
    else:
        return
    log(conn, opd.pemda_id, actor, "subject_kept", {"opd": opd.code, "kind": line.kind, "code": line.code})


def retire(conn: Connection, order: RetireSubject, actor: Actor) -> None:
    _retire(conn, _of(conn, order.opd, actor), order, actor)


def _retire(conn: Connection, opd: AnyRow, order: RetireSubject, actor: Actor) -> None:
    row = _row(conn, opd.id, order.kind, order.code)
    if row is None:
        raise Refused("there is no such line")
    if (row.retired_at is not None) == order.retired:
        return
    writes.update(conn, SUBJECT, {"retired_at": actor.now if order.retired else None}, SUBJECT.c.id == row.id)
    if not order.retired:
        _take_part(conn, opd, order.kind, row.id)
    act = "subject_retired" if order.retired else "subject_kept"
    log(conn, opd.pemda_id, actor, act, {"opd": opd.code, "kind": order.kind, "code": order.code})


def read(conn: Connection, order: ReadRegister, actor: Actor) -> None:
    """Orders the file. It is fetched after the commit, and its content comes back as an event in the sender's lane."""
    opd = _of(conn, order.opd, actor)
    job = RegisterFile(opd.pemda_id, opd.id, order.instrument, order.file_id, order.name, order.size)
    order_job(conn, job, actor)


def send(conn: Connection, order: SendRegister, actor: Actor) -> None:
    opd = _of(conn, order.opd, actor)
    order_job(conn, RegisterSheet(opd.id, order.instrument), actor)


def _of(conn: Connection, number: int, actor: Actor) -> AnyRow:
    """The OPD, locked, whose register this person may change."""
    opd: AnyRow | None = conn.execute(select(OPD).where(OPD.c.id == number).with_for_update()).one_or_none()
    if opd is None or not MAY & roles(conn, actor, opd.pemda_id, number):
        raise Refused("only people of this OPD and coordinators keep its register")
    return opd


def _row(conn: Connection, opd: int, kind: str, code: str) -> AnyRow | None:
    this = (SUBJECT.c.opd_id == opd, SUBJECT.c.kind == kind, SUBJECT.c.code == code)
    return conn.execute(select(SUBJECT).where(*this)).one_or_none()


def _take_part(conn: Connection, opd: AnyRow, kind: str, subject: int) -> None:
    """Lets a subject take part in the open and scheduled periods about its kind. Where the OPD has had none yet, the
    assessment that waited for its register becomes this one's.
    """
    periods = (
        select(PERIOD.c.id, PERIOD.c.subjects, INSTRUMENT.c.hash)
        .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
        .where(PERIOD.c.pemda_id == opd.pemda_id, PERIOD.c.status == PeriodStatus.OPEN.value)
        .order_by(PERIOD.c.id)
    )
    for period in conn.execute(periods).all():
        if instruments.pinned(conn, period.hash).subject != kind or (
            period.subjects and subject not in period.subjects
        ):
            continue
        mine = (ASSESSMENT.c.period_id == period.id, ASSESSMENT.c.opd_id == opd.id)
        rows = conn.execute(select(ASSESSMENT).where(*mine)).all()
        there = {row.subject_id: row.id for row in rows}
        if None in there:
            writes.update(conn, ASSESSMENT, {"subject_id": subject}, ASSESSMENT.c.id == there[None])
        elif subject not in there and any(row.left_out_at is None for row in rows):  # the OPD takes part
            values = {"period_id": period.id, "opd_id": opd.id, "subject_id": subject}
            writes.insert(conn, ASSESSMENT, values | {"status": Status.NOT_STARTED.value})
