"""Which menu of commands each private chat has at Telegram, and which ones are to be changed.

A row is written when somebody's roles change, in that transaction; `bot/app/introduction.py` tells Telegram.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.people.roles import Role
from storage.engine.engines import SCRUB
from storage.engine.schema import CHAT_MENU, CONVERSATION, MEMBERSHIP, PERSON
from storage.engine.statements import Prepared

AT_ONCE = 20
_PUT = {
    name: Prepared(
        (add := dialect.insert(CHAT_MENU)).on_conflict_do_update(
            index_elements=["telegram_id"], set_={"roles": add.excluded.roles, "due": add.excluded.due}
        )
    )
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True, slots=True)
class MenuDue:
    """A chat whose menu is to be that of these roles; without roles it has none of its own."""

    account: int
    roles: frozenset[Role]


def changed(conn: Connection, person: int) -> None:
    """To be called whenever a role of this person begins or ends."""
    account = conn.execute(select(PERSON.c.telegram_id).where(PERSON.c.id == person)).scalar()
    if account is not None:
        _put(conn, account, _written(_roles(conn, account)))


def survey(conn: Connection, admins: Collection[int], anew: bool) -> None:
    """Finds what is to be changed though no role has: at a start, after an upgrade, or when ADMIN_IDS are others.
    `anew`: Telegram knows no menu of ours.
    """
    if anew:
        conn.execute(update(CHAT_MENU).values(shown="", due=True))
    known = {row.telegram_id: row for row in conn.execute(select(CHAT_MENU))}
    held: dict[int, set[Role]] = {}
    people = (
        select(PERSON.c.telegram_id, MEMBERSHIP.c.role)
        .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
        .where(PERSON.c.telegram_id.is_not(None), MEMBERSHIP.c.ended_at.is_(None))
    )
    for row in conn.execute(people):
        held.setdefault(row.telegram_id, set()).add(Role(row.role))
    for account, roles in held.items():
        if account not in known:
            _put(conn, account, _written(roles))
    for row in known.values():
        if not row.due and row.shown != _written(_with_admin(row.telegram_id, row.roles, admins)):
            _put(conn, row.telegram_id, row.roles)


def due(conn: Connection, admins: Collection[int]) -> list[MenuDue]:
    """Some of the chats whose menu is to be changed. ADMIN_IDS coordinate without a role of their own; their chats
    count from their first message on, because Telegram knows no chat before.
    """
    rows = conn.execute(select(CHAT_MENU).where(CHAT_MENU.c.due.is_(True)).limit(AT_ONCE)).all()
    found = [MenuDue(row.telegram_id, _with_admin(row.telegram_id, row.roles, admins)) for row in rows]
    if admins:
        known = select(CHAT_MENU.c.telegram_id)
        query = select(CONVERSATION.c.telegram_id).where(
            CONVERSATION.c.telegram_id.in_(sorted(admins)), CONVERSATION.c.telegram_id.not_in(known)
        )
        for account in conn.execute(query).scalars().all():
            _put(conn, account, "")
            found.append(MenuDue(account, frozenset({Role.COORDINATOR})))
    return found


def done(conn: Connection, told: MenuDue, admins: Collection[int]) -> None:
    """Telegram has been told. Where the roles have changed meanwhile, the chat stays due, also where they change
    between the two statements here.
    """
    mine = CHAT_MENU.c.telegram_id == told.account
    roles = conn.execute(select(CHAT_MENU.c.roles).where(mine)).scalar()
    if roles is None or _with_admin(told.account, roles, admins) != told.roles:
        return
    unchanged = (mine, CHAT_MENU.c.roles == roles)
    if told.roles:
        conn.execute(update(CHAT_MENU).where(*unchanged).values(shown=_written(told.roles), due=False))
    else:
        _forget(conn, *unchanged)


def waits(conn: Connection, account: int) -> bool:
    """Whether this chat's menu is still to be changed."""
    mine = (CHAT_MENU.c.telegram_id == account, CHAT_MENU.c.due.is_(True))
    return conn.execute(select(CHAT_MENU.c.telegram_id).where(*mine)).first() is not None


def forget(conn: Connection, account: int) -> None:
    _forget(conn, CHAT_MENU.c.telegram_id == account)


def _forget(conn: Connection, *which: ColumnElement[bool]) -> None:
    conn.info[SCRUB] = True
    conn.execute(delete(CHAT_MENU).where(*which))


def _put(conn: Connection, account: int, roles: str) -> None:
    _PUT[conn.dialect.name].run(conn, {"telegram_id": account, "roles": roles, "shown": "", "due": True})


def _roles(conn: Connection, account: int) -> frozenset[Role]:
    query = (
        select(MEMBERSHIP.c.role)
        .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
        .where(PERSON.c.telegram_id == account, MEMBERSHIP.c.ended_at.is_(None))
    )
    return frozenset(map(Role, conn.execute(query).scalars()))


def _written(roles: Collection[Role]) -> str:
    return ",".join(sorted(roles))


def _with_admin(account: int, roles: str, admins: Collection[int]) -> frozenset[Role]:
    also = {Role.COORDINATOR} if account in admins else set()
    return frozenset(map(Role, filter(None, roles.split(",")))) | also
