"""Marks overtake what waits for the writer."""

import asyncio
import threading

from storage.database import Database


async def test_what_is_urgent_overtakes_waiting_work(sqlite_only: Database) -> None:
    free, order = threading.Event(), list[str]()
    holding = asyncio.create_task(sqlite_only.submit(lambda conn: free.wait(5)))
    await asyncio.sleep(0)
    turns = [asyncio.create_task(sqlite_only.submit(lambda conn, n=n: order.append(f"turn {n}"))) for n in (1, 2)]
    await asyncio.sleep(0)
    mark = asyncio.create_task(sqlite_only.submit(lambda conn: order.append("mark"), first=True))
    await asyncio.sleep(0)
    free.set()
    await asyncio.gather(holding, mark, *turns)
    assert order == ["mark", "turn 1", "turn 2"]


async def test_urgent_work_needs_no_other(database: Database) -> None:
    assert await database.submit(lambda conn: "done", first=True) == "done"


async def test_its_failure_is_its_own(sqlite_only: Database) -> None:
    def fail(conn: object) -> None:
        raise ValueError

    failing = asyncio.create_task(sqlite_only.submit(fail, first=True))
    assert await sqlite_only.submit(lambda conn: "turn") == "turn"
    assert isinstance((await asyncio.gather(failing, return_exceptions=True))[0], ValueError)
