"""The queue before the writer: what shares a transaction, what never does, and that no piece suffers from another."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from storage.database import Database
from storage.engine import settings
from storage.engine.write_queue import Work, WriteQueue


class Ledger:
    """Stands in for the database: which pieces were done together."""

    def __init__(self) -> None:
        self.transactions: list[list[str]] = []
        self.taken, self.free = threading.Event(), threading.Event()

    def write(self, work: Work) -> Any:
        self.taken.set()
        self.free.wait(5)
        self.transactions.append([])
        try:
            return work(None)  # type: ignore[arg-type]
        except BaseException:
            self.transactions.pop()
            raise

    def piece(self, name: str) -> Callable[[object], str]:
        def work(conn: object) -> str:
            self.transactions[-1].append(name)
            return name

        return work


def failing(conn: object) -> None:
    raise OSError("this one")


async def in_line(queue: WriteQueue, ledger: Ledger, *pieces: tuple[Any, bool, bool]) -> list[Any]:
    """Submits (work, first, rides) while the writer is held up by a first piece, then lets it go."""
    waiting = [asyncio.ensure_future(queue.submit(ledger.piece("held up"), False, False))]
    await asyncio.to_thread(ledger.taken.wait, 5)
    waiting += [asyncio.ensure_future(queue.submit(work, first, rides)) for work, first, rides in pieces]
    await asyncio.sleep(0)
    ledger.free.set()
    done = await asyncio.gather(*waiting, return_exceptions=True)
    queue.close()
    return done[1:]


async def test_what_rides_shares_a_transaction_and_turns_never_do() -> None:
    ledger = Ledger()
    turn, mark, store = (ledger.piece(name) for name in ("turn", "mark", "store"))
    line = ((turn, False, False), (store, False, True), (turn, False, False), (mark, True, False), (store, False, True))
    done = await in_line(WriteQueue(ledger.write, 1), ledger, *line)
    assert done == ["turn", "store", "turn", "mark", "store"]
    assert ledger.transactions == [["held up"], ["mark", "turn", "store"], ["turn", "store"]]


async def test_what_rides_alone_waits_for_nothing() -> None:
    ledger = Ledger()
    line = ((ledger.piece("a"), False, True), (ledger.piece("b"), True, False), (ledger.piece("c"), False, True))
    assert await in_line(WriteQueue(ledger.write, 1), ledger, *line) == ["a", "b", "c"]
    assert ledger.transactions == [["held up"], ["b", "a", "c"]]


@pytest.mark.parametrize("at", [0, 1, 2])
async def test_a_failure_is_undone_and_the_others_are_done_by_themselves(at: int) -> None:
    ledger = Ledger()
    line: list[tuple[Any, bool, bool]] = [
        (ledger.piece("mark"), True, False),
        (ledger.piece("turn"), False, False),
        (ledger.piece("store"), False, True),
    ]
    line[at] = (failing, *line[at][1:])
    done = await in_line(WriteQueue(ledger.write, 1), ledger, *line)
    assert isinstance(done[at], OSError)
    assert ledger.transactions[1:] == [[name] for n, name in enumerate(("mark", "turn", "store")) if n != at]


async def test_with_several_threads_nothing_is_shared() -> None:
    ledger = Ledger()
    line = ((ledger.piece("mark"), True, False), (ledger.piece("store"), False, True))
    await in_line(WriteQueue(ledger.write, 2), ledger, *line)
    assert sorted(ledger.transactions) == [["held up"], ["mark"], ["store"]]


@pytest.mark.parametrize("threads", [1, 4])
async def test_closing_does_what_was_submitted_and_takes_nothing_more(threads: int) -> None:
    ledger = Ledger()
    queue = WriteQueue(ledger.write, threads)
    waiting = [asyncio.ensure_future(queue.submit(ledger.piece(f"{n}"), n % 3 == 0, n % 3 == 1)) for n in range(30)]
    await asyncio.sleep(0)
    ledger.free.set()
    await asyncio.to_thread(queue.close)
    assert await asyncio.gather(*waiting) == [f"{n}" for n in range(30)]
    with pytest.raises(RuntimeError, match="closed"):
        await queue.submit(ledger.piece("late"), False, False)


async def test_what_nobody_waits_for_any_more_is_not_begun() -> None:
    ledger = Ledger()
    queue = WriteQueue(ledger.write, 1)
    held = asyncio.ensure_future(queue.submit(ledger.piece("held up"), False, False))
    given_up = asyncio.ensure_future(queue.submit(ledger.piece("given up"), False, False))
    await asyncio.to_thread(ledger.taken.wait, 5)
    given_up.cancel()
    await asyncio.sleep(0)
    ledger.free.set()
    await held
    await queue.submit(ledger.piece("after"), False, False)
    queue.close()
    assert ledger.transactions == [["held up"], ["after"]]


async def test_a_shared_transaction_that_fails_leaves_nothing_of_itself(database: Database) -> None:
    def half(conn: Connection) -> None:
        settings.put(conn, "turn", "1")
        raise OSError("in the middle")

    done = await asyncio.gather(
        database.submit(lambda conn: settings.put(conn, "a", "1"), rides=True),
        database.submit(half),
        database.submit(lambda conn: settings.put(conn, "b", "1"), first=True),
        return_exceptions=True,
    )
    assert [type(result) for result in done] == [type(None), OSError, type(None)]
    assert database.read(lambda conn: [settings.get(conn, key) for key in ("a", "b", "turn")]) == ["1", "1", None]
