"""Joining by an invitation, and /mulai, which leads back to where this person works (transcript 01_bergabung)."""

from dataclasses import replace
from datetime import datetime

from bot.flows.base import Flow, Opener, State, Step
from bot.flows.events import Begin, Event, File, Tap, Text
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import Outside, by_buttons
from bot.flows.kit.paging import page_of
from bot.flows.people.dispute import Welcoming
from bot.flows.people.home import ChoosingOpd, Serving, choose, found, home, role_in, typed as typed_name, undecided
from bot.flows.people.welcome import way_in
from bot.texts import common
from bot.texts.answers.approval import SENT_BY_CONTACT
from bot.texts.pemda import menu
from bot.texts.people import join as texts, viewing
from bot.texts.review import queue as review
from core import typed
from core.effects import CountGuess, Redeem
from core.facts import Facts, InvitationFacts, InvitationState
from core.groups import ADDRESS, ViewName
from core.people.invitation import SEVERAL
from core.people.roles import Role
from core.screen import Rows, Screen, button, steady

_PAGE = 5
_OF_NEWEST = -1
"""Stands for the page that holds the newest OPD."""


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/mulai, with or without an invitation's token."""
    if isinstance(event, Begin) and event.invitation == SEVERAL:
        return _refused(state, facts, "several")
    if isinstance(event, Begin) and (event.argument or event.invitation):
        return _beside(event, _invited(state, facts), facts)
    return home(event, state, facts)


def begin_one(event: Event, state: State | None, facts: Facts) -> Step:
    """[Mulai mengisi] of a notice that went to many OPD: whoever has several chooses."""
    return change(event, state, facts) if len(facts.choices) > 1 else begin(event, state, facts)


# invitations


def _invited(state: State | None, facts: Facts) -> Step:
    if facts.guesses_until is not None:
        return _refused(state, facts, "throttled", facts.guesses_until)
    match facts.invitation:
        case None:
            return replace(_refused(state, facts, "unknown"), effects=(CountGuess(),))
        case InvitationFacts(state=InvitationState.OPEN) as invitation:
            return _joined(invitation, facts)
        case InvitationFacts(state=InvitationState.HELD, assessment=number):
            known = state is not None and not isinstance(state, Outside)
            at_hand = facts.assessment.id if facts.assessment else None
            if number != at_hand and any(item.assessment == number for item in facts.choices):
                return change(Begin("mulai"), state, facts)
            return Step(state) if state and known else home(Begin("mulai"), state, facts)
        case InvitationFacts(state=reason, expires=expires):
            return _refused(state, facts, reason.value, expires)


def _beside(event: Begin, step: Step, facts: Facts) -> Step:
    """The step, with a word about what came in one message with the invitation and is stored nowhere."""
    if not event.beside or not facts.memberships:
        return step  # a stranger passes the whole letter on
    return replace(step, banner=f"{step.banner}\n{texts.BESIDE[event.beside]}".strip())


def _refused(state: State | None, facts: Facts, reason: str, when: datetime | None = None) -> Step:
    """Known people keep their screen below the sentence; a stranger only reads the sentence."""
    outside = Outside(reason, when.isoformat() if when else "")
    if not facts.memberships:
        return Step(outside)
    here = Step(state) if state else home(Begin("mulai"), None, facts)
    return replace(here, banner=_sentence(outside, facts))


def _joined(invitation: InvitationFacts, facts: Facts) -> Step:
    redeem = (Redeem(invitation.id, facts.sender.name),)
    arrived: State = Serving(invitation.role.value, invitation.assessment)
    if invitation.role is Role.CONTACT:
        second = invitation.assessment is not None and _works_elsewhere(invitation, facts)
        arrived = _beside_others(invitation) if second else Welcoming(invitation.assessment)
        if second:
            return Step(arrived, redeem, banner=texts.also(invitation.opd_name))
    return Step(arrived, redeem)


def _beside_others(invitation: InvitationFacts) -> ChoosingOpd:
    """The list of OPD at the page with the new one, which is not loaded yet."""
    return ChoosingOpd(invitation.assessment or 0, page=_OF_NEWEST)


def _works_elsewhere(invitation: InvitationFacts, facts: Facts) -> bool:
    """Whether this person can open another assessment already."""
    at_hand = {facts.assessment.id} if facts.assessment and role_in(facts) else set()
    return bool((at_hand | {item.assessment for item in facts.choices}) - {invitation.assessment})


# taps and the rest


def step(state: State, event: Event, facts: Facts) -> Step:
    match state, event:
        case ChoosingOpd(), Text(text=words, edited=False) if not typed.is_empty(words):
            return typed_name(state, words, facts)
        case ChoosingOpd(), File():
            return Step(state, banner=texts.CHOOSE_FIRST)
        case ChoosingOpd(), _:
            return in_list(state, event)
        case Serving(role=Role.HEAD), File():
            return Step(state, banner=SENT_BY_CONTACT)
        case Outside(), _ if not facts.memberships and not isinstance(event, Tap):
            return Step(Outside())
        case _:
            return by_buttons(state, event)


def change(event: Event, state: State | None, facts: Facts) -> Step:
    """[Ganti OPD]: the choice, whichever is open now. Later files belong to no variable yet."""
    return replace(choose(facts), evidence_for=None) if facts.choices else home(event, state, facts)


# screens


def screen(state: State, facts: Facts) -> Screen:
    match state:
        case ChoosingOpd():
            return _choice(state, facts)
        case Serving(role):
            return _serving(role, facts)
        case Outside() if facts.memberships or facts.may_create_pemda:
            a = facts.assessment
            label = way_in(a) if a is not None and role_in(facts) is Role.CONTACT else texts.CONTINUE
            return Screen(texts.KNOWN, ((steady(label, "resume"),),))
        case Outside():
            return Screen(_sentence(state, facts))
        case _:
            raise ValueError(state)


def _sentence(outside: Outside, facts: Facts) -> str:
    when = datetime.fromisoformat(outside.when) if outside.when else facts.now
    match outside.reason:
        case "throttled":
            return texts.throttled(when, facts.zone_label)
        case "several":
            return texts.SEVERAL
        case "unknown":
            return texts.UNKNOWN
        case "expired":
            return texts.expired(when.date())
        case "used_up" | "held":
            return texts.USED_UP
        case "revoked":
            return texts.REVOKED
    return texts.STRANGER


def _choice(state: ChoosingOpd, facts: Facts) -> Screen:
    shown, number = found(state, facts), state.page
    if number == _OF_NEWEST:
        number = next((n // _PAGE for n, item in enumerate(shown) if item.assessment == state.newest), 0)
    page = page_of(shown, number, _PAGE)
    rows = tuple(
        (steady(texts.choice(item, facts.choices), "approve" if item.role is Role.HEAD else "fill", item.assessment),)
        for item in page.items
    )
    if not facts.choices:
        return Screen(common.NO_PERIOD)
    every: Rows = ((button(menu.SHOW_ALL, "all"),),) if state.query else ()
    return Screen(texts.choose(facts.choices), (*rows, *page.turner, *every))


def _serving(role: str, facts: Facts) -> Screen:
    mine = next((item for item in reversed(facts.memberships) if item.role == role), None)
    if mine is None:
        return Screen(texts.STRANGER)
    text = texts.serving(mine, facts.organiser, facts.purpose)
    match mine.role:
        case Role.COORDINATOR:
            return Screen(text, ((steady(texts.OPEN_MENU, "admin", mine.pemda_id),),))
        case Role.HEAD if undecided(facts):
            return Screen(text, ((steady(texts.CHOOSE, "choose"),),))
        case Role.HEAD if facts.assessment is not None:
            return Screen(text, ((steady(texts.OPEN_APPROVAL, "approve", facts.assessment.id),),))
        case Role.VIEWER:
            return Screen(text, ((steady(viewing.OPEN_BOARD, ADDRESS, ViewName.PROGRESS),),))
        case Role.VERIFIER | Role.PROVINCE:
            return Screen(text, ((steady(review.OPEN_QUEUE, "queue", mine.pemda_id),),))
    return Screen(text)


def record(state: State, facts: Facts) -> str:
    match state:
        case Serving():
            return texts.RECORD
        case ChoosingOpd():
            return texts.RECORD_PERIOD if undecided(facts) else texts.RECORD_CHOICE
    return screen(state, facts).text  # a sentence without buttons is its own record


FLOW = Flow(
    states=(Outside, ChoosingOpd, Serving),
    step=step,
    screen=screen,
    record=record,
    commands={"mulai": begin},
    openers={
        "resume": Opener(begin, "assessment"),
        "start": Opener(begin_one),
        "choose": Opener(change),
    },
)
