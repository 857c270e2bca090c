"""The fair lock: whoever had it longest ago is next."""

import asyncio

import pytest

from bot.courier.fair import FairLock


async def served(lock: FairLock, *asked: tuple[int, int]) -> list[tuple[int, int]]:
    """The order in which owners (with a number of their own) get the lock, all asking while it is held."""
    order: list[tuple[int, int]] = []

    async def take(owner: int, number: int, urgency: int = 0) -> None:
        async with lock.turn(owner, urgency):
            order.append((owner, number))
            await asyncio.sleep(0)

    async with lock.turn(0, 0):
        tasks = [asyncio.create_task(take(owner, number)) for owner, number in asked]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    return order


async def test_owners_take_turns_however_much_one_asks_for() -> None:
    asked = [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2)]
    assert await served(FairLock(), *asked) == [(1, 1), (2, 1), (3, 1), (1, 2), (3, 2), (1, 3)]


async def test_whoever_gives_up_waiting_holds_up_nobody() -> None:
    lock = FairLock()

    async def take() -> None:
        async with lock.turn(2, 0):
            raise AssertionError("it was cancelled")

    async with lock.turn(1, 0):
        task = asyncio.create_task(take())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await served(lock, (5, 1)) == [(5, 1)]


async def test_what_fails_gives_the_lock_on() -> None:
    lock = FairLock()
    with pytest.raises(OSError, match="full"):
        async with lock.turn(1, 0):
            raise OSError("full")
    assert await served(lock, (5, 1)) == [(5, 1)]


async def test_the_more_urgent_goes_first() -> None:
    lock, order = FairLock(), []

    async def take(urgency: int) -> None:
        async with lock.turn(urgency, urgency):
            order.append(urgency)

    async with lock.turn(0, 0):
        tasks = [asyncio.create_task(take(urgency)) for urgency in (4, 2, 3)]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert order == [2, 3, 4]
