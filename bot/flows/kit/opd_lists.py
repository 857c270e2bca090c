"""Choosing one OPD of many: eight a page, or a code or name typed. Shared by the screens that ask "which OPD?"."""

from collections.abc import Callable, Sequence

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.lists import Search, in_list
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.lists import Searched
from bot.texts.pemda import menu as texts, opds as opd_texts
from core.facts import OpdLine
from core.screen import Button, Rows, Screen, button

_PAGE = 8
SEARCH: Search[OpdLine] = Search(lambda line: (line.code, line.name, line.short))


def drawn(
    state: Searched,
    opds: Sequence[OpdLine],
    text: str,
    *below: Button,
    above: Rows = (),
    label: Callable[[OpdLine, Sequence[OpdLine]], str] = opd_texts.label,
) -> Screen:
    """The list below its question. `below` are the buttons of the last row; `label` reads the whole list too."""
    found = SEARCH.found(state, opds)
    page = page_of(found, state.page, _PAGE if not above else _PAGE - 2 * len(above))
    rows = in_rows([button(label(line, opds), "opd", line.id) for line in page.items], 2)
    last = (button(texts.SHOW_ALL, "all"), *below) if state.query else below
    searched = f"{texts.searching(state.query, len(found), len(opds))}\n" if state.query else ""
    return Screen(searched + text, (*above, *rows, *page.turner, last))


def chosen(state: Searched, event: Event, opds: Sequence[OpdLine]) -> OpdLine | Step:
    """The OPD that was tapped, or typed without doubt; else what the list answers."""
    match event:
        case Tap(parts=("opd", number)):
            wanted = number_of(number)
            found = next((line for line in opds if line.id == wanted), None)
            return found or Step(state, toast=opd_texts.GONE)
        case Text(text, edited=False):
            return SEARCH.typed(state, text, opds)
        case _:
            return in_list(state, event)
