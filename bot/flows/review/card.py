"""One variable for a verifier: claim, explanation, evidence and earlier verdicts in one message, judged by one tap.

Each button carries the edition from which it was drawn, so that only the newest version can be judged.
"""

from typing import Literal, cast

from bot.flows.base import Flow
from bot.flows.kit.paging import item_of
from bot.flows.kit.rows import in_rows, pager, turning
from bot.flows.review import queue as review
from bot.flows.review.judging import card_of, dossier_of, step
from bot.flows.states.review import Judging, Noting
from bot.texts import common, reading
from bot.texts.review import card as texts, queue as words, why
from core.assessment.model import EvidenceKind, EvidenceState
from core.facts import Facts
from core.fit import CAPTION, fit, length, seen, titled
from core.instrument.parts import NOT_APPLICABLE
from core.review.facts import Card, Dossier, Exhibit
from core.screen import Button, Media, Rows, Screen, button, escape, units

_MARKS, _NUMERAL = (0, 20, 40, 60, 80, 100), 5
"""Marks that have a button; any other is typed. And letters of labels that stand in one row."""

_TITLE = 100
"""Characters of a card's title, which is repeated below a high text."""


# screens


def screen(state: Judging | Noting, facts: Facts) -> Screen:
    d = dossier_of(state, facts)
    one = card_of(state, d)
    if d is None or one is None:
        return Screen(escape(review.why_nothing(d)), ((button(words.OPEN_QUEUE, "queue"),),))
    shown = _in_view(one, state.shown)
    if isinstance(state, Noting):
        ready = why.reasons(one, state.level)
        chosen = in_rows([button(str(place), "why", place) for place in range(1, len(ready) + 1)])
        cancel = (button(common.CANCEL, "cancel"),)
        rows: Rows = ((button(why.TAKE, "take"),), cancel) if state.note else (*chosen, cancel)
        asks = why.asks(d, one, state.level, state.note)
        return Screen(asks[0], rows, _media(shown), shorter=asks[1:])
    if state.whole:
        return _reading(state, d, one, _media(shown))
    drawn = tuple(map(fit, texts.card(d, one, shown)))
    return Screen(drawn[0], _rows(d, one, shown), _media(shown), shorter=drawn[1:])


def _reading(state: Judging, d: Dossier, one: Card, file: Media | None) -> Screen:
    """Everything about the variable. What does not fit below the file in view is read without it, on pages."""
    pages = texts.whole(d, one)
    at = min(state.page, len(pages) - 1)
    if len(pages) > 1 or seen(pages[0]) < length(pages[0]) or units(pages[0]) > CAPTION - _TITLE:
        file = None
    brief = (button(reading.READ_BRIEFLY, "read", "brief"),)
    rows = tuple(row for row in (*_verdicts(d, one), *pager("page", at, len(pages)), _beside(d, one), brief) if row)
    return Screen(fit(titled(pages[at], rows, file.kind if file else "")), rows, file)


def _in_view(one: Card, wanted: int) -> Exhibit | None:
    return next((item for item in one.exhibits if item.id == wanted), None) or next(iter(one.exhibits), None)


def _media(shown: Exhibit | None) -> Media | None:
    """Links, and files whose bytes are not copied and checked yet, are only mentioned."""
    if shown is None or shown.kind is EvidenceKind.LINK or shown.state is not EvidenceState.STORED:
        return None
    return Media(cast(Literal["photo", "document"], shown.kind.value), shown.file_id, shown.id)


def _rows(d: Dossier, one: Card, shown: Exhibit | None) -> Rows:
    """Five rows, so that a picture has room above them."""
    read = button(reading.READ_WHOLE, "read", "whole")
    files = turning("show", [item.id for item in one.exhibits], shown.id if shown else 0, read) or ((read,),)
    rows: Rows = (*_verdicts(d, one), _bare(d, one), _beside(d, one), *files, _ways(d, one))
    return tuple(row for row in rows if row)


def _bare(d: Dossier, one: Card) -> tuple[Button, ...]:
    """One tap for all that have nothing to be looked at, on the card of one of them."""
    several = len(d.bare) > 1 and one in d.bare
    return (button(texts.accept_bare(len(d.bare)), "bare"),) if several else ()


def _beside(d: Dossier, one: Card) -> tuple[Button, ...]:
    """What can be done with the variable beside giving a level."""
    back = (button(texts.RETURN, "back", one.variable, one.edition),) if d.may_return(one.variable) else ()
    many = len(one.exhibits) > 1
    long = bool(one.exhibits) and len(one.explanation) > texts.EXPLANATION
    return (*back, button(texts.ALL_EVIDENCE, "all")) if many or long else back


def _verdicts(d: Dossier, one: Card) -> Rows:
    asked = d.instrument.variable(one.variable)
    levels = list(_MARKS) if asked.mark else [step.level for step in asked.levels]
    if d.instrument.has_level(one.variable, NOT_APPLICABLE):
        levels.append(NOT_APPLICABLE)
    give = tuple(
        _give_button(texts.change(d.instrument.numeral(level, one.variable), one.base, level), one, level)
        for level in levels
        if level != one.base
    )
    undo = (button(texts.UNDO, "undo", one.variable),) if one.draft else ()
    if one.base is None:
        return undo, *in_rows(give, 8 if max(len(each.label) for each in give) <= _NUMERAL else 3)
    accept = _give_button(texts.accept(d.instrument.numeral(one.base, one.variable)), one, one.base)
    return (accept, *undo), give


def _give_button(label: str, one: Card, level: int) -> Button:
    return button(label, "give", one.variable, one.edition, item_of(level))


def _ways(d: Dossier, one: Card) -> tuple[Button, ...]:
    """Three buttons in a row leave eight letters for each on a phone."""
    codes = [card.variable for card in d.cards]
    place = codes.index(one.variable)
    back = (button(texts.PREVIOUS, "card", codes[place - 1]),) if place else ()
    queue = button(texts.QUEUE if back else words.OPEN_QUEUE, "queue")
    return (*back, queue, button(texts.GO_ON if one.draft else texts.SKIP, "next"))


def record(state: Judging | Noting, facts: Facts) -> str:
    d = dossier_of(state, facts)
    one = card_of(state, d)
    if d and one:
        return texts.record(d, one)
    queue = facts.review.queue if facts.review else ()
    return texts.record_code(state.code, next((o.opd_short for o in queue if o.assessment == state.reviewed), ""))


FLOW: Flow[Judging | Noting] = Flow(states=(Judging, Noting), step=step, screen=screen, record=record)
