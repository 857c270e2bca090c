"""Lists in pages that can be searched: what their flows have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from bot.flows.base import Step
from bot.flows.events import Event, Tap
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import Item, matching, number_of, typed
from bot.flows.states.lists import Paged, Searched
from bot.texts.pemda import menu as texts


def in_list(state: Paged, event: Event, asked: str = texts.USE_BUTTONS) -> Step:
    """What a list answers to all that its flow does not take: it turns its pages and leaves a search; else as
    `by_buttons`."""
    match event:
        case Tap(parts=("page", number)):
            return Step(replace(state, page=number_of(number) or 0))
        case Tap(item="all") if isinstance(state, Searched):
            return Step(replace(state, page=0, query=""))
        case _:
            return by_buttons(state, event, asked)


@dataclass(frozen=True, slots=True)
class Search(Generic[Item]):
    """How a list is searched: what is typed is compared with these words of each item."""

    words: Callable[[Item], Sequence[str]]

    def found(self, state: Searched, items: Sequence[Item]) -> Sequence[Item]:
        """The items that are shown."""
        return matching(items, state.query, self.words) if state.query else items

    def meant(self, text: str, items: Sequence[Item]) -> Item | None:
        """The only item that is meant; None for none or several."""
        found = matching(items, text, self.words)
        return found[0] if len(found) == 1 else None

    def typed(self, state: Searched, text: str, items: Sequence[Item]) -> Item | Step:
        """The only item that is meant; else the list of those that may be, or a word that there is none."""
        query = typed(text)
        match matching(items, text, self.words) or matching(items, query, self.words):
            case ():
                return Step(state, banner=texts.no_match(query))
            case (only,):
                return only
            case _:
                return Step(replace(state, page=0, query=query))
