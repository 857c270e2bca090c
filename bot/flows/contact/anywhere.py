"""Events with the same meaning on every screen of a contact: jumps, the rest of a long paste, stickers."""

from dataclasses import replace
from datetime import timedelta

from bot.flows.base import State, Step
from bot.flows.contact import going
from bot.flows.contact.choosing import level_of
from bot.flows.events import Event, Other, OtherKind, Tap, Text
from bot.flows.kit.paging import number_of
from bot.flows.states.actions import Acting
from bot.flows.states.contact import (
    Asking,
    Browsing,
    Checking,
    Explaining,
    Identifying,
    Levelling,
    LookingBack,
    OfAssessment,
    OfVariable,
    Repairing,
    Resending,
    Summarising,
)
from bot.flows.states.documents import ChoosingDocument
from bot.flows.states.evidence import CheckingEvidence, Evidencing
from bot.texts import common
from bot.texts.answers import conflict, explanation, question as ask, submit
from bot.texts.contact import stray
from bot.texts.pemda import problems
from core import typed
from core.assessment.answer import Answer
from core.assessment.model import Assessment
from core.effects import SaveExplanation, TellRole
from core.facts import Facts
from core.instrument.chapters import chapter_of
from core.people.roles import Role
from core.screen import Notice, steady, units

MESSAGE_UNITS = 4096
"""Longest message of a person (Bot API); clients split what is longer, some of them at a space."""

NEARLY_FULL = 4000
SPLIT_WITHIN = timedelta(minutes=1)
"""Clients send the parts of a paste within a second; an outage of ours may lengthen that."""


def step(state: State, event: Event, facts: Facts, a: Assessment) -> Step | None:
    """The answer, or None when the screen itself must answer."""
    match event:
        case Tap(parts=parts):
            return _jump(state, parts, facts, a)
        case Text(edited=False):
            return _continue(state, event, facts, a) or _to_variable(state, event.text, a)
        case Other(kind=kind):
            return Step(state, banner=not_usable(state, kind))
        case _:
            return None


def _jump(state: State, parts: tuple[str, ...], facts: Facts, a: Assessment) -> Step | None:
    match parts:
        case ("contents", _):
            here = chapter_of(a.instrument, state.variable) if isinstance(state, OfVariable) else ""
            return Step(Browsing(a.id, here) if going.drafting(a) else going.home(facts, a))
        case ("summary", _):
            return Step(Summarising(a.id) if going.drafting(a) else going.home(facts, a))
        case ("home", _):
            return Step(going.home(facts, a))
        case ("look", _):
            return Step(LookingBack(a.id))
        case ("open" | "check" | "relevel" | "reword" | "prove" | "act" | "evidence" as verb, code, *rest):
            if not a.writable(code):
                return Step(going.home(facts, a))
            return going.enter(_place(verb, code, "".join(rest), a))
        case ("unword", _) if isinstance(state, OfAssessment) and state.replaced:
            return _take_back(state, facts, a)
        case ("read", whole) if isinstance(state, OfAssessment):
            return Step(replace(state, whole=whole == "whole", part=0))
        case ("part", number) if isinstance(state, OfAssessment):
            return Step(replace(state, whole=True, part=number_of(number) or 0))
        case ("call_head", _) if isinstance(state, OfAssessment):
            return _call_head(state, facts, a)
        case ("ask", code) if code in ("", *a.instrument.codes):
            if not facts.coordinators:
                return Step(state, toast=ask.nobody(facts.organiser))
            return Step(Asking(a.id, code, type(state).__name__))
        case _:
            return None


def _call_head(state: OfAssessment, facts: Facts, a: Assessment) -> Step:
    """Tells the coordinators that this OPD has no head who could approve, at most once a day from one screen."""
    today = facts.now.date().isoformat()
    if facts.heads:
        return Step(state, toast=submit.HEAD_IS_THERE)
    if not facts.coordinators:
        return Step(state, toast=ask.nobody(facts.organiser))
    if state.called == today:
        return Step(state, toast=submit.CALLED_TODAY)
    way = steady(problems.INVITE_HEAD, "invite_head", a.opd.id, a.pemda_id)
    who = common.whoever(facts.person)
    told = TellRole(a.pemda_id, Role.COORDINATOR, Notice(submit.head_called(a, who), ((way,),)))
    return Step(replace(state, called=today), (told,), submit.CALLED)


def _place(verb: str, code: str, back: str, a: Assessment) -> OfVariable:
    match verb:
        case "check":
            return Checking(a.id, code)
        case "relevel":
            return Levelling(a.id, code)
        case "reword":
            return Explaining(a.id, code)
        case "prove":
            return Evidencing(a.id, code)
        case "act":
            return Acting(a.id, code)
        case "evidence":
            return CheckingEvidence(a.id, code, back)
        case _:
            return going.stop(a, code)


def _continue(state: State, event: Text, facts: Facts, a: Assessment) -> Step | None:
    """A text that follows one of full length is the rest of it. A typed level is none."""
    if isinstance(state, Levelling) and level_of(event.text.strip(), a.instrument) is not None:
        return None
    for code, answer in a.answers.items():
        if not (_may_go_on(answer, facts) and a.writable(code)):
            continue
        parts = (*answer.parts, (event.message_id, tie(answer.parts[-1][1]) + event.text.strip()))
        order = _save(a, code, parts)
        return Step(state, (order,), banner=explanation.joined(code, order.text, len(parts)))
    return None


def _to_variable(state: State, words: str, a: Assessment) -> Step | None:
    """A text that is only a code ("V07") leads there, as its button in the contents does; not from words that wait."""
    if going.waiting(state) or isinstance(state, Asking) or typed.numeral(words) is not None:
        return None
    code = next((code for code in a.instrument.codes if typed.bare(words) == typed.bare(code)), "")
    return going.enter(going.stop(a, code)) if code and a.writable(code) else None


def _may_go_on(answer: Answer, facts: Facts) -> bool:
    """Whether the answer's words may be cut off: they are nearly as long as a message can be, they came a moment ago,
    and nothing came after them: no press, no file, no other text.
    """
    mine, recent = answer.explained_by == going.me(facts), facts.now - answer.at <= SPLIT_WITHIN
    last = facts.last_activity is not None and facts.last_activity <= answer.at
    return bool(answer.parts) and mine and recent and last and units(answer.parts[-1][1]) >= NEARLY_FULL


def tie(former: str) -> str:
    """What joins the parts: a message of full length may end inside a word; a shorter one was split at a space."""
    return "" if units(former.lstrip()) >= MESSAGE_UNITS else " "


def _save(a: Assessment, code: str, parts: tuple[tuple[int, str], ...]) -> SaveExplanation:
    return SaveExplanation(a.id, code, "".join(words for _, words in parts), parts)


def parts_of(answer: Answer | None) -> tuple[tuple[int, str], ...]:
    """The messages that an explanation was made of. One without known messages is a single part."""
    if answer is None or not answer.explanation:
        return ()
    whole = "".join(words for _, words in answer.parts) == answer.explanation
    return answer.parts if whole else ((0, answer.explanation),)


def undoable(step: Step, held: Answer | None, words: str) -> Step:
    """The step of an order that replaced an explanation; its screen offers the former text again."""
    if held is None or held.explanation in ("", words) or not isinstance(step.state, OfAssessment):
        return step
    return replace(step, state=replace(step.state, replaced=(held.variable, parts_of(held))))


def _take_back(state: OfAssessment, facts: Facts, a: Assessment) -> Step:
    """Stores the former text as a new version, unless it was changed again meanwhile."""
    code, parts = state.replaced
    answer = a.answers.get(code)
    here = replace(state, replaced=())
    if answer is None or answer.explained_by != going.me(facts) or not a.writable(code):
        return Step(here, toast=conflict.CHANGED_AGAIN)
    return Step(here, (_save(a, code, parts),), toast=explanation.restored(code), evidence_for=facts.evidence_for)


def add(a: Assessment, code: str, messages: tuple[tuple[int, str], ...]) -> SaveExplanation:
    """The explanation with another paragraph, which these messages make up."""
    parts, ((first, words), *others) = parts_of(a.answers.get(code)), messages
    return _save(a, code, (*parts, (first, f"\n{words}" if parts else words), *others))


def unsaved(state: State, event: Text, why: str, facts: Facts, a: Assessment, code: str = "") -> Step:
    """Words that cannot be stored here: why, and the way to the team, about the variable or the whole assessment."""
    words, head = event.text.strip(), going.holds(facts, a, Role.HEAD) and not going.awaits_head(a)
    means = typed.numeral(words) is None and not typed.is_empty(words)
    asks = means and facts.coordinators and (head or going.holds(facts, a, Role.CONTACT))
    if not asks or len(words) > typed.LONGEST_QUESTION:
        return Step(state, banner=why)
    return Step(Asking(a.id, code, type(state).__name__, words), banner=why)


def not_usable(state: State, kind: OtherKind) -> str:
    """What to answer to a sticker, a voice message and the like."""
    return stray.not_usable(kind.value, _asked(state))


def _asked(state: State) -> str:
    """What the screen waits for."""
    match state:
        case Levelling():
            return "level"
        case Explaining():
            return "explanation"
        case Evidencing() | CheckingEvidence() | ChoosingDocument() | Repairing() | Resending():
            return "evidence"
        case Identifying():
            return "identity"
        case Asking():
            return "question"
        case _:
            return ""
