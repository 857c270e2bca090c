"""How many statements run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from storage.engine.statements import Prepared


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    """Gives a function that says how many have run so far: prepared ones and all others."""
    seen = 0

    def note(*_: object) -> None:
        nonlocal seen
        seen += 1

    execute = Prepared._execute

    def noted(self: Prepared, *given: Any) -> Any:
        note()
        return execute(self, *given)

    event.listen(Engine, "before_cursor_execute", note)
    Prepared._execute = noted  # type: ignore[method-assign]
    try:
        yield lambda: seen
    finally:
        Prepared._execute = execute  # type: ignore[method-assign]
        event.remove(Engine, "before_cursor_execute", note)
