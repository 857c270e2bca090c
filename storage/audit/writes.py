"""Writes to the tables that the audit log proves, and the only way to change them (tests/rules/test_writes.py).

Each write notes which rows it has changed. The next entry of the log in the same transaction (`chain.append`) takes
their states along; `chain.settle` logs what is left when the transaction ends. So every change of such a row is logged.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    delete as sql_delete,
    insert as sql_insert,
    select,
    update as sql_update,
)

from storage.audit.proven import PROVEN
from storage.engine.statements import Prepared

Values = Mapping[str, Any]
Block = dict[str, Any]
"""States of rows in an entry: {"key": ..., "rows": {table: {number: state, None: deleted}}}."""

KEY_BYTES = 16
AT_ONCE = 500
"""Rows in one statement, and in one entry of the log."""

_FEW = 4  # rows that are read one by one, by prepared statements
_NOTED = "noted"  # of a connection's `info`
_ONE = {name: proven.prepared() for name, proven in PROVEN.items()}


class _Note:
    """A row that was written. `said` are the Pemda in whose logs its state is already; `gone` are those of a deleted
    row.
    """

    __slots__ = ("gone", "said")

    def __init__(self, gone: frozenset[int] | None = None) -> None:
        self.said: set[int] = set()
        self.gone = gone


_Notes = dict[tuple[str, int], _Note]


class Insert:
    """Inserts a row into a table and returns its number. Prepared, for the hot path."""

    __slots__ = ("_statement", "_table")

    def __init__(self, table: Table) -> None:
        self._table = table.name
        self._statement = Prepared(sql_insert(table).returning(table.c.id))

    def run(self, conn: Connection, values: Values) -> int:
        number = int(self._statement.scalar(conn, values))
        _noted(conn)[self._table, number] = _Note()
        return number


class Update:
    """Changes the row with a number ("row" in the values). Prepared, for the hot path."""

    __slots__ = ("_proven", "_statement", "_table")

    def __init__(self, table: Table) -> None:
        self._table, self._proven = table.name, frozenset(PROVEN[table.name].columns)
        self._statement = Prepared(sql_update(table).where(table.c.id == bindparam("row")))

    def run(self, conn: Connection, values: Values) -> None:
        self._statement.run(conn, values)
        if not self._proven.isdisjoint(values):
            _noted(conn)[self._table, values["row"]] = _Note()


def insert(conn: Connection, table: Table, values: Values | Sequence[Values]) -> list[int]:
    """Inserts one or several rows and returns their numbers, in order."""
    if isinstance(values, Mapping):
        found = conn.execute(sql_insert(table).returning(table.c.id), values).scalars()
    else:
        found = conn.execute(sql_insert(table).returning(table.c.id, sort_by_parameter_order=True), values).scalars()
    return note(conn, table, found)


def insert_found(conn: Connection, table: Table, columns: Sequence[str], found: Select[Any]) -> list[int]:
    """Inserts the rows that a query returns."""
    adding = sql_insert(table).from_select(list(columns), found).returning(table.c.id)
    return note(conn, table, conn.execute(adding).scalars())


def update(conn: Connection, table: Table, values: Values, *where: ColumnElement[bool]) -> list[int]:
    """Changes the rows that match and returns their numbers."""
    changing = sql_update(table).where(*where).values(values).returning(table.c.id)
    changed = list(conn.execute(changing).scalars())
    return changed if PROVEN[table.name].exempt.keys() >= values.keys() else note(conn, table, changed)


def delete(conn: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    """Deletes the rows that match and returns how many there were."""
    proven, noted = PROVEN[table.name], _noted(conn)
    numbers = conn.execute(select(table.c.id).where(*where)).scalars().all()
    for some in _portions(numbers):
        pemdas: dict[int, set[int]] = {}
        owners = select(table.c.id, proven.pemda).select_from(proven.source).where(table.c.id.in_(some))
        for number, pemda in conn.execute(owners):
            pemdas.setdefault(number, set()).add(pemda)
        conn.execute(sql_delete(table).where(table.c.id.in_(some)))
        for number in some:
            noted[table.name, number] = _Note(frozenset(pemdas.get(number, ())))
    return len(numbers)


def note(conn: Connection, table: Table, numbers: Iterable[int]) -> list[int]:
    """Notes that the states of these rows are to be logged, as they are when the next entry is written."""
    found = list(numbers)
    noted = _noted(conn)
    for number in found:
        noted[table.name, number] = _Note()
    return found


def note_as_is(conn: Connection, pemda: int, table: Table, number: int, *, there: bool) -> None:
    """The same for one row, which may have been deleted."""
    _noted(conn)[table.name, number] = _Note(None if there else frozenset({pemda}))


def is_noted(conn: Connection, table: str, number: int) -> bool:
    return (table, number) in _noted(conn)


def begin(conn: Connection) -> None:
    """To be called when a transaction begins: forgets what an earlier one noted and did not commit."""
    conn.info.pop(_NOTED, None)


def take(conn: Connection, pemda: int) -> list[Block]:
    """The states of the noted rows of this Pemda, at most AT_ONCE in a block. Each state is returned once."""
    notes: _Notes | None = conn.info.get(_NOTED)
    if not notes:
        return []
    blocks: list[Block] = []
    found = list(_states(conn, notes, pemda))
    for start in range(0, len(found), AT_ONCE):
        key, rows = secrets.token_hex(KEY_BYTES), dict[str, dict[str, Any]]()
        for name, number, row in found[start : start + AT_ONCE]:
            state = None if row is None else PROVEN[name].state(row[2:], key)
            rows.setdefault(name, {})[str(number)] = state
        blocks.append({"key": key, "rows": rows})
    return blocks


def left(conn: Connection) -> list[int]:
    """The Pemda whose logs do not have all noted states yet."""
    notes: _Notes = conn.info.get(_NOTED) or {}
    found: set[int] = set()
    for (name, number), one in notes.items():
        those = one.gone if one.gone is not None else {row.of_pemda for row in _ONE[name].all(conn, {"row": number})}
        found |= those - one.said
    return sorted(found)


def _states(conn: Connection, notes: _Notes, pemda: int) -> Iterator[tuple[str, int, Any]]:
    """(table, number, row or None) of the noted rows of a Pemda. A row that every Pemda has logged is no
    longer noted.
    """
    for name, numbers in _by_table(notes).items():
        rows: dict[int, list[Any]] = {}
        for row in _read(conn, name, [number for number in numbers if notes[name, number].gone is None]):
            rows.setdefault(row.id, []).append(row)
        for number in numbers:
            one = notes[name, number]
            those = one.gone if one.gone is not None else {row.of_pemda for row in rows.get(number, ())}
            if pemda in those and pemda not in one.said:
                one.said.add(pemda)
                yield name, number, None if one.gone is not None else rows[number][0]
            if those and those <= one.said:
                del notes[name, number]


def _by_table(notes: _Notes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for name, number in notes:
        found.setdefault(name, []).append(number)
    return found


def _read(conn: Connection, name: str, numbers: list[int]) -> Iterator[Any]:
    if len(numbers) <= _FEW:
        for number in numbers:
            yield from _ONE[name].all(conn, {"row": number})
        return
    proven = PROVEN[name]
    for some in _portions(numbers):
        yield from conn.execute(proven.reading.where(proven.table.c.id.in_(some)))


def _portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    found = list(numbers)
    for start in range(0, len(found), AT_ONCE):
        yield found[start : start + AT_ONCE]


def _noted(conn: Connection) -> _Notes:
    notes: _Notes = conn.info.setdefault(_NOTED, {})
    return notes
