"""What states of long lists have in common: the page that is shown, and what was typed to search."""

from dataclasses import dataclass, field

from bot.flows.base import State


@dataclass(frozen=True)
class Paged(State):
    """At a list in pages, which count from 0."""

    __slots__ = ()  # a state may stand at a list and at something else: only one of the two can have slots

    page: int = field(default=0, kw_only=True)


@dataclass(frozen=True)
class Searched(Paged):
    """At a list that can be searched; `query` is empty while all of it is shown."""

    __slots__ = ()

    query: str = field(default="", kw_only=True)
