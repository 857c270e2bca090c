"""The bot's descriptions, and menus of commands by person."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest_asyncio

from bot.app.introduction import Introduction
from bot.commands import menu
from bot.telegram.api import Api
from bot.texts.people import introduction as texts
from core.effects import CreatePemda, LeaveRole, Redeem
from core.people.roles import Role
from simulator import Person, Simulator
from simulator.methods.profile import commands_for
from storage import effects
from storage.database import Connection, Database
from storage.engine.schema import CHAT_MENU, INVITATION, MEMBERSHIP, PEMDA, AnyRow
from storage.messaging import conversations
from storage.messaging.conversations import Conversation
from storage.people import invitations
from tests.bot.app.test_app import running, settings
from tests.bot.desk import eventually

"""The bot's descriptions, and menus of commands by person: against the simulator, the whole process running."""


NOW = datetime(2026, 12, 7, 1, tzinfo=UTC)
ADMIN, BUDI = 1001, 2002


async def remember(name: str) -> str:
    return name


@pytest_asyncio.fixture
async def introducing(sim: Simulator, api: Api, database: Database) -> AsyncIterator[Simulator]:
    """The bot introduces itself; Citra is named in ADMIN_IDS, and Budi a stranger so far."""
    sim.person(ADMIN, "Citra")
    sim.person(BUDI, "Budi").start()
    work = asyncio.create_task(Introduction(api, database, remember, frozenset({ADMIN}), 42, pause=0.01).run())
    yield sim
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert not sim.world.violations


def viewer(conn: Connection) -> int:
    """A Pemda with an invitation for a viewer; its number."""
    effects.apply(conn, CreatePemda("Kutai Timur", "Asia/Makassar"), effects.Actor(None, None, NOW))
    pemda = conn.execute(PEMDA.select()).one().id
    invitations.issue(conn, pemda, Role.VIEWER, (), 9, NOW + timedelta(days=9), None, None, NOW)
    number: int = conn.execute(INVITATION.select()).one().id
    return number


def leave(conn: Connection) -> None:
    held = conn.execute(MEMBERSHIP.select().order_by(MEMBERSHIP.c.id.desc())).first()
    effects.apply(conn, LeaveRole(held.id), effects.Actor(held.person_id, BUDI, NOW))


def joins(conn: Connection, invitation: int) -> None:
    effects.apply(conn, Redeem(invitation, "Budi"), effects.Actor(None, BUDI, NOW))


def slugs(sim: Simulator, chat: int) -> list[str]:
    return [command["command"] for command in commands_for(sim.world, chat=chat, group=False)]


def offered(*roles: Role) -> list[str]:
    return [slug for slug, _ in menu(roles)]


async def becomes(sim: Simulator, chat: int, *roles: Role) -> bool:
    return await sim.world.until(lambda: slugs(sim, chat) == offered(*roles))


async def test_each_person_has_the_menu_of_their_roles(introducing: Simulator, database: Database) -> None:
    sim = introducing
    assert await becomes(sim, BUDI)
    number = await database.submit(viewer)
    await database.submit(lambda conn: joins(conn, number))
    assert await becomes(sim, BUDI, Role.VIEWER)
    await database.submit(leave)
    assert await becomes(sim, BUDI)
    assert await sim.world.until(lambda: not [key for key in sim.world.profile if str(BUDI) in key])
    await eventually(lambda: not database.read(lambda conn: conn.execute(CHAT_MENU.select()).all()))


async def test_an_administrator_has_it_from_the_first_message_on(introducing: Simulator, database: Database) -> None:
    sim = introducing
    assert await becomes(sim, ADMIN)
    assert not [call for call in sim.world.calls if call.status >= 400]
    Person(sim.world, sim.world.users[ADMIN]).start()
    await database.submit(lambda conn: conversations.save(conn, Conversation(ADMIN)))
    assert await becomes(sim, ADMIN, Role.COORDINATOR)


async def test_who_has_blocked_the_bot_is_asked_once(introducing: Simulator, database: Database) -> None:
    sim = introducing
    assert await becomes(sim, BUDI)
    Person(sim.world, sim.world.users[BUDI]).block_bot()
    number = await database.submit(viewer)
    await database.submit(lambda conn: joins(conn, number))
    await eventually(lambda: [row.due for row in database.read(rows)] == [False])
    assert [call.status for call in sim.world.calls_of("setMyCommands")].count(403) == 1


def rows(conn: Connection) -> list[AnyRow]:
    return list(conn.execute(CHAT_MENU.select()))


async def test_what_fails_is_tried_again(introducing: Simulator, database: Database) -> None:
    sim = introducing
    assert await becomes(sim, BUDI)
    sim.world.faults.add("error_500", "setMyCommands", count=3)
    number = await database.submit(viewer)
    await database.submit(lambda conn: joins(conn, number))
    assert await becomes(sim, BUDI, Role.VIEWER)


async def test_a_start_finds_whose_menu_is_another_one(sim: Simulator, api: Api, sqlite_only: Database) -> None:
    """People of an older version, and administrators who are none any more."""
    for account, name in ((BUDI, "Budi"), (ADMIN, "Citra")):
        sim.person(account, name).start()
    number = sqlite_only.write(viewer)
    sqlite_only.write(lambda conn: joins(conn, number))
    sqlite_only.write(lambda conn: conn.execute(CHAT_MENU.delete()))
    sqlite_only.write(lambda conn: conversations.save(conn, Conversation(ADMIN)))
    for admins, expected in ((frozenset({ADMIN}), (Role.COORDINATOR,)), (frozenset(), ())):
        work = asyncio.create_task(Introduction(api, sqlite_only, remember, admins, 42, pause=0.01).run())
        assert await becomes(sim, BUDI, Role.VIEWER)
        assert await becomes(sim, ADMIN, *expected)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    assert len([call for call in sim.world.calls_of("setMyCommands") if str(BUDI) in str(call.params)]) == 1


async def test_the_descriptions_are_set_once_and_those_of_the_office_stay(
    sim: Simulator, api: Api, sqlite_only: Database
) -> None:
    sim.world.profile["description"] = "Bot Bagian Organisasi"
    for _ in range(2):
        work = asyncio.create_task(Introduction(api, sqlite_only, remember, frozenset(), 42, pause=0.01).run())
        assert await sim.world.until(lambda: sim.world.profile.get("short_description") == texts.SHORT)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    assert sim.world.profile["description"] == "Bot Bagian Organisasi"
    assert len(sim.world.calls_of("setMyShortDescription")) == 1


async def test_the_whole_bot_introduces_itself(sim: Simulator, tmp_path: Path) -> None:
    admin = sim.person(ADMIN, "Citra")
    async with running(settings(sim, tmp_path)):
        assert await sim.world.until(lambda: sim.world.profile.get("description") == texts.DESCRIPTION)
        admin.start()
        assert await becomes(sim, ADMIN, Role.COORDINATOR)
    assert len(texts.DESCRIPTION) <= 512
    assert len(texts.SHORT) <= 120
