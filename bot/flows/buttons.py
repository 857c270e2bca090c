"""Buttons that stand on several screens, each meaning the same everywhere (bot/flows/anywhere.py answers them)."""

from collections.abc import Sequence

from bot.flows import going
from bot.texts import common
from bot.texts.people import join
from core.assessment.model import Assessment
from core.facts import Facts
from core.foreign import digits
from core.results.stages import REVIEWED
from core.screen import Button, Rows, button, steady

MOST_ROWS = 4
"""Rows of codes: six rows a screen, less one above and one below."""

WIDEST = 8
"""More buttons in a row than this Telegram shows as slivers."""


def contents(a: Assessment) -> Button:
    """To the table of contents; where only single variables are open, to the receipt."""
    if going.drafting(a):
        return button(common.OPEN_CONTENTS, "contents", a.id)
    return button(common.OPEN_RECEIPT, "home", a.id)


def summary(a: Assessment) -> Button:
    return button(common.OPEN_SUMMARY, "summary", a.id)


def home(a: Assessment, label: str) -> Button:
    return button(label, "home", a.id)


def ask(code: str) -> Button:
    return button(common.ASK_TEAM, "ask", code)


def other_opd(facts: Facts, a: Assessment) -> tuple[Button, ...]:
    """To the choice of an OPD, for who works in several."""
    several = any(item.assessment != a.id for item in facts.choices)
    return (steady(join.CHANGE_OPD, "choose"),) if several else ()


def result(a: Assessment) -> Rows:
    """To the result, once the team has finished; a row of its own, or none."""
    return ((steady(common.SEE_RESULT, "result", a.id),),) if a.status in REVIEWED else ()


def in_rows(buttons: Sequence[Button], width: int = 0) -> Rows:
    """Buttons in as few even rows as fit a phone; `width` fixes how many stand in a row."""
    rows = max(1, min(MOST_ROWS, -(-len(buttons) // (width or 6))))
    wide = width or min(WIDEST, max(1, -(-len(buttons) // rows)))
    return tuple(tuple(buttons[start : start + wide]) for start in range(0, len(buttons), wide))


def pager(verb: str, page: int, pages: int) -> Rows:
    """‹ 1 dari 3 ›, around at both ends; nothing for one page."""
    if pages < 2:
        return ()
    return (
        (
            button(common.BACKWARD, verb, (page - 1) % pages),
            button(f"{page + 1} dari {pages}", verb, page),
            button(common.FORWARD, verb, (page + 1) % pages),
        ),
    )


def number(part: str) -> int:
    """The number in a button's item; 0, nobody's, for what is none."""
    return digits(part) or 0
