"""Orders about people: taking a role, leaving it, names, erasure by law."""

from datetime import datetime

from sqlalchemy import Connection, delete, null, select

from core.effects import (
    CountGuess,
    DisputeOpd,
    ErasePerson,
    Invite,
    LeaveRole,
    MarkReachable,
    Redeem,
    RemoveMembership,
    Rename,
    ReportMember,
    RequestErasure,
    SendMyData,
)
from core.people.roles import ERASED_NAME, OPD_ROLES, Role
from storage.audit import erasure as audit_erasure, writes
from storage.engine.schema import ASSESSMENT, CLAIM, MEMBERSHIP, OPD, PERSON, AnyRow
from storage.messaging import inbox
from storage.messaging.contents import MyData, MyDataPage
from storage.orders.handlers import handler, handlers
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, log, log_everywhere, must_coordinate, roles
from storage.people import erasure, erasure_office, inviting, menus
from storage.people.redeeming import count_guess, person_name, redeem


def rename(conn: Connection, order: Rename, actor: Actor) -> None:
    """Changes the name under which a person is shown."""
    name = person_name(order.name)
    person = conn.execute(select(PERSON).where(PERSON.c.id == actor.someone)).one()
    if person.name == name:
        return
    writes.update(conn, PERSON, {"name": name}, PERSON.c.id == person.id)
    log_everywhere(conn, _pemdas(conn, person.id), actor, "renamed", {"from": person.name, "to": name})


def leave(conn: Connection, order: LeaveRole, actor: Actor) -> None:
    """Ends one of the actor's own roles. The answers stay with the OPD."""
    held = _membership(conn, order.membership)
    if held.person_id != actor.someone:
        raise Refused("this role is another person's")
    end(conn, held, actor, "left")


def dispute(conn: Connection, order: DisputeOpd, actor: Actor) -> None:
    """The person with the role may report that it is the wrong OPD, and they or a coordinator may take the
    report back.
    """
    held = _membership(conn, order.membership)
    if held.person_id != actor.person:
        if order.value:
            raise Refused("this role is another person's")
        must_coordinate(conn, actor, held.pemda_id)
    if held.ended_at is not None or (held.disputed_at is not None) is order.value:
        return
    at = actor.now if order.value else None
    writes.update(conn, MEMBERSHIP, {"disputed_at": at}, MEMBERSHIP.c.id == held.id)
    act = "opd_disputed" if order.value else "opd_confirmed"
    log(conn, held.pemda_id, actor, act, {"membership": held.id})
    account = conn.execute(select(PERSON.c.telegram_id).where(PERSON.c.id == held.person_id)).scalar()
    if held.person_id != actor.person and account is not None:  # their screen may still say that it is reported
        inbox.put_internal(conn, account, "changed", f"opd:{held.id}", actor.now)


def report(conn: Connection, order: ReportMember, actor: Actor) -> None:
    """Only for people of the same OPD. A TellRole beside it tells the coordinators."""
    held = _membership(conn, order.membership)
    if held.ended_at is not None or held.opd_id is None or held.person_id == actor.person:
        raise Refused("there is nobody to report")
    if not OPD_ROLES & roles(conn, actor, held.pemda_id, held.opd_id):
        raise Refused("only who belongs to this OPD may do this")
    log(conn, held.pemda_id, actor, "member_reported", {"membership": held.id, "person": held.person_id})


def remove(conn: Connection, order: RemoveMembership, actor: Actor) -> None:
    held = _membership(conn, order.membership)
    must_coordinate(conn, actor, held.pemda_id)
    end(conn, held, actor, "removed")


def request_erasure(conn: Connection, _: RequestErasure, actor: Actor) -> None:
    """Notes the request. A TellRole beside it tells the coordinators."""
    log_everywhere(conn, _pemdas(conn, actor.someone), actor, "erasure_requested", {"person": actor.someone})


def erase(conn: Connection, order: ErasePerson, actor: Actor) -> None:
    """Ends the person's roles in the Pemda that the actor coordinates.

    With the last role anywhere the account is erased too: number, name, conversation, and what the audit log says about
    the person. The chain stays whole, and the answers stay with the OPD.
    """
    person = conn.execute(select(PERSON).where(PERSON.c.id == order.person)).one_or_none()
    if person is None:
        raise Refused("there is no such person")
    theirs = [pemda for pemda in _pemdas(conn, person.id, ended=True) if Role.COORDINATOR in roles(conn, actor, pemda)]
    if not theirs:
        raise Refused("only a coordinator of this person's Pemda may do this")
    for held in conn.execute(
        select(MEMBERSHIP).where(MEMBERSHIP.c.person_id == person.id, MEMBERSHIP.c.pemda_id.in_(theirs))
    ):
        end(conn, held, actor, "removed")
    if _pemdas(conn, person.id):
        return
    forget_person(conn, person, actor)
    log_everywhere(conn, theirs, actor, "erased", {"person": person.id})


def forget_person(conn: Connection, person: AnyRow, actor: Actor) -> None:
    """Erases the account of a person without any role: number, name, conversation, what the audit log says."""
    writes.update(conn, PERSON, {"telegram_id": null(), "name": ERASED_NAME}, PERSON.c.id == person.id)
    erasure.forget(conn, person.telegram_id, person.name, actor.now)
    erasure_office.forget(conn, _pemdas(conn, person.id, ended=True), person.name, actor)
    audit_erasure.erase_person(conn, person.id, actor.now, actor.person, person.name)


def mark_reachable(conn: Connection, order: MarkReachable, actor: Actor) -> None:
    """Stores whether the bot can write to this person, and since when it cannot."""
    if actor.person is None:
        return
    this = PERSON.c.id == actor.person
    if order.value:
        writes.update(conn, PERSON, {"unreachable_since": null()}, this)
    else:
        writes.update(conn, PERSON, {"unreachable_since": actor.now}, this, PERSON.c.unreachable_since.is_(None))


def _membership(conn: Connection, number: int) -> AnyRow:
    held: AnyRow | None = conn.execute(select(MEMBERSHIP).where(MEMBERSHIP.c.id == number)).one_or_none()
    if held is None:
        raise Refused("there is no such role")
    return held


def end(conn: Connection, held: AnyRow, actor: Actor, act: str, ended: datetime | None = None) -> None:
    """Ends a role, once. `ended` is an earlier moment than now."""
    if held.ended_at is not None:
        return
    writes.update(conn, MEMBERSHIP, {"ended_at": ended or actor.now}, MEMBERSHIP.c.id == held.id)
    _free_tasks(conn, held)
    menus.changed(conn, held.person_id)
    content = {"membership": held.id, "role": held.role, "opd_id": held.opd_id, "person": held.person_id}
    log(conn, held.pemda_id, actor, act, content)


def _free_tasks(conn: Connection, held: AnyRow) -> None:
    """When a role in the team ends, what the person was judging in this Pemda is nobody's task any more.
    Drafts stay.
    """
    if held.role in OPD_ROLES:
        return
    there = select(ASSESSMENT.c.id).join(OPD, OPD.c.id == ASSESSMENT.c.opd_id).where(OPD.c.pemda_id == held.pemda_id)
    conn.execute(delete(CLAIM).where(CLAIM.c.person_id == held.person_id, CLAIM.c.assessment_id.in_(there)))


def _pemdas(conn: Connection, person: int, ended: bool = False) -> list[int]:
    """The Pemda in which this person has a role, or (`ended`) ever had one."""
    query = select(MEMBERSHIP.c.pemda_id).where(MEMBERSHIP.c.person_id == person).distinct()
    if not ended:
        query = query.where(MEMBERSHIP.c.ended_at.is_(None))
    return sorted(conn.execute(query).scalars())


def send_my_data(conn: Connection, _: SendMyData, actor: Actor) -> None:
    order_job(conn, MyDataPage(actor.someone), actor)
    order_job(conn, MyData(actor.someone), actor)


EFFECTS = handlers(
    handler(Redeem, redeem),
    handler(CountGuess, count_guess),
    handler(Rename, rename),
    handler(LeaveRole, leave),
    handler(ReportMember, report),
    handler(DisputeOpd, dispute),
    handler(RemoveMembership, remove),
    handler(RequestErasure, request_erasure),
    handler(ErasePerson, erase),
    handler(MarkReachable, mark_reachable),
    handler(Invite, inviting.invite),
    handler(SendMyData, send_my_data),
)
