"""The running bot: the clock starts with it, reminders leave by themselves, and a restart doubles none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.app.process import House
from simulator import Simulator
from storage.database import Database
from storage.migrations.upgrade import migrate
from tests.bot.app.test_app import settings
from tests.transcripts import worlds

MORNING = datetime(2026, 12, 7, 8, 31, tzinfo=worlds.WITA)


@asynccontextmanager
async def serving(house: House) -> AsyncIterator[House]:
    ready = asyncio.Event()
    await house.open()
    task = asyncio.create_task(house.serve(ready))
    async with asyncio.timeout(60):
        await ready.wait()
    yield house
    house.end()
    await task
    await house.close()


async def test_a_reminder_leaves_by_itself_and_a_restart_doubles_none(tmp_path: Path) -> None:
    async with Simulator() as sim:
        given = settings(sim, tmp_path)
        migrate(given.database_url)
        database = Database.open(given.database_url)
        worlds.build(database, "mulai")
        database.close()
        ani = sim.person(worlds.ACCOUNTS["Ani"], "Ani")
        ani.private.started = True
        async with serving(House(given, lambda: MORNING)):
            await ani.sees("tenggat 7 hari lagi")
        async with serving(House(given, lambda: MORNING)) as successor:
            await successor.tick()
            assert await sim.settled()
        assert len(ani.private.from_bot) == 1
        assert not sim.world.violations
