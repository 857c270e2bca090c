"""The team's orders, each to where it is carried out."""

from typing import assert_never

from sqlalchemy import Connection

from core.effects.review import (
    ClaimReview,
    DraftVerdict,
    FixVerdicts,
    ReviewEffect,
    SendAllEvidence,
    TakeOver,
    TellJudges,
    TellTeam,
    UndoDraft,
)
from storage.orders.rights import Actor
from storage.review import team, verdicts


def apply(conn: Connection, effect: ReviewEffect, actor: Actor) -> None:
    """One order. Raises Refused when the actor may not, or when it no longer fits."""
    match effect:
        case ClaimReview():
            verdicts.claim(conn, effect, actor)
        case TakeOver():
            verdicts.take_over(conn, effect, actor)
        case DraftVerdict():
            verdicts.draft(conn, effect, actor)
        case UndoDraft():
            verdicts.undo(conn, effect, actor)
        case FixVerdicts():
            verdicts.fix(conn, effect, actor)
        case TellJudges():
            team.tell_judges(conn, effect, actor)
        case TellTeam():
            team.tell_team(conn, effect, actor)
        case SendAllEvidence():
            team.send_all_evidence(conn, effect, actor)
        case _:
            assert_never(effect)
