"""One variable with its answer and evidence: to be changed while that is possible, else to be read.

Evidence that is looked at is a screen of its own, the file itself, which goes when it is left.
"""

from bot.flows.answers.approval import typed_by_head
from bot.flows.base import Flow, State, Step, no_trace
from bot.flows.contact import attach, buttons, gate, going, lines, reading, stray
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.paging import number_of
from bot.flows.kit.rows import beside, in_rows, turning
from bot.flows.states.contact import Checking, LookingAt, LookingBack
from bot.texts.actions import asked
from bot.texts.answers import contents, letter as letter_texts, summary, variable as answers
from bot.texts.evidence import screens as evidence
from core.assessment.model import LETTER, Assessment
from core.facts import Facts
from core.people.roles import Role
from core.screen import Button, Rows, Screen, button

MOST_EVIDENCE = 12
"""Evidence listed on one screen, which also needs room for a heading, a statement and an explanation."""


@gate.step
def step(state: State, event: Event, facts: Facts, a: Assessment) -> Step:
    contact = going.drafting(a) and going.holds(facts, a, Role.CONTACT)
    match event:
        case Tap(parts=("show", code)) if code in a.instrument.codes:
            return Step(LookingBack(a.id, code)) if not contact else going.enter(Checking(a.id, code))
        case Tap(parts=("letter", _)):
            return _look(state, LETTER, min((item.id for item in a.evidence_of(LETTER)), default=0), a)
        case Tap(parts=("view", number)) if isinstance(state, LookingBack):
            return _look(state, state.shown, number_of(number) or 0, a)
        case Text() if isinstance(state, Checking) or contact:
            return stray.text(state, event, facts, a)
        case File() if isinstance(state, Checking) or contact:
            return attach.file(state, event, facts, a)
        case Text() | File():
            shown = state.shown if isinstance(state, LookingBack) else ""
            said = typed_by_head(state, event.text, facts, a, shown) if isinstance(event, Text) else None
            return said or gate.unasked(state, event, facts, a, gate.refusal(facts, a), shown)
        case _:
            return Step(state)


def _look(state: State, code: str, number: int, a: Assessment) -> Step:
    known = number in {item.id for item in a.evidence_of(code)}
    return Step(LookingAt(a.id, code, number) if known else state)


@gate.screen
def screen(state: State, facts: Facts, a: Assessment) -> Screen:
    where = gate.place(facts, a)
    match state:
        case Checking(variable=code, whole=True) | LookingBack(shown=code, whole=True) if _read(a, code):
            return reading.screen(state, answers.whole(a, code, where))
        case Checking(variable=code):
            texts, colleagues = (answers.checked(a, code, where),), lines.presence(facts, code)
            return lines.card(texts, _changes(a, code), lines.note(a, code), colleagues=colleagues)
        case LookingBack(shown=code) if code:
            numbered = list(enumerate(a.evidence_of(code), start=1))[:MOST_EVIDENCE]
            files = [button(str(number), "view", item.id) for number, item in numbered]
            around = beside("show", a.instrument.codes, code, *_read(a, code))
            rows = (*in_rows(files, 6), around, (button(answers.BACK_TO_LIST, "look", a.id),))
            return Screen(answers.shown(a, code, where, numbered), tuple(row for row in rows if row))
        case _:
            codes = [button(code, "show", code) for code in a.instrument.codes]
            signed = (button(letter_texts.SEE, "letter", a.id),) if a.evidence_of(LETTER) else ()
            return Screen(answers.overview(a, where), (*in_rows(codes), (*signed, _back(facts, a))))


def _read(a: Assessment, code: str) -> tuple[Button, ...]:
    return reading.ways(a.explanation(code))


def _changes(a: Assessment, code: str) -> Rows:
    essay = a.instrument.variable(code).essay
    change_level = () if essay else (button(answers.CHANGE_LEVEL, "relevel", code),)
    change_words = button(answers.CHANGE_EXPLANATION, "reword", code)
    check = button(answers.CHECK_EVIDENCE, "evidence", code)
    act = ((button(asked.CHANGE, "act", code),),) if a.asks_action(code) else ()
    ways = ((*change_level, change_words), (check, buttons.ask(code)), (*_read(a, code), buttons.contents(a)))
    below: Rows = (*act, *ways)
    if not going.drafting(a):
        return ((button(evidence.back_to(code), "open", code),), *below)
    to = a.next_incomplete(code) if not a.lacking(code) else code
    if to is None:
        return ((buttons.summary(a),), *below)
    if to == code:
        return ((button(summary.complete_it(code), "open", code),), *below)
    return ((button(contents.go_on(to), "open", to),), *below)


def _back(facts: Facts, a: Assessment) -> Button:
    if not going.holds(facts, a, Role.CONTACT):
        return buttons.home(a, answers.BACK)
    return buttons.summary(a) if going.drafting(a) else buttons.contents(a)


@gate.record
def record(state: State, facts: Facts, a: Assessment) -> str:
    return contents.line(a, state.variable) if isinstance(state, Checking) else answers.record(a)


FLOW = Flow(states=(Checking, LookingBack), step=step, screen=screen, record=record)


# one piece of evidence of answers that cannot be changed now


@gate.step
def look_step(state: LookingAt, event: Event, facts: Facts, a: Assessment) -> Step:
    code = state.shown
    if isinstance(event, Tap) and event.parts[0] == "back":
        return Step(LookingBack(a.id, code if code in a.instrument.codes else ""))
    return step(state, event, facts)


@gate.screen
def look_screen(state: LookingAt, facts: Facts, a: Assessment) -> Screen:
    code, where, found = state.shown, gate.place(facts, a), a.evidence_of(state.shown)
    label = evidence.back_to(code) if code in a.instrument.codes else answers.BACK_TO_LIST
    back = (button(label, "back", code),)
    item = next((item for item in found if item.id == state.evidence), None)
    if item is None:
        return Screen(evidence.not_there(code, where), (back,))
    text = evidence.viewed(_called(code), where, item, facts.zone_label, item.sent_by == going.me(facts))
    return Screen(text, (*turning("view", [other.id for other in found], item.id), back), item.media)


def _called(code: str) -> str:
    return letter_texts.NAME if code == LETTER else code


@gate.record
def look_record(state: LookingAt, facts: Facts, a: Assessment) -> str:
    item = next((item for item in a.evidence_of(state.shown) if item.id == state.evidence), None)
    return evidence.copy_of(_called(state.shown), item) if item else ""


LOOK: Flow[LookingAt] = Flow(
    states=(LookingAt,), step=look_step, screen=look_screen, record=look_record, traces=no_trace
)
