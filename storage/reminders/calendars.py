"""When each Pemda works, and how far its reminders have been looked at."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, exists, or_, select

from storage.actions import facts as actions
from storage.assessment.head import IS_OPEN
from storage.engine.schema import ASSESSMENT, CORRECTIVE_ACTION, PEMDA, PERIOD, AnyRow


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a Pemda works. Days are ISO 8601. `on` is the day of the last look, `through` the last day that was looked
    at in full; "" means never.
    """

    pemda: int
    zone: ZoneInfo
    working_days: int
    own: tuple[str, ...]
    worked: tuple[str, ...]
    on: str = ""
    through: str = ""

    def local(self, now: datetime) -> datetime:
        return now.astimezone(self.zone)

    @property
    def looked_through(self) -> date | None:
        return date.fromisoformat(self.through) if self.through else None


_CALENDAR = select(
    PEMDA.c.id,
    PEMDA.c.timezone,
    PEMDA.c.working_days,
    PEMDA.c.own_holidays,
    PEMDA.c.worked_days,
    PEMDA.c.reminded_on,
    PEMDA.c.reminded_through,
).order_by(PEMDA.c.id)
_ACTING = exists(CORRECTIVE_ACTION.c.id).where(
    ASSESSMENT.c.id == CORRECTIVE_ACTION.c.assessment_id,
    PERIOD.c.id == ASSESSMENT.c.period_id,
    PERIOD.c.pemda_id == PEMDA.c.id,
    *actions.OPEN,
)
_AT_WORK = _CALENDAR.where(or_(exists().where(PERIOD.c.pemda_id == PEMDA.c.id, *IS_OPEN), _ACTING))


def at_work(conn: Connection, now: datetime) -> Sequence[AnyRow]:
    """Pemda with a period that is open now, or with actions that are still to be done, as rows, each to be read by
    `read`.
    """
    return conn.execute(_AT_WORK, {"now": now}).all()


def of_these(conn: Connection, pemdas: Collection[int]) -> dict[int, Calendar]:
    return {row.id: read(row) for row in conn.execute(_CALENDAR.where(PEMDA.c.id.in_(pemdas)))}


def read(row: AnyRow) -> Calendar:
    own, worked = tuple(row.own_holidays), tuple(row.worked_days)
    zone = ZoneInfo(row.timezone)
    return Calendar(row.id, zone, row.working_days, own, worked, row.reminded_on, row.reminded_through)
