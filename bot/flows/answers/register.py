"""The register of an OPD as the way into its assessment: what the contact sees first while nothing is registered."""

from dataclasses import replace

from bot.flows.base import Flow, Opener, State, Step
from bot.flows.contact import anywhere, buttons, gate
from bot.flows.events import Event, File, Text
from bot.flows.registers import own
from bot.flows.registers.sent import received_file
from bot.flows.states.contact import Registering, Waiting
from bot.texts.answers import contents
from bot.texts.registers import own as texts
from core.assessment.model import Assessment
from core.facts import Facts
from core.register.model import Register
from core.screen import Button, Screen, steady


def open_register(event: Event, state: State | None, facts: Facts) -> Step:
    """[Daftar SOP] of the table of contents."""
    a = facts.assessment
    if a is None or a.instrument.subject == "opd":
        return Step(state or Waiting(), toast=contents.GONE)
    return Step(own.of_assessment(a))


def _register(a: Assessment) -> Register:
    return Register(a.pemda_id, a.opd.id, a.opd.code, a.opd.name, a.opd.short, a.instrument, a.register)


@gate.step
def step(state: Registering, event: Event, facts: Facts, a: Assessment) -> Step:
    shown = own.of_assessment(a)
    match event:
        case Text(text=words, edited=False) if own.says_no_line(words):
            return anywhere.unsaved(state, event, texts.no_line(a.instrument.subject), facts, a)
        case File(photo=False, edited=False):
            return received_file(shown, event)
        case File():
            return Step(state, banner=texts.NEED_FILE)
        case _:
            found = own.step_list(shown, event, _register(a), facts.now.date())
            return found if found.effects or found.state != shown else Step(state, (), found.toast, found.banner)


@gate.screen
def screen(state: Registering, facts: Facts, a: Assessment) -> Screen:
    shown = own.listed(own.of_assessment(a), _register(a), facts.now.date())
    elsewhere = buttons.other_opd(facts, a)  # who has nothing to register yet may fill in something else
    return replace(shown, rows=(*shown.rows, elsewhere)) if elsewhere else shown


@gate.record
def record(state: Registering, facts: Facts, a: Assessment) -> str:
    return texts.register_of(_register(a))


FLOW = Flow(
    states=(Registering,),
    step=step,
    screen=screen,
    record=record,
    openers={"register": Opener(open_register, "assessment")},
)


def way(a: Assessment) -> tuple[Button, ...]:
    """To the register, where the instrument is about what is in it."""
    return () if a.instrument.subject == "opd" else (steady(texts.register_of(_register(a)), "register", a.id),)
