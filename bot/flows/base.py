"""Where a conversation stands (State), what a flow answers (Step).

A flow (`Flow`) is three pure functions with no knowledge of Telegram, storage or the clock:

    step(state, event, facts)   -> Step      what the event (bot/flows/events.py) means here
    screen(state, facts)        -> Screen    the live screen; alone it redraws after a restart or an old press
    record(state, facts)        -> str       the one line the screen shrinks to when it is left behind

How a Step reaches the phone is decided in `bot/turn/turn.py`: a tap edits the pressed message; a text or file gets the
new screen below it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, ClassVar, Generic, Literal, NoReturn, TypeVar

from bot.flows.events import Event
from core.actions.facts import ActionsWish
from core.effects import Effect
from core.evidence.batch import Batch
from core.facts import Facts
from core.pemda.parts import NOTHING, Parts
from core.productivity.facts import WorkloadWish
from core.review.facts import ReviewWish
from core.screen import KEEP_NOTICE as KEEP_NOTICE, Screen, escape
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands. Subclasses are frozen dataclasses of plain values (str, int, bool, tuples).

    `NAMES`: a text typed there is stored as it is, as the name or title of something. `held` is the message whose words
    wait here (`unsent`), 0 for none; `spoken` as what words were sent last, and their messages (bot/flows/kit/held.py).
    `looked` is the assessment whose result was sent below the screen just now, 0 for none.
    """

    NAMES: ClassVar[bool] = False
    KINDS: ClassVar[dict[str, type["State"]]] = {}
    held: int = field(default=0, compare=False, kw_only=True)
    spoken: tuple[Any, ...] = field(default=(), compare=False, kw_only=True)
    looked: int = field(default=0, compare=False, kw_only=True)

    def __init_subclass__(cls) -> None:
        State.KINDS[cls.__name__] = cls

    def wish(self) -> Wish:
        """What has to be loaded for the step and the screen of this state."""
        return Wish()

    @property
    def unsent(self) -> str:
        """Words the person has typed here that are neither stored nor sent yet."""
        return ""


class Keep(StrEnum):
    """Means "leave as it is" where None has a meaning of its own."""

    KEEP = "keep"


KEEP = Keep.KEEP

READ_ONLY = "look"
"""Follows "open:<assessment>:<variable>": the answer is shown to be read where it cannot be changed any more."""


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from an event.

    `toast` answers a tap; `stands` answers it instead where the screen is below already and is known to have
    arrived. `banner` (HTML) is the last line of the next screen, right above its buttons. `evidence_for` is the
    variable that later files belong to (`receiving_after`). `fresh` leaves the pressed message as it is and sends the
    screen below it, unless it is there already. `silent` changes nothing on the phone (an update that needs no
    answer). `record` is the line the former screen shrinks to, where it is not the flow's own; with `fresh` the
    pressed one too. `refused` is the line of record of a file that was refused; `batch` is what became of the files
    sent together.
    """

    state: State
    effects: tuple[Effect, ...] = ()
    toast: str = ""
    banner: str = ""
    evidence_for: str | None | Keep = KEEP
    fresh: bool = False
    silent: bool = False
    record: str = ""
    refused: str = ""
    batch: Batch | Keep = KEEP
    stands: str = ""

    def aloud(self) -> "Step":
        """The same step after a text: only presses have toasts, so a toast becomes a banner."""
        return replace(self, toast="", banner=self.banner or escape(self.toast))


def receiving_after(step: Step, former: State | None, held: str | None) -> str | None:
    """The variable that files belong to after a step. It lasts while the screen stays on which it was named; a step to
    another screen ends it, unless that step names a variable itself.
    """
    if step.evidence_for is not KEEP:
        return step.evidence_for
    return held if step.state == former else None


Entry = Callable[[Event, State | None, Facts], Step]
"""Begins a flow by a command or a steady button. The state is the present one of the conversation."""


Wanted = Literal["assessment", "question", "pemda", "review", "result", "member", "unit", "units", "actions"]
"""What the number in a steady button is of."""


@dataclass(frozen=True, slots=True)
class Opener:
    """What a steady button leads to. `wants`: what the number after its verb is; `parts`: what it reads of a Pemda."""

    entry: Entry
    wants: Wanted | None = None
    parts: Parts = NOTHING

    def wish(self, number: int | None) -> Wish:
        """What has to be loaded for the button; without a number it is about what the state names."""
        match self.wants:
            case "pemda":
                return Wish(pemda=number, parts=self.parts)
            case "units":
                return Wish(workload=WorkloadWish())
            case _ if number is None or self.wants is None:
                return Wish()
            case "assessment" | "result":
                return Wish(assessment=number, results=self.wants == "result")
            case "question":
                return Wish(question=number)
            case "unit":
                return Wish(workload=WorkloadWish(opd=number))
            case "actions":
                return Wish(actions=ActionsWish(opd=number))
            case "review":
                return Wish(review=ReviewWish(assessment=number))
            case _:
                return Wish(member=number)


Here = TypeVar("Here", bound=State)  # the states of a flow


def _nowhere(*args: object) -> NoReturn:
    raise NotImplementedError("this flow stands at no state")


class Trace(StrEnum):
    """What stays of a screen when it is left."""

    LINE = "line"  # its line of record
    NOTHING = "nothing"  # it is deleted, or shrinks to its line where it is too old for that
    WHOLE = "whole"  # it stays as it is: its buttons carry their whole address


def no_trace(state: State) -> Trace:
    """For files that are only looked at: no copies pile up."""
    return Trace.NOTHING


@dataclass(frozen=True, slots=True)
class Flow(Generic[Here]):
    """A conversation: its states with their functions, and the commands and steady buttons that begin it. `record` is a
    text where the line is always the same; "" is the router's own line. `traces`: what stays of a screen, where that is
    not the line of record. A flow without states only begins others. `replies`: what a text means that replies to a
    message with such a steady button, among the openers too.
    """

    states: tuple[type[Here], ...] = ()
    step: Callable[[Here, Event, Facts], Step] = _nowhere
    screen: Callable[[Here, Facts], Screen] = _nowhere
    record: Callable[[Here, Facts], str] | str = ""
    traces: Callable[[Here], Trace] | None = None
    commands: Mapping[str, Entry] = field(default_factory=dict)
    openers: Mapping[str, Opener] = field(default_factory=dict)
    replies: Mapping[str, Entry] = field(default_factory=dict)

    def trace(self, state: Here) -> Trace:
        """What stays of a screen. A line that is always the same says nothing of what was done: nothing stays."""
        if self.traces is not None:
            return self.traces(state)
        return Trace.NOTHING if isinstance(self.record, str) else Trace.LINE

    def line(self, state: Here, facts: Facts) -> str:
        """The line of record of a screen that is left."""
        return self.record if isinstance(self.record, str) else self.record(state, facts)
