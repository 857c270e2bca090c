"""What a file or link does on any screen: which variable it proves, and what comes next."""

from dataclasses import dataclass

from bot.flows.base import State, Step
from bot.flows.contact import anywhere, going, lines
from bot.flows.contact.ahead import ahead
from bot.flows.contact.linked import is_no_page, label, link_orders
from bot.flows.contact.refusing import Reason, name_of, reason, refuse, take
from bot.flows.events import File, Text
from bot.flows.states.contact import (
    Asking,
    Browsing,
    Checking,
    Explaining,
    Levelling,
    OfVariable,
    Receipting,
    Repairing,
    Resending,
    Sorting,
    Summarising,
)
from bot.flows.states.documents import ChoosingDocument
from bot.flows.states.evidence import CheckingEvidence, ChoosingEvidence, Dating, Evidencing, Moving, ViewingEvidence
from bot.texts.contact import attach
from bot.texts.evidence import refusals
from core import typed
from core.assessment.counts import proofs
from core.assessment.model import Assessment, Evidence, EvidenceKind
from core.assessment.naming import coded_in, named_in
from core.effects import AttachFile, Effect, NoteEvidence, Origin, UseEvidence
from core.evidence.years import year_in
from core.facts import Facts
from core.people.roles import Role

_ASKED = Evidencing | ChoosingEvidence | ChoosingDocument | Repairing | Resending
"""Screens that ask for evidence of one variable."""

_OWN = _ASKED | Checking | CheckingEvidence | ViewingEvidence | Dating | Moving
"""Screens about one variable's evidence or answer. A file sent there is meant for that variable."""


@dataclass(frozen=True, slots=True)
class _Arrival:
    """What arrived for a variable. A `plain` banner only says that something arrived; screens that say so themselves
    leave it out, but never that its caption was `explained`.
    """

    code: str
    effects: tuple[Effect, ...]
    banner: str
    plain: bool = False
    explained: str = ""

    @property
    def news(self) -> str:
        return self.explained if self.plain else self.told

    @property
    def told(self) -> str:
        return f"{self.banner} {self.explained}".strip()


def file(state: State, event: File, facts: Facts, a: Assessment) -> Step:
    """Attaches a file at once to the variable it belongs to. A file that is being looked at does not stand above the
    screen any more when another one has come; the list follows.
    """
    if isinstance(state, ViewingEvidence):
        state = CheckingEvidence(a.id, state.variable, state.back, page=state.page)
    code, sure = target(state, facts, a, event.album, event.caption)
    if not code:
        return refuse(Step(_choosing(state, a)), event, facts, a, _which(a, event))
    takes = sure and explains(state, event, a, code)
    why = _closed(a, code, event) or reason(event, name_in(event, takes), facts.limits)
    if why:
        return refuse(Step(state), event, facts, a, why, code, not sure)
    twin = _twin(a, event.unique_id)
    if twin is not None and code in twin.variables:
        effects = (*_noted(event, a, twin), *_caption(event, a, code))
        step = _arrived(state, facts, a, _Arrival(code, effects, ""))
        same = Reason(attach.same_here(code, twin.name), refusals.why_same(code))
        return refuse(step, event, facts, a, same, code, not sure)
    came = _arrival(event, facts, a, code, twin, sure, takes)
    return take(_arrived(state, facts, a, came), event, facts, a, code, not sure)


def _closed(a: Assessment, code: str, event: File) -> Reason | None:
    """Why the variable accepts nothing any more, although its screen is still there; None if it does."""
    if a.writable(code):
        return None
    return Reason(attach.not_taken(name_of(event), attach.closed(code)), refusals.why_locked(code))


def _which(a: Assessment, event: File) -> Reason:
    return Reason(attach.which(name_of(event), going.returned(a)), refusals.WHY_WHICH)


def _choosing(state: State, a: Assessment) -> State:
    """The screen on which the variable is chosen; words that wait to be sent stay on theirs."""
    if isinstance(state, Asking | Sorting):
        return state
    return Browsing(a.id) if going.drafting(a) else Receipting(a.id)


def _arrival(
    event: File, facts: Facts, a: Assessment, code: str, twin: Evidence | None, sure: bool, takes: bool = False
) -> _Arrival:
    said, explained = _caption(event, a, code, takes), attach.explained(code, event.photo) if takes else ""
    if twin is not None:
        use, banner = UseEvidence(a.id, twin.id, code), attach.same_elsewhere(twin.variables, code)
        return _Arrival(code, (use, *_noted(event, a, twin), *said), banner, explained=explained)
    name = name_in(event, takes)
    batch = facts.batch
    files = batch.taken + 1 if batch is not None and (batch.assessment, batch.variable) == (a.id, code) else 1
    banner = attach.received(name, code, files) if sure else attach.guessed(name, code, files, bool(going.returned(a)))
    return _Arrival(code, (order(event, a, code, name), *said), banner, sure, explained)


def straggler(state: State, event: File, facts: Facts, a: Assessment) -> Step:
    """The rest of an album that began in an assessment, or on a screen, that the person has left meanwhile."""
    code, sure = target(state, facts, a, event.album)
    why: Reason | None = reason(event, name_in(event, explains=False), facts.limits)
    if not a.writable(code) or not going.holds(facts, a, Role.CONTACT):
        why = Reason(attach.not_taken(name_of(event), attach.closed(code)), refusals.why_locked(code))
    if going.receives(facts, a) and not code:
        why = _which(a, event)
    if why:
        return refuse(Step(state), event, facts, a, why, code, not sure)
    twin = _twin(a, event.unique_id)
    if twin is not None and code in twin.variables:
        same = Reason(attach.same_here(code, twin.name), refusals.why_same(code))
        return refuse(Step(state, _caption(event, a, code)), event, facts, a, same, code, not sure)
    came = _arrival(event, facts, a, code, twin, sure)
    return take(Step(state, came.effects, banner=came.banner), event, facts, a, code, not sure)


def _caption(event: File, a: Assessment, code: str, takes: bool = False) -> tuple[Effect, ...]:
    """The caption beside a file: links are evidence; the words are the explanation where it `takes` them."""
    orders = link_orders(a, code, event.found.links, Origin(event.message_id, event.album))
    if not takes:
        return orders
    return (anywhere.add(a, code, ((event.message_id, event.caption.strip()),)), *orders)


def explains(state: State, event: File, a: Assessment, code: str) -> bool:
    """Whether the caption becomes the explanation: of the variable on the screen only, where it has none yet, while no
    other words wait, and where nobody else wrote it. Elsewhere it stays with the file.
    """
    if not isinstance(state, OfVariable) or isinstance(state, Asking) or state.variable != code or state.unsent:
        return False
    ours = not (event.forwarded or event.found.alone or a.explanation(code))
    return ours and bool(event.caption.strip()) and typed.tells(event.caption.strip())


def _noted(event: File, a: Assessment, twin: Evidence) -> tuple[Effect, ...]:
    """Words sent again with the same file replace the former ones."""
    caption = event.caption.strip()
    if not caption or caption in twin.note:
        return ()
    return (NoteEvidence(a.id, twin.id, "\n".join(filter(None, (twin.note, caption)))),)


def name_in(event: File, explains: bool) -> str:
    """A photo has no name, so it gets its caption as a name, unless the caption becomes the explanation, or asks."""
    caption = event.caption.strip()
    if not event.photo or not caption or event.found.links or explains or typed.asks(caption):
        return name_of(event)
    return caption.splitlines()[0]


def _twin(a: Assessment, unique_id: str) -> Evidence | None:
    """The same file, sent before."""
    return next((item for item in proofs(a) if unique_id and item.unique_id == unique_id), None)


def links(state: State, event: Text, facts: Facts, a: Assessment) -> Step:
    """Links are evidence. A longer text around them is offered to be kept."""
    code, _ = target(state, facts, a)
    found = event.found
    if is_no_page(found):
        return Step(state, banner=attach.NO_PAGE)
    if not code:
        return Step(_choosing(state, a), banner=attach.which(attach.LINK, going.returned(a)))
    effects = link_orders(a, code, found.links, label(found, event.message_id))
    if not effects:
        return Step(state, banner=attach.same_link_here(code))
    banner = attach.links_received(len(effects), code)
    if not found.alone:
        held = Sorting(a.id, code, event.text.strip(), event.message_id, type(state).__name__)
        return Step(held, effects, banner=banner, evidence_for=facts.evidence_for)
    return _arrived(state, facts, a, _Arrival(code, effects, banner, plain=True))


def target(state: State, facts: Facts, a: Assessment, album: str = "", said: str = "") -> tuple[str, bool]:
    """The variable that a file belongs to, "" where the person has to say it; False when it is a guess. An album stays
    together, and so do files sent together for which it was guessed. Otherwise the order is: the screen's own variable
    if the screen is about evidence, the one whose evidence was asked last, the variable on the screen.
    """
    together = _guessed(facts, a)
    if album and (begun := _begun(facts, a, album)):
        return begun, begun != together
    if isinstance(state, _OWN):
        return state.variable, True
    receiving = lines.receiving(facts, a)
    if receiving:
        return receiving, True
    match state:
        case OfVariable(variable=code) if code:
            return code, True
        case Sorting(variable=code, other=other) if code:
            return other or code, True
        case _:
            return together or _named(said, a) or _guess(a), False


def _named(said: str, a: Assessment) -> str:
    """The variable that a caption names, where that is one and it is open."""
    named = coded_in(said, a.instrument)
    return named[0] if len(named) == 1 and a.writable(named[0]) else ""


def _guessed(facts: Facts, a: Assessment) -> str:
    """The variable that was guessed for the first of the files sent together; "" if it was not guessed."""
    batch = facts.batch
    if batch is None or not batch.guessed or batch.assessment != a.id or not a.writable(batch.variable):
        return ""
    return batch.variable


def _begun(facts: Facts, a: Assessment, album: str) -> str:
    """The variable of the first file of the album, even if that was refused; "" for the first one."""
    mine = (item for item in proofs(a) if item.album == album and item.sent_by == going.me(facts))
    first = next((code for item in mine for code in item.variables if code in a.instrument.codes), "")
    batch = facts.batch
    if not first and batch is not None and (batch.album, batch.assessment) == (album, a.id):
        return batch.variable
    return first


def _guess(a: Assessment) -> str:
    """Without an open variable: the first that lacks evidence, else the first incomplete one, else the one answered
    last. Where the team or the head returned something, the one that they named; "" where that is none or several.
    """
    if back := going.returned(a):
        return back[0] if len(back) == 1 else ""
    named = named_in(a.head_return.note, a.instrument) if a.head_return else ()
    if len(named) == 1:
        return named[0]
    for code in a.instrument.codes:
        if a.lacking(code) == ("evidence",):
            return code
    if a.head_return and not a.incomplete:
        return ""
    newest = max(a.answers.values(), key=lambda answer: answer.at, default=None)
    return a.next_incomplete() or (newest.variable if newest else a.instrument.codes[0])


def order(event: File, a: Assessment, code: str, name: str) -> AttachFile:
    kind = EvidenceKind.PHOTO if event.photo else EvidenceKind.DOCUMENT
    year = None if event.photo else year_in(event.name, a.period.year)
    origin = Origin(event.message_id, event.album, event.caption.strip())
    return AttachFile(
        a.id, code, kind, name, event.mime, event.size or 0, event.file_id, event.unique_id, year, origin=origin
    )


def _arrived(state: State, facts: Facts, a: Assessment, came: _Arrival) -> Step:
    """The step after something arrived."""
    code, effects = came.code, came.effects
    if not effects:
        return Step(state, banner=came.told)
    match state:
        case _ if going.returned(a) and not isinstance(state, OfVariable | Sorting):
            return going.onward(facts, a, code, effects, banner=came.told, evidence_for=code)
        case Explaining(variable=here) if here == code and not ahead(a, effects, facts).explanation(code):
            return Step(state, effects, banner=f"{came.told} {attach.NOW_EXPLAIN}")
        case OfVariable() if isinstance(state, _ASKED | Explaining) and state.variable == code:
            return going.onward(facts, a, code, effects, banner=came.news, evidence_for=code)
        case Levelling() | Explaining():
            return Step(state, effects, banner=came.news)
        case Summarising() if facts.evidence_for == code:
            return Step(state, effects, banner=came.news)
        case _:
            return Step(state, effects, banner=came.told)
