"""The declaration, and the submission: to the team, to the head, or by a signed letter."""

from dataclasses import replace

from bot.flows.base import Flow, State, Step
from bot.flows.contact import attach, buttons, gate, going, stray
from bot.flows.events import Event, File, Tap, Text
from bot.flows.states.contact import AwaitingHead, Declaring, Identifying, Receipting, Summarising
from bot.texts.answers import approval, submit, summary
from core import typed
from core.assessment.declarant import DeclarantFault, Unclear, read
from core.assessment.model import Approval, Assessment
from core.effects import AskHead, SendLetter, SetDeclarant, Submit, TellRole
from core.facts import Facts
from core.people.roles import Role
from core.screen import Button, Notice, Screen, button, steady

_NEARLY_A_NIP = 9
"""Digits from which a number is meant as a NIP; fewer are a year or a date."""


@gate.step
def step(state: State, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("submit", _)):
            return send(state, facts, a)
        case Tap(parts=("identity", _)):
            return Step(Identifying(a.id))
        case Text():
            return _correct(state, event, facts, a)
        case File():
            return attach.file(state, event, facts, a)
        case _:
            return Step(state)


def _correct(state: State, event: Text, facts: Facts, a: Assessment) -> Step:
    """Another identity written below the declaration replaces it. Other words are handled as on any screen."""
    if typed.speaks(event.text) and not event.edited:
        return stray.text(state, event, facts, a)
    match read(event.text):
        case Unclear(fault=DeclarantFault.DIGITS, count=count) as found if count >= _NEARLY_A_NIP:
            return Step(state, banner=summary.unclear(found))
        case Unclear() as found if event.edited:
            return Step(state, banner=summary.unclear(found))
        case Unclear():
            return stray.text(state, event, facts, a)
        case found:
            return Step(replace(state, held=event.message_id), (SetDeclarant(a.id, found),))


def send(state: State, facts: Facts, a: Assessment) -> Step:
    """The submission, by the Pemda's way of approval."""
    if a.incomplete:
        return Step(Summarising(a.id), toast=summary.still_lacking(a.incomplete))
    if a.declarant is None:
        return Step(Summarising(a.id))
    declare = SetDeclarant(a.id, a.declarant)  # last year's was shown, so it is declared now
    match a.approval:
        case Approval.NONE:
            return going.enter(Receipting(a.id), (declare, Submit(a.id)), toast=submit.SUBMITTED, evidence_for=None)
        case Approval.LETTER:
            waiting = (declare, AskHead(a.id), SendLetter(a.id))
            asked = AwaitingHead(a.id, asked=facts.now.isoformat())
            return going.enter(asked, waiting, toast=submit.LETTER_READY, evidence_for=None)
        case Approval.IN_BOT if going.holds(facts, a, Role.HEAD):
            both = (declare, AskHead(a.id), Submit(a.id))
            return going.enter(Receipting(a.id), both, toast=submit.SUBMITTED, evidence_for=None)
        case Approval.IN_BOT if not facts.heads:
            return Step(state, toast=submit.NO_HEAD)
        case Approval.IN_BOT:
            effects = (declare, AskHead(a.id), tell_head(a, approval.asks(a, facts.zone_label)))
            return going.enter(AwaitingHead(a.id), effects, toast=submit.ASKED_HEAD, evidence_for=None)


def tell_head(a: Assessment, words: str) -> TellRole:
    """The notice that asks the head for approval. Approving asks once more."""
    rows = (
        (steady(approval.APPROVE, "approve", a.id, "yes", mark(a)),),
        (steady(approval.SEE_ANSWERS, "approve", a.id, "look"),),
        (steady(approval.RETURN, "approve", a.id, "return"),),
    )
    return TellRole(a.pemda_id, Role.HEAD, Notice(words, rows), a.opd.id)


def mark(a: Assessment) -> str:
    """A mark that changes with every answer and file, so that an old notice cannot approve what it did not name."""
    return f"{sum(answer.version for answer in a.answers.values())}-{len(a.evidence)}"


def submit_button(a: Assessment) -> Button:
    labels = {Approval.IN_BOT: submit.SUBMIT_TO_HEAD, Approval.LETTER: submit.PREPARE_LETTER}
    return button(labels.get(a.approval, submit.SUBMIT), "submit", a.id)


@gate.screen
def screen(state: State, facts: Facts, a: Assessment) -> Screen:
    text = submit.declaring(a, facts.now, facts.zone_label, facts.organiser, facts.heads)
    change = button(summary.CHANGE_IDENTITY, "identity", a.id)
    call = buttons.call_head(facts, a)
    return Screen(text, (*((call,) if call else ()), (submit_button(a),), (change, buttons.summary(a))))


@gate.record
def record(state: State, facts: Facts, a: Assessment) -> str:
    return submit.record_declaration(a)


FLOW = Flow(states=(Declaring,), step=step, screen=screen, record=record)
