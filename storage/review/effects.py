"""Orders of the team, each with the function that carries it out."""

from core.effects.review import (
    ClaimReview,
    DraftVerdict,
    FixVerdicts,
    SendAllEvidence,
    TakeOver,
    TellJudges,
    TellTeam,
    UndoDraft,
)
from storage.orders.handlers import handler, handlers
from storage.review import team, verdicts

EFFECTS = handlers(
    handler(ClaimReview, verdicts.claim),
    handler(TakeOver, verdicts.take_over),
    handler(DraftVerdict, verdicts.draft),
    handler(UndoDraft, verdicts.undo),
    handler(FixVerdicts, verdicts.fix),
    handler(TellJudges, team.tell_judges),
    handler(TellTeam, team.tell_team),
    handler(SendAllEvidence, team.send_all_evidence),
)
