"""Compares the audit log with the tables: finds rows that differ from their last state in the log.

The log is read backwards, because the last state of a row is its present one. Each row is compared when it is first
met, some hundred at a time, and one bit a row is kept in memory. A row that the log does not know was inserted by other
means; one that only the log knows was removed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, literal, select

from storage.audit.chain import COLUMNS, PROOF
from storage.audit.digests import HIDDEN, Proven, State
from storage.audit.proven import PROVEN
from storage.audit.writes import AT_ONCE
from storage.engine.failures import DatabaseFault, Unusable, fault_of
from storage.engine.schema import AUDIT_CONTENT


class Kind(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"  # the log knows the row, the table does not
    ADDED = "added"  # the table has the row, the log does not


@dataclass(frozen=True, slots=True)
class Column:
    """A value that differs. Where the log keeps only a digest, `stored` and `logged` are None and `shown` is False."""

    name: str
    stored: Any = None
    logged: Any = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that differs from the log. `state` is what is known of it, to say what it is about; `number` is the entry
    that logged it last (0: none).
    """

    kind: Kind
    table: str
    id: int
    state: State
    number: int = 0
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class _LoggedState:
    number: int
    key: str
    state: State | None


_NEWEST_COLUMNS = (
    select(AUDIT_CONTENT.c.content)
    .where(AUDIT_CONTENT.c.pemda_id == bindparam("pemda"), AUDIT_CONTENT.c.content.contains(f'"{COLUMNS}":{{'))
    .order_by(AUDIT_CONTENT.c.number.desc())
    .limit(1)
)
_BACKWARDS = (
    select(AUDIT_CONTENT.c.number, AUDIT_CONTENT.c.content)
    .where(AUDIT_CONTENT.c.pemda_id == bindparam("pemda"), AUDIT_CONTENT.c.content.contains(f'"{PROOF}":['))
    .order_by(AUDIT_CONTENT.c.number.desc())
    .execution_options(yield_per=AT_ONCE)
)


def proven_columns(conn: Connection, pemda: int) -> dict[str, list[str]]:
    """What this Pemda's log proves; empty when the program that wrote it did not prove anything yet."""
    content = conn.execute(_NEWEST_COLUMNS, {"pemda": pemda}).scalar()
    found: dict[str, list[str]] = _read(content).get(COLUMNS, {}) if content else {}
    return found


def differences(conn: Connection, pemda: int, failed: set[str] | None = None) -> Iterator[Difference]:
    """All differences. They are ordered by table only within a portion. With `failed`, tables that cannot be compared
    (they or what they belong to is missing) are added there instead of raising.
    """
    columns = {
        name: frozenset(those) & set(PROVEN[name].columns)
        for name, those in proven_columns(conn, pemda).items()
        if name in PROVEN
    }
    seen = {name: bytearray() for name in columns}
    waiting: dict[str, dict[int, _LoggedState]] = {name: {} for name in columns}
    for row in conn.execute(_BACKWARDS, {"pemda": pemda}):
        for name, number, said in _said(row.number, _read(row.content)):
            if name in columns and not _mark(seen[name], number):
                waiting[name][number] = said
                if len(waiting[name]) == AT_ONCE:
                    yield from _kept(
                        conn, name, _compared(conn, PROVEN[name], pemda, waiting[name], columns[name]), failed
                    )
                    waiting[name] = {}
    for name, rest in waiting.items():
        yield from _kept(conn, name, _compared(conn, PROVEN[name], pemda, rest, columns[name]), failed)
    for name in columns:
        yield from _kept(conn, name, _unsaid(conn, PROVEN[name], pemda, seen[name], columns[name]), failed)


def _kept(conn: Connection, name: str, found: Iterator[Difference], failed: set[str] | None) -> Iterator[Difference]:
    """The differences of a table, as far as there is one. On a server the failure has ended the view anyway."""
    if failed is None:
        yield from found
        return
    if name in failed:
        return
    try:
        yield from found
    except Unusable as error:
        if conn.dialect.name == "postgresql" or fault_of(error) is not DatabaseFault.INCOMPLETE:
            raise
        failed.add(name)


def _read(content: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (TypeError, ValueError):  # it was changed; that the digest does not fit is said by `audit.verify`
        return {}
    return found if isinstance(found, dict) else {}


def _said(number: int, content: dict[str, Any]) -> Iterator[tuple[str, int, _LoggedState]]:
    """The states in an entry, in reverse order, so that the last state of a row comes first. An entry that was changed
    so that it makes no sense gives none; that it was changed is said by `chain.verify`.
    """
    try:
        found = [
            (name, int(row), _LoggedState(number, bytes.fromhex(block["key"]).hex(), state))
            for block in reversed(content.get(PROOF, ()))
            for name, those in block["rows"].items()
            for row, state in those.items()
        ]
    except (AttributeError, LookupError, TypeError, ValueError):
        return
    yield from found


def _mark(seen: bytearray, number: int) -> bool:
    """Whether this number was seen before. It counts as seen from now on."""
    place, bit = number >> 3, 1 << (number & 7)
    if place >= len(seen):
        seen.extend(bytes(place - len(seen) + 1024))
    met = bool(seen[place] & bit)
    seen[place] |= bit
    return met


def _is_marked(seen: bytearray, number: int) -> bool:
    place = number >> 3
    return 0 <= place < len(seen) and bool(seen[place] & 1 << (number & 7))


def _compared(
    conn: Connection, proven: Proven, pemda: int, said: dict[int, _LoggedState], columns: frozenset[str]
) -> Iterator[Difference]:
    if not said:
        return
    rows = dict(_rows(conn, proven, list(said), columns))
    for number in _of_others(conn, proven, pemda, [number for number in rows if said[number].state is None]):
        del rows[number]
    for number, one in said.items():
        values = rows.get(number)
        if values is None:
            if one.state is not None:
                yield Difference(Kind.MISSING, proven.table.name, number, one.state, one.number)
        elif one.state is None:
            yield Difference(Kind.ADDED, proven.table.name, number, proven.state(values, one.key), one.number)
        else:
            stored = proven.state(values, one.key)
            if stored != one.state:
                found = tuple(_differing(stored, one.state, columns))
                if found:
                    yield Difference(Kind.CHANGED, proven.table.name, number, one.state, one.number, found)


def _of_others(conn: Connection, proven: Proven, pemda: int, deleted: list[int]) -> set[int]:
    """Numbers of deleted rows that rows of another Pemda have now, because SQLite gives the highest numbers again."""
    if not deleted:
        return set()
    number = proven.table.c.id
    ours = select(number).select_from(proven.source).where(number.in_(deleted), proven.pemda == pemda)
    return set(deleted) - set(conn.execute(ours).scalars())


def _differing(stored: State, logged: State, columns: frozenset[str]) -> Iterator[Column]:
    for name in sorted(columns):
        here, there = stored.get(name), logged.get(name)
        if here != there or here.__class__ is not there.__class__:
            shown = not any(isinstance(value, str) and value.startswith(HIDDEN) for value in (here, there))
            yield Column(name, here, there, True) if shown else Column(name)


UNREADABLE = "?"
"""Stands for a value that this program cannot have written."""


def _rows(
    conn: Connection, proven: Proven, numbers: list[int], names: frozenset[str]
) -> Iterator[tuple[int, Sequence[Any]]]:
    """Number and values of rows, whichever Pemda they belong to now. A value that cannot be read does not affect the
    others. Columns that the log does not prove may be missing in the database, and count as empty.
    """
    table = proven.table
    columns = [table.c[name] if name in names else literal(None).label(name) for name in proven.columns]
    try:
        found = conn.execute(select(table.c.id, *columns).where(table.c.id.in_(numbers))).all()
        yield from ((row[0], row[1:]) for row in found)
    except (TypeError, ValueError):
        for number in conn.execute(select(table.c.id).where(table.c.id.in_(numbers))).scalars().all():
            yield number, [_value(conn, column, table.c.id == number) for column in columns]


def _value(conn: Connection, column: ColumnElement[Any], where: ColumnElement[bool]) -> Any:
    try:
        return conn.execute(select(column).where(where)).scalar_one()
    except (TypeError, ValueError):
        return UNREADABLE


def _unsaid(
    conn: Connection, proven: Proven, pemda: int, seen: bytearray, columns: frozenset[str]
) -> Iterator[Difference]:
    table = proven.table
    numbers = select(table.c.id).select_from(proven.source).where(proven.pemda == pemda).distinct()
    found = [number for number in conn.execute(numbers).scalars() if not _is_marked(seen, number)]
    for start in range(0, len(found), AT_ONCE):
        for number, values in _rows(conn, proven, found[start : start + AT_ONCE], columns):
            yield Difference(Kind.ADDED, table.name, number, proven.state(values, "00"))
