"""What a file or link does, whatever the screen: which variable it proves, why it is refused, what comes next."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.flows import anywhere, going, lines
from bot.flows.ahead import ahead
from bot.flows.base import File, State, Step, Text
from bot.flows.states import (
    Asking,
    Checking,
    CheckingEvidence,
    ChoosingEvidence,
    Dating,
    Evidencing,
    Explaining,
    Levelling,
    Moving,
    OfVariable,
    Repairing,
    Resending,
    Sorting,
    Summarising,
)
from bot.texts import ask, attach, evidence
from core.assessment import Assessment, Evidence, EvidenceKind
from core.effects import AttachFile, AttachLink, Effect, UseEvidence
from core.facts import Facts, Limits
from core.links import LABEL_WORDS, Found
from core.years import year_in

_OWN = Evidencing | Checking | CheckingEvidence | ChoosingEvidence | Dating | Moving | Repairing | Resending
"""Screens about one variable's evidence or answer: a file sent there is meant for it."""

_UNCLEAR_KINDS = frozenset({"", "application/octet-stream", "application/binary"})
_DOCUMENT = re.compile(r"pdf|jpe?g|png|webp|hei[cf]|docx?|xlsx?|pptx?|od[tsp]")
_NO_DOCUMENT = re.compile(
    r"exe|msi|bat|cmd|com|scr|dll|sh|ps1|vbs|js|jar|apk|iso|zip|rar|7z|tar|gz|mp3|mp4|avi|mov|mkv"
)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """What came for a variable. A `plain` banner only says that something came; screens that say so leave it out."""

    code: str
    effects: tuple[Effect, ...]
    banner: str
    album: tuple[str, ...] = ()
    plain: bool = False

    @property
    def news(self) -> str:
        return "" if self.plain else self.banner


def file(state: State, event: File, facts: Facts, a: Assessment) -> Step:
    """A file is attached at once to the variable it belongs to."""
    code, sure = target(state, facts, a, event.album)
    if isinstance(state, Asking) and not a.writable(code):
        return Step(state, banner=ask.ONLY_TEXT)
    name = _name(event, a, code)
    refused = refusal(event, name, facts.limits)
    if refused:
        return Step(state, banner=refused)
    words = _caption(event, a, code)
    twin = _twin(a, event.unique_id)
    album = (code, event.album) if event.album else _album(state)
    if twin is not None and code in twin.variables:
        return _arrived(state, facts, a, _Arrival(code, words, attach.same_here(code, twin.name), album))
    if twin is not None:
        use, banner = UseEvidence(a.id, twin.id, code), attach.same_elsewhere(twin.variables, code)
        return _arrived(state, facts, a, _Arrival(code, (use, *words), banner, album))
    banner = attach.received(name, code) if sure else attach.guessed(name, code)
    order = _order(event, a, code, name)
    return _arrived(state, facts, a, _Arrival(code, (order, *words), banner, album, plain=True))


def _caption(event: File, a: Assessment, code: str) -> tuple[Effect, ...]:
    """What a caption says beside its file: links are evidence, words the explanation where there is none."""
    caption, found = event.caption.strip(), event.found
    orders = link_orders(a, code, found.links)
    if not caption or found.alone or a.explanation(code):
        return orders
    return (anywhere.add(a, code, caption, event.message_id), *orders)


def _name(event: File, a: Assessment, code: str) -> str:
    """A photo has no name of its own: its caption names it, unless that becomes the explanation."""
    if not event.photo:
        return event.name or evidence.NO_NAME
    caption = event.caption.strip()
    if not caption or event.found.links or not a.explanation(code):
        return evidence.NO_FILE
    return caption.splitlines()[0]


def _twin(a: Assessment, unique_id: str) -> Evidence | None:
    """The same file, sent before."""
    return next((item for item in evidence.proofs(a) if unique_id and item.unique_id == unique_id), None)


def link_orders(a: Assessment, code: str, addresses: Iterable[str]) -> tuple[Effect, ...]:
    """Links that are new to the variable; one of another variable is used here too."""
    orders: list[Effect] = []
    for address in addresses:
        twin = next((e for e in a.evidence if e.kind is EvidenceKind.LINK and e.name == address), None)
        if twin is None:
            orders.append(AttachLink(a.id, code, address))
        elif code not in twin.variables:
            orders.append(UseEvidence(a.id, twin.id, code))
    return tuple(orders)


def is_no_page(found: Found) -> bool:
    """A text that is nothing but an address no browser opens as a page, perhaps with its name."""
    return bool(found.refused) and not found.links and len(found.rest.split()) <= LABEL_WORDS * len(found.refused)


def links(state: State, event: Text, facts: Facts, a: Assessment) -> Step:
    """Links are evidence; a longer text around them is offered back."""
    code, _ = target(state, facts, a)
    found = event.found
    if is_no_page(found):
        return Step(state, banner=attach.NO_PAGE)
    effects = link_orders(a, code, found.links)
    if not effects:
        return Step(state, banner=attach.same_link_here(code))
    banner = attach.links_received(len(effects), code)
    if not found.alone:
        held = Sorting(a.id, code, event.text.strip(), event.message_id, type(state).__name__)
        return Step(held, effects, banner=banner)
    return _arrived(state, facts, a, _Arrival(code, effects, banner, _album(state), plain=True))


def target(state: State, facts: Facts, a: Assessment, album: str = "") -> tuple[str, bool]:
    """The variable a file belongs to; False when that is a guess.

    An album stays together; then the screen's own variable where evidence is its matter, then the one whose evidence
    was asked last, then the variable on the screen.
    """
    match _album(state):
        case (code, arriving) if arriving == album and a.writable(code):
            return code, True
    if isinstance(state, _OWN):
        return state.variable, True
    receiving = lines.receiving(facts, a)
    if receiving:
        return receiving, True
    match state:
        case OfVariable(variable=code):
            return code, True
        case Sorting(variable=code, other=other) if code:
            return other or code, True
        case _:
            return _guess(a), False


def _album(state: State) -> tuple[str, ...]:
    """(variable, album) that may still be arriving, or nothing."""
    found: tuple[str, ...] = getattr(state, "album", ())
    return found


def _guess(a: Assessment) -> str:
    """No variable is open: the first that lacks proof, else the first incomplete, else the one answered last."""
    for code in a.instrument.codes:
        if a.lacking(code) == ("evidence",):
            return code
    newest = max(a.answers.values(), key=lambda answer: answer.at, default=None)
    return a.next_incomplete() or (newest.variable if newest else a.instrument.codes[0])


def _order(event: File, a: Assessment, code: str, name: str) -> AttachFile:
    kind = EvidenceKind.PHOTO if event.photo else EvidenceKind.DOCUMENT
    year = None if event.photo else year_in(event.name, a.period.year)
    return AttachFile(a.id, code, kind, name, event.mime, event.size, event.file_id, event.unique_id, year)


def refusal(event: File, name: str, limits: Limits) -> str:
    """What can be seen to be useless before it is copied; empty when nothing is."""
    if event.size > limits.size:
        return attach.too_large(name, event.size, limits.size)
    if event.size == 0 and not event.photo:
        return attach.empty(name)
    return attach.forbidden(name) if not event.photo and _forbidden(event, limits) else ""


def _forbidden(event: File, limits: Limits) -> bool:
    """By the kind the phone names, and by the ending where that says nothing; the content is judged after copying."""
    ending = event.name.rpartition(".")[2].lower()
    mime = event.mime.lower()
    if not limits.kinds or mime in limits.kinds or _DOCUMENT.fullmatch(ending):
        return False
    return mime not in _UNCLEAR_KINDS or bool(_NO_DOCUMENT.fullmatch(ending))


def _arrived(state: State, facts: Facts, a: Assessment, came: _Arrival) -> Step:
    """Where it goes on."""
    code, effects = came.code, came.effects
    if not effects:
        return Step(state, banner=came.banner)
    match state:
        case Explaining(variable=here) if here == code and not ahead(a, effects, facts).explanation(code):
            return Step(state, effects, banner=f"{came.banner} {attach.NOW_EXPLAIN}")
        case Evidencing() | ChoosingEvidence() | Explaining() | Repairing() | Resending() if state.variable == code:
            return going.onward(facts, a, code, effects, banner=came.news, evidence_for=code, album=came.album)
        case Levelling() | Explaining():
            return Step(state, effects, banner=came.news)
        case Summarising() if facts.evidence_for == code:
            return Step(state, effects, banner=came.news)
        case _:
            return Step(state, effects, banner=came.banner)
