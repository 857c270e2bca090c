"""Orders that a flow gives: what is to be stored or sent. `storage/effects.py` carries them out, all in one
transaction.

Every order that changes an assessment leaves a line in the audit log. Orders name rows by our own numbers. The facts
given to a flow hold only what the actor may touch, and the right is checked again when the order is carried out.
"""

from core.effects.actions import (
    ActionEffect,
    AttachMonitoring as AttachMonitoring,
    FinishAction as FinishAction,
    SaveAction as SaveAction,
    SendMonitoring as SendMonitoring,
)
from core.effects.answers import (
    NEW as NEW,
    AnswerEffect,
    Ask as Ask,
    AskHead as AskHead,
    AttachFile as AttachFile,
    AttachLink as AttachLink,
    CopyFormerEvidence as CopyFormerEvidence,
    DeclareYear as DeclareYear,
    Forward as Forward,
    HeadReturns as HeadReturns,
    NoteEvidence as NoteEvidence,
    Origin as Origin,
    RemoveEvidence as RemoveEvidence,
    ReplaceFile as ReplaceFile,
    Reply as Reply,
    RestoreEvidence as RestoreEvidence,
    SaveExplanation as SaveExplanation,
    SaveLevel as SaveLevel,
    SetDeclarant as SetDeclarant,
    Submit as Submit,
    SubmitRepair as SubmitRepair,
    TakeDocument as TakeDocument,
    UseEvidence as UseEvidence,
    Withdraw as Withdraw,
)
from core.effects.groups import GroupEffect
from core.effects.messages import (
    MessageEffect,
    SendEvidence as SendEvidence,
    SendLetter as SendLetter,
    SendMyData as SendMyData,
    SendPicture as SendPicture,
    SendRecap as SendRecap,
    SendResult as SendResult,
    SendTemplate as SendTemplate,
    Tell as Tell,
    TellRole as TellRole,
)
from core.effects.pemda import (
    ChangeDocument as ChangeDocument,
    ChangeOwnList as ChangeOwnList,
    ChangePemda as ChangePemda,
    KeepOpinion as KeepOpinion,
    KeepPemdaFile as KeepPemdaFile,
    KeepRegister as KeepRegister,
    KeepSubject as KeepSubject,
    LeaveOut as LeaveOut,
    PemdaEffect,
    ReadOwnList as ReadOwnList,
    ReadRegister as ReadRegister,
    RemoveDocument as RemoveDocument,
    RemoveOpd as RemoveOpd,
    RemoveOpinion as RemoveOpinion,
    RenamePemda as RenamePemda,
    RetireSubject as RetireSubject,
    SendOwnList as SendOwnList,
    SendRegister as SendRegister,
    SendRule as SendRule,
    SetHead as SetHead,
    TakeIn as TakeIn,
)
from core.effects.people import (
    CountGuess as CountGuess,
    CreatePemda as CreatePemda,
    DisputeOpd as DisputeOpd,
    ErasePerson as ErasePerson,
    ImportOpds as ImportOpds,
    Invite as Invite,
    LeaveRole as LeaveRole,
    MarkReachable as MarkReachable,
    PeopleEffect,
    ReadOpdFile as ReadOpdFile,
    Redeem as Redeem,
    RemoveMembership as RemoveMembership,
    Rename as Rename,
    ReportMember as ReportMember,
    RequestErasure as RequestErasure,
    RetryAll as RetryAll,
    RetryUpdate as RetryUpdate,
    RetryWork as RetryWork,
    RevokeInvitations as RevokeInvitations,
)
from core.effects.periods import (
    ArchivePeriod as ArchivePeriod,
    ChangeDraft as ChangeDraft,
    ClosePeriod as ClosePeriod,
    DiscardDraft as DiscardDraft,
    DraftPeriod as DraftPeriod,
    Extend as Extend,
    Finalise as Finalise,
    KeepLonger as KeepLonger,
    MoveDue as MoveDue,
    OpenPeriod as OpenPeriod,
    PeriodEffect,
    PublishResults as PublishResults,
    ReopenPeriod as ReopenPeriod,
    ReopenResult as ReopenResult,
    SchedulePeriod as SchedulePeriod,
    TellOpds as TellOpds,
    UnschedulePeriod as UnschedulePeriod,
)
from core.effects.productivity import (
    NoteWorkloadAsked as NoteWorkloadAsked,
    ProductivityEffect,
    ReadWorkload as ReadWorkload,
    RemoveWorkload as RemoveWorkload,
    SaveWorkload as SaveWorkload,
    SendWorkloadForm as SendWorkloadForm,
    SendWorkloadRecap as SendWorkloadRecap,
    SendWorkloadTemplate as SendWorkloadTemplate,
)
from core.effects.reminders import AskForTime as AskForTime, PutOff as PutOff, ReminderEffect, RemindNow as RemindNow
from core.effects.review import ReviewEffect
from core.effects.survey import (
    OpenSurvey as OpenSurvey,
    RestartSurvey as RestartSurvey,
    SendSurveySheet as SendSurveySheet,
    SurveyEffect,
)

Effect = (
    AnswerEffect
    | PeopleEffect
    | MessageEffect
    | PeriodEffect
    | PemdaEffect
    | ReviewEffect
    | ReminderEffect
    | GroupEffect
    | ProductivityEffect
    | SurveyEffect
    | ActionEffect
)
"""Any order; the files beside this one hold them by subject."""
