"""What files are copied and examined with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.evidence.examine import Examiner
from bot.telegram.api import Api
from simulator import Simulator
from storage.database import Database
from tests.bot.copying import Copying
from tests.conftest import Clock


@pytest_asyncio.fixture
async def copying(database: Database, api: Api, sim: Simulator, clock: Clock, tmp_path: Path) -> AsyncIterator[Copying]:
    made = Copying(database, api, sim, clock, tmp_path / "evidence")
    yield made
    await made.close()


@pytest_asyncio.fixture
async def examiner() -> AsyncIterator[Examiner]:
    made = Examiner()
    yield made
    await made.close()
