"""What a new contact reads first: who runs the bot, what is stored, and where to begin (transcript 01_bergabung)."""

from dataclasses import replace

from bot.flows.answers import level
from bot.flows.base import Flow, Opener, State, Step
from bot.flows.contact import gate, going, stray
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.people.dispute import Welcoming, newest_contact, report, wrong
from bot.flows.people.home import choose, home, role_in, start, undecided
from bot.flows.states.contact import Browsing, Conflicting, Levelling, Sorting
from bot.texts import common
from bot.texts.answers import contents
from bot.texts.people import join as texts
from core.assessment.model import Assessment
from core.facts import Facts
from core.people.roles import Role
from core.screen import Rows, Screen, button, steady


def step(state: Welcoming, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(item="right") if state.reported:
            return report(state, facts)
        case Tap(item="report") if state.asked:
            return report(state, facts)
        case Tap(item="right") if state.asked:
            return home(event, state, facts)
        case Text(edited=False) | File() if undecided(facts):
            return replace(choose(facts), banner=texts.CHOOSE_FIRST, evidence_for=None)
        case Text(edited=False) | File() if facts.assessment is not None:
            return _answer_early(state, event, facts, facts.assessment)
        case _ if state.assessment is None:
            return by_buttons(state, event, common.NO_PERIOD)
        case _:
            return by_buttons(state, event)


def _answer_early(state: State, event: Text | File, facts: Facts, a: Assessment) -> Step:
    """A text or file before [Mulai mengisi V01] is handled as if the button had been pressed."""
    begun = start(facts, a).state
    if isinstance(begun, Levelling):
        return level.step(begun, event, facts)
    if not going.holds(facts, a, Role.CONTACT):
        return by_buttons(state, event)
    if going.drafting(a):
        return stray.otherwise(begun, event, facts, a)
    return gate.unasked(begun, event, facts, a, gate.refusal(facts, a))


def fill(event: Event, state: State | None, facts: Facts) -> Step:
    """An OPD was chosen; its number is in the button."""
    a = facts.assessment
    return start(facts, a) if a is not None and role_in(facts) else stay(state, toast=texts.NOT_YOURS)


def fill_below(event: Event, state: State | None, facts: Facts) -> Step:
    """ "begin:<assessment>": the same, below the welcome, which stays as the notice about personal data."""
    return going.below(_undecided(state, facts) or fill(event, state, facts), state)


def browse_below(event: Event, state: State | None, facts: Facts) -> Step:
    """ "contents:<assessment>": the table of contents, below the welcome."""
    if undecided := _undecided(state, facts):
        return going.below(undecided, state)
    a, opened = facts.assessment, fill(event, state, facts)
    filling = a is not None and going.holds(facts, a, Role.CONTACT) and going.drafting(a)
    return going.below(replace(opened, state=Browsing(a.id)) if a and filling else opened, state)


def _undecided(state: State | None, facts: Facts) -> Step | None:
    """A text that waits for a decision stays on the screen when the welcome is pressed again. That press may be older
    than the text, because presses and messages come in no order.
    """
    a = facts.assessment
    waits = isinstance(state, Sorting | Conflicting) and a is not None and state.assessment == a.id
    return Step(state) if waits and state is not None else None


def screen(state: Welcoming, facts: Facts) -> Screen:
    mine, assessment = newest_contact(facts), facts.assessment
    if mine is None:
        return Screen(texts.STRANGER)
    if state.reported and mine.disputed:
        told = facts.coordinators > 0 or assessment is None
        return Screen(texts.reported(told, mine.opd_name), ((button(texts.RIGHT_OPD, "right"),),))
    if state.asked:
        answers = ((button(texts.REPORT, "report"),), (button(texts.THIS_OPD, "right"),))
        return Screen(texts.report_asked(mine.opd_name), answers)
    if assessment is None:
        report = steady(texts.WRONG_OPD, "wrong")
        return Screen(texts.welcome_early(mine.opd_name, facts.organiser, facts.purpose), ((report,),))
    if undecided(facts):
        rows: Rows = ((steady(texts.CHOOSE, "choose"),), (steady(texts.WRONG_OPD, "wrong", assessment.id),))
        return Screen(texts.welcome_to_several(assessment.opd.name, facts.organiser, facts.choices), rows)
    due = common.moment(assessment.due, facts.zone_label)
    text = texts.welcome(assessment, facts.organiser, due)
    begun = steady(way_in(assessment), "begin", assessment.id)
    report = steady(texts.WRONG_OPD, "wrong", assessment.id)
    contents_of: Rows = ((steady(common.OPEN_CONTENTS, "contents", assessment.id),),)
    return Screen(text, ((begun,), *(() if assessment.unregistered else contents_of), (report,)))


def way_in(a: Assessment) -> str:
    """Label of the first button. Colleagues may have begun, or even submitted."""
    if a.unregistered:
        return texts.to_register(a.instrument.subject)
    to = a.next_incomplete() if going.drafting(a) else None
    if to is None:
        return common.OPEN_SUMMARY if going.drafting(a) else common.OPEN_RECEIPT
    return contents.go_on(to) if any(a.touched(code) for code in a.instrument.codes) else contents.begin(to)


def record(state: Welcoming, facts: Facts) -> str:
    """It stays as the notice on personal data."""
    return texts.RECORD if state.asked else screen(state, facts).text


FLOW = Flow(
    states=(Welcoming,),
    step=step,
    screen=screen,
    record=record,
    openers={
        "begin": Opener(fill_below, "assessment"),
        "contents": Opener(browse_below, "assessment"),
        "wrong": Opener(wrong, "assessment"),
        "fill": Opener(fill, "assessment"),
    },
)
