"""After the submission: the receipt, waiting for the head or for the signed letter, and withdrawal."""

from bot.flows.answers.submit import tell_head
from bot.flows.base import Flow, State, Step
from bot.flows.contact import anywhere, buttons, gate, going, letter, next_period
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.rows import in_rows
from bot.flows.states.contact import AwaitingHead, Receipting, Summarising, Withdrawing
from bot.texts.answers import approval, letter as letters, repair, submit
from core.assessment.model import OPEN_FOR_ANSWERS, Approval, Assessment, PeriodStatus, Status
from core.effects import Effect, SendLetter, Submit, TellRole, Withdraw
from core.facts import Facts
from core.people.roles import Role
from core.screen import Notice, Rows, Screen, button, copy


@gate.step
def step(state: State, event: Event, facts: Facts, a: Assessment) -> Step:
    match state, event:
        case Receipting() | AwaitingHead(), Tap(parts=("withdraw", _)):
            withdrawing = Withdrawing(a.id)
            return Step(withdrawing) if going.withdrawable(a) else Step(state, toast=gate.reason(a, withdrawing))
        case Withdrawing(), Tap(parts=("withdraw", _)):
            return _withdraw(facts, a)
        case AwaitingHead(), Tap(parts=("remind" | "letter" | "submit", _)) if a.over:
            return Step(state, toast=gate.reason(a))
        case AwaitingHead(reminded=day), Tap(parts=("remind", _)):
            return _remind(state, day, facts, a)
        case AwaitingHead(), Tap(parts=("letter", _)) if letter.wanted(facts, a):
            return Step(state, (SendLetter(a.id),), letters.COMES)
        case AwaitingHead(), Tap(parts=("submit", _)) if a.approval is Approval.NONE:
            return Step(Receipting(a.id), (Submit(a.id),), submit.SUBMITTED)
        case AwaitingHead(), Text() if letter.wanted(facts, a):
            return anywhere.unsaved(state, event, letters.ONLY_SIGNED, facts, a)
        case _, File() | Text():
            return gate.unasked(state, event, facts, a, gate.refusal(facts, a))
        case _:
            return Step(state)


def _withdraw(facts: Facts, a: Assessment) -> Step:
    effects: tuple[Effect, ...] = (Withdraw(a.id),)
    if a.status is Status.AWAITING_HEAD and a.approval is Approval.IN_BOT and facts.person is not None:
        words = submit.withdrawn_notice(facts.person.name, a.opd.name, facts.now, facts.zone_label)
        effects += (TellRole(a.pemda_id, Role.HEAD, Notice(words), a.opd.id),)
    return Step(Summarising(a.id), effects, submit.WITHDRAWN, submit.NOT_SENT)


def _remind(state: State, day: str, facts: Facts, a: Assessment) -> Step:
    """Reminds the head, at most once a day."""
    if not facts.heads:
        return Step(state, toast=submit.NO_HEAD)
    today = facts.now.date().isoformat()
    if day == today:
        return Step(state, toast=submit.REMINDED_TODAY)
    order = tell_head(a, approval.reminder(a, facts.zone_label))
    return Step(AwaitingHead(a.id, today), (order,), submit.HEAD_REMINDED)


@gate.screen
def screen(state: State, facts: Facts, a: Assessment) -> Screen:
    match state:
        case Withdrawing():
            keep, withdraw = button(submit.KEEP, "home", a.id), button(submit.WITHDRAW, "withdraw", a.id)
            return Screen(submit.confirm_withdrawal(a), ((keep,), (withdraw,)))  # "keep" is where "withdraw" was
        case AwaitingHead():
            text = submit.awaiting(a, facts.now, facts.zone_label, facts.organiser, facts.heads)
            return Screen(text, _with_ways(_waiting(facts, a), facts, a))
        case _:
            text = submit.receipt(a, facts.now, facts.zone_label, facts.organiser)
            return Screen(text, _with_ways(_rows(a), facts, a))


def _with_ways(rows: Rows, facts: Facts, a: Assessment) -> Rows:
    """The rows with the ways to the team and to other OPD. Below this row nothing else stands, so that what stands last
    on the next screen is not where "withdraw" was.
    """
    first = tuple((way,) for way in next_period.to_newer(facts, a))
    last = (buttons.ask_anything(), *buttons.survey(a), *buttons.other_opd(facts, a))
    return tuple(row for row in (*first, *rows, buttons.actions(a), last) if row)


def _waiting(facts: Facts, a: Assessment) -> Rows:
    look = button(submit.SEE_SUBMISSION, "look", a.id)
    withdraw = (button(submit.WITHDRAW, "withdraw", a.id),) if going.withdrawable(a) else ()
    if a.period.status is not PeriodStatus.OPEN:
        return ((look,),)
    match a.approval:
        case Approval.NONE:
            return ((button(submit.SUBMIT, "submit", a.id),), (look, *withdraw))
        case Approval.LETTER:
            return ((button(letters.GET_AGAIN, "letter", a.id),), (look, *withdraw))
        case Approval.IN_BOT if call := buttons.call_head(facts, a):
            return (call, (look, *withdraw))
        case Approval.IN_BOT:
            return ((look,), (button(submit.REMIND_HEAD, "remind", a.id), *withdraw))


def _rows(a: Assessment) -> Rows:
    if a.submission is None or a.status in OPEN_FOR_ANSWERS:
        return ((button(approval.SEE_ANSWERS, "look", a.id),),)
    open_again = going.returned(a)
    label = (lambda code: code) if len(open_again) > 6 else repair.repair
    repairs = [button(label(code), "open", code) for code in open_again]
    look, code = button(submit.SEE_SUBMISSION, "look", a.id), copy(submit.COPY_CODE, a.submission.code)
    if repairs:
        return (*in_rows(repairs, 6 if len(repairs) > 6 else 2), (look, code))
    if going.withdrawable(a):
        return ((look,), (code, button(submit.WITHDRAW, "withdraw", a.id)))
    return (*buttons.result(a), (look,), (code,))


@gate.record
def record(state: State, facts: Facts, a: Assessment) -> str:
    return submit.record_receipt(a, facts.zone_label)


FLOW = Flow(states=(Receipting, AwaitingHead, Withdrawing), step=step, screen=screen, record=record)
