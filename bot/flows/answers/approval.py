"""The head sees one screen: approve, which is asked once more, look at the answers, or give them back with a note."""

from bot.flows.answers.submit import mark
from bot.flows.base import Flow, Opener, State, Step
from bot.flows.contact import anywhere, buttons, gate, going
from bot.flows.events import Event, File, Tap, Text
from bot.flows.states.contact import Approving, Consenting, LookingBack, Returning
from bot.texts import common
from bot.texts.answers import approval, contents
from bot.texts.contact import stray
from core import typed
from core.assessment.model import Assessment
from core.assessment.naming import named_in
from core.effects import HeadReturns, Submit, TellRole
from core.facts import Facts
from core.people.roles import Role
from core.review.typed import Act, decision, wants_change
from core.screen import Notice, Rows, Screen, button, steady


def open_approval(event: Event, state: State | None, facts: Facts) -> Step:
    """A steady button of a notice: "approve:<assessment>", followed by "yes:<mark>", "look" or "return"."""
    a, parts = facts.assessment, event.parts if isinstance(event, Tap) else ()
    if a is None:
        return Step(state or Approving(0), toast=contents.GONE)
    if not going.holds(facts, a, Role.HEAD):
        return going.enter(going.home(facts, a), toast=approval.ONLY_HEAD)
    match parts[2:]:
        case ("yes", named):
            if named == mark(a) or not going.awaits_head(a):
                return _ask(a)
            return Step(Approving(a.id), banner=approval.CHANGED)
        case ("look",):
            return Step(LookingBack(a.id))
        case ("return",) if going.awaits_head(a):
            return Step(Returning(a.id))
        case ("return",):
            return Step(Approving(a.id), toast=_why_not(a))
        case _:
            return Step(Approving(a.id))


def replied(event: Event, state: State | None, facts: Facts) -> Step:
    """A text that replies to the card is about it, wherever the head is."""
    a = facts.assessment
    if a is None or not isinstance(event, Text) or not going.holds(facts, a, Role.HEAD):
        return open_approval(event, state, facts)
    to = Approving(a.id)
    return typed_by_head(to, event.text, facts, a) or anywhere.unsaved(to, event, stray.BUTTONS_ONLY, facts, a)


@gate.step
def step(state: State, event: Event, facts: Facts, a: Assessment) -> Step:
    match state, event:
        case Approving() | Consenting() | Returning(open=True), Tap(parts=("approve" | "agree" as verb, named)):
            if going.awaits_head(a) and named != mark(a):
                return Step(Approving(a.id), toast=approval.CHANGED)
            return _approve(facts, a) if verb == "agree" else _ask(a)
        case Consenting(), Tap(parts=("wait", _)):
            return Step(Approving(a.id))
        case Approving() | Consenting(), Tap(parts=("return", _)):
            return Step(Returning(a.id)) if going.awaits_head(a) else Step(Approving(a.id), toast=_why_not(a))
        case Returning(), Tap(parts=("silently", _)):
            return _give_back("", facts, a)
        case Returning(), Tap(parts=("cancel", _)):
            return Step(Approving(a.id))
        case Returning(note=note), Tap(parts=("give_back", _)) if note:
            return _give_back(note, facts, a)
        case Returning(note=note), Text(text=words, edited=True):
            looked_at = note.partition(": ")[0]
            about = looked_at if looked_at in a.instrument.codes else ""
            return typed_by_head(state, words, facts, a, about) or Step(state, banner=stray.BUTTONS_ONLY)
        case _, Text(text=words):
            return typed_by_head(state, words, facts, a) or anywhere.unsaved(state, event, stray.BUTTONS_ONLY, facts, a)
        case _, File():
            return Step(state, banner=approval.SENT_BY_CONTACT)
        case _:
            return Step(state)


def typed_by_head(state: State, words: str, facts: Facts, a: Assessment, about: str = "") -> Step | None:
    """What the head writes while the approval waits: consent opens the question whether to approve, "kembalikan: ..."
    the question whether to give it back. Of other words both are asked: praise reads like a note. `about` is the
    variable that is looked at. None: nobody waits for this person, or there is nothing to read.
    """
    if not (going.awaits_head(a) and going.holds(facts, a, Role.HEAD)) or typed.is_empty(words):
        return None
    decided = decision(words)
    if decided is not None and decided.act is Act.ACCEPT:
        return _ask(a)
    returns = decided is not None and decided.act is Act.RETURN
    note = decided.reason if decided is not None and returns else words.strip()
    if note and not typed.is_reason(note):
        return Step(state, banner=common.BAD_REASON)
    if note and about and not named_in(note, a.instrument):
        note = f"{about}: {note}"
    asked_for = returns or (isinstance(state, Returning) and not state.open)
    return Step(Returning(a.id, note, open=bool(note) and not asked_for))


def _why_not(a: Assessment) -> str:
    """Why nothing can be approved or given back now."""
    return gate.reason(a) if a.over else approval.NOT_WAITING


def _ask(a: Assessment) -> Step:
    """Once it is sent the head cannot take it back, so it is asked before."""
    return Step(Consenting(a.id, mark(a))) if going.awaits_head(a) else Step(Approving(a.id), toast=_why_not(a))


def _approve(facts: Facts, a: Assessment) -> Step:
    if not going.awaits_head(a):
        return Step(Approving(a.id), toast=_why_not(a))
    words = approval.approved(a, facts.now, facts.zone_label)
    told = _tell_contacts(a, Notice(words, ((steady(approval.SEE_RECEIPT, "receipt", a.id),),)))
    return Step(Approving(a.id), (Submit(a.id), told), approval.APPROVED)


def _give_back(note: str, facts: Facts, a: Assessment) -> Step:
    words = approval.returned(a, note, facts.now, facts.zone_label)
    told = _tell_contacts(a, Notice(words, ((steady(common.OPEN_SUMMARY, "summary", a.id),),)))
    return Step(
        Approving(a.id), (HeadReturns(a.id, note), told), banner=approval.given_back(facts.now, facts.zone_label)
    )


def _tell_contacts(a: Assessment, notice: Notice) -> TellRole:
    return TellRole(a.pemda_id, Role.CONTACT, notice, a.opd.id)


@gate.screen
def screen(state: State, facts: Facts, a: Assessment) -> Screen:
    if isinstance(state, Returning):
        return _returning(state, a)
    if isinstance(state, Consenting) and going.awaits_head(a) and state.mark == mark(a):
        agree, wait = button(approval.AGREE, "agree", state.mark), button(approval.NOT_YET, "wait", a.id)
        return Screen(approval.confirm_approval(a), ((agree,), (wait,)))
    other = buttons.other_opd(facts, a)
    beside = (other,) if other else ()
    if going.awaits_head(a):
        return Screen(approval.asks(a, facts.zone_label), (*_rows(a), *beside))
    rows: Rows = (*buttons.result(a), (button(approval.SEE_ANSWERS, "look", a.id),), *beside)
    return Screen(approval.seen(a, facts.zone_label), rows)


def _returning(state: Returning, a: Assessment) -> Screen:
    """Asks for the note, or shows it before it is given back; one that nobody asked for may mean either way."""
    cancel = (button(common.CANCEL, "cancel", a.id),)
    if not state.note:
        return Screen(approval.returning(a), ((button(approval.RETURN_SILENTLY, "silently", a.id),), cancel))
    give_back = (button(approval.RETURN, "give_back", a.id),)
    if not state.open:
        return Screen(approval.confirm_return(a, state.note), (give_back, cancel))
    approve = (button(approval.APPROVE, "approve", mark(a)),)
    ways = (give_back, approve) if wants_change(state.note) else (approve, give_back)
    return Screen(approval.which_way(a, state.note), (*ways, cancel))


def _rows(a: Assessment) -> Rows:
    look, back = button(approval.SEE_ANSWERS, "look", a.id), button(approval.RETURN, "return", a.id)
    return ((button(approval.APPROVE, "approve", mark(a)),), (look,), (back,))


@gate.record
def record(state: State, facts: Facts, a: Assessment) -> str:
    match state:
        case Returning():
            return approval.record_returning(a)
        case Consenting():
            return approval.record_asked(a)
        case _:
            return approval.record(a)


FLOW = Flow(
    states=(Approving, Consenting, Returning),
    step=step,
    screen=screen,
    record=record,
    openers={"approve": Opener(open_approval, "assessment")},
    replies={"approve": replied},
)
