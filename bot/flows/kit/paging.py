"""Long lists on a small screen: pages of a few, [‹] [1 dari 4] [›], and a search by typing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.flows.kit.rows import pager
from core.foreign import digits
from core.groups import AT
from core.instrument.parts import NOT_APPLICABLE
from core.pemda.naming import folded
from core.screen import Rows

Item = TypeVar("Item")

QUERY_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A part of a list; `number` counts from 0."""

    items: tuple[Item, ...]
    number: int
    count: int
    first: int

    @property
    def turner(self) -> Rows:
        """The row that turns pages, round from the last to the first; no row for a single page."""
        return pager("page", self.number, self.count)


def page_of(items: Sequence[Item], number: int, size: int) -> Page[Item]:
    """Page `number` of a list; the last one when the list has become shorter."""
    count = max(1, -(-len(items) // size))
    number = min(max(number, 0), count - 1)
    first = number * size
    return Page(tuple(items[first : first + size]), number, count, first)


def matching(items: Iterable[Item], query: str, words: Callable[[Item], Sequence[str]]) -> tuple[Item, ...]:
    """Items with a word that contains the typed text; only the one with an equal word, if there is one."""
    wanted = folded(query)
    found = tuple(item for item in items if any(wanted in folded(word) for word in words(item)))
    exact = tuple(item for item in found if any(wanted == folded(word) for word in words(item)))
    return exact if len(exact) == 1 else found


def typed(text: str) -> str:
    """What was typed into a search, as a state keeps it."""
    return " ".join(text.split())[:QUERY_LENGTH]


def number_of(part: str) -> int | None:
    """The number of a row in a button's item. None for anything else, because items may be forged."""
    return digits(part)


def in_period(period: int) -> str:
    """The last part of a coordinator's button that is about one of several open periods."""
    return f"{AT}{period}"


def period_in(item: str) -> int | None:
    """What `in_period` wrote at the end of a button's item; None where there is nothing."""
    *_, last = item.split(":")
    return number_of(last.removeprefix(AT)) if last.startswith(AT) else None


NOT_APPLYING = "tb"
"""Stands for a level in a button's item: the variable does not apply."""


def level_in(part: str) -> int | None:
    """The level in a button's item. None for anything else: it is no level 0."""
    return NOT_APPLICABLE if part == NOT_APPLYING else number_of(part)


def item_of(level: int) -> str:
    """What `level_in` reads."""
    return NOT_APPLYING if level == NOT_APPLICABLE else str(level)
