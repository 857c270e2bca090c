"""A contact at the survey of the own OPD's users, from the table of contents or the receipt."""

from bot.flows.base import Flow, Opener, State, Step
from bot.flows.contact import buttons, gate, going, stray
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.outside import stay
from bot.flows.states.survey import Surveying
from bot.flows.survey import shown
from bot.texts.answers import contents
from bot.texts.survey import screens as texts
from core.assessment.model import Assessment
from core.facts import Facts
from core.screen import Screen


def open_survey(event: Event, state: State | None, facts: Facts) -> Step:
    """[Survei pengguna]"""
    a = facts.assessment
    named = event.parts[1] if isinstance(event, Tap) and len(event.parts) > 1 else ""
    if a is None or named != str(a.id) or a.instrument.public_form is None:
        return stay(state, toast=contents.GONE)
    return Step(Surveying(a.id))


@gate.step
def step(state: Surveying, event: Event, facts: Facts, a: Assessment) -> Step:
    line = shown.line_of(facts, a.id)
    said = shown.step(state, event, facts, line) if line else None
    if said is not None:
        return said
    match event:
        case File() | Text() if not going.drafting(a):
            return gate.unasked(state, event, facts, a, gate.refusal(facts, a))
        case _:
            return stray.otherwise(state, event, facts, a)


@gate.screen
def screen(state: Surveying, facts: Facts, a: Assessment) -> Screen:
    line = shown.line_of(facts, a.id)
    back = (buttons.contents(a),)
    if line is None:
        return Screen(texts.GONE, (back,))
    return Screen(
        texts.survey(line, shown.address(line, facts), gate.place(facts, a)), (*shown.rows(line, facts), back)
    )


@gate.record
def record(state: Surveying, facts: Facts, a: Assessment) -> str:
    return texts.RECORD


FLOW = Flow(
    states=(Surveying,),
    step=step,
    screen=screen,
    record=record,
    openers={"survey": Opener(open_survey, "assessment")},
)
