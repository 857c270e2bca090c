"""Choosing one OPD of many: eight a page, or a code or name typed. Shared by the screens that ask "which OPD?"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.flows.base import Event, Step, Tap, Text
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import matching, number_of, page_of, typed
from bot.flows.kit.rows import in_rows
from bot.flows.states.coordinator import ChoosingExtension, ChoosingInvited, ListingOpds
from bot.texts.pemda import menu as texts, opds as opd_texts
from core.facts import OpdLine
from core.screen import Button, Rows, Screen, button

Listing = ListingOpds | ChoosingExtension | ChoosingInvited

_PAGE = 8


def drawn(state: Listing, opds: Sequence[OpdLine], text: str, *below: Button, above: Rows = ()) -> Screen:
    """The list below its question. `below` are the buttons of the last row."""
    found = _matching(opds, state.query) if state.query else opds
    page = page_of(found, state.page, _PAGE if not above else _PAGE - 2 * len(above))
    rows = in_rows([button(opd_texts.label(line), "opd", line.id) for line in page.items], 2)
    last = (button(texts.SHOW_ALL, "all"), *below) if state.query else below
    searched = f"{texts.searching(state.query, len(found), len(opds))}\n" if state.query else ""
    return Screen(searched + text, (*above, *rows, *page.turner, last))


def chosen(state: Listing, event: Event, opds: Sequence[OpdLine]) -> OpdLine | Step:
    """The OPD that was tapped, or typed without doubt; else what the list answers."""
    match event:
        case Tap(parts=("opd", number)):
            wanted = number_of(number)
            found = next((line for line in opds if line.id == wanted), None)
            return found or Step(state, toast=opd_texts.GONE)
        case Tap(parts=("page", number)):
            return Step(replace(state, page=number_of(number) or 0))
        case Tap(item="all"):
            return Step(replace(state, page=0, query=""))
        case Text(text, edited=False):
            return _typed(state, typed(text), opds)
        case _:
            return by_buttons(state, event)


def _typed(state: Listing, words: str, opds: Sequence[OpdLine]) -> OpdLine | Step:
    match _matching(opds, words):
        case ():
            return Step(state, banner=texts.no_match(words))
        case (only,):
            return only
        case _:
            return Step(replace(state, page=0, query=words))


def _matching(opds: Sequence[OpdLine], words: str) -> tuple[OpdLine, ...]:
    return matching(opds, words, lambda line: (line.code, line.name, line.short))
