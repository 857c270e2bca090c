"""Several pieces of work in one transaction, each in a savepoint: when one fails, only its own changes are undone."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")


def apart(
    conn: Connection, items: Iterable[Item], work: Callable[[Item], Result]
) -> tuple[dict[Item, Result], dict[Item, Exception]]:
    """The results of those that succeeded, and the errors of the others."""
    done: dict[Item, Result] = {}
    faults: dict[Item, Exception] = {}
    for item in items:
        try:
            with conn.begin_nested():
                done[item] = work(item)
        except Exception as error:
            faults[item] = error
    return done, faults
