"""What the chat page offers beside the chats: where a newcomer begins, and levers on the world itself.

Whoever starts the simulator says what they are; the simulator knows only their words.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from simulator.model import StoredFile


class Stuck(Exception):
    """A lever that can do nothing now. The message says why."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Whom to try: the person opened by it, what they are shown for, and what is written for them already."""

    person: int
    words: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lever:
    """Something to do with the world. `pull` returns what was done, in a sentence; it raises Stuck. `warning`: what is
    asked before. Levers with a warning make the world anew.
    """

    name: str
    label: str
    pull: Callable[[], Awaitable[str]]
    warning: str = ""


@dataclass(slots=True)
class Guide:
    """`zone` is the time zone (IANA) of everybody's phone; without it that of the browser."""

    title: str = ""
    hints: Sequence[Hint] = ()
    files: Sequence[StoredFile] = ()
    levers: Sequence[Lever] = ()
    zone: str = ""

    def lever(self, name: str) -> Lever:
        """Raises KeyError."""
        return {lever.name: lever for lever in self.levers}[name]
