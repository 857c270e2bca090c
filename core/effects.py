"""Orders a flow gives: what is to be stored or sent. `storage/effects.py` carries them out, all in one transaction.

Every order that changes an assessment leaves a line in the audit log. Orders name rows by our own numbers; that the
actor may touch them was decided by the facts the flow was given, and is checked again where the order is applied.
"""

from core.effects_answers import (
    NEW,
    AnswerEffect,
    Ask,
    AskHead,
    AttachFile,
    AttachLink,
    CopyFormerEvidence,
    DeclareYear,
    Forward,
    HeadReturns,
    NoteEvidence,
    Origin,
    RemoveEvidence,
    ReplaceFile,
    Reply,
    RestoreEvidence,
    SaveExplanation,
    SaveLevel,
    SetDeclarant,
    Submit,
    SubmitRepair,
    UseEvidence,
    Withdraw,
)
from core.effects_groups import (
    GroupEffect,
)
from core.effects_messages import (
    MessageEffect,
    SendEvidence,
    SendLetter,
    SendMyData,
    SendResult,
    SendTemplate,
    Tell,
    TellRole,
)
from core.effects_pemda import (
    ChangePemda,
    KeepPemdaFile,
    PemdaEffect,
    SendRule,
    SetHead,
)
from core.effects_people import (
    CountGuess,
    CreatePemda,
    DisputeOpd,
    ErasePerson,
    ImportOpds,
    Invite,
    LeaveRole,
    MarkReachable,
    PeopleEffect,
    ReadOpdFile,
    Redeem,
    RemoveMembership,
    Rename,
    ReportMember,
    RequestErasure,
    RetryAll,
    RetryUpdate,
    RetryWork,
    RevokeInvitations,
)
from core.effects_period import (
    ArchivePeriod,
    ChangeDraft,
    ClosePeriod,
    DiscardDraft,
    DraftPeriod,
    Extend,
    Finalise,
    KeepLonger,
    MoveDue,
    OpenPeriod,
    PeriodEffect,
    PublishResults,
    ReopenPeriod,
    ReopenResult,
    SchedulePeriod,
    TellOpds,
    UnschedulePeriod,
)
from core.effects_reminders import (
    AskForTime,
    PutOff,
    ReminderEffect,
    RemindNow,
)
from core.effects_review import (
    ReviewEffect,
)

__all__ = [
    "NEW",
    "ArchivePeriod",
    "Ask",
    "AskForTime",
    "AskHead",
    "AttachFile",
    "AttachLink",
    "ChangeDraft",
    "ChangePemda",
    "ClosePeriod",
    "CopyFormerEvidence",
    "CountGuess",
    "CreatePemda",
    "DeclareYear",
    "DiscardDraft",
    "DisputeOpd",
    "DraftPeriod",
    "Effect",
    "ErasePerson",
    "Extend",
    "Finalise",
    "Forward",
    "HeadReturns",
    "ImportOpds",
    "Invite",
    "KeepLonger",
    "KeepPemdaFile",
    "LeaveRole",
    "MarkReachable",
    "MoveDue",
    "NoteEvidence",
    "OpenPeriod",
    "Origin",
    "PublishResults",
    "PutOff",
    "ReadOpdFile",
    "Redeem",
    "RemindNow",
    "RemoveEvidence",
    "RemoveMembership",
    "Rename",
    "ReopenPeriod",
    "ReopenResult",
    "ReplaceFile",
    "Reply",
    "ReportMember",
    "RequestErasure",
    "RestoreEvidence",
    "RetryAll",
    "RetryUpdate",
    "RetryWork",
    "RevokeInvitations",
    "SaveExplanation",
    "SaveLevel",
    "SchedulePeriod",
    "SendEvidence",
    "SendLetter",
    "SendMyData",
    "SendResult",
    "SendRule",
    "SendTemplate",
    "SetDeclarant",
    "SetHead",
    "Submit",
    "SubmitRepair",
    "Tell",
    "TellOpds",
    "TellRole",
    "UnschedulePeriod",
    "UseEvidence",
    "Withdraw",
]

Effect = (
    AnswerEffect
    | PeopleEffect
    | MessageEffect
    | PeriodEffect
    | PemdaEffect
    | ReviewEffect
    | ReminderEffect
    | GroupEffect
)
"""Any order; `core/effects_*.py` hold them by subject."""
