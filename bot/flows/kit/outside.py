"""States without a role, or beside the questionnaire, and what any screen answers to events it cannot use."""

from dataclasses import dataclass
from typing import TypeVar

from bot.flows.base import State, Step
from bot.flows.events import Event, File, Other, Tap, Text
from bot.flows.states.contact import OfVariable, Sorting
from bot.texts.pemda import menu as texts
from core.facts import Facts
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Outside(State):
    """No role here, or none yet. `reason` is a value of join.py, `when` the instant it names (ISO 8601)."""

    reason: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Beside(State):
    """A screen beside the questionnaire (help, profile, privacy). It remembers where the person was filling in."""

    assessment: int | None = None
    variable: str = ""

    def wish(self) -> Wish:
        return Wish(self.assessment or None)


SomeBeside = TypeVar("SomeBeside", bound=Beside)


def beside(kind: type[SomeBeside], state: State | None, facts: Facts) -> SomeBeside:
    """A screen of this kind beside the present one."""
    named = state.wish().assessment if state else None
    here = facts.assessment.id if facts.assessment else None
    return kind(named or here, state.variable if isinstance(state, OfVariable | Sorting | Beside) else "")


def stay(state: State | None, toast: str = "", banner: str = "") -> Step:
    """The screen stays, with a word on why. A conversation without one goes outside."""
    return Step(state or Outside(), toast=toast, banner=banner)


def by_buttons(state: State, event: Event, asked: str = texts.USE_BUTTONS) -> Step:
    """What a screen with only buttons answers to everything else. `asked` says what it wants instead."""
    match event:
        case Text(edited=True):
            return Step(state, silent=True)
        case Text() | File() | Other():
            return Step(state, banner=asked)
        case Tap():
            return Step(state, toast=texts.UNKNOWN_PRESS)
        case _:
            return Step(state)
