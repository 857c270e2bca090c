"""Guards every flow of an assessment: may this person be here, is the screen still valid, and which events have the
same meaning on every screen.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import cast

from bot.flows.base import Here, State, Step
from bot.flows.contact import anywhere, attach, going, letter, next_period
from bot.flows.contact.refusing import Reason, name_of, refuse
from bot.flows.events import Event, File, Other, Tap, Text
from bot.flows.kit.outside import Beside
from bot.flows.states.contact import (
    Approving,
    Asking,
    AwaitingHead,
    Conflicting,
    OfAssessment,
    OfVariable,
    Receipting,
    Repairing,
    Resending,
    Sorting,
    Waiting,
    Withdrawing,
)
from bot.texts import common
from bot.texts.answers import contents, explanation, level, repair, submit
from bot.texts.contact import stray
from bot.texts.contact.attach import not_taken
from bot.texts.evidence import refusals
from bot.texts.periods import ending
from core import typed
from core.assessment.model import SENT, Assessment, PeriodStatus, Status
from core.facts import Choice, Facts
from core.fit import fit
from core.people.roles import Role
from core.screen import Rows, Screen, button, steady

Inner = Callable[[Here, Event, Facts, Assessment], Step]
Draw = Callable[[Here, Facts, Assessment], Screen]
Line = Callable[[Here, Facts, Assessment], str]


def step(inner: Inner[Here]) -> Callable[[Here, Event, Facts], Step]:
    """Wraps a flow's `step`, which is asked only while the state is valid."""

    @wraps(inner)
    def guarded(state: Here, event: Event, facts: Facts) -> Step:
        a = facts.assessment
        if a is None:
            return Step(Waiting(), toast=contents.GONE)
        if not going.valid(state, facts, a):
            return _with_words(moved(state, event, facts, a), state, event)
        here = state if isinstance(event, Tap) else cast(Here, going.brief(state))
        return anywhere.step(here, event, facts, a) or inner(here, event, facts, a)

    return guarded


def screen(inner: Draw[Here]) -> Callable[[Here, Facts], Screen]:
    """Wraps a flow's `screen`, shortened to the length of a screen. Where the state is not valid any more, another
    screen is drawn.
    """

    @wraps(inner)
    def guarded(state: Here, facts: Facts) -> Screen:
        a = facts.assessment
        if a is None:
            return Screen(contents.GONE)
        if not going.valid(state, facts, a):
            return _stand_in(state, facts, a)
        drawn = inner(state, facts, a)
        shorter = tuple(map(fit, drawn.shorter)) if drawn.shorter is not None else None
        return replace(drawn, text=fit(drawn.text), rows=_with_undo(state, drawn.rows, a), shorter=shorter)

    return guarded


def _with_undo(state: State, rows: Rows, a: Assessment) -> Rows:
    """The rows with a button before the last one: back to the explanation that was replaced just now."""
    if not isinstance(state, OfAssessment) or not state.replaced or not a.writable(state.replaced[0]):
        return rows
    undo = button(explanation.undo(state.replaced[0]), "unword", state.replaced[0])
    return (*rows[:-1], (undo,), *rows[-1:])


def record(inner: Line[Here]) -> Callable[[Here, Facts], str]:
    """Wraps a flow's `record`. "" (the router's own line) where the facts are not about the state's own assessment, as
    for one that this person may not see any more.
    """

    @wraps(inner)
    def guarded(state: Here, facts: Facts) -> str:
        a = facts.assessment
        if a is None or not going.is_about(state, a):
            return ""
        return _unrepaired(state, facts, a) or inner(state, facts, a)

    return guarded


def _unrepaired(state: State, facts: Facts, a: Assessment) -> str:
    """The line of every screen of a returned variable whose repair is not sent; "" for words that wait there."""
    if not isinstance(state, OfVariable) or isinstance(state, Asking | Conflicting):
        return ""
    return repair.record(state.variable, place(facts, a)) if state.variable in going.returned(a) else ""


def _with_words(step: Step, state: State, event: Event) -> Step:
    """A step away from a screen that is over. It takes no words with it that waited there: they can be copied."""
    words = going.waiting(state)
    if not words or words in going.waiting(step.state) or step.record:
        return step
    if isinstance(event, Tap):  # the pressed screen becomes the next one
        return replace(step, banner="\n".join(filter(None, (step.banner, common.unsent(words)))))
    return replace(step, record=common.unsent(words))


@record
def record_of_evidence(state: OfVariable, facts: Facts, a: Assessment) -> str:
    """The line of every screen about the evidence of a variable."""
    return level.record_of_answer(a, state.variable, "evidence")


def moved(state: State, event: Event, facts: Facts, a: Assessment) -> Step:
    """A step to where things are now, and what became of the person's action."""
    to, why = going.home(facts, a), refusal(facts, a, state)
    match event, next_period.newer(facts, a):
        case File() | Text(edited=False), Choice() as newer:
            return next_period.offered(event, newer, facts, a)
        case Tap(), Choice() as newer:
            return going.enter(to, toast=next_period.why(newer, a))
    match event:
        case Tap():
            return going.enter(to, toast=reason(a, state))
        case File() if isinstance(state, OfVariable) and not letter.wanted(facts, a):
            return refuse(going.enter(to), event, facts, a, locked(event, why), state.variable)
        case File() | Text(edited=False):
            return unasked(to, event, facts, a, why)
        case Other(kind=kind):
            return going.enter(to, banner=anywhere.not_usable(to, kind))
        case _:
            return going.enter(to)


def unasked(to: State, event: File | Text, facts: Facts, a: Assessment, why: str, shown: str = "") -> Step:
    """What follows a file or a text on a screen that takes none. Evidence goes to what is open; `why` says why nothing
    is. `shown` is the variable that words are about. Words that may explain what was returned are offered for it.
    """
    newer = next_period.newer(facts, a)
    if newer and not shown and not (isinstance(event, Text) and typed.asks(event.text)):
        return next_period.offered(event, newer, facts, a)
    if isinstance(event, File):
        if letter.wanted(facts, a):
            return letter.received(to, event, facts, a)
        if going.receives(facts, a):
            return attach.file(to, event, facts, a)
        return refuse(Step(to), event, facts, a, locked(event, why))
    if event.found.links and going.receives(facts, a) and not typed.asks(event.text):
        return attach.links(to, event, facts, a)
    if going.holds(facts, a, Role.CONTACT) and (back := going.returned(a)) and _explains(event.text):
        code = shown if shown in back else back[0] if len(back) == 1 else ""
        found = event.found.links
        return Step(Sorting(a.id, code, event.text.strip(), event.message_id, type(to).__name__, links=found))
    return anywhere.unsaved(to, event, stray.locked(why), facts, a, shown)


def _explains(words: str) -> bool:
    """Whether these may be the new explanation of what was returned."""
    return typed.is_explanation(words) and not typed.asks(words)


def sent_beside(state: Beside, event: File, facts: Facts, a: Assessment) -> Step:
    """A file on a screen beside the questionnaire (help, profile, privacy) counts as sent where the contact worked
    last, which opens again.
    """
    code = state.variable
    here = code in a.instrument.codes and a.writable(code)
    to = going.stop(a, code) if here else going.home(facts, a)
    return unasked(to, event, facts, a, refusal(facts, a))


def locked(event: File, why: str) -> Reason:
    """Why a file cannot be added."""
    return Reason(not_taken(name_of(event), why), refusals.WHY_LOCKED)


def refusal(facts: Facts, a: Assessment, state: State | None = None) -> str:
    """Why nothing can be added, and what to do instead."""
    if newer := next_period.newer(facts, a):
        return next_period.why(newer, a)
    if going.withdrawable(a) and going.holds(facts, a, Role.CONTACT):
        return f"{reason(a, state)} {common.WITHDRAW_TO_CHANGE}"
    if going.drafting(a) or going.returned(a):
        return reason(a, state)
    return f"{reason(a, state)} {common.ask_organiser(facts.organiser)}"


def reason(a: Assessment, state: State | None = None) -> str:
    """Why the former screen (`state`) is not valid any more, or its button does nothing."""
    if a.period.left_out:
        return ending.LEFT_OUT
    if a.over and isinstance(state, Repairing | Resending) and state.variable not in a.lapsed:
        return ending.repair_over(state.variable)
    if a.over:
        return ending.of(a)
    if a.status is Status.AWAITING_HEAD:
        return common.AWAITING[a.approval]
    if isinstance(state, Repairing | Resending) and a.status in SENT:
        return repair.not_waiting(state.variable)
    if back := going.returned(a):
        return repair.only_these(back)
    if isinstance(state, Withdrawing) and a.review_began:
        return submit.REVIEW_BEGAN
    if going.locked(a):
        return common.LOCKED
    if a.period.status is not PeriodStatus.OPEN:
        return common.NOT_OPEN
    return common.CHANGED if a.incomplete else common.REOPENED


def _stand_in(state: State, facts: Facts, a: Assessment) -> Screen:
    """Drawn until the person's next press, because the state changes only with an event."""
    match going.home(facts, a):
        case Approving():
            way = steady(common.OPEN_APPROVAL, "approve", a.id)
        case AwaitingHead() | Receipting():
            way = steady(common.OPEN_RECEIPT, "receipt", a.id)
        case _:
            way = steady(common.OPEN_SUMMARY, "summary", a.id)
    text = f"{common.heading(common.named(a.opd.short), common.period_title(a.period))}\n{reason(a, state)}"
    text = f"{text}\n{common.unsent(words)}" if (words := going.waiting(state)) else text
    newer = tuple((way,) for way in next_period.to_newer(facts, a))
    return Screen(fit(text), ((way,), *newer))


def place(facts: Facts, a: Assessment) -> str:
    """The OPD's name for a heading, escaped; "" for people with one OPD."""
    return common.named(going.where(facts, a))
