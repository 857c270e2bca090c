"""/hasil: the OPD's result as a picture with its card, and variable by variable (transcript 10_hasil).

Everybody sees only their own OPD here; of the region they see the mean.
"""

from dataclasses import replace

from bot.flows.base import Flow, Opener, State, Step
from bot.flows.contact import anywhere, attach, buttons, gate, going
from bot.flows.events import Begin, Event, File, Other, Tap, Text
from bot.flows.kit.coordinator import open_menu
from bot.flows.kit.rows import beside, in_rows
from bot.flows.people import home
from bot.flows.states.contact import OfAssessment, Resulting
from bot.flows.states.coordinator import ManagingPeriod
from bot.texts import common
from bot.texts.answers import contents
from bot.texts.contact import stray
from bot.texts.people import help
from bot.texts.results import own as texts, own_variables as lists
from core import typed
from core.assessment.model import Assessment
from core.effects import SendResult
from core.facts import Facts
from core.pemda.naming import called
from core.people.roles import OPD_ROLES, Role
from core.results.period import OwnResults
from core.screen import Button, Notice, Rows, Screen, button, steady

COMMAND = "hasil"

IN_ROWS = 6
"""Results among which is chosen that have a row each."""
IN_FULL, MOST_OTHERS = 3, 12
"""How many further OPD have a row of their own, and of how many the results are one tap away."""

ALL, WHICH = "all", "which"
"""Values of `shown`: every variable in one list; which of several results is meant."""


def open_result(event: Event, state: State | None, facts: Facts) -> Step:
    """/hasil, and [Lihat hasil] of a notice. The picture comes below and the live screen stays; before there is
    anything to draw, the screen says where the assessment is.
    """
    if not facts.holds(*OPD_ROLES) and facts.pemdas:
        return _of_region(event, state, facts)
    if not facts.holds(*OPD_ROLES):
        here = Step(state) if state else home.home(event, None, facts)
        return replace(here, banner=help.not_yours(COMMAND, OPD_ROLES))
    a, results = _of(event, facts)
    if a is None or results is None:
        return _nothing(event, state, facts)
    if isinstance(event, Begin) and results.period.several and results.others:
        return Step(Resulting(a.id, WHICH))
    if not texts.drawable(results.opd):
        return Step(Resulting(a.id))
    rows: Rows = ((steady(texts.BY_VARIABLE, "variables", a.id),), *_others(results))
    order = SendResult(a.id, Notice(texts.card(results, results.opd), rows))
    return Step(state or going.home(facts, a), (order,), toast=texts.COMES, silent=True)


def looked_at(state: State | None, event: Event) -> int:
    """The assessment of the result that a text is about: one of another OPD or period was sent below the screen just
    now. 0 for what means something on the screen itself.
    """
    if not isinstance(event, Text) or event.edited or not isinstance(state, OfAssessment) or going.waiting(state):
        return 0
    fits = len(event.text) <= typed.LONGEST_QUESTION and typed.tells_or_asks(event.text)
    return state.looked if fits and state.looked != state.assessment else 0


def said(event: Text, facts: Facts, a: Assessment) -> Step:
    """Words about a result."""
    return anywhere.unsaved(Resulting(a.id), event, stray.BUTTONS_ONLY, facts, a)


def replied(event: Event, state: State | None, facts: Facts) -> Step:
    """A text that replies to a result."""
    assert isinstance(event, Text)
    a, _ = _of(Tap(event.replies_to[0]), facts)
    return said(event, facts, a) if a is not None else _nothing(event, state, facts)


def looking(state: State | None, event: Event, found: Step) -> Step:
    """The step that remembers which result was sent last, until the person does something else."""
    sent = next((order.assessment for order in found.effects if isinstance(order, SendResult)), 0)
    acts = isinstance(event, Begin | Tap) or (isinstance(event, Text | File | Other) and not event.edited)
    seen = sent or (0 if acts or state is None else state.looked)
    return found if found.state.looked == seen else replace(found, state=replace(found.state, looked=seen))


def _of_region(event: Event, state: State | None, facts: Facts) -> Step:
    """A coordinator's /hasil: the screen with [Kelola hasil]; of several Pemda one is chosen first."""
    if len(facts.pemdas) > 1:
        return replace(open_menu(event, state, facts), banner=texts.OF_REGION_LATER)
    return Step(ManagingPeriod(next(iter(facts.pemdas))), banner=texts.OF_REGION)


def open_variables(event: Event, state: State | None, facts: Facts) -> Step:
    """[Lihat per variabel] of the card, which stays above."""
    a, results = _of(event, facts)
    if a is None or results is None:
        return _nothing(event, state, facts)
    return Step(Resulting(a.id, ALL), fresh=True)


def _all(results: OwnResults, facts: Facts) -> Rows:
    """To this result too, where one of several is chosen."""
    opds = {held.opd_id for held in facts.memberships if held.role in OPD_ROLES}
    one = results.opd
    name = called(one.short, f"· {results.period.name}") if len(opds) > 1 else results.period.name
    named = {one.assessment: name, **results.others}
    ways = [steady(texts.which(label, named.values()), "result", number) for number, label in named.items()]
    return in_rows(ways[:MOST_OTHERS], 1 if len(ways) <= IN_ROWS else 2)


def _others(results: OwnResults) -> Rows:
    """To the results of the person's other OPD and periods."""
    few = len(results.others) <= IN_FULL
    label = texts.of_opd if few else texts.one_of
    ways = [steady(label(name, results.others.values()), "result", number) for number, name in results.others.items()]
    return in_rows(ways[:MOST_OTHERS], 1 if few else 3) if ways else ()


def _nothing(event: Event, state: State | None, facts: Facts) -> Step:
    """The person has no assessment, or the button names somebody else's."""
    if isinstance(event, Begin) or state is None:
        return home.home(event, state, facts)
    return Step(state, toast=contents.GONE)


def _of(event: Event, facts: Facts) -> tuple[Assessment | None, OwnResults | None]:
    """The assessment that a button names, or the present one, with its results; None where they are not
    this person's.
    """
    a, results = facts.assessment, facts.results
    if a is None or results is None or results.opd.assessment != a.id:
        return None, None
    named = event.parts[1] if isinstance(event, Tap) and len(event.parts) > 1 else str(a.id)
    return (a, results) if named == str(a.id) else (None, None)


@gate.step
def step(state: Resulting, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("variable", code)) if facts.results and code in facts.results.instrument.codes:
            return Step(Resulting(a.id, code))
        case Tap(parts=("variables", _)):
            return Step(Resulting(a.id, ALL))
        case Text():
            return anywhere.unsaved(
                state, event, stray.BUTTONS_ONLY, facts, a, state.shown if state.shown in a.instrument.codes else ""
            )
        case File() if going.returned(a) and going.receives(facts, a):
            return attach.file(state, event, facts, a)
        case File():
            return Step(state, banner=stray.BUTTONS_ONLY)
        case _:
            return Step(state)


@gate.screen
def screen(state: Resulting, facts: Facts, a: Assessment) -> Screen:
    results, shown = facts.results, state.shown
    back = (_back(facts, a),)
    if results is None:
        return Screen(contents.GONE, (back,))
    codes = results.instrument.codes
    if shown == WHICH:
        return Screen(texts.WHICH, (*_all(results, facts), back))
    if shown == ALL:
        ways = [button(code, "variable", code) for code in codes]
        return Screen(lists.variables(results), (*in_rows(ways), back))
    if shown in codes:
        to_list: Rows = ((button(lists.BACK_TO_LIST, "variables", a.id),),)
        return Screen(lists.variable(results, shown), (beside("variable", codes, shown), *to_list))
    by_variable: Rows = ((button(texts.BY_VARIABLE, "variables", a.id),),) if not results.opd.incomplete else ()
    return Screen(texts.standing(results, a), (*by_variable, *_others(results), back))


def _back(facts: Facts, a: Assessment) -> Button:
    if not going.holds(facts, a, Role.CONTACT):
        return buttons.home(a, common.OPEN_APPROVAL)
    return buttons.contents(a)


@gate.record
def record(state: Resulting, facts: Facts, a: Assessment) -> str:
    return texts.record(a)


FLOW = Flow(
    states=(Resulting,),
    step=step,
    screen=screen,
    record=record,
    commands={COMMAND: open_result},
    openers={
        "result": Opener(open_result, "result"),
        "variables": Opener(open_variables, "result"),
    },
    replies={"variables": replied},
)
