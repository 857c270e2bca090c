"""A simulator with Ani in it, and the bot's own door to it."""

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.telegram.api import Api
from simulator import Person, Simulator
from storage.database import Database
from tests.bot.desk import Desk
from tests.conftest import Clock


@pytest_asyncio.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with Simulator() as simulator:
        yield simulator


@pytest_asyncio.fixture
async def api(sim: Simulator) -> AsyncIterator[Api]:
    door = Api(sim.url, sim.token)
    yield door
    await door.close()


@pytest_asyncio.fixture
async def ani(sim: Simulator) -> Person:
    person = sim.person(1001, "Ani")
    person.start()
    return person


@pytest_asyncio.fixture
async def desk(sqlite_only: Database, api: Api, clock: Clock) -> AsyncIterator[Desk]:
    working = Desk(sqlite_only, api, clock)
    await working.begin()
    yield working
    await working.end()
