"""/bantuan, the meaning of the marks, and unknown commands (transcript 15_bantuan_profil_privasi)."""

from dataclasses import dataclass, replace

from bot import commands
from bot.flows.base import Begin, Event, Flow, State, Step, Tap
from bot.flows.kit.outside import Beside, beside, by_buttons, stay
from bot.texts.people import help as texts
from core.effects import SendRule
from core.facts import Facts
from core.people.roles import Role
from core.screen import Button, Rows, Screen, button, link, steady


@dataclass(frozen=True, slots=True)
class ReadingHelp(Beside):
    marks: bool = False


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/bantuan"""
    return Step(beside(ReadingHelp, state, facts))


def unknown(event: Event, state: State | None, facts: Facts) -> Step:
    """A command that is not in the table: a sentence above the same screen."""
    return stay(state, banner=texts.unknown(event.command if isinstance(event, Begin) else ""))


def step(state: State, event: Event, facts: Facts) -> Step:
    here = beside(ReadingHelp, state, facts)
    match event:
        case Tap(item="marks"):
            return Step(replace(here, marks=True))
        case Tap(item="help"):
            return Step(here)
        case Tap(parts=("rule", number)) if facts.rule_file and number == str(facts.rule_file):
            return Step(here, (SendRule(facts.rule_file),), toast=texts.RULE_COMING)
        case _:
            return by_buttons(state, event)


def screen(state: State, facts: Facts) -> Screen:
    if isinstance(state, ReadingHelp) and state.marks:
        return Screen(texts.MARKS, ((button(texts.BACK, "help"),),))
    roles = roles_of(facts)
    offered = [(command.slug, command.line) for command in commands.offered(roles)]
    back: Rows = ((steady(texts.LEAVE, "resume"),),) if roles else ()
    first = (button(texts.SHOW_MARKS, "marks"), *_rule(facts))
    return Screen(texts.overview(roles, offered, facts.organiser), (first, *back))


def _rule(facts: Facts) -> tuple[Button, ...]:
    """The local regulation: a link where there is one, else the stored file."""
    if facts.rule_link:
        return (link(texts.OPEN_RULE, facts.rule_link),)
    return (button(texts.OPEN_RULE, "rule", facts.rule_file),) if facts.rule_file else ()


def roles_of(facts: Facts) -> tuple[Role, ...]:
    """The person's roles, each once, in the order of the table of roles."""
    return tuple(role for role in Role if facts.holds(role))


FLOW = Flow(
    states=(ReadingHelp,),
    step=step,
    screen=screen,
    record=texts.RECORD,
    commands={"bantuan": begin, "unknown": unknown},
)
