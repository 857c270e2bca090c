"""Rows of buttons: as few even rows as fit a phone, and the row that turns pages."""

from collections.abc import Sequence

from bot.texts import common
from core.screen import Button, Rows, button

MOST_ROWS = 4
"""Rows of codes: a screen has six rows, one of them above and one below."""

WIDEST = 8
"""Telegram shows more buttons in a row too narrow."""


def in_rows(buttons: Sequence[Button], width: int = 0) -> Rows:
    """The buttons in as few even rows as fit on a phone; `width` sets how many are in a row."""
    rows = max(1, min(MOST_ROWS, -(-len(buttons) // (width or 6))))
    wide = width or min(WIDEST, max(1, -(-len(buttons) // rows)))
    return tuple(tuple(buttons[start : start + wide]) for start in range(0, len(buttons), wide))


def turning(verb: str, numbers: Sequence[int], here: int, middle: Button | None = None) -> Rows:
    """A row ‹ 2 dari 3 › to the one before and the one after, by their numbers; empty where there is only one. The last
    is followed by the first. `middle`: another button between the two.
    """
    if len(numbers) < 2 or here not in numbers:
        return ()
    place = numbers.index(here)
    between = middle or button(f"{place + 1} dari {len(numbers)}", verb, here)
    before, after = numbers[place - 1], numbers[(place + 1) % len(numbers)]
    return ((button(common.BACKWARD, verb, before), between, button(common.FORWARD, verb, after)),)


def beside(verb: str, codes: Sequence[str], here: str, *middle: Button) -> tuple[Button, ...]:
    """The row ‹ V02  V04 › to the variables before and after; the last one is followed by the first. `middle`: another
    button between the two.
    """
    place = codes.index(here) if here in codes else 0
    before, after = codes[place - 1], codes[(place + 1) % len(codes)]
    return (button(f"‹ {before}", verb, before), *middle, button(f"{after} ›", verb, after))


def pager(verb: str, page: int, pages: int) -> Rows:
    """A row ‹ 1 dari 3 ›, where the last page is followed by the first; empty for one page."""
    if pages < 2:
        return ()
    return (
        (
            button(common.BACKWARD, verb, (page - 1) % pages),
            button(f"{page + 1} dari {pages}", verb, page),
            button(common.FORWARD, verb, (page + 1) % pages),
        ),
    )
