"""Carries out what a flow ordered, in the turn's own transaction: tables, audit log, outbox.

Each order is checked again against roles and status; `Refused` leaves nothing behind, because the caller rolls the
whole transaction back.
"""

from typing import assert_never

from sqlalchemy import Connection

from core.effects import (
    Ask,
    AskHead,
    AttachFile,
    AttachLink,
    CopyFormerEvidence,
    CountGuess,
    CreatePemda,
    DeclareYear,
    DisputeOpd,
    Effect,
    ErasePerson,
    Forward,
    HeadReturns,
    ImportOpds,
    Invite,
    LeaveRole,
    MarkReachable,
    NoteEvidence,
    ReadOpdFile,
    Redeem,
    RemoveEvidence,
    RemoveMembership,
    Rename,
    ReplaceFile,
    Reply,
    ReportMember,
    RequestErasure,
    RestoreEvidence,
    RetryAll,
    RetryUpdate,
    RetryWork,
    RevokeInvitations,
    SaveExplanation,
    SaveLevel,
    SendEvidence,
    SendLetter,
    SendMyData,
    SendPicture,
    SendRecap,
    SendResult,
    SendTemplate,
    SetDeclarant,
    Submit,
    SubmitRepair,
    Tell,
    TellRole,
    UseEvidence,
    Withdraw,
)
from core.effects.groups import GroupEffect
from core.effects.pemda import PemdaEffect
from core.effects.periods import PeriodEffect
from core.effects.reminders import ReminderEffect
from core.effects.review import ReviewEffect
from storage.answers import effects as answers, letters, questions, submission
from storage.evidence import edits as evidence_edits, effects as evidence, sending as evidence_sending
from storage.groups import effects as groups
from storage.orders import notices
from storage.orders.rights import Actor, Refused
from storage.pemda import admin, effects as pemda
from storage.people import effects as people, inviting
from storage.periods import effects as periods
from storage.reminders import effects as reminders
from storage.results import sending as results
from storage.review import effects as review

__all__ = ["Actor", "Refused", "apply"]


def apply(conn: Connection, effect: Effect, actor: Actor) -> None:
    """One order. Raises Refused when the actor may not, or when it no longer fits."""
    if isinstance(effect, PeriodEffect):
        periods.apply(conn, effect, actor)
        return
    if isinstance(effect, PemdaEffect):
        pemda.apply(conn, effect, actor)
        return
    if isinstance(effect, ReviewEffect):
        review.apply(conn, effect, actor)
        return
    if isinstance(effect, ReminderEffect):
        reminders.apply(conn, effect, actor)
        return
    if isinstance(effect, GroupEffect):
        groups.apply(conn, effect, actor)
        return
    match effect:
        case SaveLevel():
            answers.save_level(conn, effect, actor)
        case SaveExplanation():
            answers.save_explanation(conn, effect, actor)
        case AttachFile():
            evidence.attach_file(conn, effect, actor)
        case AttachLink():
            evidence.attach_link(conn, effect, actor)
        case ReplaceFile():
            evidence_edits.replace_file(conn, effect, actor)
        case NoteEvidence():
            evidence_edits.note_evidence(conn, effect, actor)
        case UseEvidence():
            evidence.use_evidence(conn, effect, actor)
        case CopyFormerEvidence():
            evidence.copy_former(conn, effect, actor)
        case RemoveEvidence():
            evidence.remove_evidence(conn, effect, actor)
        case RestoreEvidence():
            evidence.restore_evidence(conn, effect, actor)
        case DeclareYear():
            evidence.declare_year(conn, effect, actor)
        case SetDeclarant():
            submission.set_declarant(conn, effect, actor)
        case AskHead():
            submission.ask_head(conn, effect, actor)
        case Submit():
            submission.submit(conn, effect, actor)
        case Withdraw():
            submission.withdraw(conn, effect, actor)
        case HeadReturns():
            submission.head_returns(conn, effect, actor)
        case SubmitRepair():
            submission.submit_repair(conn, effect, actor)
        case Ask():
            questions.ask(conn, effect, actor)
        case Reply():
            questions.reply(conn, effect, actor)
        case Forward():
            questions.forward(conn, effect, actor)
        case Redeem():
            people.redeem(conn, effect, actor)
        case CountGuess():
            people.count_guess(conn, actor)
        case Rename():
            people.rename(conn, effect, actor)
        case LeaveRole():
            people.leave(conn, effect, actor)
        case ReportMember():
            people.report(conn, effect, actor)
        case DisputeOpd():
            people.dispute(conn, effect, actor)
        case RequestErasure():
            people.request_erasure(conn, actor)
        case ErasePerson():
            people.erase(conn, effect, actor)
        case MarkReachable():
            people.mark_reachable(conn, effect, actor)
        case ImportOpds():
            admin.import_opds(conn, effect, actor)
        case ReadOpdFile():
            admin.read_opd_file(conn, effect, actor)
        case CreatePemda():
            admin.create_pemda(conn, effect, actor)
        case Invite():
            inviting.invite(conn, effect, actor)
        case RevokeInvitations():
            admin.revoke_invitations(conn, effect, actor)
        case RemoveMembership():
            people.remove(conn, effect, actor)
        case RetryUpdate():
            admin.retry_update(conn, effect, actor)
        case RetryAll():
            admin.retry_all(conn, effect, actor)
        case RetryWork():
            admin.retry_work(conn, effect, actor)
        case Tell():
            notices.tell(conn, effect, actor)
        case TellRole():
            notices.tell_role(conn, effect, actor)
        case SendMyData():
            people.send_my_data(conn, actor)
        case SendTemplate():
            admin.send_template(conn, actor)
        case SendLetter():
            letters.send_letter(conn, effect, actor)
        case SendPicture():
            results.send_picture(conn, effect, actor)
        case SendRecap():
            results.send_recap(conn, effect, actor)
        case SendResult():
            results.send_result(conn, effect, actor)
        case SendEvidence():
            evidence_sending.send_evidence(conn, effect, actor)
        case _:
            assert_never(effect)
