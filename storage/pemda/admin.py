"""Orders of the coordinator: Pemda, OPD, invitations, set-aside updates."""

from dataclasses import astuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from core.effects import (
    CreatePemda,
    ImportOpds,
    ReadOpdFile,
    RenamePemda,
    RetryAll,
    RetryUpdate,
    RetryWork,
    RevokeInvitations,
    SendTemplate,
)
from core.pemda.opd_list.known import kept
from core.pemda.settings import is_pemda_name
from core.pemda.zones import NAMES
from core.people.roles import Role
from storage.audit import writes
from storage.engine.schema import MEMBERSHIP, OPD, PEMDA, AnyRow
from storage.messaging import aside, inbox, work_items
from storage.messaging.contents import OpdFile, OpdTemplate
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, log, must_coordinate
from storage.pemda import leaving, regions
from storage.pemda.marking import mark
from storage.people import invitations
from storage.periods.rules import take_part


def create_pemda(conn: Connection, order: CreatePemda, actor: Actor) -> None:
    if not actor.coordinates_all:
        raise Refused("only administrators make a Pemda")
    name = _pemda_name(order.name)
    if order.timezone not in NAMES:
        raise Refused("no time zone of Indonesia")
    try:
        regions.add(conn, name, ZoneInfo(order.timezone), actor.now)
    except regions.NameTaken:
        raise Refused("there is a Pemda of this name") from None


def _pemda_name(words: str) -> str:
    name = " ".join(words.split())
    if not is_pemda_name(name):
        raise Refused("a Pemda's name has 3 to 80 characters that can be read")
    return name


def rename_pemda(conn: Connection, order: RenamePemda, actor: Actor) -> None:
    must_coordinate(conn, actor, order.pemda)
    name = _pemda_name(order.name)
    try:
        former = regions.rename(conn, order.pemda, name)
    except regions.NameTaken:
        raise Refused("there is a Pemda of this name") from None
    if former != name:
        log(conn, order.pemda, actor, "pemda_renamed", {"from": former, "to": name})


def import_opds(conn: Connection, order: ImportOpds, actor: Actor) -> tuple[int, int]:
    """Inserts and updates OPD by code; OPD that are not in the list stay. New ones take part in the open period, and so
    do those that were removed before. Returns how many of each. A telephone may be a person's own, so the log only
    proves it.
    """
    must_coordinate(conn, actor, order.pemda)
    known = {row.code: row for row in conn.execute(select(OPD).where(OPD.c.pemda_id == order.pemda))}
    back = [row.code for row in order.rows if row.code in known and known[row.code].removed_at is not None]
    rows = [kept(astuple(row), _as_listed(known.get(row.code))) for row in order.rows]
    wanted = {code: {"name": name, "short": short, "kind": kind} for code, name, short, kind, _ in rows}
    new = [code for code in wanted if code not in known]
    phones = {code: {"phone": phone} if phone else {} for code, *_, phone in rows}
    changed = [code for code in wanted if code in known and _differs(known[code], wanted[code] | phones[code])]
    if new:
        made = [
            {"pemda_id": order.pemda, "code": code, "phone": "", "mark": "", **wanted[code], **phones[code]}
            for code in new
        ]
        writes.insert(conn, OPD, made)
        take_part(conn, order.pemda)
    if back:
        leaving.bring_back(conn, order.pemda, back)
        take_part(conn, order.pemda)
    for code in changed:
        writes.update(conn, OPD, wanted[code] | phones[code], OPD.c.id == known[code].id)
    if new or changed or back:
        mark(conn, order.pemda)
        before = {code: {key: getattr(known[code], key) for key in wanted[code]} for code in changed}
        after = {code: wanted[code] for code in changed}
        log(conn, order.pemda, actor, "opds_imported", {"new": [*new, *back], "from": before, "to": after})
    return len(new) + len(back), len(set(changed) - set(back))


def _as_listed(row: AnyRow | None) -> tuple[str, ...] | None:
    return (row.code, row.name, row.short, row.kind, row.phone) if row else None


def _differs(row: AnyRow, wanted: dict[str, str]) -> bool:
    return any(getattr(row, key) != value for key, value in wanted.items())


def revoke_invitations(conn: Connection, order: RevokeInvitations, actor: Actor) -> int:
    """Revokes invitations and returns how many could still be used."""
    must_coordinate(conn, actor, order.pemda)
    return invitations.revoke(conn, order.pemda, order.opd, actor.person, actor.now)


def retry_update(conn: Connection, order: RetryUpdate, actor: Actor) -> None:
    """Only for updates of people of a Pemda that the actor coordinates; whoever coordinates all Pemda may also retry
    those of strangers. Refused if it is not set aside, so that nobody reads that it is tried again.
    """
    pemdas = _coordinated(conn, actor)
    if not pemdas:
        raise Refused("only a coordinator retries an update")
    for pemda in pemdas:
        if aside.belongs(conn, order.inbox, pemda):
            inbox.retry(conn, order.inbox, actor.now)
            log(conn, pemda, actor, "update_retried", {"inbox": order.inbox})
            return
    if not actor.coordinates_all or not inbox.retry(conn, order.inbox, actor.now):
        raise Refused("it is not set aside in a Pemda of the actor")
    log(conn, pemdas[0], actor, "update_retried", {"inbox": order.inbox})


def retry_all(conn: Connection, order: RetryAll, actor: Actor) -> None:
    """Retries all updates in this Pemda's list, as far as they are counted."""
    must_coordinate(conn, actor, order.pemda)
    numbers = aside.numbers(conn, order.pemda, strangers=actor.coordinates_all)
    for number in numbers:
        inbox.retry(conn, number, actor.now)
    if numbers:
        log(conn, order.pemda, actor, "updates_retried", {"inbox": numbers})


def retry_work(conn: Connection, order: RetryWork, actor: Actor) -> None:
    """Retries the bot's own work for this Pemda; whoever coordinates all Pemda may also retry work for none."""
    must_coordinate(conn, actor, order.pemda)
    if not work_items.retry(conn, order.item, order.pemda, nobodys=actor.coordinates_all):
        raise Refused("it is not set aside in this Pemda")
    log(conn, order.pemda, actor, "work_retried", {"item": order.item})


def _coordinated(conn: Connection, actor: Actor) -> list[int]:
    if actor.coordinates_all:
        return list(conn.execute(select(PEMDA.c.id).order_by(PEMDA.c.id)).scalars())
    held = select(MEMBERSHIP.c.pemda_id).where(
        MEMBERSHIP.c.person_id == actor.someone,
        MEMBERSHIP.c.role == Role.COORDINATOR.value,
        MEMBERSHIP.c.ended_at.is_(None),
    )
    return sorted(set(conn.execute(held).scalars()))


def send_template(conn: Connection, _: SendTemplate, actor: Actor) -> None:
    order_job(conn, OpdTemplate(), actor)


def read_opd_file(conn: Connection, order: ReadOpdFile, actor: Actor) -> None:
    """Orders the file. It is fetched after the commit, and its content comes back as an event in the sender's lane."""
    must_coordinate(conn, actor, order.pemda)
    order_job(
        conn,
        OpdFile(order.pemda, order.file_id, order.name, order.size),
        actor,
    )
