"""A text where none was asked for: it is kept, and the person chooses what it is."""

from dataclasses import replace

from bot.flows.base import READ_ONLY, Flow, State, Step
from bot.flows.contact import anywhere, ask, attach, gate, going, lines
from bot.flows.contact.ahead import ahead
from bot.flows.contact.choosing import choose, level_of
from bot.flows.contact.linked import is_no_page, link_orders
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.rows import in_rows
from bot.flows.states.contact import Explaining, Levelling, OfVariable, Repairing, Sorting
from bot.flows.states.evidence import Evidencing
from bot.texts.answers import conflict, question as ask_texts
from bot.texts.common import variables
from bot.texts.contact import stray
from core import typed
from core.assessment.model import Assessment, EvidenceKind, Status
from core.effects import Effect, Origin, SaveExplanation, Tell
from core.facts import Facts
from core.screen import Button, Notice, Rows, Screen, button, escape, steady, units

_LEVEL_ASKED = (Levelling.__name__, Explaining.__name__)
"""States in which a numeral after other words is the level."""


def otherwise(state: State, event: Event, facts: Facts, a: Assessment) -> Step:
    """What a contact's screen answers to everything that it does not take itself."""
    match event:
        case Text():
            return text(state, event, facts, a)
        case File():
            return attach.file(state, event, facts, a)
        case _:
            return Step(state)


def text(state: State, event: Text, facts: Facts, a: Assessment) -> Step:
    """For every screen that waits for something else: links are evidence, other words are offered to be sorted."""
    found = event.found
    certain = isinstance(state, OfVariable) and not isinstance(state, Levelling)
    if found.alone or (found.links and certain) or is_no_page(found):
        return attach.links(state, event, facts, a)
    words = event.text.strip()
    if typed.is_empty(words) or typed.numeral(words) is not None:
        return _no_text(state, words, a)
    held = Sorting(a.id, "", words, event.message_id, type(state).__name__, links=found.links)
    if isinstance(state, OfVariable):
        here, former = state.variable, lines.receiving(facts, a)
        held = replace(held, variable=here)
        if isinstance(state, Levelling) and former and former != here and not a.explanation(here):
            held = replace(held, variable=former, other=here)
    return Step(held, evidence_for=facts.evidence_for)


def _no_text(state: State, words: str, a: Assessment) -> Step:
    """A numeral is no explanation. It may be meant as the level, which is shown, to be changed or kept by one tap."""
    level = level_of(words, a.instrument)
    if level is None or not isinstance(state, OfVariable) or isinstance(state, Levelling):
        return Step(state, banner=stray.BUTTONS_ONLY)
    return Step(Levelling(a.id, state.variable), banner=stray.meant_as_level(words, state.variable))


@gate.step
def step(state: Sorting, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("pick", code)) if a.writable(code):
            chosen = replace(state, variable=code)
            if a.explanation(code) or state.beside:
                return Step(chosen, evidence_for=facts.evidence_for)
            return _store(chosen, code, facts, a, stray.made(code))
        case Tap(parts=("make" | "add" as verb, code)) if a.writable(code):
            return _store(state, code, facts, a, stray.made(code) if verb == "make" else stray.added(code))
        case Tap(parts=("swap", code)) if a.writable(code):
            return _swap(state, code, facts, a)
        case Tap(parts=("drop", _)):
            return _drop_words(state, facts, a)
        case Tap(parts=("team", code)) if code in ("", *a.instrument.codes):
            return _ask(state, code, facts, a)
        case Text(text=more) if state.back in _LEVEL_ASKED and (number := level_of(more, a.instrument)) is not None:
            return _level_first(state, number, facts, a)
        case Text(text=more) if typed.is_empty(more):
            return Step(state, banner=stray.BUTTONS_ONLY)
        case Text() if event.found.alone:  # evidence, as it would be without the words that wait
            return attach.links(replace(state, beside=True), event, facts, a)
        case Text(text=more):
            between = anywhere.tie(state.text) if units(state.text) >= anywhere.NEARLY_FULL else "\n"
            parts = (*state.messages, (event.message_id, f"{between}{more.strip()}"))
            links = (*state.links, *event.found.links)
            joined = replace(state, text="".join(words for _, words in parts), parts=parts, links=links)
            return Step(joined, record=stray.JOINED, evidence_for=facts.evidence_for)
        case File():
            return attach.file(replace(state, beside=True), event, facts, a)
        case _:
            return Step(state)


def _level_first(state: Sorting, number: int, facts: Facts, a: Assessment) -> Step:
    """The level is stored, and the words wait on: they may be its explanation."""
    here = state.other or state.variable
    step = choose(Levelling(a.id, here), number, facts, a)
    if not step.effects or a.explanation(here):
        return step
    waiting = replace(state, variable=here, other="", back=Explaining.__name__)
    return replace(step, state=waiting, toast="", record=escape(step.toast))


def _store(state: Sorting, code: str, facts: Facts, a: Assessment, toast: str) -> Step:
    order = anywhere.add(a, code, state.messages)
    beside = link_orders(a, code, state.links, Origin(state.message_id))
    return _return(state, facts, a, (order, *beside, *tell_writer(facts, a, code)), toast=toast)


def _drop_words(state: Sorting, facts: Facts, a: Assessment) -> Step:
    """The words go; a link that came in their message stays evidence, and the toast says of which variable."""
    beside = [item for item in a.evidence if item.message_id == state.message_id and item.sent_by == going.me(facts)]
    code = next((code for item in beside for code in item.variables), "")
    return _return(state, facts, a, toast=stray.dropped(code, any(one.kind is EvidenceKind.LINK for one in beside)))


def _swap(state: Sorting, code: str, facts: Facts, a: Assessment) -> Step:
    order = SaveExplanation(a.id, code, state.text, state.messages)
    beside = link_orders(a, code, state.links, Origin(state.message_id))
    step = _return(state, facts, a, (order, *beside, *tell_writer(facts, a, code)), toast=stray.swapped(code))
    return anywhere.undoable(step, a.answers.get(code), state.text)


def _ask(state: Sorting, code: str, facts: Facts, a: Assessment) -> Step:
    """Sends the text as a question to the team; the screen before says to whom."""
    if not facts.coordinators:
        return Step(state, toast=ask_texts.nobody(facts.organiser))
    if len(state.text) > typed.LONGEST_QUESTION:
        return Step(state, toast=ask_texts.too_long(len(state.text)))
    line = ask_texts.sent(code, facts.now, facts.zone_label)
    return _return(state, facts, a, ask.orders_of(state.text, code, facts, a), toast=line)


def tell_writer(facts: Facts, a: Assessment, code: str) -> tuple[Effect, ...]:
    """A notice to the colleague whose explanation is changed."""
    answer = a.answers.get(code)
    if answer is None or not answer.explanation or answer.explained_by == going.me(facts) or facts.person is None:
        return ()
    words = conflict.notice_of_text(facts.person.name, code, facts.now, facts.zone_label)
    see = steady(conflict.see(code), "open", a.id, code, READ_ONLY)
    return (Tell((answer.explained_by,), Notice(words, ((see,),)), a.pemda_id),)


def _return(state: Sorting, facts: Facts, a: Assessment, effects: tuple[Effect, ...] = (), *, toast: str) -> Step:
    """Back to the screen on which the text arrived, with files going where they went before. Past it, if the text was
    the last thing lacking. A person who writes about the variable that had opened by itself has moved to it, and files
    go there.
    """
    then = ahead(a, effects, facts)
    here = state.other or state.variable
    before = going.back(facts, a, state.back, here)
    if here and then.status is Status.RETURNED and (effects or isinstance(before, Repairing)):
        before = going.stop(then, here)
    elif isinstance(before, Levelling | Explaining | Evidencing) and then.complete(here):
        before = going.beyond(then, here)
    arrived = any(isinstance(order, SaveExplanation) and order.variable == state.other for order in effects)
    return going.enter(before, effects, toast=toast, evidence_for=None if arrived else facts.evidence_for)


@gate.screen
def screen(state: Sorting, facts: Facts, a: Assessment) -> Screen:
    if not state.variable:
        open_ones = [code for code in a.instrument.codes if a.writable(code)]
        codes = [button(code, "pick", code) for code in open_ones]
        names = variables((code, a.instrument.variable(code).short) for code in open_ones)
        return _card(state, "", (*in_rows(codes), (_team(""), _drop(a))), facts, a, names)
    answer = a.answers.get(state.variable)
    other = answer is not None and bool(answer.explanation) and answer.explained_by != going.me(facts)
    writer = answer.explained_by_name if answer and other else ""
    return _card(state, writer, _choices(state, a), facts, a)


def _card(state: Sorting, writer: str, rows: Rows, facts: Facts, a: Assessment, names: str = "") -> Screen:
    """Receipts of files stand above the question: its buttons are about the text alone. `names` of variables are left
    out where they would make the card too high.
    """
    here = state.other or state.variable
    asked = stray.question(state.text, state.variable, writer, bool(state.parts), state.beside)
    head = stray.head(a, here, gate.place(facts, a))
    receipts = lines.receipts(facts, a, here) or ("",)
    above = [(receipt, names) for receipt in receipts] + [(receipt, "") for receipt in receipts if names]
    texts = ["\n".join(filter(None, (head, *one, asked))) for one in above]
    return Screen(texts[0], rows, shorter=tuple(texts[1:]), asked=asked)


def _choices(state: Sorting, a: Assessment) -> Rows:
    code, other = state.variable, state.other
    team = _team(other or code)
    if not a.explanation(code):
        return ((button(stray.make(code), "make", code),), (team, _drop(a)))
    name = f" {code}" if other else ""
    add = button(f"{stray.ADD}{name}", "add", code)
    swap = button(f"{stray.SWAP}{name}", "swap", code)
    if other:
        return ((add,), (button(stray.make(other), "make", other),), (swap,), (team, _drop(a)))
    return ((add,), (swap,), (team, _drop(a)))


def _team(code: str) -> Button:
    return button(stray.ASK_TEAM, "team", code)


def _drop(a: Assessment) -> Button:
    return button(stray.DROP, "drop", a.id)


@gate.record
def record(state: Sorting, facts: Facts, a: Assessment) -> str:
    return stray.record(state.variable, state.text)


FLOW = Flow(states=(Sorting,), step=step, screen=screen, record=record)
