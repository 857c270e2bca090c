"""[Baca lengkap] on the screens of an assessment that show an explanation only in part: it is read in the same message,
to its end, on pages (anywhere.py answers the buttons).
"""

from collections.abc import Sequence

from bot.flows.kit.rows import pager
from bot.flows.states.contact import OfAssessment
from bot.texts import reading
from core.fit import titled
from core.screen import Button, Rows, Screen, button


def way() -> Button:
    return button(reading.READ_WHOLE, "read", "whole")


def ways(*words: str) -> tuple[Button, ...]:
    """[Baca lengkap] where a screen cuts one of these texts; else nothing."""
    return (way(),) if any(map(reading.is_cut, words)) else ()


def screen(state: OfAssessment, pages: Sequence[str], above: Rows = ()) -> Screen:
    """The page that is read; `above` are buttons of the screen itself that stay."""
    at = min(state.part, len(pages) - 1)
    brief = (button(reading.READ_BRIEFLY, "read", "brief"),)
    rows = (*above, *pager("part", at, len(pages)), brief)
    return Screen(titled(pages[at], rows), rows)
