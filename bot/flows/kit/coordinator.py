"""What flows of a coordinator share: the guard, openers, the way back to the menu, rows found by number."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.flows.base import Flow, Here, Opener, State, Step
from bot.flows.events import Event, Tap
from bot.flows.kit.outside import stay
from bot.flows.kit.paging import number_of
from bot.flows.states.coordinator import Administering, ChoosingPemda, NamingPemda
from bot.flows.states.pemda import OfPemda
from bot.texts.pemda import menu as texts
from core.facts import AdminFacts, Facts, OpdLine, PeriodLine
from core.pemda.parts import Part
from core.screen import Button, Screen, steady

CLOSED = Screen(texts.ONLY_COORDINATOR)
"""Drawn when the person lost the role while its screen was open."""


def refused(state: State | None, event: Event) -> Step:
    """For people who do not coordinate this Pemda: a toast or banner, and nothing of the Pemda is shown."""
    said = texts.ONLY_COORDINATOR
    kept = None if state is not None and state.wish().pemda is not None else state
    return stay(kept, toast=said) if isinstance(event, Tap) else stay(kept, banner=said)


def coordinator_flow(
    states: tuple[type[Here], ...],
    step: Callable[[Here, Event, AdminFacts, Facts], Step],
    screen: Callable[[Here, AdminFacts, Facts], Screen],
    record: str,
    openers: Mapping[str, Opener] | None = None,
) -> Flow[Here]:
    """A flow whose step and screen are asked only while the person coordinates the state's Pemda. Where that has
    several open periods, its pages stay in the one that was chosen.
    """

    def guarded_step(state: Here, event: Event, facts: Facts) -> Step:
        return refused(state, event) if facts.admin is None else _within(step(state, event, facts.admin, facts), facts)

    def guarded_screen(state: Here, facts: Facts) -> Screen:
        return CLOSED if facts.admin is None else screen(state, facts.admin, facts)

    return Flow(states, guarded_step, guarded_screen, record, openers=openers or {})


def _within(step: Step, facts: Facts) -> Step:
    """The step in the open period that this one was about, unless it names another."""
    admin, to = facts.admin, step.state
    if admin is None or not admin.within or not isinstance(to, OfPemda) or to.within or to.pemda != admin.pemda_id:
        return step
    return replace(step, state=replace(to, within=admin.within))


def coordinator_opener(entry: Callable[[Event, State | None, AdminFacts, Facts], Step], *parts: Part) -> Opener:
    """A steady button "verb:pemda..." that only a coordinator of that Pemda may press; its entry reads these parts."""

    def guarded(event: Event, state: State | None, facts: Facts) -> Step:
        if facts.admin is None:
            return refused(state, event)
        return _within(entry(event, state, facts.admin, facts), facts)

    return Opener(guarded, "pemda", frozenset(parts))


def opener_to(page: Callable[[int], State]) -> Opener:
    """A steady button "verb:pemda" that leads to a page of this Pemda."""
    return coordinator_opener(lambda event, state, admin, facts: Step(page(admin.pemda_id)))


def opener_to_row(page: Callable[[int, int], State]) -> Opener:
    """A steady button "verb:number:pemda" that leads to the page of a row (`named_by`)."""

    def opened(event: Event, state: State | None, facts: Facts) -> Step:
        named = named_by(event, facts)
        return Step(page(*named)) if named else refused(state, event)

    return Opener(opened)


def to_menu(pemda: int) -> Button:
    return steady(texts.BACK_TO_MENU, "admin", pemda)


def opd_of(admin: AdminFacts, number: int | None) -> OpdLine | None:
    return next((line for line in admin.opds if line.id == number), None)


def period_of(admin: AdminFacts, number: int | None) -> PeriodLine | None:
    return next((line for line in admin.periods if line.id == number), None)


def named_by(event: Event, facts: Facts) -> tuple[int, int] | None:
    """Pemda and number of a steady button "verb:number:pemda". Without the Pemda it is the only one coordinated here.
    None when the button has another form, or names a Pemda that this person does not coordinate.
    """
    numbers = [number_of(part) for part in event.parts[1:3]] if isinstance(event, Tap) else []
    match numbers:
        case [int(number)] if len(facts.pemdas) == 1:
            return next(iter(facts.pemdas)), number
        case [int(number), int(pemda)] if pemda in facts.pemdas:
            return pemda, number
    return None


def open_menu(event: Event, state: State | None, facts: Facts) -> Step:
    """The menu of the only Pemda, or a choice. Whoever may make Pemda begins with that when there is none."""
    match tuple(facts.pemdas):
        case ():
            return Step(NamingPemda())
        case (only,):
            return Step(Administering(only))
        case _:
            return Step(ChoosingPemda())
