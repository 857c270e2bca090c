"""What the posts of groups are made of, read for all groups at once: their periods, earlier posts, who has
submitted.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, or_, select

from core.assessment.model import PeriodStatus
from core.assessment.status import period_status
from core.groups import BoardTrouble, Group
from storage.assessment.head import TAKES_PART
from storage.engine.schema import ASSESSED_SHORT, ASSESSMENT, GROUP_POST, OPD, PERIOD, AnyRow
from storage.groups import groups

SENT, RESULT = "sent", "result"
"""Kinds of posts: collected submissions (their `at` is the instant up to which they were told), and the result."""

_REMEMBERED = timedelta(days=2)
KEPT = timedelta(days=30)
"""How long a post is remembered; posts are read every minute. The last post about submissions is kept for each group,
because it says up to when they were told; the result is kept for good."""

_LAST = (
    select(GROUP_POST.c.group_id, func.max(GROUP_POST.c.at).label("at"))
    .where(GROUP_POST.c.kind == SENT)
    .group_by(GROUP_POST.c.group_id)
)
_MADE = select(GROUP_POST.c.group_id, GROUP_POST.c.kind, GROUP_POST.c.key).where(
    GROUP_POST.c.kind != groups.VIEW, or_(GROUP_POST.c.at > bindparam("since"), GROUP_POST.c.kind == RESULT)
)
_PERIODS = (
    select(
        PERIOD.c.id,
        PERIOD.c.pemda_id,
        PERIOD.c.label,
        PERIOD.c.status,
        PERIOD.c.opens_at,
        PERIOD.c.due_at,
        PERIOD.c.verification_due_at,
        PERIOD.c.result_at,
        func.max(ASSESSMENT.c.submitted_at).label("newest"),
    )
    .outerjoin(ASSESSMENT, ASSESSMENT.c.period_id == PERIOD.c.id)
    .where(
        PERIOD.c.pemda_id.in_(bindparam("pemdas", expanding=True)),
        or_(PERIOD.c.status == PeriodStatus.OPEN.value, PERIOD.c.result_at.is_not(None)),
    )
    .group_by(PERIOD.c.id)
    .order_by(PERIOD.c.due_at)
)
_NEW = (
    select(ASSESSED_SHORT)
    .join(ASSESSMENT, ASSESSMENT.c.opd_id == OPD.c.id)
    .where(
        ASSESSMENT.c.period_id == bindparam("period"),
        TAKES_PART,
        ASSESSMENT.c.submitted_at > bindparam("after"),
        ASSESSMENT.c.submitted_at <= bindparam("until"),
    )
    .order_by(ASSESSMENT.c.submitted_at, OPD.c.code)
)


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a period: whether it is open now, when it is due, when its results were made known, when the last
    submission was. `label` is what it is called where the Pemda has several.
    """

    period: int
    open: bool
    due: datetime
    result_at: datetime | None
    newest: datetime | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """A group that can be posted to. Submissions up to `told` were told, or were made before the binding. `made` are
    kind and key of the posts of the last days; `periods` are ordered by due date.
    """

    group: Group
    bound_at: datetime
    told: datetime
    made: frozenset[tuple[str, str]]
    periods: tuple[Times, ...]


@dataclass(frozen=True, slots=True)
class Postable:
    """A group that is not read yet; a fault in its rows shows in `read`."""

    group: int
    pemda: int
    read: Callable[[], Posted | None]


def postable(conn: Connection, now: datetime, group: int | None = None) -> list[Postable]:
    """The bound groups, or this one, with four selects for all of them. `read` returns None for a group whose board is
    stopped.
    """
    rows = groups.board_rows(conn, group)
    if not rows:
        return []
    these = () if group is None else (GROUP_POST.c.group_id == group,)
    last = {row.group_id: row.at for row in conn.execute(_LAST.where(*these))}
    made: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for post in conn.execute(_MADE.where(*these), {"since": now - _REMEMBERED}):
        made[post.group_id].add((post.kind, post.key))
    periods: dict[int, list[AnyRow]] = defaultdict(list)
    for period in conn.execute(_PERIODS, {"pemdas": sorted({row.pemda_id for row in rows})}):
        periods[period.pemda_id].append(period)

    def read(row: Row[Any]) -> Posted | None:
        board = groups.read_board(row)
        if board.group.trouble is not BoardTrouble.NONE:
            return None
        told = max(last.get(row.id, board.bound_at), board.bound_at)
        times = tuple(_times(period, now) for period in periods[row.pemda_id])
        return Posted(board.group, board.bound_at, told, frozenset(made[row.id]), times)

    return [Postable(row.id, row.pemda_id, partial(read, row)) for row in rows]


def submitted(conn: Connection, period: int, after: datetime, until: datetime) -> list[str]:
    """Short names of the OPD that submitted in this time, in that order, without those withdrawn since."""
    return list(conn.execute(_NEW, {"period": period, "after": after, "until": until}).scalars())


def forget(conn: Connection, now: datetime) -> None:
    """Removes posts that were made long ago and cannot be made again."""
    newest = select(func.max(GROUP_POST.c.id)).where(GROUP_POST.c.kind == SENT).group_by(GROUP_POST.c.group_id)
    old = (GROUP_POST.c.at < now - KEPT, GROUP_POST.c.kind != RESULT, GROUP_POST.c.id.not_in(newest))
    conn.execute(delete(GROUP_POST).where(*old))


def _times(row: AnyRow, now: datetime) -> Times:
    status = period_status(PeriodStatus(row.status), row.opens_at, row.verification_due_at, now)
    return Times(row.id, status is PeriodStatus.OPEN, row.due_at, row.result_at, row.newest, row.label)
