"""A returned variable: new evidence or another answer, then it is sent again. All other variables stay locked."""

from bot.flows.base import Flow, Step
from bot.flows.contact import buttons, gate, going, lines, stray
from bot.flows.events import Event, Tap
from bot.flows.states.contact import Receipting, Repairing, Resending
from bot.flows.states.documents import ChoosingDocument
from bot.texts.answers import repair
from bot.texts.evidence import documents, screens as evidence
from bot.texts.review import queue as review
from core.assessment.counts import added_after_sending
from core.assessment.model import Assessment, Evidence
from core.effects import SubmitRepair
from core.effects.review import TellJudges
from core.facts import Facts
from core.screen import Notice, Screen, button, steady


@gate.step
def step(state: Repairing | Resending, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("again", _)) if isinstance(going.stop(a, state.variable), Resending):
            return _send(state.variable, facts, a)
        case Tap(parts=("documents", _)):
            return Step(ChoosingDocument(a.id, state.variable))
        case Tap(parts=("more", _)):
            return going.enter(Repairing(a.id, state.variable))
        case _:
            return stray.otherwise(state, event, facts, a)


def _send(code: str, facts: Facts, a: Assessment) -> Step:
    """Sends the repair. The receipt follows, with what is still open."""
    if a.lacking(code):
        return going.enter(Repairing(a.id, code))
    way = steady(review.examine(code), "review", a.id, code)
    told = TellJudges(a.id, code, Notice(repair.notice(a.opd.short, code), ((way,),)))
    banner = repair.sent(code, facts.now, facts.zone_label)
    return Step(Receipting(a.id), (SubmitRepair(a.id, code), told), repair.sent_toast(code), banner)


@gate.screen
def screen(state: Repairing | Resending, facts: Facts, a: Assessment) -> Screen:
    code, where = state.variable, gate.place(facts, a)
    note = repair.note(a.answers.get(code))
    change, send = button(evidence.CHANGE_ANSWER, "check", code), button(repair.SEND, "again", code)
    if isinstance(state, Resending):
        more = button(evidence.ADD, "more", code)
        return lines.card((repair.ready(a, code, where, _new(a, code)),), ((send,), (more, change)), note)
    shared = (button(documents.OPEN, "documents", code),) if facts.documents else ()
    check = button(repair.CHECK_EVIDENCE, "evidence", code)
    ready = ((send,),) if isinstance(going.stop(a, code), Resending) else ()
    rows = (*ready, (change, check), (*shared, buttons.contents(a)))
    return lines.card((repair.asks(a, code, where),), rows, note)


def _new(a: Assessment, code: str) -> tuple[Evidence, ...]:
    """Evidence that was sent since the variable was returned."""
    reopened = a.answers[code].reopened if code in a.answers else None
    return tuple(item for item in added_after_sending(a, (code,)) if reopened and item.sent_at >= reopened.at)


@gate.record
def record(state: Repairing | Resending, facts: Facts, a: Assessment) -> str:
    code = state.variable
    where = gate.place(facts, a)
    return repair.record(code, where) if code in a.lapsed else repair.record_closed(code, where, a.over)


FLOW: Flow[Repairing | Resending] = Flow(states=(Repairing, Resending), step=step, screen=screen, record=record)
