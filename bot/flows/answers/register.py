"""The register of an OPD (layanan, SOP, unit kerja), of which each line is assessed by itself. Lines are typed, several
in one message; a line whose code is known is changed.
"""

from dataclasses import replace

from bot.flows.base import Event, File, Flow, Opener, State, Step, Tap, Text
from bot.flows.contact import anywhere, buttons, gate
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.contact import Registering, Waiting
from bot.texts.answers import contents, register as texts
from bot.texts.contact import stray
from core import typed
from core.assessment.model import Assessment
from core.assessment.subjects import Fault, Subject
from core.effects import KeepSubject, RetireSubject
from core.facts import Facts
from core.register.typed import read_line
from core.screen import Rows, Screen, button, cut, steady

PAGE = 8


def open_register(event: Event, state: State | None, facts: Facts) -> Step:
    """[Daftar SOP] of the table of contents."""
    a = facts.assessment
    if a is None or a.instrument.subject == "opd":
        return Step(state or Waiting(), toast=contents.GONE)
    return Step(Registering(a.id))


@gate.step
def step(state: Registering, event: Event, facts: Facts, a: Assessment) -> Step:
    one = _line(state, a)
    match event:
        case Tap(parts=("line", number)):
            return Step(replace(state, line=number_of(number) or 0))
        case Tap(parts=("page", page)):
            return Step(replace(state, line=0, page=number_of(page) or 0))
        case Tap(item="list"):
            return Step(replace(state, line=0))
        case Tap(item="retire") if one:
            toast = texts.used_again(one) if one.retired else texts.out_of_use(one)
            order = RetireSubject(a.opd.id, one.kind, one.code, not one.retired)
            return Step(replace(state, line=0), (order,), toast=toast)
        case Text(text=words) if typed.asks(words):
            return anywhere.unsaved(state, event, stray.BUTTONS_ONLY, facts, a, "")
        case Text(text=words, edited=False):
            return _typed(state, words, a)
        case File():
            return Step(state, banner=stray.BUTTONS_ONLY)
        case _:
            return Step(state)


def _typed(state: Registering, words: str, a: Assessment) -> Step:
    """All lines, or none while one of them cannot be read."""
    lines = [line for line in words.splitlines() if line.strip()]
    kept: list[Subject] = []
    for number, line in enumerate(lines, start=1):
        found = read_line(line, a.instrument.subject, a.instrument.attributes, _free(a, kept))
        if isinstance(found, Fault):
            return Step(state, banner=texts.faulty(number, line, found))
        kept.append(found)
    orders = tuple(KeepSubject(a.opd.id, one) for one in kept)
    return Step(replace(state, line=0), orders, banner=texts.kept(a, len(kept)) if kept else "")


def _free(a: Assessment, kept: list[Subject]) -> int:
    """The first number that is nobody's code."""
    codes = {one.code for one in (*a.register, *kept)}
    return next(number for number in range(1, len(codes) + 2) if f"{number:02}" not in codes)


def _line(state: Registering, a: Assessment) -> Subject | None:
    return next((one for one in a.register if one.id == state.line), None)


@gate.screen
def screen(state: Registering, facts: Facts, a: Assessment) -> Screen:
    one = _line(state, a)
    if one is not None:
        retire = button(texts.USE_AGAIN if one.retired else texts.RETIRE, "retire")
        return Screen(texts.line(a, one), ((retire,), (button(texts.BACK_TO_LIST, "list"),)))
    page = page_of(a.register, state.page, PAGE)
    lines = in_rows([button(cut(one.code, 16), "line", one.id) for one in page.items], 4)
    back: Rows = () if a.unregistered else ((steady(texts.CHOOSE, "choose"), buttons.contents(a)),)
    return Screen(texts.listed(a, page.items), (*lines, *page.turner, *back))


@gate.record
def record(state: Registering, facts: Facts, a: Assessment) -> str:
    return texts.record(a)


FLOW = Flow(
    states=(Registering,),
    step=step,
    screen=screen,
    record=record,
    openers={"register": Opener(open_register, "assessment")},
)


def way(a: Assessment) -> Rows:
    """To the register, where the instrument is about what is in it."""
    return () if a.instrument.subject == "opd" else ((steady(texts.register_of(a), "register", a.id),),)
