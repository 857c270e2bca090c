"""One variable for a verifier: claim, explanation, evidence and earlier verdicts in one message, judged by one tap.

Each button carries the edition from which it was drawn, so that only the newest version can be judged.
"""

from dataclasses import replace
from typing import Literal, cast

from bot.flows.base import Event, File, Flow, Other, State, Step, Tap, Text
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of
from bot.flows.kit.rows import in_rows, pager, turning
from bot.flows.review import queue as review
from bot.flows.states.review import Concluding, Judging, Noting, OfDossier, Queueing
from bot.texts import common
from bot.texts.review import card as texts, queue as words, result as review_result
from core import typed
from core.assessment.model import EvidenceKind, EvidenceState
from core.effects.review import DraftVerdict, SendAllEvidence, UndoDraft
from core.facts import Facts
from core.fit import CAPTION, fit, length, seen, titled
from core.review.facts import Card, Dossier, Exhibit
from core.review.typed import Act, decision
from core.review.verdicts import LONGEST_NOTE
from core.screen import Button, Media, Notice, Rows, Screen, button, escape, steady, units

_TITLE = 100
"""Characters of a card's title, which is repeated below a high text."""


def dossier_of(state: OfDossier, facts: Facts) -> Dossier | None:
    """The OPD of the present state, if this person may still judge it."""
    d = facts.review.dossier if facts.review else None
    return d if d is not None and d.assessment == state.reviewed else None


def card_of(state: Judging | Noting, d: Dossier | None) -> Card | None:
    """The variable on the screen; where none is named, the first one without a draft."""
    if d is None or not d.cards:
        return None
    return d.card(state.code) if state.code else d.card(next(iter(d.left), d.cards[0].variable))


def lost(state: OfDossier, event: Event, facts: Facts) -> Step:
    """This person may not judge anything of this OPD, or this variable, any more: where things are now, and why."""
    d = dossier_of(state, facts)
    why = words.NOTHING_HERE if facts.review else words.GONE
    step_ = review.enter(d, facts) if d else Step(Queueing(state.desk, state.stage), toast=why)
    return replace(step_, banner=_said(event, step_.toast))


def step(state: Judging | Noting, event: Event, facts: Facts) -> Step:
    d = dossier_of(state, facts)
    one = card_of(state, d)
    if isinstance(event, Tap) and event.item == "queue":
        return Step(Queueing(state.desk, state.stage))
    if d is None or one is None:
        return lost(state, event, facts)
    if isinstance(state, Noting):
        return _note(state, event, d, one)
    return _judge(state if isinstance(event, Tap) else replace(state, whole=False), event, d, one)


def _judge(state: Judging, event: Event, d: Dossier, one: Card) -> Step:
    match event:
        case Tap(parts=("give", code, edition, level)):
            return _give(state, d, d.card(code), edition, number_of(level) or 0)
        case Tap(parts=("back", code, edition)):
            return _give(state, d, d.card(code), edition, None)
        case Tap(parts=("show", evidence)):
            return Step(replace(state, code=one.variable, shown=number_of(evidence) or 0))
        case Tap(parts=("read", whole)):
            return Step(replace(state, code=one.variable, whole=whole == "whole", page=0))
        case Tap(parts=("page", page)):
            return Step(replace(state, code=one.variable, whole=True, page=number_of(page) or 0))
        case Tap(item="all"):
            return _all_evidence(state, d, one)
        case Tap(parts=("card", code)) if d.card(code):
            return Step(_at(state, code))
        case Tap(item="next"):
            return Step(_after(state, d, one.variable))
        case Tap(parts=("undo", code)) if d.card(code):
            return Step(_at(state, code), (UndoDraft(d.assessment, d.stage, code),), toast=texts.UNDONE)
        case Text(text, edited=False, forwarded=False):
            return _typed(state, text, d, one).aloud()
        case Text(edited=False) | File() | Other():
            return Step(state, banner=texts.use_buttons(d, one))
        case _:
            return by_buttons(state, event)


def _typed(state: Judging, text: str, d: Dossier, one: Card) -> Step:
    """A decision in words opens the question why, as its button does. It decides nothing: accepting has no question,
    so its button is named.
    """
    meant = decision(text)
    levels = [step.value for step in d.instrument.levels]
    if meant is None or not meant.agrees(one.base) or meant.level not in (None, *levels):
        return Step(state, banner=texts.use_buttons(d, one))
    if meant.act is Act.ACCEPT or meant.level == one.base:
        return Step(state, banner=texts.use_accept(d.instrument.numeral(one.base)))
    asked = _give(state, d, one, one.edition, meant.level)
    if not isinstance(asked.state, Noting) or not meant.reason:
        return asked
    if not typed.is_reason(meant.reason):
        return replace(asked, banner=common.BAD_REASON)
    return replace(asked, state=replace(asked.state, note=meant.reason))


def _give(state: Judging, d: Dossier, one: Card | None, edition: str, level: int | None) -> Step:
    """Accepting makes a draft at once; everything else first asks why. `level` None: returned."""
    if one is None:
        return Step(state, toast=review_result.CHANGED)
    if edition != one.edition:
        return Step(_at(state, one.variable), toast=texts.updated(one.variable))
    if level == one.base:
        return _draft(state, d, one, level, "")
    if level is None and not d.returnable:
        return Step(state, toast=texts.NOT_RETURNABLE)
    if level is not None and level not in [step.value for step in d.instrument.levels]:
        return Step(state, toast=review_result.CHANGED)
    return Step(Noting(state.desk, state.stage, d.assessment, one.variable, edition, level, state.shown))


def _note(state: Noting, event: Event, d: Dossier, one: Card) -> Step:
    back = Judging(state.desk, state.stage, d.assessment, one.variable, state.shown)
    ready = texts.reasons(one, state.level)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case _ if one.edition != state.edition:
            return Step(back, toast=texts.updated(one.variable), banner=_said(event, texts.updated(one.variable)))
        case Tap(item="take") if state.note:
            return _draft(state, d, one, state.level, state.note)
        case Tap(parts=("why", place)) if 0 < (number_of(place) or 0) <= len(ready):
            return _draft(state, d, one, state.level, ready[(number_of(place) or 0) - 1])
        case Text(text=text, edited=False) if typed.is_empty(text):
            return Step(state, banner=texts.WRITE_OR_CHOOSE)
        case Text(text=text, edited=False) if len(text.strip()) > LONGEST_NOTE:
            return Step(state, banner=texts.too_long(len(text.strip())))
        case Text(text=text, edited=False) if not typed.is_reason(text):
            return Step(state, banner=common.BAD_REASON)
        case Text(text=text, edited=False):
            return _draft(state, d, one, state.level, text.strip())
        case File() | Other():
            return Step(state, banner=texts.WRITE_OR_CHOOSE)
        case _:
            return by_buttons(state, event)


def _said(event: Event, words_: str) -> str:
    """The text as a banner, if the event has no toast."""
    return "" if isinstance(event, Tap) else escape(words_)


def _draft(state: OfDossier, d: Dossier, one: Card, level: int | None, note: str) -> Step:
    order = DraftVerdict(d.assessment, d.stage, one.variable, one.version, level, note)
    return Step(_after(state, d, one.variable), (order,), toast=texts.drafted(d, one, level, note))


def _at(state: OfDossier, code: str) -> Judging:
    return Judging(state.desk, state.stage, state.reviewed, code)


def _after(state: OfDossier, d: Dossier, code: str) -> State:
    """The next variable without a draft after this one, then those before it; the drafts when there is none. Whoever
    skips the last variable sees what is open; skipping does not start over.
    """
    codes = [card.variable for card in d.cards]
    place = codes.index(code)
    behind = [other for other in codes[place + 1 :] if other in d.left]
    to = next(iter(behind), None)
    return _at(state, to) if to else Concluding(state.desk, state.stage, state.reviewed)


def _all_evidence(state: Judging, d: Dossier, one: Card) -> Step:
    way = steady(texts.back_to(one.variable), "review", d.assessment, one.variable)
    notice = Notice(texts.evidence_sent(d, one), ((way,),))
    numbered = tuple((item.id, texts.captioned(d, one, item)) for item in one.exhibits)
    order = SendAllEvidence(d.assessment, d.stage, one.variable, numbered, notice)
    return Step(state, (order,), toast=texts.sending(len(one.exhibits)))


# screens


def screen(state: Judging | Noting, facts: Facts) -> Screen:
    d = dossier_of(state, facts)
    one = card_of(state, d)
    if d is None or one is None:
        return Screen(escape(review.why_nothing(d)), ((button(words.OPEN_QUEUE, "queue"),),))
    shown = _in_view(one, state.shown)
    if isinstance(state, Noting):
        ready = texts.reasons(one, state.level)
        chosen = in_rows([button(str(place), "why", place) for place in range(1, len(ready) + 1)])
        cancel = (button(common.CANCEL, "cancel"),)
        rows: Rows = ((button(texts.TAKE, "take"),), cancel) if state.note else (*chosen, cancel)
        asks = texts.asks(d, one, state.level, state.note)
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
    brief = (button(texts.READ_BRIEFLY, "read", "brief"),)
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
    read = button(texts.READ_WHOLE, "read", "whole")
    files = turning("show", [item.id for item in one.exhibits], shown.id if shown else 0, read) or ((read,),)
    rows: Rows = (*_verdicts(d, one), _beside(d, one), *files, _ways(d, one))
    return tuple(row for row in rows if row)


def _beside(d: Dossier, one: Card) -> tuple[Button, ...]:
    """What can be done with the variable beside giving a level."""
    back = (button(texts.RETURN, "back", one.variable, one.edition),) if d.returnable else ()
    many = len(one.exhibits) > 1
    long = bool(one.exhibits) and len(one.explanation) > texts.EXPLANATION
    return (*back, button(texts.ALL_EVIDENCE, "all")) if many or long else back


def _verdicts(d: Dossier, one: Card) -> Rows:
    give = tuple(
        button(texts.change(d.instrument.numeral(step.value), step.value > one.base), *_verdict(one, step.value))
        for step in d.instrument.levels
        if step.value != one.base
    )
    accept = button(texts.accept(d.instrument.numeral(one.base)), *_verdict(one, one.base))
    undo = (button(texts.UNDO, "undo", one.variable),) if one.draft else ()
    return (accept, *undo), give


def _verdict(one: Card, level: int) -> tuple[object, ...]:
    return ("give", one.variable, one.edition, level)


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
