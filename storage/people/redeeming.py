"""Taking the role that an invitation offers."""

from sqlalchemy import Connection, null, select

from core.effects import CountGuess, Redeem
from core.facts import InvitationState
from core.foreign import readable
from core.people.roles import Role
from storage.audit import chain, writes
from storage.engine.schema import INVITATION, MEMBERSHIP, PERSON, AnyRow
from storage.orders.rights import Actor, Refused
from storage.people import guesses, invitations, menus

NAME_LENGTH = 120


def redeem(conn: Connection, order: Redeem, actor: Actor) -> None:
    """Gives the account the role that an invitation offers. If the person has it already, nothing happens and no use is
    counted.
    """
    account = _account(actor)
    if guesses.throttled(conn, account, actor.now):
        raise Refused("too many wrong tokens")
    offered = conn.execute(select(INVITATION).where(INVITATION.c.id == order.invitation)).one_or_none()
    if offered is None:
        raise Refused("there is no such invitation")
    known = conn.execute(select(PERSON.c.id).where(PERSON.c.telegram_id == account)).scalar()
    state = invitations.state_of(conn, offered, known, actor.now)
    if state is InvitationState.HELD:
        return
    if state is not InvitationState.OPEN:
        raise Refused(f"the invitation is {state}")
    person = _person(conn, known, account, order.name, actor)
    if not invitations.take(conn, offered, person, actor.now):
        raise Refused("the invitation is used up")
    _join(conn, offered, person, actor)


def _person(conn: Connection, known: int | None, account: int, name: str, actor: Actor) -> int:
    if known is not None:
        writes.update(conn, PERSON, {"unreachable_since": null()}, PERSON.c.id == known)
        return known
    values = {"telegram_id": account, "name": person_name(name), "joined_at": actor.now}
    return writes.insert(conn, PERSON, values)[0]


def _join(conn: Connection, offered: AnyRow, person: int, actor: Actor) -> None:
    verifies = offered.role not in (Role.CONTACT, Role.HEAD)
    values = {
        "person_id": person,
        "role": offered.role,
        "pemda_id": offered.pemda_id,
        "opd_id": None if verifies else offered.opd_id,
        "home_opd_id": offered.opd_id if verifies else None,
        "field": offered.field,
        "since": actor.now,
    }
    (number,) = writes.insert(conn, MEMBERSHIP, values)
    menus.changed(conn, person)
    writes.note(conn, PERSON, [person])  # this Pemda may not have heard of this account
    content = {key: values[key] for key in ("role", "opd_id", "home_opd_id", "field")}
    content |= {"membership": number, "invitation": offered.id, "person": person}
    chain.append(conn, offered.pemda_id, [chain.Entry(person, "joined", content)], actor.now)


def count_guess(conn: Connection, _: CountGuess, actor: Actor) -> None:
    account = _account(actor)
    if guesses.throttled(conn, account, actor.now) is None:
        guesses.count_guess(conn, account, actor.now)


def _account(actor: Actor) -> int:
    if actor.telegram_id is None:
        raise Refused("only an account can hold a token")
    return actor.telegram_id


def person_name(words: str) -> str:
    name = " ".join(readable(words).split())[:NAME_LENGTH]
    if not name:
        raise Refused("a person has a name")
    return name
