"""The choice among several Pemda, and making one: where /admin begins (transcript 13_koordinator)."""

from dataclasses import replace

from bot.flows.base import Flow, State, Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import CLOSED, open_menu, refused
from bot.flows.kit.lists import Search, in_list
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.coordinator import Administering, ChoosingPemda, ChoosingZone, NamingPemda
from bot.flows.states.reminders import Previewing
from bot.texts.pemda import menu as texts
from bot.texts.people import help as help_texts
from core.effects import CreatePemda
from core.facts import Facts
from core.pemda.naming import shortened
from core.pemda.settings import is_pemda_name
from core.people.roles import Role
from core.screen import Rows, Screen, button

_PAGE = 4
_SEARCH: Search[tuple[int, str]] = Search(lambda item: (item[1],))
"""Among numbers and names of Pemda."""


def command(event: Event, state: State | None, facts: Facts) -> Step:
    """/admin"""
    if not facts.pemdas and not facts.may_create_pemda:
        return stay(state, banner=help_texts.not_yours("admin", (Role.COORDINATOR,)))
    return open_menu(event, state, facts)


def remind(event: Event, state: State | None, facts: Facts) -> Step:
    """/ingatkan: the preview of the only Pemda, else the choice among them."""
    if not facts.pemdas:
        return stay(state, banner=help_texts.not_yours("ingatkan", (Role.COORDINATOR,)))
    only = next(iter(facts.pemdas)) if len(facts.pemdas) == 1 else None
    return open_menu(event, state, facts) if only is None else Step(Previewing(only))


def bind(event: Event, state: State | None, facts: Facts) -> Step:
    """/hubungkan, which belongs into the group."""
    if not facts.pemdas:
        return stay(state, banner=help_texts.not_yours("hubungkan", (Role.COORDINATOR,)))
    return replace(open_menu(event, state, facts), banner=texts.BIND_IN_GROUP)


def step(state: State, event: Event, facts: Facts) -> Step:
    match state:
        case ChoosingPemda():
            return _step_choice(state, event, facts)
        case NamingPemda() if facts.may_create_pemda:
            return _step_name(state, event, facts)
        case ChoosingZone(name) if facts.may_create_pemda:
            if isinstance(event, Text) and event.edited:
                return _step_name(state, replace(event, edited=False), facts)
            return _step_zone(state, name, event)
        case _:
            return refused(state, event)


def _step_choice(state: ChoosingPemda, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(parts=("pemda", number)) if number_of(number) in facts.pemdas:
            return Step(Administering(int(number)))
        case Tap(parts=("page" | "all", *_)):
            return in_list(state, event)
        case Tap(item="new") if facts.may_create_pemda:
            return Step(NamingPemda())
        case Text(text, edited=False):
            found = _SEARCH.typed(state, text, tuple(facts.pemdas.items()))
            return found if isinstance(found, Step) else Step(Administering(found[0]))
        case _ if not facts.pemdas and not facts.may_create_pemda:
            return refused(state, event)
        case _:
            return by_buttons(state, event)


def _step_name(state: State, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(item="cancel") if facts.pemdas:
            return open_menu(event, state, facts)
        case Text(text, edited=False):
            name = " ".join(text.split())
            if not is_pemda_name(name):
                return Step(state, banner=texts.BAD_PEMDA_NAME)
            if name.casefold() in {known.casefold() for known in facts.pemdas.values()}:
                return Step(state, banner=texts.pemda_exists(name))
            return Step(ChoosingZone(name))
        case _:
            return by_buttons(state, event, texts.NAME_PEMDA)


def _step_zone(state: State, name: str, event: Event) -> Step:
    zones = dict(texts.ZONES)
    match event:
        case Tap(parts=("zone", label)) if label in zones:
            made = CreatePemda(name, zones[label])
            return Step(Administering(0, name), (made,), banner=texts.pemda_made(name))
        case Tap(item="cancel"):
            return Step(NamingPemda())
        case _:
            return by_buttons(state, event)


def screen(state: State, facts: Facts) -> Screen:
    match state:
        case ChoosingPemda() if facts.pemdas or facts.may_create_pemda:
            return _choice(state, facts)
        case NamingPemda() if facts.may_create_pemda:
            cancel: Rows = ((button(texts.CANCEL, "cancel"),),) if facts.pemdas else ()
            return Screen(texts.NAME_PEMDA if facts.pemdas else texts.NO_PEMDA, cancel)
        case ChoosingZone(name) if facts.may_create_pemda:
            zones = tuple(button(label, "zone", label) for label, _ in texts.ZONES)
            return Screen(texts.choose_zone(name), (zones, (button(texts.CANCEL, "cancel"),)))
    return CLOSED


def _choice(state: ChoosingPemda, facts: Facts) -> Screen:
    found = _SEARCH.found(state, tuple(facts.pemdas.items()))
    page = page_of(found, state.page, _PAGE)
    rows = tuple((button(shortened(name, 30, facts.pemdas.values()), "pemda", number),) for number, name in page.items)
    last = [button(texts.SHOW_ALL, "all")] if state.query else []
    if facts.may_create_pemda:
        last.append(button(texts.NEW_PEMDA, "new"))
    searched = f"{texts.searching(state.query)}\n" if state.query else ""
    return Screen(searched + texts.choose_pemda(len(found)), (*rows, *page.turner, *in_rows(last, 2)))


FLOW = Flow(
    states=(ChoosingPemda, NamingPemda, ChoosingZone),
    step=step,
    screen=screen,
    record=texts.RECORD,
    commands={"admin": command, "ingatkan": remind, "hubungkan": bind},
)
