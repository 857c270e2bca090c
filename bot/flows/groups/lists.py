"""Lists for groups: progress, who has not submitted, scores, one OPD."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from bot.flows.groups.base import Answer, View, press, turner
from bot.flows.kit.paging import matching, page_of
from bot.flows.kit.rows import in_rows
from bot.texts.groups import board as group_board, views as texts
from core.assessment.model import OVER, SENT, Status
from core.groups import Group, GroupFacts, ViewName
from core.results.period import OpdResults, PeriodResults
from core.screen import Rows, link

Title = Callable[[PeriodResults], str]
ScoreLine = Callable[[int, OpdResults, PeriodResults], str]
OpdLine = Callable[[OpdResults, PeriodResults], str]
"""Writes a line about an OPD, in words for its readers."""

A_PAGE = 8
"""OPD on one page."""
MOST_NEAR = 8
"""Buttons with names to choose from."""
AMONG = "?"
"""In the address of a page of OPD, before the words that were typed and the page."""
WORDS_IN_ADDRESS = 28
"""Bytes; a button's item has at most 50."""
_CLOSE_ENOUGH = 0.6
_WORDS = re.compile(r"\w{5,}")
_FEW = 2
"""A word in the names of more OPD, as "Dinas", tells none of them."""
_SUPERGROUPS = -(10**12)
"""The Bot API numbers supergroups down from here (https://core.telegram.org/api/bots/ids)."""


def progress(results: PeriodResults, facts: GroupFacts) -> View:
    """With a link to the live board, which is the only one that is kept up to date."""
    group, words = facts.group, group_board.progress(results)
    if group is None or group.board is None:
        return View(words)
    address = board_address(group)
    if address:
        return View(words, ((link(texts.SEE_BOARD, address),),))
    return View(f"{words} {texts.board_above(group.pinned)}")


def board_address(group: Group) -> str:
    """The address of the board at Telegram. Plain groups have no links to their messages
    (https://core.telegram.org/api/links, private message links).
    """
    number = _SUPERGROUPS - group.chat_id
    if number <= 0 or group.board is None:
        return ""
    topic = f"{group.thread_id}/" if group.thread_id else ""
    return f"https://t.me/c/{number}/{topic}{group.board}"


def unsent(results: PeriodResults, page: int) -> View:
    """OPD that have not submitted, those that have not begun first."""
    waiting = [one for one in results.opds if one.status not in SENT]
    waiting.sort(key=lambda one: (one.status is not Status.NOT_STARTED, -len(one.incomplete), one.short.casefold()))
    shown = page_of(waiting, page - 1, A_PAGE)
    over = results.period.status in OVER
    lines = [texts.open_line(one, results.asked, over) for one in shown.items]
    text = "\n".join([texts.open_title(len(waiting), over), *lines])
    return View(text, turner(ViewName.OPEN, shown.number + 1, shown.count))


def scores(
    results: PeriodResults, page: int, title: Title = texts.scores_title, say: ScoreLine = texts.score_line
) -> View:
    """Verified OPD by their official value; equal values have the same rank."""
    by_value = sorted(results.valued, key=lambda one: (-(one.value or 0), one.short.casefold()))
    values = [one.value for one in by_value]
    shown = page_of(by_value, page - 1, A_PAGE)
    lines = [say(values.index(one.value) + 1, one, results) for one in shown.items]
    text = "\n".join([title(results), *lines])
    return View(text, turner(ViewName.SCORES, shown.number + 1, shown.count))


def one(results: PeriodResults, opd: int, say: OpdLine = texts.opd_line) -> View | None:
    """One OPD; None when it takes no part."""
    found = results.opd(opd)
    return View(say(found, results)) if found else None


def search(results: PeriodResults, words: str, say: OpdLine = texts.opd_line) -> Answer:
    """The OPD with this code or name; where there is none, those that are spelt almost so, else all."""
    if not words.strip():
        return Answer(View(texts.OPD_USAGE))
    found = matching(results.opds, words, _spellings)
    if len(found) == 1:
        return Answer(View(say(found[0], results)))
    if found:
        return Answer(several(results, words, 1))
    near = _near(results.opds, words)
    return Answer(View(texts.no_such_opd(words, bool(near)), _choices(near) or several(results, "", 1).rows))


def several(results: PeriodResults, words: str, page: int) -> View:
    """One page of the OPD whose code or name has these words."""
    found = matching(results.opds, in_address(words), _spellings)  # every page has the same list
    shown = page_of(found, page - 1, MOST_NEAR)
    turn = turner(ViewName.OPD, shown.number + 1, shown.count, AMONG, in_address(words))
    return View(texts.several_opds(words, len(found)), (*_choices(shown.items), *turn))


def _spellings(opd: OpdResults) -> tuple[str, ...]:
    return opd.code, opd.short, opd.name


def in_address(words: str) -> str:
    """Typed words as part of a button's address, which is short and divided by colons."""
    whole = " ".join(words.replace(":", " ").split()).casefold()
    return whole.encode()[:WORDS_IN_ADDRESS].decode(errors="ignore")


def _near(opds: Sequence[OpdResults], words: str) -> Sequence[OpdResults]:
    """OPD whose code, short name or name is spelt almost so, or has a word that is."""
    wanted = words.strip().casefold()
    known: dict[str, list[OpdResults]] = defaultdict(list)
    for opd in opds:
        for word in {opd.code, opd.short, opd.name, *_WORDS.findall(opd.name)}:
            known[word.casefold()].append(opd)
    telling = [word for word, those in known.items() if len(those) <= _FEW]
    close = get_close_matches(wanted, telling, MOST_NEAR, _CLOSE_ENOUGH)
    return tuple({opd.key: opd for word in close for opd in known[word]}.values())


def _choices(opds: Sequence[OpdResults]) -> Rows:
    return in_rows([press(texts.choice(opd, opds), ViewName.OPD, opd.key) for opd in opds[:MOST_NEAR]], width=2)
