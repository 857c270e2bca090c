"""/privasi: one's own data, asking for erasure, and the coordinator who grants it (UU 27/2022)."""

from dataclasses import dataclass

from bot.flows.base import Flow, State, Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, opener_to_row, to_menu
from bot.flows.kit.outside import Beside, beside, by_buttons
from bot.flows.kit.paging import number_of
from bot.flows.states.pemda import PEOPLE, OfPemda
from bot.texts.people import members as people_texts, privacy as texts, profile as profile_texts
from core.effects import Effect, ErasePerson, RequestErasure, SendMyData, Tell, TellRole
from core.facts import AdminFacts, Facts, PersonLine
from core.people.roles import Role
from core.screen import Notice, Rows, Screen, button, steady
from core.written import listed


@dataclass(frozen=True, slots=True)
class ReadingPrivacy(Beside):
    pass


@dataclass(frozen=True, slots=True)
class AskingErasure(Beside):
    pass


@dataclass(frozen=True, slots=True)
class Erasing(OfPemda):
    """A coordinator decides on a request."""

    PARTS = PEOPLE

    person: int


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/privasi"""
    return Step(beside(ReadingPrivacy, state, facts))


def step(state: State, event: Event, facts: Facts) -> Step:
    match state, event:
        case ReadingPrivacy(), Tap(item="download") if facts.person is not None:
            return Step(state, (SendMyData(),), toast=texts.DOWNLOADING)
        case ReadingPrivacy(), Tap(item="erase") if facts.memberships:
            return Step(beside(AskingErasure, state, facts))
        case AskingErasure(), Tap(item="keep"):
            return Step(beside(ReadingPrivacy, state, facts))
        case AskingErasure(), Tap(item="erase"):
            return _ask(beside(ReadingPrivacy, state, facts), facts)
        case _:
            return by_buttons(state, event)


def _ask(back: ReadingPrivacy, facts: Facts) -> Step:
    """Asks the coordinators of every Pemda in which this person has a role."""
    if facts.person is None or not facts.memberships:
        return Step(back)
    effects: list[Effect] = [RequestErasure()]
    for pemda in dict.fromkeys(item.pemda_id for item in facts.memberships):
        roles = listed([profile_texts.role_of(item) for item in facts.memberships if item.pemda_id == pemda][:3])
        rows = ((steady(texts.GRANT, "erase", facts.person.id, pemda),),)
        effects.append(TellRole(pemda, Role.COORDINATOR, Notice(texts.request(facts.person.name, roles), rows)))
    return Step(back, tuple(effects), banner=texts.ASKED)


def _step_request(state: Erasing, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match event:
        case Tap(parts=("erase", number)) if number_of(number) == state.person:
            return _erase(state, admin)
        case _:
            return by_buttons(state, event)


def _erase(state: Erasing, admin: AdminFacts) -> Step:
    """The person is told first, because afterwards nobody knows their account."""
    person = _person(state, admin)
    if person is None:
        return Step(state, toast=texts.GONE)
    orders = (Tell((state.person,), Notice(texts.ERASED)), ErasePerson(state.person))
    return Step(state, orders, banner=texts.granted(person.name))


def _person(state: Erasing, admin: AdminFacts) -> PersonLine | None:
    return next((line for line in admin.people if line.person == state.person), None)


def screen(state: State, facts: Facts) -> Screen:
    back: Rows = ((steady(texts.BACK, "resume"),),) if facts.memberships else ()
    match state:
        case AskingErasure():
            return Screen(texts.CONFIRM, ((button(texts.KEEP, "keep"),), (button(texts.ASK_ERASURE, "erase"),)))
        case _ if facts.person is None:
            return Screen(texts.STRANGER, back)
    erase: Rows = ((button(texts.ASK_ERASURE, "erase"),),) if facts.memberships else ()
    return Screen(
        texts.notice(facts.organiser, facts.kept_years), ((button(texts.DOWNLOAD, "download"),), *erase, *back)
    )


def _request_screen(state: Erasing, admin: AdminFacts, facts: Facts) -> Screen:
    person = _person(state, admin)
    menu = to_menu(state.pemda)
    if person is None:
        return Screen(texts.GONE, ((menu,),))
    text = texts.confirm_grant(person.name, people_texts.role(person))
    return Screen(text, ((button(texts.GRANT, "erase", state.person),), (menu,)))


FLOW = Flow(
    states=(ReadingPrivacy, AskingErasure),
    step=step,
    screen=screen,
    record=texts.RECORD,
    commands={"privasi": begin},
)
REQUEST = coordinator_flow(
    states=(Erasing,),
    step=_step_request,
    screen=_request_screen,
    record=texts.RECORD,
    openers={"erase": opener_to_row(Erasing)},  # on a request: the person, the Pemda
)
