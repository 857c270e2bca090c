"""Lists for groups: progress, who has not submitted, scores, one OPD."""

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
_CLOSE_ENOUGH = 0.6
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
    lines = [texts.open_line(one, len(results.instrument.codes), over) for one in shown.items]
    text = "\n".join([texts.open_title(len(waiting), over), *lines])
    return View(text, turner(ViewName.OPEN, shown.number + 1, shown.count))


def scores(
    results: PeriodResults, page: int, title: Title = texts.scores_title, say: ScoreLine = texts.score_line
) -> View:
    """Verified OPD by their official total; equal totals have the same rank."""
    by_total = sorted(results.verified, key=lambda one: (-_total(one), one.short.casefold()))
    totals = [_total(one) for one in by_total]
    shown = page_of(by_total, page - 1, A_PAGE)
    lines = [say(totals.index(_total(one)) + 1, one, results) for one in shown.items]
    text = "\n".join([title(results), *lines])
    return View(text, turner(ViewName.SCORES, shown.number + 1, shown.count))


def one(results: PeriodResults, opd: int, say: OpdLine = texts.opd_line) -> View | None:
    """One OPD; None when it takes no part."""
    found = results.opd(opd)
    return View(say(found, results)) if found else None


def search(results: PeriodResults, words: str, say: OpdLine = texts.opd_line) -> Answer:
    """The OPD with this code or name; similar ones where there is none."""
    if not words.strip():
        return Answer(View(texts.OPD_USAGE))
    found = matching(results.opds, words, lambda opd: (opd.code, opd.short, opd.name))
    if len(found) == 1:
        return Answer(View(say(found[0], results)))
    if found:
        return Answer(View(texts.several_opds(words, len(found)), _choices(found)))
    near = _near(results.opds, words)
    return Answer(View(texts.no_such_opd(words, bool(near)), _choices(near)))


def _near(opds: Sequence[OpdResults], words: str) -> Sequence[OpdResults]:
    """OPD whose code, short name or name is spelt almost so."""
    known = {word.casefold(): opd for opd in opds for word in (opd.code, opd.short, opd.name)}
    close = get_close_matches(words.strip().casefold(), known, MOST_NEAR, _CLOSE_ENOUGH)
    return tuple({known[word].opd_id: known[word] for word in close}.values())


def _choices(opds: Sequence[OpdResults]) -> Rows:
    return in_rows([press(opd.short, ViewName.OPD, opd.opd_id) for opd in opds[:MOST_NEAR]], width=2)


def _total(one: OpdResults) -> int:
    return one.official.total if one.official else 0
