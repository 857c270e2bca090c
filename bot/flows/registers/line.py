"""One line of a register: what is kept of it, each of which may be changed in two taps or a word."""

from datetime import date

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.rows import in_rows
from bot.flows.states.registers import EditingLine, ShowingLine, ShowingRegister, StartingRound
from bot.texts.registers import own as texts
from core import typed
from core.assessment.subjects import Subject
from core.effects import KeepSubject, RetireSubject
from core.facts import Facts
from core.instrument.parts import Attribute
from core.register.lines import NAME, LineFault
from core.register.model import Register
from core.register.typed import with_value
from core.screen import Rows, Screen, button, cut


def step(state: ShowingLine, event: Event, register: Register, coordinates: bool) -> Step:
    one = register.line(state.line)
    to_list = ShowingRegister(state.pemda, state.opd, state.instrument)
    if one is None:
        return Step(to_list)
    match event:
        case Tap(item="list"):
            return Step(to_list)
        case Tap(item="retire"):
            toast = texts.used_again(one) if one.retired else texts.out_of_use(one)
            return Step(to_list, (RetireSubject(register.opd, one.kind, one.code, not one.retired),), toast=toast)
        case Tap(parts=("edit", column)) if not one.retired and (column == NAME or _attribute(register, column)):
            return Step(EditingLine(state.pemda, state.opd, state.instrument, one.id, column))
        case Tap(item="round") if coordinates and not one.retired:
            return Step(StartingRound(state.pemda, state.opd, register.instrument.id, one.id))
        case _:
            return by_buttons(state, event, texts.CHOOSE_WHAT)


def step_editing(state: EditingLine, event: Event, register: Register, facts: Facts) -> Step:
    one, of = register.line(state.line), _attribute(register, state.column)
    back = ShowingLine(state.pemda, state.opd, state.instrument, state.line)
    if one is None or (of is None and state.column != NAME):
        return Step(back)
    match event:
        case Tap(item="back"):
            return Step(back)
        case Tap(item="today") if of is not None and of.date:
            words = facts.now.date().isoformat()
        case Tap(item="full") if of is not None and of.of:
            words = str(of.of)
        case Tap(item="clear") if of is not None and not of.required:
            words = "-"
        case Text(text=words, edited=False) if typed.speaks(words):
            return Step(state, banner=texts.spoken(state.column, of))
        case Text(text=words, edited=False):
            pass
        case _:
            return by_buttons(state, event, texts.type_it(state.column, of))
    found = with_value(one, state.column, words, register.attributes, facts.now.date())
    if isinstance(found, LineFault):
        return Step(state, banner=texts.not_kept(found))
    return Step(back, (KeepSubject(register.opd, found),) if found != one else (), banner=texts.changed(one.code))


def _attribute(register: Register, code: str) -> Attribute | None:
    return next((one for one in register.attributes if one.code == code), None)


# screens


def screen(state: ShowingLine, register: Register, today: date, coordinates: bool) -> Screen:
    one = register.line(state.line)
    if one is None:
        return Screen(texts.GONE, ((button(texts.BACK_TO_LIST, "list"),),))
    if isinstance(state, EditingLine):
        return _editing(state, one, register, today)
    ways = [] if one.retired else [button(texts.NAME, "edit", NAME)]
    ways += [button(cut(of.name, 24), "edit", of.code) for of in register.attributes if not one.retired]
    retire = button(texts.USE_AGAIN if one.retired else texts.RETIRE, "retire")
    alone: Rows = ((button(texts.round_about(one.kind), "round"),),) if coordinates and not one.retired else ()
    rows = (*in_rows(ways, 2), *alone, (retire, button(texts.BACK_TO_LIST, "list")))
    return Screen(texts.line(register, one, today), rows)


def _editing(state: EditingLine, one: Subject, register: Register, today: date) -> Screen:
    of = _attribute(register, state.column)
    quick: Rows = ()
    if of is not None and of.date:
        quick = ((button(texts.today(today), "today"),),)
    elif of is not None and of.of:
        quick = ((button(texts.full(of.of), "full"),),)
    clear = (button(texts.CLEAR, "clear"),) if of is not None and not of.required and _value(one, of) else ()
    return Screen(texts.editing(one, of), (*quick, (*clear, button(texts.BACK, "back"))))


def _value(one: Subject, of: Attribute) -> str:
    return one.attributes.get(of.code, "")
