"""Which chats are due for another menu of commands."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from core.effects import LeaveRole
from core.people.roles import Role
from storage.database import Connection, Database
from storage.engine.schema import CHAT_MENU, MEMBERSHIP, PERSON
from storage.people import menus
from storage.people.menus import MenuDue
from tests.storage.region import Region


def test_a_role_that_ends_while_telegram_is_told_stays_due(region: Region) -> None:
    ani = region.database.read(
        lambda conn: conn.execute(PERSON.select().where(PERSON.c.id == region.person["Ani"])).one()
    )
    region.database.write(lambda conn: menus.changed(conn, ani.id))
    (due,) = region.database.write(lambda conn: [one for one in menus.due(conn, ()) if one.account == ani.telegram_id])
    assert Role.CONTACT in due.roles
    held = region.database.read(
        lambda conn: conn.execute(MEMBERSHIP.select().where(MEMBERSHIP.c.person_id == ani.id)).all()
    )
    for one in held:
        region.do("Ani", LeaveRole(one.id))
    region.database.write(lambda conn: menus.done(conn, due, ()))
    assert region.database.read(lambda conn: menus.waits(conn, ani.telegram_id))
    assert MenuDue(ani.telegram_id, frozenset()) in region.database.write(lambda conn: menus.due(conn, ()))


@pytest.mark.parametrize("before", ["viewer", ""])
def test_a_role_that_changes_at_the_same_moment_stays_due(postgresql_url: str, before: str) -> None:
    """Another process changes the roles after they were read, and commits before they are marked as told."""
    database, told = Database.open(postgresql_url), MenuDue(7, frozenset(map(Role, filter(None, [before]))))
    blocked = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")

    def put(conn: Connection, roles: str) -> None:
        values = {"telegram_id": 7, "roles": roles, "shown": "", "due": True}
        conn.execute(CHAT_MENU.delete().where(CHAT_MENU.c.telegram_id == 7))
        conn.execute(CHAT_MENU.insert().values(**values))

    def change(conn: Connection) -> None:
        conn.execute(CHAT_MENU.update().values(roles="verifier"))
        marking.append(pool.submit(lambda: database.write(lambda other: menus.done(other, told, ()))))
        while not database.read(lambda other: conn is not other and other.execute(blocked).scalar_one()):
            pass

    marking: list[object] = []
    with ThreadPoolExecutor(1) as pool:
        database.write(lambda conn: put(conn, before))
        database.write(change)
    assert database.read(lambda conn: menus.due(conn, ())) == [MenuDue(7, frozenset({Role.VERIFIER}))]
    database.close()
