"""Live screens of an assessment that somebody else, or the clock, has moved: they are drawn again by themselves, so
that no button stands there that does nothing any more (docs/decisions/screens-that-follow.md).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, String, bindparam, cast, or_, select

from storage.engine.schema import ASSESSMENT, CONVERSATION, AnyRow
from storage.engine.statements import Prepared
from storage.messaging import inbox
from storage.orders.rights import Actor

A_SECOND = 10
"""Screens that are drawn again in one second: a third of what Telegram takes, so that people are answered meanwhile."""
A_MOMENT = timedelta(seconds=10)

_LIVE = (
    or_(CONVERSATION.c.live_message.is_not(None), CONVERSATION.c.live_outbox.is_not(None)),
    CONVERSATION.c.live_media.is_(False),  # a file cannot become a text; that would send a message
)
_VIEWERS = (
    select(CONVERSATION.c.telegram_id, CONVERSATION.c.assessment_id, CONVERSATION.c.state)
    .where(*_LIVE)
    .order_by(CONVERSATION.c.telegram_id)
)
_NAMED = _VIEWERS.where(cast(CONVERSATION.c.state, String).like(bindparam("like")))
_OF_ONE = Prepared(_VIEWERS.where(CONVERSATION.c.assessment_id == bindparam("assessment")))
_OF_PERIOD = Prepared(
    _VIEWERS.join(ASSESSMENT, ASSESSMENT.c.id == CONVERSATION.c.assessment_id).where(
        ASSESSMENT.c.period_id == bindparam("period")
    )
)


def moved(conn: Connection, assessment: int, act: str, actor: Actor) -> None:
    """Draws the live screens of this assessment again, but for the actor's own, which the turn itself draws. `act` is
    what was done.
    """
    _draw(conn, _OF_ONE.all(conn, {"assessment": assessment}), act, actor)


def all_moved(conn: Connection, period: int, act: str, actor: Actor) -> None:
    """The same for all OPD of a period, some every second."""
    _draw(conn, _OF_PERIOD.all(conn, {"period": period}), act, actor)


def soon(
    conn: Connection, screens: Collection[str], about: Mapping[str, Collection[int]], act: str, now: datetime
) -> None:
    """Draws these screens (names of states) again in a moment, where one of their numbers is among those of `about`."""
    for row in conn.execute(_NAMED, {"like": f"%{act}%"}):
        named = any(row.state.get(key) in numbers for key, numbers in about.items())
        if row.state.get("is") in screens and named:
            inbox.put_internal(conn, row.telegram_id, "changed", act, now, at=now + A_MOMENT)


def _draw(conn: Connection, viewers: Iterable[AnyRow], act: str, actor: Actor) -> None:
    """Costs one edit where the screen shows what was moved, and no call where it does not."""
    shown = [row for row in viewers if row.state.get("assessment") == row.assessment_id]
    others = [row for row in shown if row.telegram_id != actor.telegram_id]
    for place, row in enumerate(others):
        later = actor.now + timedelta(seconds=place // A_SECOND) if place >= A_SECOND else None
        inbox.put_internal(conn, row.telegram_id, "changed", f"{act}:{row.assessment_id}", actor.now, at=later)
