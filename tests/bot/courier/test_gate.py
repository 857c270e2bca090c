"""The gate: who has to wait for tokens, and who must not wait for those who do."""

import asyncio

from bot.courier.gate import Gate
from bot.telegram.pace import Pace, Rates
from storage.messaging.contents import NOTHING
from storage.messaging.outbox import Call, Kind, Priority


def call(chat: int, priority: Priority) -> Call:
    return Call(chat, Kind.EDIT, NOTHING, priority)


async def test_what_answers_a_person_passes_those_who_wait_for_the_overall_pace() -> None:
    gate = Gate(Pace(Rates(overall_burst=1.0, overall_reserve=0.0), 0.0), lambda: 0.0)
    assert await gate.admit(call(1, Priority.BROADCAST), 0.0)
    waiting = [
        asyncio.create_task(gate.admit(call(2, priority), 0.0)) for priority in (Priority.NOTICE, Priority.BOARD)
    ]
    await asyncio.sleep(0)
    for priority in (Priority.SCREEN, Priority.RECORD):
        assert await asyncio.wait_for(gate.admit(call(3, priority), 0.0), 60)
    assert not any(task.done() for task in waiting)
    gate.close()
    assert await asyncio.gather(*waiting) == [False, False]


async def test_those_who_wait_pass_by_urgency() -> None:
    now = 0.0
    gate = Gate(Pace(Rates(overall_burst=1.0, overall_reserve=0.0), 0.0), lambda: now)
    assert await gate.admit(call(1, Priority.NOTICE), 0.0)
    passed: list[Priority] = []

    async def wait(priority: Priority) -> None:
        await gate.admit(call(2, priority), 0.0)
        passed.append(priority)

    order = (Priority.BROADCAST, Priority.BOARD, Priority.NOTICE)
    tasks = [asyncio.create_task(wait(priority)) for priority in order]
    for _ in order:
        await asyncio.sleep(0)
        now += 1 / 30
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED, timeout=60)
        tasks = [task for task in tasks if not task.done()]
    assert passed == [Priority.NOTICE, Priority.BOARD, Priority.BROADCAST]
