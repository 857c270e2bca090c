"""Runs the checks of `pandu doctor` one by one, so that one that cannot be done hides nothing of the others."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import TypeVar

from sqlalchemy import Connection

from storage.engine.failures import DatabaseFault, Misused, Unusable, fault_of

T = TypeVar("T")
Other = TypeVar("Other")

_OF_VALUES = frozenset({DatabaseFault.INCOMPLETE, DatabaseFault.UNREADABLE})


class Checks:
    """`failed` are the names of the checks that could not be done."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self.failed: dict[str, None] = {}

    def run(self, name: str, check: Callable[[], T], otherwise: Other) -> T | Other:
        """The outcome of a check, or `otherwise` where rows, columns or tables cannot be read. Raises what concerns the
        database as a whole.
        """
        try:
            with self._conn.begin_nested() if self._conn.dialect.name == "postgresql" else nullcontext():
                return check()
        except Exception as error:
            if isinstance(error, Unusable) and not isinstance(error, Misused) and fault_of(error) not in _OF_VALUES:
                raise
            self.note(name)
            return otherwise

    def note(self, name: str) -> None:
        """A check could not be done, or not in full."""
        self.failed[name] = None

    def each(self, name: str, items: Iterable[T], check: Callable[[T], object]) -> None:
        """Runs a check for each item; one that fails holds up no other."""
        for item in items:
            self.run(name, lambda item=item: check(item), None)  # type: ignore[misc]
