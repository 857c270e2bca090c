"""The clock calls ticks; what is true stands in the tables, whoever looks and however often."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, func, insert, select

from bot.holidays import national
from bot.holidays.days import days_off, estimated
from scheduler.clock import Ticker
from scheduler.env import Piece, Tick, TickEnv
from storage.database import Database, NotServing
from storage.engine.locks import acquire_serve
from storage.engine.schema import SETTING
from storage.engine.settings import get, put
from tests.conftest import Clock

ENV = TickEnv(frozenset(), days_off)
SECOND = timedelta(seconds=1)


class Watched:
    """A Ticker, and what came of it."""

    def __init__(self, database: Database, clock: Callable[[], datetime], *ticks: Tick) -> None:
        self.woken = 0
        self.faults: list[tuple[str, Exception]] = []
        rows = tuple((f"tick {number}", SECOND, tick) for number, tick in enumerate(ticks))
        self.ticker = Ticker(database, clock, ENV, self.wake, self.failed, rows)

    def wake(self) -> None:
        self.woken += 1

    def failed(self, name: str, error: Exception) -> str:
        self.faults.append((name, error))
        return type(error).__name__


def daily(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """Does two things once a day."""
    for part in ("a", "b"):
        if get(conn, f"{now:%Y-%m-%d} {part}") is None:
            yield Piece(part, None, partial(once, key=f"{now:%Y-%m-%d} {part}"))


def once(conn: Connection, key: str) -> bool:
    if get(conn, key) is not None:
        return False
    conn.execute(insert(SETTING).values(key=key, value="done"))
    return True


def breaks(conn: Connection) -> bool:
    put(conn, "half", "done")
    raise ZeroDivisionError


def rows(database: Database) -> int:
    return database.read(lambda conn: conn.execute(select(func.count()).select_from(SETTING)).scalar_one())


async def test_a_tick_is_called_until_nothing_is_left_and_once_a_day_by_a_moved_clock(
    database: Database, clock: Clock
) -> None:
    watched = Watched(database, clock, daily)
    await watched.ticker.once()
    assert (rows(database), watched.woken) == (2, 2)
    await watched.ticker.once()
    assert (rows(database), watched.woken) == (2, 2)
    clock.advance(days=3)  # three days of downtime are one look
    await watched.ticker.once()
    assert (rows(database), watched.woken) == (4, 4)


async def test_a_fault_is_told_leaves_nothing_and_stops_no_other_tick(database: Database, clock: Clock) -> None:
    def broken(conn: Connection, now: datetime, env: TickEnv) -> list[Piece]:
        return [Piece("", None, breaks)]

    watched = Watched(database, clock, broken, daily)
    await watched.ticker.once()
    clock.advance(minutes=1)
    await watched.ticker.once()
    assert [(name, type(error)) for name, error in watched.faults] == [("tick 0", ZeroDivisionError)] * 2
    assert rows(database) == 2


async def test_after_a_takeover_nothing_is_done_again(database: Database, clock: Clock) -> None:
    for _ in range(2):
        await Watched(database, clock, daily).ticker.once()
    assert rows(database) == 2


async def test_two_at_the_same_time_do_it_once(database: Database, clock: Clock) -> None:
    """It must not happen under the serve lock; if it did, one of them would be told, and nothing would be doubled."""
    one, two = Watched(database, clock, daily), Watched(database, clock, daily)
    await asyncio.gather(one.ticker.once(), two.ticker.once())
    assert rows(database) == 2
    assert one.woken + two.woken == 2


async def test_who_lost_the_serve_lock_does_nothing_more(sqlite_url: str, clock: Clock) -> None:
    database = Database.open(sqlite_url)
    lock = acquire_serve(sqlite_url, wait=False)
    assert lock is not None
    database.serve_under(lock)
    lock.release()
    watched = Watched(database, clock, daily)
    await watched.ticker.once()
    assert [type(error) for _, error in watched.faults] == [NotServing]
    assert rows(database) == 0
    database.close()


async def test_it_comes_by_itself_and_again_after_a_fault(sqlite_only: Database, clock: Clock) -> None:
    loop, twice = asyncio.get_running_loop(), asyncio.Event()
    calls = 0

    def tick(conn: Connection, now: datetime, env: TickEnv) -> list[Piece]:
        nonlocal calls
        calls += 1
        if calls == 2:
            loop.call_soon_threadsafe(twice.set)
        raise ZeroDivisionError

    watched = Watched(sqlite_only, clock, tick)
    watched.ticker.start(first=timedelta(0))
    async with asyncio.timeout(60):
        await twice.wait()
    await watched.ticker.stop(2.0)
    assert len(watched.faults) == calls


async def test_a_stop_waits_for_the_call_under_way(sqlite_only: Database, clock: Clock) -> None:
    loop, begun = asyncio.get_running_loop(), asyncio.Event()

    def tick(conn: Connection, now: datetime, env: TickEnv) -> list[Piece]:
        return [Piece("", None, work)]

    def work(conn: Connection) -> bool:
        loop.call_soon_threadsafe(begun.set)
        number = rows_in(conn)
        put(conn, str(number), "done")
        return True

    watched = Watched(sqlite_only, clock, tick)
    watched.ticker.start(first=timedelta(0))
    async with asyncio.timeout(60):
        await begun.wait()
    await watched.ticker.stop(2.0)
    stored = rows(sqlite_only)
    assert stored == watched.woken > 0
    await watched.ticker.once()
    assert rows(sqlite_only) == stored


def rows_in(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(SETTING)).scalar_one()


def test_days_off_cost_this_process_no_library() -> None:
    code = "import sys; from bot.holidays import days; print(len(days.days_off((2026,))), 'holidays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(len(national.of((2026,))[2026][0])), "False"]


def test_a_year_without_a_decree_is_told_from_a_decreed_one() -> None:
    assert estimated((2025, 2026, 2028)) == {2028}
    assert len(days_off((2028,))) > 10  # its feasts are estimated all the same


@pytest.mark.parametrize("day", ["2026-12-25", "2027-03-10"])
def test_days_off_know_the_nation_the_pemda_and_what_it_works_all_the_same(day: str) -> None:
    national = days_off((2026, 2027))
    assert any(str(one) == day for one in national)
    assert len(days_off((2026,), ("2026-12-14",)) - days_off((2026,))) == 1
    assert len(days_off((2026,)) - days_off((2026,), (), ("2026-12-25",))) == 1
