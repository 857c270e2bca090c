"""Marks overtake what waits for the writer, and none of them suffers from another."""

import asyncio
import threading
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.courier import marks
from bot.courier.marks import Mark
from storage.database import Connection, Database
from storage.engine.schema import OUTBOX
from storage.messaging import outbox
from storage.messaging.contents import Message
from storage.messaging.outbox import Call, Kind, Priority, Result
from tests.conftest import Clock


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


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_PAUSE", 0.0)


async def put(database: Database, clock: Clock, *chats: int) -> list[int]:
    calls = [Call(chat, Kind.SEND, Message("x"), Priority.NOTICE) for chat in chats]
    return [row.id for row in await database.submit(lambda conn: outbox.add(conn, calls, clock(), True))]


def states(database: Database) -> list[str]:
    rows = select(OUTBOX.c.state).order_by(OUTBOX.c.id)
    return database.read(lambda conn: list(conn.execute(rows).scalars()))


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("fault", [KeyError("group"), RuntimeError("x"), OSError(28, "full")])
async def test_what_follows_from_one_result_keeps_no_other_from_being_stored(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(marks.reach, "moved", fail)
    first, bad, last = await put(database, clock, 1, -2, 3)
    written = marks.Marks(database, clock, lambda: None)
    written.add(
        Mark(Result(first, "sent", 60)), Mark(Result(bad, "sent", 61), moved=(-2, -3)), Mark(Result(last, "sent", 62))
    )
    await written.written()
    assert states(database) == ["sent"] * 3


@pytest.mark.usefixtures("hurried")
async def test_while_storage_fails_every_result_is_kept_whole(
    sqlite_only: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails, moved = iter(range(8)), list[int]()

    def fail(*_: object) -> None:
        if next(fails, None) is not None:
            raise OSError(28, "full")

    whole = marks._apply

    def apply(conn: Connection, batch: list[Mark], now: datetime) -> None:
        fail()
        whole(conn, batch, now)

    monkeypatch.setattr(marks, "_apply", apply)
    monkeypatch.setattr(marks.reach, "moved", lambda conn, former, chat, now: moved.append(chat))
    first, second = await put(sqlite_only, clock, -1, -2)
    written = marks.Marks(sqlite_only, clock, lambda: None)
    written.add(Mark(Result(first, "sent", 60), moved=(-1, -11)), Mark(Result(second, "sent", 61), moved=(-2, -12)))
    await written.written()
    assert (states(sqlite_only), sorted(moved)) == (["sent", "sent"], [-12, -11])
