"""Orders about a Pemda: its settings, one by one, its files, the heads of its OPD. Each change is logged."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Table, and_, select

from core.assessment.model import PeriodStatus
from core.effects import (
    ChangeDocument,
    ChangeOwnList,
    ChangePemda,
    CreatePemda,
    ImportOpds,
    KeepOpinion,
    KeepPemdaFile,
    KeepRegister,
    KeepSubject,
    LeaveOut,
    ReadOpdFile,
    ReadOwnList,
    ReadRegister,
    RemoveDocument,
    RemoveOpd,
    RemoveOpinion,
    RenamePemda,
    RetireSubject,
    RetryAll,
    RetryUpdate,
    RetryWork,
    RevokeInvitations,
    SendOwnList,
    SendRegister,
    SendRule,
    SendTemplate,
    SetHead,
    TakeIn,
)
from core.effects.pemda import FilePurpose
from core.pemda.retention import years_after
from core.pemda.settings import Setting, nip_fits, possible
from storage.audit import writes
from storage.engine.schema import ANSWER, ASSESSMENT, OPD, PEMDA, PERIOD, AnyRow
from storage.evidence import discarded
from storage.messaging import outbox
from storage.messaging.calls import Call, Kind, Priority
from storage.messaging.contents import File, PemdaFile
from storage.orders.handlers import handler, handlers
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, log, must_coordinate, roles
from storage.pemda import admin, documents, leaving, opinions, own_lists, subjects
from storage.people.facts import works_in

HEAD = {"name": 150, "title": 150, "rank": 80, "nip": 18, "acting": 4}
"""The most characters of what is stored about an OPD's head."""


def change(conn: Connection, order: ChangePemda, actor: Actor) -> None:
    """Changes one setting. Raises Refused for an unknown one or an impossible value."""
    must_coordinate(conn, actor, order.pemda)
    if not possible(order.key, order.value):
        raise Refused(f"{order.key} cannot be {order.value!r}")
    row = conn.execute(select(PEMDA).where(PEMDA.c.id == order.pemda).with_for_update()).one()
    before = getattr(row, order.key)
    value = _plain(order.value)
    if before == value:
        return
    if order.key == "timezone":
        _keep_wall_time(conn, order.pemda, ZoneInfo(before), ZoneInfo(str(value)), actor.now)
    writes.update(conn, PEMDA, {order.key: value}, PEMDA.c.id == order.pemda)
    if order.key == "kept_years":  # what was announced under another time is announced anew
        writes.update(conn, PERIOD, {"erasure_told_at": None}, PERIOD.c.pemda_id == order.pemda)
    if order.key in ("rule_file", "letterhead"):
        _let_go(conn, row, actor)
    log(conn, order.pemda, actor, "setting_changed", {"key": order.key, "from": before, "to": value})


def _plain(value: Setting) -> Any:
    """The value as JSON holds it."""
    if isinstance(value, tuple):
        return [dict(one) if isinstance(one, Mapping) else one for one in value]
    return dict(value) if isinstance(value, Mapping) else value


# the zone


def _keep_wall_time(conn: Connection, pemda: int, before: ZoneInfo, after: ZoneInfo, now: datetime) -> None:
    """Keeps the hours of due dates: 16.00 stays 16.00 in the new zone (docs/decisions/zone-keeps-wall-time.md). Only
    future instants of periods that are not over are moved.
    """
    going = and_(PERIOD.c.pemda_id == pemda, PERIOD.c.status.in_([PeriodStatus.OPEN.value, PeriodStatus.DRAFT.value]))
    periods = select(PERIOD.c.id).where(going)
    of_period = ASSESSMENT.c.period_id.in_(periods)
    of_assessment = ANSWER.c.assessment_id.in_(select(ASSESSMENT.c.id).where(of_period))
    places: tuple[tuple[Table, ColumnElement[bool], tuple[str, ...]], ...] = (
        (PERIOD, going, ("opens_at", "due_at", "verification_due_at")),
        (ASSESSMENT, of_period, ("due_at",)),
        (ANSWER, of_assessment, ("reopened_due",)),
    )
    for table, where, columns in places:
        for name in columns:
            column = table.c[name]
            for row in conn.execute(select(table.c.id, column.label("at")).where(where, column > now)).all():
                moved = row.at.astimezone(before).replace(tzinfo=after)
                writes.update(conn, table, {name: moved}, table.c.id == row.id)


# files


def keep_file(conn: Connection, order: KeepPemdaFile, actor: Actor) -> None:
    """Orders the file. Its bytes are fetched after the commit; then `kept` stores the result."""
    must_coordinate(conn, actor, order.pemda)
    if actor.telegram_id is None:
        raise Refused("a file comes out of a chat")
    job = PemdaFile(order.pemda, order.purpose.value, order.file_id, order.name, order.size, actor.person)
    job = replace(job, title=order.title, replaces=order.replaces)
    order_job(conn, job, actor)


def kept(conn: Connection, job: PemdaFile, file: Mapping[str, str], actor: Actor) -> str:
    """The file of a job is in the store: `file` has its key, SHA-256, type and size (as text). That the sender may do
    this was found when the job was ordered. Returns why it is not kept, else "".
    """
    if FilePurpose(job.purpose) is FilePurpose.DOCUMENT:
        return documents.keep(conn, job, file, actor)
    pemda, name = job.pemda, job.name
    file = {key: value for key, value in file.items() if key not in ("mime", "doubt")}
    row = conn.execute(select(PEMDA).where(PEMDA.c.id == pemda).with_for_update()).one()
    if FilePurpose(job.purpose) is FilePurpose.RULE:
        values = {"rule_file": {**file, "name": name, "file_id": job.file_id}}
    else:
        emblem = {"emblem": file["key"], "emblem_name": name}
        emblem |= {"emblem_sha256": file["sha256"], "emblem_bytes": file["bytes"]}
        values = {"letterhead": {**row.letterhead, **emblem}}
    writes.update(conn, PEMDA, values, PEMDA.c.id == pemda)
    _let_go(conn, row, actor)
    content = {"purpose": job.purpose, "name": name, "sha256": file["sha256"]}
    log(conn, pemda, actor, "pemda_file_kept", content)
    return ""


def _let_go(conn: Connection, before: AnyRow, actor: Actor) -> None:
    """Files of the former row that the Pemda does not use any more are kept for the time it has set, then discarded."""
    keys = [before.rule_file.get("key", ""), before.letterhead.get("emblem", "")]
    due = years_after(actor.now, before.kept_years)
    discarded.put(conn, [key for key in keys if key and key not in _keys(conn, before.id)], due)


def _keys(conn: Connection, pemda: int) -> set[str]:
    now = conn.execute(select(PEMDA.c.rule_file, PEMDA.c.letterhead).where(PEMDA.c.id == pemda)).one()
    return {now.rule_file.get("key", ""), now.letterhead.get("emblem", "")}


def send_rule(conn: Connection, order: SendRule, actor: Actor) -> None:
    """Sends the regulation to anybody with a role in the Pemda. It is no secret, but strangers are told nothing."""
    if not roles(conn, actor, order.pemda) and not works_in(conn, order.pemda, actor.person):
        raise Refused("no role in this Pemda")
    file = conn.execute(select(PEMDA.c.rule_file).where(PEMDA.c.id == order.pemda)).scalar_one()
    if not file or actor.telegram_id is None:
        raise Refused("no regulation is stored as a file")
    call = Call(actor.telegram_id, Kind.DOCUMENT, File(file["file_id"]), Priority.NOTICE)
    outbox.add(conn, [call], actor.now, sending=False)


# the head of an OPD


def set_head(conn: Connection, order: SetHead, actor: Actor) -> None:
    row = conn.execute(select(OPD).where(OPD.c.id == order.opd).with_for_update()).one_or_none()
    if row is None:
        raise Refused("there is no such OPD")
    must_coordinate(conn, actor, row.pemda_id)
    given = {key: getattr(order, key) for key in HEAD}
    if not all(len(value) <= HEAD[key] and value.isprintable() for key, value in given.items()):
        raise Refused("too long, or not one line")
    if not nip_fits(order.nip) or order.acting not in ("", "Plt.", "Plh."):
        raise Refused("a NIP has 18 digits; an acting head is Plt. or Plh.")
    values = {f"head_{key}": value for key, value in given.items()}
    before = {key: getattr(row, key) for key in values}
    if before == values:
        return
    writes.update(conn, OPD, values, OPD.c.id == row.id)
    log(conn, row.pemda_id, actor, "head_named", {"opd": row.code, "from": before, "to": values})


EFFECTS = handlers(
    handler(ChangePemda, change),
    handler(KeepPemdaFile, keep_file),
    handler(ChangeDocument, documents.change),
    handler(RemoveDocument, documents.remove),
    handler(ChangeOwnList, own_lists.change),
    handler(ReadOwnList, own_lists.read),
    handler(SendOwnList, own_lists.send),
    handler(SendRule, send_rule),
    handler(SetHead, set_head),
    handler(RemoveOpd, leaving.remove),
    handler(LeaveOut, leaving.leave_out),
    handler(TakeIn, leaving.take_in),
    handler(KeepSubject, subjects.keep),
    handler(KeepRegister, subjects.keep_all),
    handler(ReadRegister, subjects.read),
    handler(SendRegister, subjects.send),
    handler(KeepOpinion, opinions.keep),
    handler(RemoveOpinion, opinions.remove),
    handler(RetireSubject, subjects.retire),
    handler(CreatePemda, admin.create_pemda),
    handler(RenamePemda, admin.rename_pemda),
    handler(ImportOpds, admin.import_opds),
    handler(ReadOpdFile, admin.read_opd_file),
    handler(SendTemplate, admin.send_template),
    handler(RevokeInvitations, admin.revoke_invitations),
    handler(RetryUpdate, admin.retry_update),
    handler(RetryAll, admin.retry_all),
    handler(RetryWork, admin.retry_work),
)
