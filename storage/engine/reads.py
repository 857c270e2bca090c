"""What one transaction has read, so that nothing is read twice."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Reads:
    """What was read, each under its key. After a change of the tables new ones are needed."""

    def __init__(self) -> None:
        self._found: dict[Hashable, Any] = {}

    def __call__(self, key: Hashable, read: Callable[[], T]) -> T:
        """The outcome of `read`, which is called only for the first question with this key."""
        if key not in self._found:
            self._found[key] = read()
        found: T = self._found[key]
        return found

    def only(self, *keys: Hashable) -> "Reads":
        """New reads that know only these."""
        kept = Reads()
        kept._found = {key: self._found[key] for key in keys if key in self._found}
        return kept
