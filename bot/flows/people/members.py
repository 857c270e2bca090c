"""Who has which role, and ending a role (transcript 13_koordinator)."""

from typing import get_args

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, coordinator_opener, to_menu
from bot.flows.kit.lists import Search, in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.people import ListingPeople, RemovingPerson, ShowingPerson
from bot.texts.pemda import menu as shared
from bot.texts.people import members as texts
from core.effects import RemoveMembership, Tell
from core.facts import AdminFacts, Facts, PersonLine
from core.pemda.parts import Part
from core.people.roles import Role
from core.screen import Notice, Screen, button

_States = ListingPeople | ShowingPerson | RemovingPerson


_PAGE = 6


_SEARCH: Search[PersonLine] = Search(lambda line: (line.name, line.opd_short))


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ListingPeople():
            return _step_list(state, event, admin)
        case ShowingPerson():
            return _step_one(state, event, admin)
        case RemovingPerson():
            return _step_removal(state, event, admin)


def _step_list(state: ListingPeople, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(parts=("person", number)) if (person := _person(admin, number_of(number))) is not None:
            return Step(ShowingPerson(state.pemda, person.membership))
        case Text(text, edited=False):
            found = _SEARCH.typed(state, text, admin.people)
            return found if isinstance(found, Step) else Step(ShowingPerson(state.pemda, found.membership))
        case _:
            return in_list(state, event)


def _person(admin: AdminFacts, membership: int | None) -> PersonLine | None:
    return next((line for line in admin.people if line.membership == membership), None)


def _step_one(state: ShowingPerson, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(item="back"):
            return Step(ListingPeople(state.pemda))
        case Tap(parts=("remove", number)) if number_of(number) == state.membership:
            kept = _why_kept(_person(admin, state.membership), admin)
            return Step(state, toast=kept) if kept else Step(RemovingPerson(state.pemda, state.membership))
        case _:
            return by_buttons(state, event)


def _why_kept(person: PersonLine | None, admin: AdminFacts) -> str:
    """Why this role cannot be ended; "" when it can."""
    if person is None:
        return texts.GONE
    coordinators = sum(line.role is Role.COORDINATOR for line in admin.people)
    return texts.LAST_COORDINATOR if person.role is Role.COORDINATOR and coordinators == 1 else ""


def _step_removal(state: RemovingPerson, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(item="keep"):
            return Step(ShowingPerson(state.pemda, state.membership))
        case Tap(parts=("remove", number)) if number_of(number) == state.membership:
            return _remove(_person(admin, state.membership), admin)
        case _:
            return by_buttons(state, event)


def _remove(person: PersonLine | None, admin: AdminFacts) -> Step:
    to = ListingPeople(admin.pemda_id)
    kept = _why_kept(person, admin)
    if person is None or kept:
        return Step(to, toast=kept)
    told = Tell((person.person,), Notice(texts.notice(person)), admin.pemda_id)
    return Step(to, (RemoveMembership(person.membership), told), banner=texts.removed(person))


def open_people(event: Event, state: State | None, admin: AdminFacts, facts: Facts) -> Step:
    """[Atur kontak ini] on a notice: "people", the Pemda, the membership, and "remove" to ask at once whether to end
    it. Without a membership: everybody.
    """
    named = event.parts[2:] if isinstance(event, Tap) else ()
    if not named:
        return Step(ListingPeople(admin.pemda_id))
    person = _person(admin, number_of(named[0]))
    if person is None:
        return Step(ListingPeople(admin.pemda_id), toast=texts.GONE)
    if named[1:] == ("remove",) and not _why_kept(person, admin):
        return Step(RemovingPerson(admin.pemda_id, person.membership))
    return Step(ShowingPerson(admin.pemda_id, person.membership))


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case ListingPeople():
            return _list_screen(state, admin)
        case ShowingPerson(membership=number) if (person := _person(admin, number)) is not None:
            mine = any(item.id == number for item in facts.memberships)
            rows = ((button(texts.REMOVE, "remove", number),), (button(texts.BACK, "back"), to_menu(admin.pemda_id)))
            return Screen(texts.details(person, mine), rows)
        case RemovingPerson(membership=number) if (person := _person(admin, number)) is not None:
            return Screen(
                texts.confirm(person), ((button(texts.KEEP, "keep"),), (button(texts.REMOVE, "remove", number),))
            )
    return Screen(texts.GONE, ((to_menu(admin.pemda_id),),))


def _list_screen(state: ListingPeople, admin: AdminFacts) -> Screen:
    if not admin.people:
        return Screen(texts.NOBODY, ((to_menu(admin.pemda_id),),))
    found = _SEARCH.found(state, admin.people)
    page = page_of(found, state.page, _PAGE)
    numbered = list(enumerate(page.items, start=page.first + 1))
    lines = [texts.line(number, person) for number, person in numbered]
    rows = in_rows([button(texts.choose(number), "person", person.membership) for number, person in numbered], 3)
    last = (button(shared.SHOW_ALL, "all"),) if state.query else ()
    searched = [shared.searching(state.query)] if state.query else []
    text = "\n".join([*searched, texts.listing(admin.pemda_name, len(found), lines)])
    return Screen(text, (*rows, *page.turner, (*last, to_menu(admin.pemda_id))))


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"people": coordinator_opener(open_people, Part.PEOPLE)},
)
