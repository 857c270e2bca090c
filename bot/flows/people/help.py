"""/bantuan with its topics, and unknown commands (transcript 15_bantuan_profil_privasi)."""

from dataclasses import dataclass, replace

from bot import commands
from bot.flows.base import Flow, State, Step
from bot.flows.events import Begin, Event, Tap
from bot.flows.kit.outside import Beside, beside, by_buttons, stay
from bot.flows.kit.rows import in_rows
from bot.texts.people import help as texts, help_topics as topics
from core.effects import SendRule
from core.facts import Facts
from core.people.roles import Role
from core.screen import Button, Rows, Screen, button, link, steady


@dataclass(frozen=True, slots=True)
class ReadingHelp(Beside):
    topic: str = ""


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/bantuan"""
    return Step(beside(ReadingHelp, state, facts))


def unknown(event: Event, state: State | None, facts: Facts) -> Step:
    """A command that is not in the table: a sentence above the same screen."""
    return stay(state, banner=texts.unknown(event.command if isinstance(event, Begin) else ""))


def step(state: State, event: Event, facts: Facts) -> Step:
    here = beside(ReadingHelp, state, facts)
    match event:
        case Tap(parts=("topic", slug)) if slug in topics.offered(roles_of(facts)):
            return Step(replace(here, topic=slug))
        case Tap(item="help"):
            return Step(here)
        case Tap(parts=("rule", number)) if facts.rule_file and number == str(facts.rule_file):
            return Step(here, (SendRule(facts.rule_file),), toast=texts.RULE_COMING)
        case _:
            return by_buttons(state, event)


def screen(state: State, facts: Facts) -> Screen:
    roles = roles_of(facts)
    known = topics.offered(roles)
    if isinstance(state, ReadingHelp) and state.topic in known:
        text = topics.text(state.topic, roles, facts.organiser, facts.limits.size)
        return Screen(text, ((button(texts.BACK, "help"),),))
    offered = [(command.slug, command.line) for command in commands.offered(roles)]
    ways = [button(topic.button, "topic", slug) for slug, topic in known.items()]
    back: Rows = ((steady(texts.LEAVE, "resume"),),) if roles else ()
    return Screen(texts.overview(roles, offered), (*in_rows([*ways, *_rule(facts)], 2), *back))


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
