"""Several things in one transaction, each by itself: the fault of one undoes only what was done for it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")


def apart(
    conn: Connection, items: Iterable[Item], work: Callable[[Item], Result]
) -> tuple[dict[Item, Result], dict[Item, Exception]]:
    """What came of each, and what went wrong with the others."""
    done: dict[Item, Result] = {}
    faults: dict[Item, Exception] = {}
    for item in items:
        try:
            with conn.begin_nested():
                done[item] = work(item)
        except Exception as error:
            faults[item] = error
    return done, faults
