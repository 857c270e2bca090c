"""What a contact can choose from, and which colleagues of their OPD are filling in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, select

from core.assessment.model import OPEN_FOR_ANSWERS, Status
from core.facts import Choice, Colleague
from core.pemda.naming import TIE, called
from core.people.roles import Role
from storage.assessment import instruments, progress
from storage.assessment.head import IS_OPEN, JOINED, TAKES_PART
from storage.engine.schema import (
    ASSESSED_NAME,
    ASSESSED_SHORT,
    ASSESSMENT,
    CONVERSATION,
    INSTRUMENT,
    MEMBERSHIP,
    OF_SUBJECT,
    OPD,
    PEMDA,
    PERIOD,
    PERSON,
    AnyRow,
)
from storage.engine.statements import Prepared
from storage.people.facts import AccountHolder

AWAY_AFTER = timedelta(minutes=30)
"""A colleague whose conversation has not changed for so long counts as away."""

_COLLEAGUES = Prepared(
    select(PERSON.c.id, PERSON.c.name, CONVERSATION.c.variable, CONVERSATION.c.variable_since)
    .join(PERSON, PERSON.c.telegram_id == CONVERSATION.c.telegram_id)
    .join(
        MEMBERSHIP,
        and_(
            MEMBERSHIP.c.person_id == PERSON.c.id,
            MEMBERSHIP.c.opd_id == bindparam("opd"),
            MEMBERSHIP.c.role == Role.CONTACT.value,
            MEMBERSHIP.c.ended_at.is_(None),
        ),
    )
    .where(
        CONVERSATION.c.assessment_id == bindparam("assessment"),
        CONVERSATION.c.telegram_id != bindparam("account"),
        CONVERSATION.c.variable_since.is_not(None),  # a text that is still to be sorted has no variable
        CONVERSATION.c.moved_at > bindparam("awake"),
    )
    .order_by(CONVERSATION.c.variable_since)
)
_CHOICES = (
    select(
        ASSESSMENT.c.id,
        ASSESSMENT.c.opd_id,
        ASSESSMENT.c.status,
        PERIOD.c.name.label("period"),
        ASSESSED_NAME,
        ASSESSED_SHORT,
        OPD.c.pemda_id,
        PEMDA.c.links_alone,
        INSTRUMENT.c.hash,
        PERIOD.c.label,
        OF_SUBJECT.label("of_subject"),
    )
    .select_from(JOINED)
    .where(ASSESSMENT.c.opd_id.in_(bindparam("opds", expanding=True)), TAKES_PART, *IS_OPEN)
    .order_by(PERIOD.c.due_at, ASSESSMENT.c.id)
)

_LEFT_OUT = (
    select(ASSESSMENT.c.id)
    .select_from(JOINED)
    .where(ASSESSMENT.c.opd_id.in_(bindparam("opds", expanding=True)), ~TAKES_PART, *IS_OPEN)
    .order_by(ASSESSMENT.c.id)
    .limit(1)
)


def colleagues(conn: Connection, row: AnyRow, account: int, now: datetime) -> tuple[Colleague, ...]:
    """Other contacts who have a variable of this assessment open. Empty where the OPD has one contact, or nothing can
    be filled in.
    """
    if row.contacts < 2 or row.status not in OPEN_FOR_ANSWERS | {Status.RETURNED}:
        return ()
    zone = ZoneInfo(row.timezone)
    values = {"assessment": row.id, "opd": row.opd_id, "account": account, "awake": now - AWAY_AFTER}
    return tuple(
        Colleague(found.id, found.name, found.variable, found.variable_since.astimezone(zone))
        for found in _COLLEAGUES.all(conn, values)
    )


def choices(conn: Connection, known: AccountHolder, now: datetime) -> tuple[Choice, ...]:
    """The OPD in open periods that this person fills in or approves: first what asks for work (`Choice.urgency`), then
    by how long they have held the role.
    """
    if not known.opds:
        return ()
    rows = conn.execute(_CHOICES, {"opds": list(known.opds), "now": now}).all()
    groups: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for row in rows:
        groups[row.hash, row.links_alone].append(row.id)
    counts: dict[int, int] = {}
    for (pinned, links_alone), ids in groups.items():
        counts |= progress.complete(conn, ids, instruments.of_unit(conn, pinned), links_alone)
    where = known.places
    filled = {item.opd_id for item in known.memberships if item.role is Role.CONTACT}
    found = (
        Choice(
            assessment=row.id,
            opd_name=called(row.name, where.get(row.pemda_id, "")),
            opd_short=called(row.short, where.get(row.pemda_id, "")),
            role=Role.CONTACT if row.opd_id in filled else Role.HEAD,
            status=Status(row.status),
            complete=counts.get(row.id, 0),
            subject=row.of_subject.removeprefix(f"{TIE}· "),
            of=len(instruments.of_unit(conn, row.hash).codes),
            period=row.label,
            opd=row.opd_id,
            name=row.period,
            instrument=instruments.pinned(conn, row.hash).id,
        )
        for row in _in_order(rows, known.opds)
    )
    return tuple(sorted(found, key=lambda item: item.urgency))


def left_out(conn: Connection, known: AccountHolder, now: datetime) -> int | None:
    """The assessment of an OPD of theirs that was left out of an open period; None where there is none."""
    found: int | None = conn.execute(_LEFT_OUT, {"opds": list(known.opds), "now": now}).scalar() if known.opds else None
    return found


def _in_order(rows: Iterable[AnyRow], opds: Sequence[int]) -> list[AnyRow]:
    return sorted(rows, key=lambda row: opds.index(row.opd_id))
