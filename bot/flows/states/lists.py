"""Common parts of states with long lists: the page that is shown, and the words of a search."""

from dataclasses import dataclass, field

from bot.flows.base import State


@dataclass(frozen=True)
class Paged(State):
    """A list in pages, which count from 0."""

    __slots__ = ()  # a state may stand at a list and at something else: only one of the two can have slots

    page: int = field(default=0, kw_only=True)


@dataclass(frozen=True)
class Searched(Paged):
    """A list that can be searched; `query` is "" while all of it is shown."""

    __slots__ = ()

    query: str = field(default="", kw_only=True)
