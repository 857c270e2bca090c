"""Which chats are due for another menu of commands."""

from core.effects import LeaveRole
from core.people.roles import Role
from storage.engine.schema import MEMBERSHIP, PERSON
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
