"""What a verifier decides on the card of a variable, by a press or in words, and the reason that is asked for."""

from dataclasses import replace

from bot.flows.base import State, Step
from bot.flows.contact.choosing import level_of
from bot.flows.events import Event, File, Other, Tap, Text
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import level_in, number_of
from bot.flows.review import queue as review
from bot.flows.states.review import Concluding, Judging, Noting, OfDossier, Queueing
from bot.texts import common, reading
from bot.texts.review import card as texts, queue as words, result as review_result, why
from core import typed
from core.effects.review import DraftVerdict, SendAllEvidence, UndoDraft
from core.facts import Facts
from core.review.facts import Card, Dossier
from core.review.typed import Act, Decision, decision, says_why
from core.review.verdicts import LONGEST_NOTE
from core.screen import Notice, Rows, escape, steady

_BUTTONS = frozenset(
    typed.bare(label)
    for label in (
        why.TAKE,
        texts.RETURN,
        texts.ALL_EVIDENCE,
        words.OPEN_QUEUE,
        reading.READ_WHOLE,
        reading.READ_BRIEFLY,
    )
)
"""Buttons of the card and of the question why, which typed where they do not stand are no reason."""


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
    reason = words.NOTHING_HERE if facts.review else words.GONE
    step_ = review.enter(d, facts) if d else Step(Queueing(state.desk, state.stage), toast=reason)
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
        case Tap(parts=("give", code, edition, level)) if (given := level_in(level)) is not None:
            return _give(state, d, d.card(code), edition, given)
        case Tap(parts=("back", code, edition)):
            return _give(state, d, d.card(code), edition, None)
        case Tap(parts=("show", evidence)):
            return Step(replace(state, code=one.variable, shown=number_of(evidence) or 0))
        case Tap(parts=("read", whole)):
            return Step(replace(state, code=one.variable, whole=whole == "whole", page=0))
        case Tap(parts=("page", page)):
            return Step(replace(state, code=one.variable, whole=True, page=number_of(page) or 0))
        case Tap(item="bare"):
            return _accept_bare(state, d, one)
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
    if one.base is None:
        given = level_of(text, d.instrument, one.variable)
        if given is None or not _exists(d, one, given):
            return Step(state, banner=texts.use_buttons(d, one))
        return _give(state, d, one, one.edition, given)
    meant = decision(text)
    if meant is None or not meant.agrees(one.base) or not _exists(d, one, meant.level):
        return Step(state, banner=texts.use_buttons(d, one))
    if meant.act is Act.ACCEPT or meant.level == one.base:
        return Step(state, banner=texts.use_accept(d, one))
    asked = _give(state, d, one, one.edition, meant.level)
    if not isinstance(asked.state, Noting) or not meant.reason:
        return asked
    if not says_why(meant.reason):
        return replace(asked, banner=common.BAD_REASON)
    return replace(asked, state=replace(asked.state, note=meant.reason))


def undo_last(state: Judging | Concluding, facts: Facts) -> Step | None:
    """ "Urungkan", typed where no such button stands: it takes back the draft this person made last, and shows its
    variable.
    """
    d, me = dossier_of(state, facts), facts.person.id if facts.person else 0
    drafted = [(card.draft.at, card.variable) for card in d.cards if card.draft and card.draft.by == me] if d else []
    if d is None or not drafted:
        return None
    _, code = max(drafted)
    there = Judging(state.desk, state.stage, d.assessment, code)
    return Step(there, (UndoDraft(d.assessment, d.stage, code),), banner=texts.undone(code))


def _give(state: Judging, d: Dossier, one: Card | None, edition: str, level: int | None) -> Step:
    """Accepting makes a draft at once; everything else first asks why. `level` None: returned."""
    if one is None:
        return Step(state, toast=review_result.CHANGED)
    if edition != one.edition:
        return Step(_at(state, one.variable), toast=texts.updated(one.variable))
    if level is not None and one.base in (level, None) and _exists(d, one, level):
        return _draft(state, d, one, level, "")
    if level is None and not d.may_return(one.variable):
        return Step(state, toast=texts.NOT_RETURNABLE)
    if not _exists(d, one, level):
        return Step(state, toast=review_result.CHANGED)
    return Step(Noting(state.desk, state.stage, d.assessment, one.variable, edition, level, state.shown))


def _exists(d: Dossier, one: Card, level: int | None) -> bool:
    """Whether a verdict can give this level; None returns the variable."""
    return level is None or d.instrument.has_level(one.variable, level)


def _note(state: Noting, event: Event, d: Dossier, one: Card) -> Step:
    back = Judging(state.desk, state.stage, d.assessment, one.variable, state.shown)
    ready = why.reasons(one, state.level)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case _ if one.edition != state.edition:
            return Step(back, toast=texts.updated(one.variable), banner=_said(event, texts.updated(one.variable)))
        case Tap(item="take") if state.note:
            return _draft(state, d, one, state.level, state.note)
        case Tap(parts=("why", place)) if 0 < (number_of(place) or 0) <= len(ready):
            return _draft(state, d, one, state.level, ready[(number_of(place) or 0) - 1])
        case Text(text=text) if typed.is_empty(text):
            return Step(state, banner=why.WRITE_OR_CHOOSE)
        case Text(text=text) if len(text.strip()) > LONGEST_NOTE:
            return Step(state, banner=why.too_long(len(text.strip())))
        case Text(text=text) if (decided := _decided(state, back, event, d, one)) is not None:
            return decided
        case Text(text=text) if not typed.is_reason(text):
            return Step(state, banner=common.BAD_REASON)
        case Text(text=text, edited=True):
            return Step(replace(state, note=text.strip()))
        case Text(text=text, edited=False):
            return _draft(state, d, one, state.level, text.strip())
        case File() | Other():
            return Step(state, banner=why.WRITE_OR_CHOOSE)
        case _:
            return by_buttons(state, event)


def _decided(state: Noting, card: Judging, event: Text, d: Dossier, one: Card) -> Step | None:
    """The step to words that are a decision or the name of a button, and so no reason; None for any other words. The
    decision that is asked about brings its reason, to be read; another one opens its own question.
    """
    meant, stays = decision(event.text), Step(state, banner=why.no_reason(bool(state.note)))
    if meant is None:
        named = typed.meant(event.text) is not None or typed.bare(event.text) in _BUTTONS
        return stays if named or (typed.is_reason(event.text) and typed.says_nothing(event.text)) else None
    same = meant.level == state.level and (state.level is not None or meant.act is Act.RETURN)
    if reason := _reason_with(meant, event.text.strip(), same):
        return Step(replace(state, note=reason))
    if same or event.edited or one.base is None:
        return stays
    if meant.act is Act.ACCEPT or meant.level == one.base:
        agreed = state.note and meant.level is None
        return stays if agreed else Step(state, banner=texts.use_accept(d, one, away=True))
    other = _typed(card, event.text, d, one).aloud()
    return other if isinstance(other.state, Noting) else stays


def _reason_with(meant: Decision, words_: str, same: bool) -> str:
    """The reason that stands in a decision; "" for none. `same`: it is the decision that is asked about. A list of
    remarks may begin with a numeral, and whoever raises to IV may say "bukti sesuai tingkat IV".
    """
    if same and says_why(meant.reason):
        return meant.reason
    whole = (meant.act is Act.LEVEL and meant.reason) or (meant.act is Act.ACCEPT and same)
    return words_ if whole and typed.is_reason(words_) else ""


def _said(event: Event, words_: str) -> str:
    """The text as a banner, if the event has no toast."""
    return "" if isinstance(event, Tap) else escape(words_)


def _draft(state: OfDossier, d: Dossier, one: Card, level: int | None, note: str) -> Step:
    order = DraftVerdict(d.assessment, d.stage, one.variable, one.version, level, note)
    return Step(_after(state, d, one.variable), (order,), toast=texts.drafted(d, one, level, note))


def _accept_bare(state: Judging, d: Dossier, one: Card) -> Step:
    """Accepts all at once of which nothing more could be read."""
    orders = tuple(DraftVerdict(d.assessment, d.stage, card.variable, card.version, card.base, "") for card in d.bare)
    others = [code for code in d.left if code not in {order.variable for order in orders}]
    to: State = _at(state, others[0]) if others else Concluding(state.desk, state.stage, state.reviewed)
    return Step(to, orders, toast=texts.bare_accepted(len(orders))) if orders else Step(_at(state, one.variable))


def _at(state: OfDossier, code: str) -> Judging:
    return Judging(state.desk, state.stage, state.reviewed, code)


def _after(state: OfDossier, d: Dossier, code: str) -> State:
    """The next variable without a draft after this one, then those before it; the drafts when there is none. Whoever
    skips the last variable sees what is open; skipping does not start over.
    """
    codes = [card.variable for card in d.cards]
    to = next((other for other in codes[codes.index(code) + 1 :] if other in d.left), None)
    return _at(state, to) if to else Concluding(state.desk, state.stage, state.reviewed)


def _all_evidence(state: Judging, d: Dossier, one: Card) -> Step:
    way = steady(texts.back_to(one.variable), "review", d.assessment, one.variable)
    read = steady(reading.READ_WHOLE, "review", d.assessment, one.variable, review.WHOLE)
    rows: Rows = ((read,), (way,)) if len(texts.explained(one)) > 1 else ((way,),)
    notice = Notice(texts.evidence_sent(d, one), rows)
    numbered = tuple((item.id, texts.captioned(d, one, item)) for item in one.exhibits)
    order = SendAllEvidence(d.assessment, d.stage, one.variable, numbered, notice)
    return Step(state, (order,), toast=texts.sending(len(one.exhibits)))
