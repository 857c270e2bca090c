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
from storage import effects_admin as admin
from storage import effects_answers as answers
from storage import effects_evidence as evidence
from storage import effects_evidence_edits as evidence_edits
from storage import effects_groups as groups
from storage import effects_messages as messages
from storage import effects_pemda as pemda
from storage import effects_people as people
from storage import effects_periods as periods
from storage import effects_questions as questions
from storage import effects_reminders as reminders
from storage import effects_review as review
from storage import effects_submission as submission
from storage.effects_base import Actor, Refused

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
            messages.read_opd_file(conn, effect, actor)
        case CreatePemda():
            admin.create_pemda(conn, effect, actor)
        case Invite():
            messages.invite(conn, effect, actor)
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
            messages.tell(conn, effect, actor)
        case TellRole():
            messages.tell_role(conn, effect, actor)
        case SendMyData():
            messages.send_my_data(conn, actor)
        case SendTemplate():
            messages.send_template(conn, actor)
        case SendLetter():
            messages.send_letter(conn, effect, actor)
        case SendPicture():
            messages.send_picture(conn, effect, actor)
        case SendRecap():
            messages.send_recap(conn, effect, actor)
        case SendResult():
            messages.send_result(conn, effect, actor)
        case SendEvidence():
            messages.send_evidence(conn, effect, actor)
        case _:
            assert_never(effect)
