"""Corrective actions as people may see them: in an assessment, of an OPD, of a Pemda."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, select

from core.actions.facts import ActionFacts, ActionLine, ActionsWish
from core.assessment.action import Action
from core.pemda.naming import TIE, called
from storage.assessment import instruments
from storage.assessment.head import JOINED, TAKES_PART
from storage.assessment.progress import ACTION_COMPLETE
from storage.engine.schema import (
    ASSESSMENT,
    CORRECTIVE_ACTION,
    INSTRUMENT,
    OF_SUBJECT,
    OPD,
    OPD_SHORT,
    PEMDA,
    PERIOD_NAME,
    PERSON,
    AnyRow,
)

_ACTIONS = (
    select(CORRECTIVE_ACTION, PERSON.c.name.label("by_name"))
    .join(PERSON, PERSON.c.id == CORRECTIVE_ACTION.c.saved_by)
    .where(CORRECTIVE_ACTION.c.dropped_at.is_(None))
    .order_by(CORRECTIVE_ACTION.c.id)
)
OPEN = (*ACTION_COMPLETE, CORRECTIVE_ACTION.c.done_at.is_(None))
"""Conditions of one that is still to be done."""
_LINES = (
    select(
        *(CORRECTIVE_ACTION, PERSON.c.name.label("by_name"), ASSESSMENT.c.opd_id, OPD.c.pemda_id, OPD_SHORT),
        *(OF_SUBJECT.label("of_subject"), PERIOD_NAME, INSTRUMENT.c.hash, PEMDA.c.timezone),
    )
    .select_from(JOINED.join(CORRECTIVE_ACTION, CORRECTIVE_ACTION.c.assessment_id == ASSESSMENT.c.id))
    .join(PERSON, PERSON.c.id == CORRECTIVE_ACTION.c.saved_by)
    .where(*ACTION_COMPLETE, TAKES_PART)
    .order_by(CORRECTIVE_ACTION.c.due, CORRECTIVE_ACTION.c.id)
)


def of_assessment(conn: Connection, number: int, zone: ZoneInfo) -> dict[str, Action]:
    """Variable -> its action, as far as it was said."""
    return of_assessments(conn, [number], zone).get(number, {})


def of_assessments(conn: Connection, numbers: Collection[int], zone: ZoneInfo) -> dict[int, dict[str, Action]]:
    """Assessment -> variable -> its action; assessments without any are absent."""
    found: dict[int, dict[str, Action]] = defaultdict(dict)
    for row in conn.execute(_ACTIONS.where(CORRECTIVE_ACTION.c.assessment_id.in_(numbers))):
        found[row.assessment_id][row.variable] = read(row, zone)
    return dict(found)


def read(row: AnyRow, zone: ZoneInfo) -> Action:
    return Action(
        row.id,
        row.variable,
        row.words,
        row.person,
        date.fromisoformat(row.due) if row.due else None,
        row.done_at.astimezone(zone) if row.done_at else None,
        row.done_note,
        row.saved_by,
        row.by_name,
        tuple((number, part) for number, part in row.parts),
    )


def load(
    conn: Connection,
    wish: ActionsWish,
    opds: Collection[int],
    coordinated: Collection[int],
    places: Mapping[int, str],
    now: datetime,
) -> ActionFacts | None:
    """Those of an OPD, for its people and who coordinates its Pemda; or those of a Pemda that are overdue, for the
    latter. None for anybody else.
    """
    if wish.pemda is not None:
        if wish.pemda not in coordinated:
            return None
        found = _lines(conn, OPD.c.pemda_id == wish.pemda, places)
        late = tuple(line for line, today in _dated(found, now) if line.action.overdue(today))
        return ActionFacts(wish.pemda, 0, "", late)
    query = select(OPD.c.id, OPD.c.pemda_id, OPD_SHORT).where(OPD.c.id == wish.opd)
    row = conn.execute(query).one_or_none()
    if row is None or (row.id not in opds and row.pemda_id not in coordinated):
        return None
    lines = [line for line, _ in _dated(_lines(conn, OPD.c.id == row.id, places), now)]
    lines.sort(key=lambda line: line.action.done_at is not None)  # otherwise as they are
    short = called(row.short, places.get(row.pemda_id, ""))
    return ActionFacts(row.pemda_id, row.id, short, tuple(lines), row.id in opds)


def _dated(lines: Sequence[tuple[ActionLine, ZoneInfo]], now: datetime) -> list[tuple[ActionLine, date]]:
    return [(line, now.astimezone(zone).date()) for line, zone in lines]


def _lines(
    conn: Connection, which: ColumnElement[bool], places: Mapping[int, str]
) -> list[tuple[ActionLine, ZoneInfo]]:
    found = []
    for row in conn.execute(_LINES.where(which)):
        zone, instrument = ZoneInfo(row.timezone), instruments.of_unit(conn, row.hash)
        subject = row.of_subject.removeprefix(f"{TIE}· ")
        short = called(row.short, places.get(row.pemda_id, ""))
        asked = instrument.variable(row.variable).short
        line = ActionLine(read(row, zone), row.assessment_id, row.opd_id, short, row.period_name, asked, subject)
        found.append((line, zone))
    return found
