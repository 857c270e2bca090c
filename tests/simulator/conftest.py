"""A simulator, a person who has started the bot, and a plain Bot API client."""

from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio
from botclient import Client

from simulator import ManualClock, Person, Simulator


@pytest_asyncio.fixture
async def clock() -> ManualClock:
    return ManualClock()


@pytest_asyncio.fixture
async def sim(clock: ManualClock) -> AsyncIterator[Simulator]:
    async with Simulator(clock=clock, webhook_unit=0.002) as simulator:
        yield simulator


@pytest_asyncio.fixture
async def bot(sim: Simulator) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(sim, session)


@pytest_asyncio.fixture
async def ani(sim: Simulator) -> Person:
    person = sim.person(1001, "Ani", about="kontak Dinas Kesehatan")
    person.start("undangan-1")
    return person
