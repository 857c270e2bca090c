"""What is posted into groups, each post once: a summary on Monday, in the last week every morning; submissions,
collected for half an hour; the result with three pictures.

The unique key of a post is stored with its outbox rows. A post that may not have arrived is never sent again, and a
missed post is not made up for on a later day.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from bot.texts import anchors as anchor_texts
from bot.texts.groups import board as group_board, posts as texts
from bot.texts.sent import unit
from core.assessment.model import SENT as SENT_STATUSES
from core.charts import pictures
from core.charts.data import Chart
from core.groups import ADDRESS, BELOW, ViewName
from core.results.period import PeriodResults
from core.screen import Rows, steady
from scheduler.anchors import taken
from scheduler.env import Piece, TickEnv, seems_due
from storage.audit.anchors import Anchor, Reason
from storage.database import Connection
from storage.groups import groups, posts as group_posts
from storage.groups.posts import RESULT, SENT, Posted, Times
from storage.messaging import outbox
from storage.messaging.calls import Call, Kind, Priority
from storage.messaging.contents import Message
from storage.messaging.pictures import call as picture
from storage.results import period as results

HOUR = 8
"""The hour of summaries in the Pemda's zone, half an hour before reminders."""
LAST_WEEK = 7  # days
COLLECTED = 30
"""Minutes for which submissions are collected, counted from the full hour."""
WEEKLY, DAILY = "week", "day"


def posts(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """The groups into which something is to be posted."""
    for one in group_posts.postable(conn, now):
        if seems_due(lambda one=one: _is_due(conn, one.read(), now)):  # type: ignore[misc]
            yield Piece(f"group:{one.group}", one.pemda, partial(_look_at, group=one.group, now=now))


def _look_at(conn: Connection, group: int, now: datetime) -> bool:
    """Makes the posts that are due in a group. Returns whether there were any."""
    found = [one.read() for one in group_posts.postable(conn, now, group)]
    return any(_post(conn, one, now) for one in found if one is not None)


def _is_due(conn: Connection, to: Posted | None, now: datetime) -> bool:
    """What `_post` would decide, without marking a post as made."""
    if to is None:
        return False
    known = [times for times in to.periods if times.result_at is not None]
    if any(_result_due(to, times) for times in known):
        return True
    open_ones = [times for times in to.periods if times.open and times.result_at is None]
    if not open_ones:
        return False
    return any(
        _submitted(conn, to, times, now)
        or ((summary := _summary_due(to, times, now)) is not None and summary not in to.made)
        for times in open_ones
    )


def _post(conn: Connection, to: Posted, now: datetime) -> bool:
    results_known = any(_result(conn, to, times, now) for times in to.periods if times.result_at is not None)
    open_ones = [times for times in to.periods if times.open and times.result_at is None]
    if results_known or not open_ones:
        return results_known
    if _sent(conn, to, open_ones, now):
        return True
    made = [_summary(conn, to, times, now) for times in open_ones]
    return any(made)


def _result_due(to: Posted, times: Times) -> bool:
    """Whether the coordinator has made the results known, and not before the group was bound."""
    made = (RESULT, str(times.period)) in to.made
    return not made and times.result_at is not None and times.result_at >= to.bound_at


def _result(conn: Connection, to: Posted, times: Times, now: datetime) -> bool:
    if not _result_due(to, times) or not _first(conn, to, RESULT, str(times.period), now):
        return False
    found = results.load(conn, times.period, now)
    anchor = taken(conn, to.group.pemda_id, Reason.PUBLISHED, str(times.period), now)
    charts = _drawn(found, _with(texts.result(found), anchor))
    last = len(charts) - 1
    _send(conn, [_picture(conn, to, chart, words, place == last) for place, (chart, words) in enumerate(charts)], now)
    return True


def _drawn(found: PeriodResults, words: str) -> list[tuple[Chart, str]]:
    """The pictures of a result, the first with the result in words: those for which the instrument has numbers."""
    if not found.instrument.valued:
        return [(pictures.progress(found), words)]
    charts: list[tuple[Chart, str]] = [(pictures.ranking(found), words)]
    charts.append((pictures.heatmap(found), texts.chart(texts.HEATMAP, found)))
    if found.instrument.bands:
        charts.append((pictures.distribution(found), texts.chart(texts.DISTRIBUTION, found)))
    return charts


def _until(to: Posted, now: datetime) -> datetime:
    """The last full or half hour."""
    local = now.astimezone(to.group.zone)
    return local - timedelta(minutes=local.minute % COLLECTED, seconds=local.second, microseconds=local.microsecond)


def _submitted(conn: Connection, to: Posted, times: Times, now: datetime) -> list[str]:
    """Who has submitted since the last post about submissions."""
    until = _until(to, now)
    if times.newest is None or times.newest <= to.told or until <= to.told:
        return []
    return group_posts.submitted(conn, times.period, to.told, until)


def _sent(conn: Connection, to: Posted, periods: list[Times], now: datetime) -> bool:
    """Posts, at each full and half hour, who has submitted since the last such post: one message for all periods."""
    found = [(times, shorts) for times in periods if (shorts := _submitted(conn, to, times, now))]
    until = _until(to, now)
    if not found or not _first(conn, to, SENT, until.isoformat(), until):
        return False
    lines = []
    for times, shorts in found:
        whole = results.load(conn, times.period, now)
        states = whole.states
        lines.append(texts.sent(shorts, states.sent, states.total, times.label, unit(whole)))
    message = Message("\n".join(lines), silent=True)
    _send(conn, [Call(to.group.chat_id, Kind.SEND, message, Priority.BROADCAST, thread_id=to.group.thread_id)], now)
    return True


def _summary_due(to: Posted, times: Times, now: datetime) -> tuple[str, str] | None:
    """Kind and key of this morning's summary of a period. None on the day on which the group was bound after that hour,
    because its board has just been read.
    """
    local = now.astimezone(to.group.zone)
    kind = _kind(times.due.astimezone(to.group.zone), local)
    key = f"{local.date().isoformat()}{f':{times.period}' if times.label else ''}"
    return (kind, key) if kind and to.bound_at < _eight(to, now) <= local else None


def _eight(to: Posted, now: datetime) -> datetime:
    return now.astimezone(to.group.zone).replace(hour=HOUR, minute=0, second=0, microsecond=0)


def _summary(conn: Connection, to: Posted, times: Times, now: datetime) -> bool:
    summary = _summary_due(to, times, now)
    if summary is None or not _first(conn, to, *summary, now):
        return False
    found = results.load(conn, times.period, now)
    daily = summary[0] == DAILY
    before = _sent_before(found, _eight(to, now) - timedelta(days=1 if daily else 7))
    local = now.astimezone(to.group.zone)
    key = local.date().isoformat()
    anchor = taken(conn, to.group.pemda_id, Reason.WEEK, key, now) if local.weekday() == 0 else None
    words = _with(texts.summary(found, before, daily=daily), anchor)
    _send(conn, [_picture(conn, to, pictures.progress(found), words)], now)
    return True


def _with(words: str, anchor: Anchor | None) -> str:
    """The post with the code of the audit log."""
    return words if anchor is None else f"{words}\n{anchor_texts.line(anchor.code, anchor.number)}"


def _first(conn: Connection, to: Posted, kind: str, key: str, at: datetime) -> bool:
    """Marks a post as made. False when it was made before."""
    return (kind, key) not in to.made and groups.post_once(conn, to.group.id, kind, key, at)


def _kind(due: datetime, local: datetime) -> str | None:
    """The summary due this morning: in the last week one each day, before that on Mondays."""
    if 0 <= (due.date() - local.date()).days < LAST_WEEK:
        return DAILY
    return WEEKLY if local.weekday() == 0 else None


def _sent_before(found: PeriodResults, at: datetime) -> int:
    return sum(1 for one in found.opds if one.status in SENT_STATUSES and one.submitted_at and one.submitted_at < at)


def _picture(conn: Connection, to: Posted, chart: Chart, words: str, more: bool = True) -> Call:
    """A picture. `more`: with a button to the other pictures, which are sent below."""
    group = to.group
    rows: Rows = ((steady(group_board.SEE_CHART, ADDRESS, BELOW, ViewName.CHART),),) if more else ()
    return picture(conn, group.chat_id, chart, words, rows, thread_id=group.thread_id, priority=Priority.BROADCAST)


def _send(conn: Connection, calls: list[Call], now: datetime) -> None:
    outbox.add(conn, calls, now, sending=False)
