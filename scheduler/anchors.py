"""Sends the newest hash of each audit log out of the machine: to the coordinators and the team's group, when results
are made final or known and each Monday of an open period (storage/audit/anchors.py).

A post that goes into the group anyway contains it (scheduler/posts.py); otherwise it is sent here, a little later.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.texts import anchors as texts
from core.screen import Notice
from scheduler.env import Piece, TickEnv, seems_due
from storage.audit import anchors as stored
from storage.audit.anchors import Anchor, Reason
from storage.database import Connection
from storage.groups import posts as group_posts
from storage.messaging import outbox
from storage.messaging.calls import Call, Kind, Priority
from storage.messaging.contents import Message
from storage.operations import reach
from storage.orders.notices import notice_call
from storage.pemda import regions

PATIENCE = timedelta(minutes=2)
"""How long an anchor waits for the group's own post of the result, and for further results that are made final."""
HOUR = 9
"""On Mondays an hour after the group's summary, which contains the anchor."""


def anchors(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """Anchors that were wanted and not posted."""
    for one in stored.waiting(conn):
        if one.since <= now - PATIENCE:
            work = partial(_post, pemda=one.pemda, reason=one.reason, key=one.key, now=now)
            yield Piece(f"{one.reason}:{one.pemda}:{one.key}", one.pemda, work)
    for pemda, zone in stored.untold(conn, now):
        if seems_due(lambda zone=zone: _is_monday(zone, now)):  # type: ignore[misc]
            yield Piece(f"week:{pemda}", pemda, partial(_week, pemda=pemda, zone=zone, now=now))


def _is_monday(zone: str, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(zone))
    return local.weekday() == 0 and local.hour >= HOUR


def _week(conn: Connection, pemda: int, zone: str, now: datetime) -> bool:
    day = now.astimezone(ZoneInfo(zone)).date().isoformat()
    return _is_monday(zone, now) and _post(conn, pemda, Reason.WEEK, day, now)


def _post(conn: Connection, pemda: int, reason: Reason, key: str, now: datetime) -> bool:
    anchor = taken(conn, pemda, reason, key, now)
    if anchor is None or not anchor.new:
        return False
    if reason is Reason.FINAL:
        _to_groups(conn, pemda, anchor, now)
    return True


def taken(conn: Connection, pemda: int, reason: Reason, key: str, now: datetime) -> Anchor | None:
    """The anchor for the caller, who posts it into a group. A new one is told to the coordinators."""
    anchor = stored.post(conn, pemda, reason, key, now)
    if anchor is not None and anchor.new:
        words = texts.notice(regions.name_of(conn, pemda), anchor.code, anchor.number)
        accounts = sorted(reach.coordinators(conn, pemda))
        calls = [notice_call(account, Notice(words), Priority.BROADCAST) for account in accounts]
        outbox.add(conn, calls, now, sending=False)
    return anchor


def _to_groups(conn: Connection, pemda: int, anchor: Anchor, now: datetime) -> None:
    found = [one.read() for one in group_posts.postable(conn, now) if one.pemda == pemda]
    for to in found:
        if to is not None:
            words = texts.notice(to.group.pemda_name, anchor.code, anchor.number)
            call = Call(
                to.group.chat_id,
                Kind.SEND,
                Message(words, silent=True),
                Priority.BROADCAST,
                thread_id=to.group.thread_id,
            )
            outbox.add(conn, [call], now, sending=False)
