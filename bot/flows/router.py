"""Which flow an event belongs to. Pure: tables made once from the flows, and a few rules.

A press with an older revision reaches no flow: the live screen is drawn again and nothing else happens.
"""

from dataclasses import replace

from bot.flows import by_name, places
from bot.flows.answers.approval import typed_by_head
from bot.flows.base import State, Step, Trace
from bot.flows.contact import anywhere, attach, edits, gate, going
from bot.flows.events import (
    Begin,
    Changed,
    Event,
    File,
    OpdFileRead,
    Other,
    OwnListRead,
    Reachable,
    RegisterRead,
    Tap,
    Text,
    WorkloadRead,
)
from bot.flows.kit import held, names, unkept
from bot.flows.kit.outside import Beside, Outside
from bot.flows.kit.paging import level_in, number_of, period_in
from bot.flows.pemda import opd_sent, own_list_file
from bot.flows.people import viewing
from bot.flows.people.home import Serving
from bot.flows.productivity import sent as workload_sent, unit as productivity
from bot.flows.registers import sent as register_sent
from bot.flows.results import own as result
from bot.flows.states.contact import (
    Approving,
    Consenting,
    OfAssessment,
    OfVariable,
    Resulting,
    Returning,
    Sorting,
    Waiting,
)
from bot.flows.states.evidence import CheckingEvidence, Moving
from bot.flows.table import COMMANDS, FLOW_OF, OPENERS, REPLIES
from bot.texts import common
from core import typed
from core.assessment.model import SENT, Status
from core.effects import MarkReachable
from core.facts import Facts
from core.pemda.parts import Part
from core.people.roles import Role
from core.productivity.facts import WorkloadWish
from core.register.model import RegisterWish
from core.screen import Button, ButtonKind, Screen
from core.wish import Wish

UNKNOWN = "unknown"
"""The command of the entry that answers unknown commands."""


def wish(state: State | None, event: Event, assessment: int | None) -> Wish:
    """What to load: what the event names, else what the state names, else the assessment last opened."""
    meant = names.command(event) or event
    looking = isinstance(state, Resulting) and isinstance(meant, Begin)
    named = _wish_of(meant)
    if named == Wish() and (looked := result.looked_at(state, meant)):
        named = Wish(assessment=looked, results=True)
    found = wish_at(None if looking else state, assessment, named)  # a result is left for what was filled in
    return found if named.pemda is None else replace(found, within=named.within)  # and a page for another period's


def wish_at(state: State | None, assessment: int | None, named: Wish = Wish()) -> Wish:  # noqa: B008
    """What a state needs, where the event does not name something else. `assessment` is the one last opened."""
    return named.otherwise(state.wish() if state else Wish()).otherwise(Wish(assessment))


def _wish_of(event: Event) -> Wish:
    """What an event names."""
    match event:
        case OpdFileRead(pemda=pemda):
            return Wish(pemda=pemda, parts=frozenset({Part.OPDS}))
        case WorkloadRead(pemda=pemda, opd=opd):
            return Wish(pemda=pemda, workload=WorkloadWish(opd=opd))
        case RegisterRead(pemda=pemda, opd=opd, instrument=instrument):
            return Wish(pemda=pemda, register=RegisterWish(opd, instrument=instrument))
        case Begin(command=productivity.COMMAND):
            return Wish(workload=WorkloadWish())
        case OwnListRead(pemda=pemda):
            return Wish(pemda=pemda, parts=frozenset({Part.OWN_LISTS}))
        case Begin(argument=argument, invitation=invitation):
            results, looking = event == Begin(result.COMMAND), viewing.looks(event)
            return Wish(token=argument or None, invitation=invitation or None, results=results, looking=looking)
        case Tap(revision=None, item=item):
            return replace(_wish_of_button(item), looking=viewing.looks(event), viewed=viewing.period_of(event))
        case Text() if answers := _reply(event):
            return _wish_of_button(answers)
    return Wish()


def _wish_of_button(item: str) -> Wish:
    verb, _, rest = item.partition(":")
    opener = OPENERS.get(verb)
    if opener is None:
        return Wish()
    named = opener.wish(number_of(rest.partition(":")[0]))
    return replace(named, within=period_in(item)) if opener.wants == "pemda" else named


def _reply(event: Event) -> str:
    """The button whose message a text replies to, where such a reply has a meaning; "" for any other text."""
    if not isinstance(event, Text) or event.edited or names.is_name(event.text):
        return ""
    return next((item for item in event.replies_to if item.partition(":")[0] in REPLIES), "")


def step(state: State | None, event: Event, facts: Facts, revision: int) -> Step:
    """What the event means. `revision` is that of the live screen."""
    event = _spelt_out(event)
    found = held.remembering(state, event, unkept.told(_step(state, event, facts, revision), event, facts))
    found = result.looking(state, event, found)
    found = places.with_period(places.with_place(found, facts), state, facts)
    words = state.unsent if state is not None else ""
    if not words or found.record or not _drops(event, found, words):
        return found
    return replace(found, record=common.unsent(words))


def _drops(event: Event, found: Step, words: str) -> bool:
    """Whether words that wait to be sent are dropped by something else than the screen's own buttons: a command, a
    button of a notice, a typed name. Another text takes their place.
    """
    if found.silent or words in found.state.unsent:
        return False
    match event:
        case Begin() | Tap(revision=None):
            return True
        case Text(said, edited=False):
            knowingly = typed.meant(said) is typed.Intent.CANCEL
            return not (knowingly or found.effects or found.state.unsent)
    return False


def _step(state: State | None, event: Event, facts: Facts, revision: int) -> Step:
    if isinstance(event, Text) and (answers := _reply(event)):
        replied = REPLIES[answers.partition(":")[0]](replace(event, replies_to=(answers,)), state, facts)
        return replied.aloud()
    a = facts.assessment
    if isinstance(event, Text) and a is not None and result.looked_at(state, event) == a.id:
        return result.said(event, facts, a)
    if isinstance(state, Waiting) and facts.assessment is not None and isinstance(event, Text | File | Other):
        state = None  # what it waited for has opened meanwhile
    if state is not None and isinstance(event, Text) and names.may_name(event) and _inside(state, facts):
        named = _by_name(state, event, facts, revision)
        if named is not None:
            return named
    match event:
        case Reachable(value):
            return Step(state or start(facts).state, (MarkReachable(True),) if value else (), silent=True)
        case Begin(command):
            return COMMANDS.get(command, COMMANDS[UNKNOWN])(event, state, facts)
        case Tap(revision=None):
            opener = OPENERS.get(event.parts[0])
            return opener.entry(event, state, facts) if opener else _again(state, event, facts)
        case OpdFileRead():
            return opd_sent.received(event, state or start(facts).state, facts)
        case RegisterRead():
            return register_sent.received(event, state or start(facts).state, facts)
        case WorkloadRead():
            return workload_sent.received(event, state or start(facts).state, facts)
        case Text(edited=True) if state is not None and held.waits(state, event):
            if names.is_name(event.text):
                return Step(state, banner=common.EDITED_TO_NAME)
            return FLOW_OF[type(state)].step(state, event, facts).aloud()
        case Text(edited=True) if state is not None and (late := held.too_late(state, event)):
            return late
        case OwnListRead():
            return own_list_file.received(event, state or start(facts).state, facts)
        case Text(edited=True) | File(edited=True) | Other(edited=True):
            return edits.heard(state, event, facts) if state else Step(start(facts).state, silent=True)
        case _ if state is None:
            return _first(event, facts, revision)
        case Text(edited=False) | File() | Other() if not (facts.memberships or facts.may_create_pemda):
            return Step(Outside())  # with what to do, whatever screen stands there
        case File() if facts.assessment is not None and facts.belongs is not None and _elsewhere(state, facts.belongs):
            return attach.straggler(state, event, facts, facts.assessment)
        case File() if isinstance(state, Beside) and (a := facts.assessment) and going.holds(facts, a, Role.CONTACT):
            return gate.sent_beside(state, event, facts, a)
        case Tap(revision=pressed) if pressed != revision:
            return _again(state, event, facts)
        case Changed():
            return Step(state)
        case Text(text=words, edited=False) if state.NAMES and typed.speaks(words):
            return Step(state, banner=common.NO_NAME if typed.asks(words) else common.SPOKEN)
        case _:
            return _of_head(FLOW_OF[type(state)].step(state, event, facts), state, event, facts)


def _of_head(step: Step, state: State, event: Event, facts: Facts) -> Step:
    """Words of a head for which the screen has no use count as on the card while an approval waits: it may have come
    below the welcome, or while help was read.
    """
    a, here = facts.assessment, isinstance(state, Serving | Beside | Resulting)
    if a is None or not here or not isinstance(event, Text) or step.state != state or step.effects or state.NAMES:
        return step
    meant = typed_by_head(Approving(a.id), event.text, facts, a)
    if meant is None and isinstance(state, Serving) and going.holds(facts, a, Role.HEAD) and not event.edited:
        return anywhere.unsaved(state, event, step.banner, facts, a)
    return meant or step


def _first(event: Event, facts: Facts, revision: int) -> Step:
    """What comes before a screen does, as after a notice: it counts on the screen that opens. Where that one is drawn
    from what is not loaded, its words say that nothing was done with the message.
    """
    begun, a = start(facts), facts.assessment
    if not isinstance(event, Text | File | Other) or isinstance(begun.state, Waiting):
        return begun
    if a is not None and isinstance(begun.state, OfAssessment) and begun.state.assessment == a.id:
        return _step(begun.state, event, facts, revision)
    return replace(begun, banner=common.NOT_READ) if facts.memberships else begun


def _spelt_out(event: Event) -> Event:
    """Commands like "/batal" are names of buttons."""
    if isinstance(event, Begin) and event.command not in COMMANDS and typed.meant(event.command) is not None:
        return Text(event.command, 0)
    return event


def _inside(state: State, facts: Facts) -> bool:
    """Whether typed words matter here. A stranger always reads the same sentence."""
    return bool(facts.memberships) or facts.may_create_pemda or not isinstance(state, Outside)


def _by_name(state: State, event: Text, facts: Facts, revision: int) -> Step | None:
    """The step of the button that the text names."""
    number = typed.place(event.text) if isinstance(state, CheckingEvidence | Moving) else None
    if number is None and typed.numeral(event.text) is not None and isinstance(state, OfVariable | Sorting):
        return None  # a level, whatever is numbered on the screen
    shown = screen(state, facts)
    at_hand = [button for row in shown.rows for button in row if _at_hand(button, facts)]
    if number is not None:  # these screens ask for the number of a piece of evidence
        chosen = next((button for button in at_hand if button.label == str(number)), None)
        return _step(state, Tap(chosen.value, revision), facts, revision).aloud() if chosen else None
    stands_for, meant = names.event_of(event, at_hand, revision), typed.meant(event.text)
    if stands_for is not None:
        return replace(_step(state, stands_for, facts, revision).aloud(), fresh=False)
    return by_name.elsewhere(meant, state, facts, start(facts)) if meant is not None else None


def _at_hand(button: Button, facts: Facts) -> bool:
    """Whether the button can be pressed with these facts. A steady button may be about something that is not loaded."""
    if button.kind is not ButtonKind.STEADY:
        return button.kind is ButtonKind.SCREEN
    verb, _, rest = button.value.partition(":")
    opener, number = OPENERS.get(verb), number_of(rest.partition(":")[0])
    if opener is None:
        return False
    match opener.wants:
        case None:
            return True
        case "assessment" | "result":
            return not rest or (facts.assessment is not None and facts.assessment.id == number)
        case "pemda":
            admin = facts.admin
            return admin is not None and admin.pemda_id == number and opener.parts <= admin.parts
        case "unit":
            unit = facts.workload.unit if facts.workload else None
            return unit is not None and unit.line.opd == number
        case "actions":
            return facts.actions is not None and facts.actions.opd == number
        case "units":
            return facts.workload is not None and bool(facts.workload.own)
        case "question":
            return facts.question is not None and facts.question.id == number
    return False


def _elsewhere(state: State, assessment: int) -> bool:
    """Whether the person has left the questionnaire of an album before all of it had arrived."""
    if not isinstance(state, OfAssessment) or isinstance(state, Approving | Consenting | Returning | Resulting):
        return True
    return state.assessment != assessment


def start(facts: Facts) -> Step:
    """Begins the conversation anew, as /mulai does."""
    return COMMANDS["mulai"](Begin("mulai"), None, facts)


def screen(state: State, facts: Facts) -> Screen:
    return places.placed(FLOW_OF[type(state)].screen(state, facts), state, facts)


def record_elsewhere(state: State | None, facts: Facts) -> str:
    """The line of a screen that is left for one of another OPD; it names its own."""
    return places.beside(record(state, facts), state, facts)


def record(state: State | None, facts: Facts) -> str:
    """The line a screen shrinks to when it is left."""
    line = FLOW_OF[type(state)].line(state, facts) if state else ""
    return places.line(line, state, facts) or common.LEFT_BEHIND


def covers(facts: Facts, state: State) -> bool:
    """False where the facts are about another assessment than this state, or not about its question."""
    own, a, question = state.wish(), facts.assessment, facts.question
    elsewhere = a is not None and own.assessment not in (None, a.id)
    return not elsewhere and own.question in (None, question.id if question else None)


def trace(state: State | None) -> Trace:
    """What stays of a screen that is left."""
    return FLOW_OF[type(state)].trace(state) if state is not None else Trace.LINE


def _again(state: State | None, event: Tap, facts: Facts) -> Step:
    """After an old press: the live screen, and why nothing else happened."""
    if state is None:
        return start(facts)
    return Step(state, toast=_why_old(event, facts))


def _why_old(event: Tap, facts: Facts) -> str:
    assessment = facts.assessment
    if assessment is None:
        return common.OLD_SCREEN
    match event.parts:
        case (code, level) if (pressed := level_in(level)) is not None and assessment.level(code) == pressed:
            return common.already_saved(code, assessment.instrument.reached(pressed, code))
    if assessment.over:
        return gate.reason(assessment)
    locked = assessment.status in SENT and assessment.status is not Status.RETURNED
    return common.LOCKED if locked else common.OLD_SCREEN
