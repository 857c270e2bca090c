"""What screens of a coordinator share: who may stand there, the way back to the menu, rows found by number."""

from bot.flows.base import Event, State, Step, Tap
from bot.flows.kit.outside import stay
from bot.flows.kit.paging import number_of
from bot.flows.states.coordinator import Administering, ChoosingPemda, NamingPemda
from bot.texts.pemda import menu as texts
from core.facts import AdminFacts, Facts, OpdLine, PeriodLine
from core.screen import Button, Screen, steady

CLOSED = Screen(texts.ONLY_COORDINATOR)
"""What is drawn when the role was lost while a screen of it stood."""


def refused(state: State | None, event: Event) -> Step:
    """For somebody who does not coordinate this Pemda: a word, and nothing of it is shown."""
    said = texts.ONLY_COORDINATOR
    kept = None if getattr(state, "pemda", None) is not None else state
    return stay(kept, toast=said) if isinstance(event, Tap) else stay(kept, banner=said)


def to_menu(pemda: int) -> Button:
    return steady(texts.BACK_TO_MENU, "admin", pemda)


def opd_of(admin: AdminFacts, number: int | None) -> OpdLine | None:
    return next((line for line in admin.opds if line.id == number), None)


def period_of(admin: AdminFacts, number: int | None) -> PeriodLine | None:
    return next((line for line in admin.periods if line.id == number), None)


def named_by(event: Event, facts: Facts) -> tuple[int, int] | None:
    """Pemda and number of a steady button "verb:number:pemda"; without its Pemda the only one coordinated here.

    None when the button says something else, or names a Pemda this person does not coordinate.
    """
    numbers = [number_of(part) for part in event.parts[1:3]] if isinstance(event, Tap) else []
    match numbers:
        case [int(number)] if len(facts.pemdas) == 1:
            return next(iter(facts.pemdas)), number
        case [int(number), int(pemda)] if pemda in facts.pemdas:
            return pemda, number
    return None


def open_menu(event: Event, state: State | None, facts: Facts) -> Step:
    """The menu of the only Pemda, or the choice; whoever may make Pemda begins there when there is none."""
    match tuple(facts.pemdas):
        case ():
            return Step(NamingPemda())
        case (only,):
            return Step(Administering(only))
        case _:
            return Step(ChoosingPemda())
