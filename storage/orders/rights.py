"""What all orders have in common: who gives them, what that person may do, and the entry in the audit log.

Every right is checked here again, with the assessment locked, because much may change between the drawing of a button
and its press.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

from core.assessment.model import Status
from core.assessment.status import Act, StatusError, after
from core.people.roles import Role
from storage.assessment.head import heads, is_open
from storage.audit import chain
from storage.engine.schema import ASSESSMENT, MEMBERSHIP, PEMDA, AnyRow
from storage.engine.statements import Prepared


class Refused(Exception):
    """The order is not carried out, and the transaction must not be committed. The message says why, for the log."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives an order. Both numbers None: the operator at the command line, with the rights of a coordinator.
    `person` None with an account: a stranger, or an administrator without a role of their own.
    """

    person: int | None
    telegram_id: int | None
    now: datetime
    admin_ids: frozenset[int] = frozenset()

    @property
    def operator(self) -> bool:
        return self.person is None and self.telegram_id is None

    @property
    def coordinates_all(self) -> bool:
        return self.operator or self.telegram_id in self.admin_ids

    @property
    def someone(self) -> int:
        """The person's number. Raises Refused for an actor who is no person."""
        if self.person is None:
            raise Refused("strangers change nothing")
        return self.person


_LOCK = Prepared(select(ASSESSMENT.c.id).where(ASSESSMENT.c.id == bindparam("assessment")).with_for_update())


def lock(conn: Connection, assessment_id: int) -> None:
    """Keeps other transactions away from this assessment until the commit. SQLite has only one writer anyway."""
    if conn.dialect.name == "postgresql":
        _LOCK.all(conn, {"assessment": assessment_id})


_HELD = Prepared(
    select(MEMBERSHIP.c.role, MEMBERSHIP.c.field)
    .where(
        MEMBERSHIP.c.person_id == bindparam("person"),
        MEMBERSHIP.c.pemda_id == bindparam("pemda"),
        MEMBERSHIP.c.ended_at.is_(None),
        or_(MEMBERSHIP.c.opd_id.is_(None), MEMBERSHIP.c.opd_id == bindparam("opd")),
    )
    .order_by(MEMBERSHIP.c.id)
)


def holdings(conn: Connection, actor: Actor, pemda: int, opd: int | None = None) -> list[tuple[Role, str | None]]:
    """The present roles of the actor in a Pemda, with the fields of verifiers; of OPD roles only those in `opd`."""
    held: list[tuple[Role, str | None]] = [(Role.COORDINATOR, None)] if actor.coordinates_all else []
    if actor.person is not None:
        rows = _HELD.all(conn, {"person": actor.person, "pemda": pemda, "opd": opd})
        held += [(Role(row.role), row.field) for row in rows]
    return held


def roles(conn: Connection, actor: Actor, pemda: int, opd: int | None = None) -> frozenset[Role]:
    """The same without fields."""
    return frozenset(role for role, _ in holdings(conn, actor, pemda, opd))


def must_coordinate(conn: Connection, actor: Actor, pemda: int) -> None:
    if Role.COORDINATOR not in roles(conn, actor, pemda):
        raise Refused("only a coordinator of this Pemda may do this")


_SCOPE = Prepared(
    heads(PEMDA.c.working_days, PEMDA.c.own_holidays, PEMDA.c.worked_days, MEMBERSHIP.c.role)
    .outerjoin(
        MEMBERSHIP,
        and_(
            MEMBERSHIP.c.opd_id == ASSESSMENT.c.opd_id,
            MEMBERSHIP.c.person_id == bindparam("person"),
            MEMBERSHIP.c.role.in_([bindparam("role"), bindparam("or_role")]),
            MEMBERSHIP.c.ended_at.is_(None),
        ),
    )
    .where(ASSESSMENT.c.id == bindparam("assessment"))
    .limit(1)
)


def scope(conn: Connection, assessment: int, person: int | None = None, *allowed: Role) -> AnyRow:
    """The assessment with its period and Pemda, locked. `role` is set when the person has one of these roles in its
    OPD.
    """
    lock(conn, assessment)
    role, *other = (role.value for role in allowed) if allowed else (None,)  # an OPD knows two roles
    values = {"assessment": assessment, "person": person, "role": role, "or_role": other[0] if other else role}
    row = _SCOPE.first(conn, values)
    if row is None:
        raise Refused("there is no such assessment")
    return row


def for_role(conn: Connection, assessment: int, actor: Actor, *allowed: Role) -> AnyRow:
    """The same. Raises Refused unless the actor has one of these roles in its OPD and the period is open."""
    row = scope(conn, assessment, actor.someone, *allowed)
    if row.role is None:
        raise Refused("the actor holds no such role in this OPD")
    if not is_open(row, actor.now):
        raise Refused("the period is not open")
    return row


def moved(row: AnyRow, act: Act) -> Status:
    """The status that follows from an act, by the table of transitions."""
    try:
        return after(Status(row.status), act)
    except StatusError as error:
        raise Refused(str(error)) from None


def log(
    conn: Connection, pemda: int, actor: Actor, act: str, content: Mapping[str, Any], assessment: int | None = None
) -> None:
    """Adds an entry to the Pemda's audit chain. Names of people may only stand in `content`, and only the
    actor's own.
    """
    entry = chain.Entry(actor.person, act, dict(content), assessment)
    chain.append(conn, pemda, [entry], actor.now)


def log_everywhere(conn: Connection, pemdas: Iterable[int], actor: Actor, act: str, content: Mapping[str, Any]) -> None:
    for pemda in sorted(set(pemdas)):
        log(conn, pemda, actor, act, content)
