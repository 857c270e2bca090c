"""The corrective action about an answer is asked: what is to be done, who does it, until when; in one message, or one
after the other. What was said is stored at once, so that nothing waits in the conversation.
"""

from datetime import date

from bot.flows.base import Flow, Step
from bot.flows.contact import anywhere, attach, buttons, gate, going
from bot.flows.contact.choosing import choose, level_of
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.calendar import Calendar, day_of, in_calendar
from bot.flows.kit.paging import number_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.actions import Acting
from bot.flows.states.contact import Checking, Levelling
from bot.texts.actions import asked as texts
from bot.texts.answers import variable
from core import typed
from core.actions.typed import Fault, Said, last_day, read, wrong
from core.assessment.action import Action, Part
from core.assessment.model import Assessment
from core.effects import SaveAction
from core.facts import Facts
from core.screen import Rows, Screen, button, cut

MOST_NAMES = 2
"""Names of others that are offered as who does it."""


@gate.step
def step(state: Acting, event: Event, facts: Facts, a: Assessment) -> Step:
    code, part = state.variable, part_of(state, a)
    match event:
        case Tap(parts=("same", other)) if (held := _others(a, code).get(other)) is not None:
            said = Said(held.words, held.person, held.due)
            return _save(state, said, (), facts, a)
        case Tap(parts=("person", number)) if part is Part.PERSON:
            return _named(state, number_of(number) or 0, facts, a)
        case Tap(parts=("day", text)) if part is Part.DUE and (day := day_of(text)) and not _wrong(day, facts):
            return _save(state, Said(due=day), _kept(a, code, Part.DUE), facts, a)
        case Tap(parts=("part", chosen)) if chosen in tuple(Part):
            return Step(Acting(a.id, code, chosen))
        case Tap(item="cancel"):
            return going.enter(Checking(a.id, code))
        case Tap(parts=("day" | "off" | "month" | "weekday" | "edge", *_)):
            return in_calendar(state, event, _calendar(facts))
        case Text() if event.found.alone:
            return attach.links(state, event, facts, a)
        case Text(text=words) if (level := level_of(words, a.instrument, code)) is not None and not words.isdecimal():
            return choose(Levelling(a.id, code), level, facts, a).aloud()
        case Text(text=words) if typed.asks(words):
            return anywhere.unsaved(state, event, texts.NO_QUESTION, facts, a, code)
        case Text(text=words) if part is Part.PERSON and typed.speaks(words):
            return anywhere.unsaved(state, event, texts.NO_PERSON, facts, a, code)
        case Text():
            return _typed(state, event, part or Part.ACTION, facts, a)
        case File():
            return attach.file(state, event, facts, a)
        case _:
            return Step(state)


def part_of(state: Acting, a: Assessment) -> Part | None:
    """What is asked now; None where everything was said."""
    if state.asked in tuple(Part):
        return Part(state.asked)
    action = a.actions.get(state.variable)
    missing = action.missing if action else tuple(Part)
    return missing[0] if missing else None


def _typed(state: Acting, event: Text, part: Part, facts: Facts, a: Assessment) -> Step:
    found = read(event.text, part, facts.now.date())
    if isinstance(found, Fault):
        return Step(state, banner=texts.faulty(found))
    several = sum(one is not None for one in (found.words, found.person, found.due)) > 1
    messages = ((event.message_id, ""),) if several else (*_kept(a, state.variable, part), (event.message_id, part))
    return _save(state, found, messages, facts, a).aloud()


def _save(state: Acting, said: Said, messages: tuple[tuple[int, str], ...], facts: Facts, a: Assessment) -> Step:
    code = state.variable
    order = SaveAction(a.id, code, said.words, said.person, said.due, messages)
    return going.onward(facts, a, code, (order,), toast=texts.saved(code), evidence_for=None)


def _named(state: Acting, place: int, facts: Facts, a: Assessment) -> Step:
    """One of the names that the screen offers."""
    names = _names(a, state.variable)
    if place >= len(names):
        return Step(state)
    return _save(state, Said(person=names[place]), _kept(a, state.variable, Part.PERSON), facts, a)


def _kept(a: Assessment, code: str, part: Part) -> tuple[tuple[int, str], ...]:
    """The messages of the action's other parts."""
    action = a.actions.get(code)
    return tuple(one for one in action.messages if one[1] != part) if action else ()


def _others(a: Assessment, code: str) -> dict[str, Action]:
    """Actions about other answers, which may be the same one."""
    there = {other: action for other, action in a.actions.items() if other != code and action.complete}
    return {other: there[other] for other in a.instrument.codes if other in there}


def _names(a: Assessment, code: str) -> list[str]:
    return list(dict.fromkeys(action.person for action in _others(a, code).values()))[:MOST_NAMES]


def _wrong(day: date, facts: Facts) -> bool:
    return wrong(day, facts.now.date()) is not None


def _calendar(facts: Facts) -> Calendar:
    """Any working day from today on; an action may be due on a holiday."""
    today = facts.now.date()
    return Calendar(today, last_day(today), frozenset())


@gate.screen
def screen(state: Acting, facts: Facts, a: Assessment) -> Screen:
    code, part = state.variable, part_of(state, a)
    text = texts.question(a, code, gate.place(facts, a), part)
    return Screen(text, _rows(state, part, facts, a))


def _rows(state: Acting, part: Part | None, facts: Facts, a: Assessment) -> Rows:
    code = state.variable
    below: Rows = ((button(variable.CHANGE_LEVEL, "relevel", code), buttons.contents(a)),)
    match part:
        case None:
            change = tuple(button(label, "part", one) for one, label in texts.CHANGE_PART.items())
            return ((button(texts.READY, "cancel"),), change, *below)
        case Part.ACTION:
            same = [button(texts.same_as(other), "same", other) for other in list(_others(a, code))[-3:]]
            return (*in_rows(same, 3), *below) if same else below
        case Part.PERSON:
            names = [button(cut(name, 24), "person", place) for place, name in enumerate(_names(a, code))]
            return (*in_rows(names, 2), *below) if names else below
        case Part.DUE:
            calendar = _calendar(facts)
            return calendar.rows(calendar.shown(state))


@gate.record
def record(state: Acting, facts: Facts, a: Assessment) -> str:
    return texts.record(a, state.variable)


FLOW: Flow[Acting] = Flow(states=(Acting,), step=step, screen=screen, record=record)
