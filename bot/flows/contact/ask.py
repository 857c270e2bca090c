"""[Tanya tim]: a question goes to the coordinators, with its OPD and variable. Filling in goes on meanwhile."""

from dataclasses import replace

from bot.flows.base import KEEP, Flow, Opener, State, Step
from bot.flows.contact import attach, gate, going, letter
from bot.flows.contact.refusing import refuse
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit import names
from bot.flows.kit.outside import stay
from bot.flows.states.contact import Asking, Levelling, Summarising
from bot.texts import common
from bot.texts.answers import question as ask
from bot.texts.answers.approval import SENT_BY_CONTACT
from bot.texts.contact import attach as texts
from bot.texts.review import questions
from core import typed
from core.assessment.model import Assessment
from core.effects import NEW, Ask, Effect, TellRole
from core.facts import Facts, QuestionFacts
from core.people.roles import Role
from core.screen import Notice, Rows, Screen, button, steady


@gate.step
def step(state: Asking, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("cancel", _)):
            return _return(state, facts, a)
        case Tap(parts=("send", _)) if state.text:
            return _ask(state, state.text, facts, a)
        case Text(text=words) if typed.is_empty(words):
            return Step(state, banner=ask.ONLY_TEXT)
        case Text(text=words, forwarded=forwarded, edited=edited) if (forwarded or edited) and len(
            words
        ) <= typed.LONGEST_QUESTION:
            return Step(replace(state, text=words.strip()))
        case Text(text=words):
            return _worded(state, words.strip(), facts, a)
        case File() if not going.holds(facts, a, Role.CONTACT):
            return Step(state, banner=SENT_BY_CONTACT)
        case File() if letter.wanted(facts, a):
            return letter.received(going.home(facts, a), event, facts, a)
        case File(caption=words) if event.forwarded or typed.is_empty(words) or names.is_name(words):
            return _without_words(state, event, facts, a)
        case File():
            return _with_file(state, event, facts, a)
        case _:
            return Step(state)


def _worded(state: Asking, words: str, facts: Facts, a: Assessment) -> Step:
    """The step of a question that was written: it is asked, confirmed first, or refused. A waiting one is replaced."""
    if len(words) > typed.LONGEST_QUESTION:
        return Step(state, banner=ask.too_long(len(words)))
    if state.text or (typed.is_short(words) and "?" not in words):
        return Step(replace(state, text=words))
    return _ask(state, words, facts, a)


def _without_words(state: Asking, event: File, facts: Facts, a: Assessment) -> Step:
    """A file without a question is evidence, or is refused by its name while the question waits."""
    code, _ = attach.target(state, facts, a, event.album)
    if a.writable(code) or (not code and going.receives(facts, a)):
        return attach.file(state, event, facts, a)
    return _refused(state, event, facts, a, state.variable)


def _refused(before: State, event: File, facts: Facts, a: Assessment, code: str) -> Step:
    why = texts.closed(code) if code else gate.refusal(facts, a)
    return refuse(Step(before), event, facts, a, gate.locked(event, why), code)


def _with_file(state: Asking, event: File, facts: Facts, a: Assessment) -> Step:
    """The caption is the question; the file is evidence of the variable, as if it came to the screen that follows."""
    asked = _worded(state, event.caption.strip(), facts, a)
    before = asked.state if asked.effects else state
    kept = _kept(before, replace(event, caption="", marks=()), facts, a, state.variable)
    return replace(
        kept,
        state=kept.state if asked.effects else asked.state,
        effects=(*asked.effects, *kept.effects),
        banner="\n".join(filter(None, (asked.banner, kept.banner))),
        evidence_for=asked.evidence_for if kept.evidence_for is KEEP else kept.evidence_for,
        record=asked.record,
    )


def _kept(before: State, event: File, facts: Facts, a: Assessment, code: str) -> Step:
    if not (a.writable(code) if code else going.receives(facts, a)):
        return _refused(before, event, facts, a, code)
    return attach.file(before, event, replace(facts, evidence_for=code) if code else facts, a)


def _ask(state: Asking, words: str, facts: Facts, a: Assessment) -> Step:
    if not facts.coordinators:
        return Step(state, banner=ask.nobody_banner(facts.organiser))
    step, line = _return(state, facts, a), ask.sent(state.variable, facts.now, facts.zone_label)
    orders = orders_of(words, state.variable, facts, a)
    return Step(step.state, orders, toast=line, evidence_for=step.evidence_for, record=line)


def orders_of(words: str, code: str, facts: Facts, a: Assessment) -> tuple[Effect, ...]:
    """Stores the question and tells the coordinators."""
    who = common.whoever(facts.person)
    question = QuestionFacts(0, a.id, code, a.opd.short, a.pemda_id, going.me(facts), who, words, None, facts.now)
    passing: Rows = ((steady(questions.FORWARD, "forward", NEW),),) if code else ()
    rows: Rows = ((steady(questions.ANSWER, "reply", NEW),), *passing)
    told = TellRole(a.pemda_id, Role.COORDINATOR, Notice(questions.asked(question), rows), question=NEW)
    return (Ask(a.id, code, words), told)


def again(event: Event, state: State | None, facts: Facts) -> Step:
    """[Tanya lagi] on an answer: "again", the assessment, the variable."""
    a, parts = facts.assessment, event.parts if isinstance(event, Tap) else ()
    if a is None or parts[1:2] != (str(a.id),) or not going.valid(Asking(a.id, ""), facts, a):
        return stay(state, toast=common.OLD_SCREEN)
    code = parts[2] if len(parts) > 2 else ""
    if code and code not in a.instrument.codes:
        return stay(state, toast=common.OLD_SCREEN)
    if not facts.coordinators:
        return stay(state, toast=ask.nobody(facts.organiser))
    return going.below(Step(Asking(a.id, code)), state)


def replied(event: Event, state: State | None, facts: Facts) -> Step:
    """A text that replies to an answer is a further question about that variable. What does not ask is shown first."""
    assert isinstance(event, Text)
    opened = again(Tap(event.replies_to[0]), state, facts)
    a, asking, words = facts.assessment, opened.state, event.text.strip()
    if a is None or not isinstance(asking, Asking) or not opened.fresh:
        return opened
    if typed.is_empty(words) or len(words) > typed.LONGEST_QUESTION:
        return Step(asking, banner=ask.ONLY_TEXT if typed.is_empty(words) else ask.too_long(len(words)))
    if not typed.asks(words):
        return Step(replace(asking, text=words))
    asked = Step(state or going.home(facts, a), orders_of(words, asking.variable, facts, a))
    return replace(asked, banner=ask.sent(asking.variable, facts.now, facts.zone_label))


def _return(state: Asking, facts: Facts, a: Assessment) -> Step:
    to = going.back(facts, a, state.back or Levelling.__name__, state.variable)
    return going.enter(replace(to, identity=state.identity) if isinstance(to, Summarising) else to)


@gate.screen
def screen(state: Asking, facts: Facts, a: Assessment) -> Screen:
    cancel, where = button(common.CANCEL, "cancel", state.variable), gate.place(facts, a)
    if state.text:
        send = button(ask.SEND, "send", state.variable)
        asked = ask.confirm(state.variable, state.text)
        text = f"{common.heading(where)}\n{asked}" if where else asked
        return Screen(text, ((send,), (cancel,)), asked=asked)
    prompt = ask.prompt(state.variable, where, a.writable(state.variable))
    return Screen(prompt, ((cancel,),))


@gate.record
def record(state: Asking, facts: Facts, a: Assessment) -> str:
    return ask.record(state.variable)


FLOW = Flow(
    states=(Asking,),
    step=step,
    screen=screen,
    record=record,
    openers={"again": Opener(again, "assessment")},
    replies={"again": replied},
)
