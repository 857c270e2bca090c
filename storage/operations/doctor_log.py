"""What the audit log proves, for `pandu doctor`: rows that differ from it, and where they belong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, type_coerce

from storage.audit.replay import Column, Difference, Kind, differences
from storage.engine.failures import DatabaseFault, Unusable, fault_of
from storage.engine.schema import ASSESSMENT, AUDIT, EVIDENCE, OPD, PERIOD
from storage.engine.tables.columns import StoredInstant

LISTED = 100
"""Rows of a Pemda that are listed; all are counted."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A row that differs from the log. A place it does not have is "". `number` and `at` are those of the entry that
    logged it last (0: none).
    """

    kind: Kind
    table: str
    id: int
    period: str = ""
    opd: str = ""
    variable: str = ""
    columns: tuple[Column, ...] = ()
    number: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogComparison:
    """How many rows differ, and the first of them. `failed` are tables that could not be compared."""

    count: int = 0
    damages: tuple[Damage, ...] = ()
    failed: frozenset[str] = frozenset()


def play(conn: Connection, pemda: int) -> LogComparison:
    """Compares the log of a Pemda with the tables."""
    count, found, failed = 0, list[Difference](), set[str]()
    for one in differences(conn, pemda, failed):
        count += 1
        if count <= LISTED:
            found.append(one)
    return LogComparison(count, tuple(_placed(conn, pemda, one) for one in found), frozenset(failed))


_PLACE = (
    select(PERIOD.c.name, OPD.c.code)
    .select_from(ASSESSMENT)
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .where(ASSESSMENT.c.id == bindparam("assessment"))
)
_OWNER = select(EVIDENCE.c.assessment_id).where(EVIDENCE.c.id == bindparam("evidence"))
_OPD = select(OPD.c.code).where(OPD.c.id == bindparam("opd"))
_PERIOD = select(PERIOD.c.name).where(PERIOD.c.id == bindparam("period"))
_AT = select(type_coerce(AUDIT.c.at, StoredInstant)).where(
    AUDIT.c.pemda_id == bindparam("pemda"), AUDIT.c.number == bindparam("number")
)


def _placed(conn: Connection, pemda: int, one: Difference) -> Damage:
    period, opd = _place(conn, one)
    at = conn.execute(_AT, {"pemda": pemda, "number": one.number}).scalar() if one.number else None
    variable = str(one.state.get("variable") or "")
    return Damage(one.kind, one.table, one.id, period, opd, variable, one.columns, one.number, at)


def _place(conn: Connection, one: Difference) -> tuple[str, str]:
    """The period's name and the OPD's code, where the row has them."""
    state = one.state
    assessment = state.get("assessment_id")
    if one.table == EVIDENCE.name or assessment is not None:
        row = _first(conn, _PLACE, assessment=assessment)
    elif one.table == "evidence_use":
        owner = _first(conn, _OWNER, evidence=state.get("evidence_id"))
        row = _first(conn, _PLACE, assessment=owner[0] if owner else None)
    else:
        row = None
    if row is not None:
        return str(row[0]), str(row[1])
    if one.table == OPD.name:
        return "", str(state.get("code", ""))
    period = state.get("name") if one.table == PERIOD.name else _text(conn, _PERIOD, period=state.get("period_id"))
    opd = _text(conn, _OPD, opd=state.get("opd_id") or state.get("home_opd_id"))
    return str(period or ""), opd


def _text(conn: Connection, query: Any, **values: Any) -> str:
    row = _first(conn, query, **values)
    return str(row[0]) if row else ""


def _first(conn: Connection, query: Any, **values: Any) -> Any:
    """The first row; None also where what is asked for cannot be looked up, as it was changed."""
    if not all(isinstance(value, int) for value in values.values()):
        return None
    try:
        return conn.execute(query, values).first()
    except Unusable as error:
        if conn.dialect.name == "postgresql" or fault_of(error) is not DatabaseFault.INCOMPLETE:
            raise
        return None
