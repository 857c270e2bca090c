"""The register of an OPD (layanan, SOP, unit kerja), of which each line is assessed by itself. Lines are typed, several
in one message; a line whose code is known is changed; a file changes all of them (bot/flows/registers/sent.py).
"""

from datetime import date
from typing import get_args

from bot.flows.base import Flow, State, Step
from bot.flows.contact import anywhere
from bot.flows.contact.going import holds
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.registers import line as of_line, sent
from bot.flows.states.coordinator import ChoosingPemda
from bot.flows.states.registers import (
    EditingLine,
    ListingRegisters,
    MendingRegister,
    OfRegister,
    ReadingRegister,
    SavingRegister,
    ShowingLine,
    ShowingRegister,
)
from bot.texts.people import help as help_texts
from bot.texts.registers import own as texts
from core import typed
from core.assessment.model import Assessment
from core.assessment.subjects import Subject
from core.effects import KeepRegister, SendRegister
from core.facts import Facts
from core.people.roles import OPD_ROLES, Role
from core.register.lines import LineFault, free_code
from core.register.model import Register, is_red
from core.register.typed import read_line
from core.screen import Button, Rows, Screen, button, cut, steady

COMMAND = "register"
PAGE = 8
_States = ShowingRegister | ShowingLine | EditingLine | ReadingRegister | MendingRegister | SavingRegister


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/register: that of the assessment that is open, of the own OPD, or those of the region."""
    a = facts.assessment
    held = next((one for one in facts.memberships if one.role in OPD_ROLES and one.opd_id is not None), None)
    if (
        a is not None
        and a.instrument.subject != "opd"
        and (holds(facts, a, Role.CONTACT) or holds(facts, a, Role.HEAD))
    ):
        return Step(of_assessment(a))
    if facts.pemdas:
        one = next(iter(facts.pemdas)) if len(facts.pemdas) == 1 else None
        return Step(ListingRegisters(one) if one is not None else ChoosingPemda())
    if held is not None and held.opd_id is not None:
        return Step(ShowingRegister(held.pemda_id, a.opd.id if a is not None else held.opd_id))
    return stay(state, banner=help_texts.not_yours(COMMAND, (Role.CONTACT, Role.HEAD, Role.COORDINATOR)))


def of_assessment(a: Assessment) -> ShowingRegister:
    return ShowingRegister(a.pemda_id, a.opd.id, a.instrument.id)


def step(state: OfRegister, event: Event, facts: Facts) -> Step:
    register = facts.register.own if facts.register else None
    if register is None:
        return by_buttons(state, event, texts.NOT_YOURS)
    taken = sent.taken(event, state)
    if taken is not None:
        return taken
    match state:
        case EditingLine():
            return of_line.step_editing(state, event, register, facts)
        case ShowingLine():
            return of_line.step(state, event, register, facts.admin is not None)
        case SavingRegister():
            return sent.step_saving(state, event, register)
        case ShowingRegister() if (asked := _asked(state, event, register, facts)) is not None:
            return asked
        case ShowingRegister():
            return step_list(state, event, register, facts.now.date())
        case _:
            return _step_waiting(state, event)


def _step_waiting(state: OfRegister, event: Event) -> Step:
    match event:
        case Tap(item="form"):
            return Step(state, (SendRegister(state.opd, state.instrument),), toast=texts.FORM_COMING)
        case Tap(item="list"):
            return Step(ShowingRegister(state.pemda, state.opd, state.instrument))
        case _:
            return by_buttons(state, event, texts.NEED_FILE)


def step_list(state: ShowingRegister, event: Event, register: Register, today: date) -> Step:
    match event:
        case Tap(parts=("line", number)) if (one := register.line(number_of(number) or 0)) is not None:
            return Step(ShowingLine(state.pemda, state.opd, state.instrument, one.id))
        case Tap(item="form"):
            return Step(state, (SendRegister(state.opd, register.instrument.id),), toast=texts.FORM_COMING)
        case Tap(parts=("use", wanted)) if any(one.id == wanted for one in register.others):
            return Step(ShowingRegister(state.pemda, state.opd, wanted))
        case Tap(item="all"):
            return Step(ListingRegisters(state.pemda, state.instrument))
        case Text(text=words, edited=False) if says_no_line(words):
            return Step(state, banner=texts.no_line(register.kind))
        case Text(text=words, edited=False):
            return _typed(state, words, register, today)
        case _:
            return in_list(state, event)


def says_no_line(words: str) -> bool:
    """Whether words are said to somebody. What is written in parts ("kode; nama") is a line whatever it says."""
    return ";" not in words and typed.speaks(words)


def _asked(state: ShowingRegister, event: Event, register: Register, facts: Facts) -> Step | None:
    """The step of such words of a contact of this OPD, which are offered to the team."""
    a = facts.assessment
    if not isinstance(event, Text) or event.edited or not says_no_line(event.text) or a is None:
        return None
    return anywhere.unsaved(state, event, texts.no_line(register.kind), facts, a) if a.opd.id == register.opd else None


def _typed(state: ShowingRegister, words: str, register: Register, today: date) -> Step:
    """All lines, or none while one of them cannot be read."""
    kept: list[Subject] = []
    for number, line in enumerate((line for line in words.splitlines() if line.strip()), start=1):
        code = free_code((*register.lines, *kept))
        found = read_line(line, register.kind, register.attributes, code, today)
        if isinstance(found, LineFault):
            return Step(state, banner=texts.faulty(number, line, found))
        kept.append(found)
    order = (KeepRegister(register.opd, register.kind, tuple(kept)),) if kept else ()
    return Step(state, order, banner=texts.kept(register, len(kept)) if kept else "")


# screens


def screen(state: OfRegister, facts: Facts) -> Screen:
    register = facts.register.own if facts.register else None
    if register is None:
        return Screen(texts.NOT_YOURS, ((steady(texts.BACK, "resume"),),))
    match state:
        case ShowingLine():
            return of_line.screen(state, register, facts.now.date(), facts.admin is not None)
        case ReadingRegister(name=name):
            return Screen(texts.reading(name), ((button(texts.BACK_TO_LIST, "list"),),))
        case MendingRegister():
            rows = ((button(texts.FORM, "form"),), (button(texts.BACK_TO_LIST, "list"),))
            return Screen(texts.unusable(state.name, state.said, state.problem), rows)
        case SavingRegister():
            return sent.screen(state, register)
        case ShowingRegister():
            return listed(state, register, facts.now.date(), _back(facts))
    return Screen(texts.NOT_YOURS, (_back(facts),))


def listed(state: ShowingRegister, register: Register, today: date, back: tuple[Button, ...] = ()) -> Screen:
    page = page_of(register.lines, state.page, PAGE)
    lines = in_rows([button(_label(register, one, today), "line", one.id) for one in page.items], 4)
    others = tuple((button(texts.other(one), "use", one.id),) for one in register.others)
    below: Rows = ((button(texts.FORM, "form"),), *others, *((back,) if back else ()))
    return Screen(texts.listed(register, page.items, today), (*lines, *page.turner, *below))


def _label(register: Register, one: Subject, today: date) -> str:
    red = not one.retired and is_red(register.attributes, one, today)
    return f"{texts.RED} {cut(one.code, 14)}" if red else cut(one.code, 16)


def _back(facts: Facts) -> tuple[Button, ...]:
    """A coordinator goes back to all OPD; whoever fills in chooses what to fill in."""
    if facts.admin is not None:
        return (button(texts.ALL, "all"),)
    return (steady(texts.CHOOSE, "choose"), steady(texts.BACK, "resume"))


FLOW: Flow[OfRegister] = Flow(
    states=get_args(_States), step=step, screen=screen, record=texts.RECORD, commands={COMMAND: begin}
)
