"""What a coordinator's screens about reminders show. Read only when such a screen is open."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core.reminders.due import asked, pressed
from core.reminders.facts import LOG, LogDay, LogLine, Pressed, Remindable, Reminding
from core.reminders.policy import NOW, NOW_HEAD, Member, ReminderCase
from storage.engine.schema import ASSESSMENT, OPD, OPD_IN_PERIOD, PERIOD, PERSON, REMINDER, AnyRow
from storage.reminders import calendars, owed as reminders
from storage.reminders.owed import State

_UNREACHED = select(PERSON.c.id).where(
    PERSON.c.id.in_(bindparam("people", expanding=True)), PERSON.c.unreachable_since.is_not(None)
)
_PRESSED = (
    select(REMINDER.c.person_id, ASSESSMENT.c.opd_id, REMINDER.c.state, REMINDER.c.told_at)
    .join(ASSESSMENT, ASSESSMENT.c.id == REMINDER.c.assessment_id)
    .where(
        REMINDER.c.pemda_id == bindparam("pemda"),
        REMINDER.c.rule.in_((NOW, NOW_HEAD)),
        REMINDER.c.due_at == bindparam("at"),
    )
)
_LOG = (
    select(
        REMINDER.c.at,
        REMINDER.c.rule,
        REMINDER.c.state,
        REMINDER.c.person_id,
        ASSESSMENT.c.opd_id,
        REMINDER.c.told_at,
        REMINDER.c.outbox_id,
        OPD_IN_PERIOD,
        PERSON.c.name,
    )
    .join(ASSESSMENT, ASSESSMENT.c.id == REMINDER.c.assessment_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .join(PERSON, PERSON.c.id == REMINDER.c.person_id)
    .where(REMINDER.c.pemda_id == bindparam("pemda"), REMINDER.c.at >= bindparam("since"))
    .order_by(REMINDER.c.at.desc(), OPD.c.code, REMINDER.c.id)
)
KEPT = timedelta(days=120)
"""How far back the log is shown."""


def load(conn: Connection, pemda: int, now: datetime, wanted: str) -> Reminding:
    """What the screen wants (core.reminders.facts.LOG). The caller has checked that the person coordinates
    this Pemda.
    """
    word, _, day = wanted.partition(":")
    zone = calendars.of_these(conn, [pemda])[pemda].zone
    if word == LOG:
        rows = conn.execute(_LOG, {"pemda": pemda, "since": now - KEPT}).all()
        return Reminding(days=_days(rows, zone)) if not day else Reminding(lines=_lines(rows, zone, day))
    if wanted:
        return Reminding(pressed=_how_far(conn, pemda, zone, wanted))
    return _preview(conn, pemda, now)


def _preview(conn: Connection, pemda: int, now: datetime) -> Reminding:
    owing = reminders.of_pemda(conn, pemda, now)
    members = reminders.members(conn, pemda)
    people = {member.person for member in members}
    history = reminders.history(conn, owing, people, now)
    today = {person for person, day in history.told.items() if owing and day == _today(owing[0], now)}
    unreached = set(conn.execute(_UNREACHED, {"people": list(people)}).scalars())
    found = [line for one in owing if (line := _remindable(one, members, today, unreached, now)) is not None]
    return Reminding(tuple(found), len(owing) - len(found))


def _today(one: ReminderCase, now: datetime) -> date:
    return now.astimezone(one.due.tzinfo).date()


def _remindable(
    one: ReminderCase, members: list[Member], today: set[int], unreached: set[int], now: datetime
) -> Remindable | None:
    wanted = asked(one)
    if wanted is None:
        return None
    people = {reminder.person for reminder in pressed(one, members, now)}
    reached = frozenset(people - unreached)
    return Remindable(one, wanted[2], reached, frozenset(people & unreached), reached & today)


def _how_far(conn: Connection, pemda: int, zone: ZoneInfo, at: str) -> Pressed | None:
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        return None
    rows = conn.execute(_PRESSED, {"pemda": pemda, "at": instant}).all()
    states: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        states[row.person_id].add(row.state)
    count = Counter(_fate(of_person) for of_person in states.values())
    last = max((row.told_at for row in rows if row.told_at is not None), default=None)
    local = last.astimezone(zone) if last else None
    opds = len({row.opd_id for row in rows})
    return Pressed(count["sent"], count.total(), count["unreached"], count["moot"], local, opds) if rows else None


def _fate(states: set[str]) -> str:
    """The outcome of a message that may be about several OPD."""
    if State.QUEUED in states:
        return "waiting"
    if State.SENT in states:
        return "sent"
    return "unreached" if states & {State.UNREACHABLE, State.FAILED} else "moot"


def _days(rows: Sequence[AnyRow], zone: ZoneInfo) -> tuple[LogDay, ...]:
    by_day: dict[date, list[AnyRow]] = defaultdict(list)
    for row in rows:
        by_day[row.at.astimezone(zone).date()].append(row)
    return tuple(_day(day, of_day) for day, of_day in by_day.items())


def _day(day: date, rows: list[AnyRow]) -> LogDay:
    def people(*states: State) -> int:
        return len({row.person_id for row in rows if row.state in states})

    return LogDay(
        day,
        len({row.person_id for row in rows}),
        len({row.opd_id for row in rows}),
        people(State.SENT),
        people(State.UNREACHABLE, State.FAILED),
        people(State.QUEUED),
    )


def _lines(rows: Sequence[AnyRow], zone: ZoneInfo, day: str) -> tuple[LogLine, ...]:
    return tuple(
        LogLine((row.told_at or row.at).astimezone(zone), row.short, row.name, row.rule, row.state)
        for row in rows
        if row.at.astimezone(zone).date().isoformat() == day and row.state != State.MERGED
    )
