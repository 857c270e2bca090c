"""What posts into groups are made of: which groups there are, and who has sent since the last post."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from core.assessment import PeriodStatus, period_status
from core.groups import Group, Trouble
from storage import groups
from storage.schema import ASSESSMENT, GROUP_POST, OPD, PERIOD

SENT = "sent"
"""Kind of the posts that collect submissions; `at` of one is the instant up to which it told."""

_LAST = (
    select(GROUP_POST.c.group_id, func.max(GROUP_POST.c.at).label("at"))
    .where(GROUP_POST.c.kind == SENT)
    .group_by(GROUP_POST.c.group_id)
)
_NEW = (
    select(OPD.c.short)
    .join(ASSESSMENT, ASSESSMENT.c.opd_id == OPD.c.id)
    .where(
        ASSESSMENT.c.period_id == bindparam("period"),
        ASSESSMENT.c.submitted_at > bindparam("after"),
        ASSESSMENT.c.submitted_at <= bindparam("until"),
    )
    .order_by(ASSESSMENT.c.submitted_at, OPD.c.code)
)
_PERIOD = select(
    PERIOD.c.status, PERIOD.c.opens_at, PERIOD.c.due_at, PERIOD.c.verification_due_at, PERIOD.c.result_at
).where(PERIOD.c.id == bindparam("period"))
_LATEST = select(func.max(ASSESSMENT.c.submitted_at)).where(ASSESSMENT.c.period_id == bindparam("period"))


@dataclass(frozen=True, slots=True)
class Posted:
    """A group that can be posted to. `told`: submissions up to this instant were told, or came before the binding."""

    group: Group
    zone: ZoneInfo
    bound_at: datetime
    told: datetime


@dataclass(frozen=True, slots=True)
class Times:
    """Of a period: is it open now, when is it due, and when were its results made known?"""

    open: bool
    due: datetime
    result_at: datetime | None


def reachable(conn: Connection) -> list[Posted]:
    """The groups whose board is not stopped by anything."""
    last = {row.group_id: row.at for row in conn.execute(_LAST)}
    return [
        Posted(board.group, board.zone, board.bound_at, max(last.get(board.group.id, board.bound_at), board.bound_at))
        for board in groups.boards(conn)
        if board.group.trouble is Trouble.NONE
    ]


def newest_submission(conn: Connection, period: int) -> datetime | None:
    return conn.execute(_LATEST, {"period": period}).scalar()


def submitted(conn: Connection, period: int, after: datetime, until: datetime) -> list[str]:
    """Short names of the OPD that sent in this time, in that order; what was withdrawn since is not among them."""
    return list(conn.execute(_NEW, {"period": period, "after": after, "until": until}).scalars())


def times(conn: Connection, period: int, now: datetime) -> Times:
    row = conn.execute(_PERIOD, {"period": period}).one()
    status = period_status(PeriodStatus(row.status), row.opens_at, row.verification_due_at, now)
    return Times(status is PeriodStatus.OPEN, row.due_at, row.result_at)
