"""Telegram's limits switched on, ten times as fast: whatever it refuses with 429, no reply is lost."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.telegram.api import Api
from bot.telegram.pace import Rates
from simulator import FloodLimits, Simulator
from storage.database import Database
from tests.bot.desk import Desk, RealClock, eventually, record, screen

CHATS = range(1001, 1051)
STEPS = 6
FLOOD = FloodLimits(overall_rate=300, overall_burst=30, chat_rate=10, chat_burst=5)
PACE = {"overall_rate": 300, "overall_burst": 15, "chat_rate": 10, "chat_burst": 3}
"""How few calls are refused with 429 depends on the machine, so it is printed only; test_pace.py holds the pace."""


@pytest_asyncio.fixture
async def busy() -> AsyncIterator[Simulator]:
    async with Simulator(flood=FLOOD) as simulator:
        for chat in CHATS:
            simulator.person(chat, f"Orang {chat}").start()
        yield simulator


@pytest.mark.parametrize("patient", [False, True])
async def test_fifty_people_at_once_lose_no_reply(sqlite_only: Database, busy: Simulator, patient: bool) -> None:
    api = Api(busy.url, busy.token)
    desk = Desk(sqlite_only, api, RealClock(), Rates(**PACE, patient=patient))
    await desk.begin()
    last = [await desk.put(*_questionnaire(chat), direct=desk.courier.idle(chat)) for chat in CHATS]
    await eventually(lambda: all(desk.row(rows[-2]).state == "sent" for rows in last))
    for chat in CHATS:
        seen = [message.text for message in busy.people[chat].private.from_bot]
        assert [text for text in seen if text.startswith("V")] == [f"V{step:02}" for step in range(1, STEPS + 1)]
    print(f"patient={patient}: {busy.world.too_many} of {len(busy.world.calls)} calls answered 429")
    await desk.end()
    await api.close()


def _questionnaire(chat: int) -> list:
    calls = []
    for step in range(1, STEPS + 1):
        calls += [screen(chat, f"V{step:02}"), record(chat, f"✅ V{step - 1:02}", 999_999)]
    return calls
