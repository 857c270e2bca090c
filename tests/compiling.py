"""SQL is compiled once a process of tests, not once for each of the thousands of databases that are opened.

An engine keeps what it has compiled for its own dialect object. Those of one kind compile alike: all share one cache.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

MOST = 4000
"""Statements; about 20 kB each."""


class _Shared(LRUCache[Any, Any]):
    """Takes the dialect's kind, in the key, for the dialect."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_alike(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_alike(key), value)


def _alike(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *rest = key
    return (type(dialect), *rest)


def compile_once() -> None:
    """From now on, for every engine."""
    shared = _Shared(MOST)
    Engine._compiled_cache = property(lambda engine: shared, lambda engine, own: None)  # type: ignore[assignment]
