"""Statements of the hot path, made into plain SQL once and handed to the driver directly.

`conn.execute` looks a statement up, sorts its parameters, wraps its result and watches over it every time: about 35
microseconds, of which SQLite itself needs 5. An update runs thirty statements, so that was a third of a turn. What
runs in every turn is therefore `Prepared`; everything else may go on using `conn.execute` on the same connection.

    _ONE = Prepared(select(PERSON).where(PERSON.c.telegram_id == bindparam("account")))
    row = _ONE.first(conn, {"account": 7})          # row.name, or unpacked by position

The same statements, values and failures as with `conn.execute`; two things are left out: parameters that expand
(`IN` with a list that varies), and defaults that a column fills in by itself.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, NoReturn

import msgspec
from sqlalchemy import Connection, Delete, Dialect, Insert, Select, TextClause, Update
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import JSON, TypeEngine

from storage.engine.schema import AnyRow
from storage.engine.tables.columns import Instant

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]
Statement = Select[*tuple[Any, ...]] | Insert | Update | Delete | TextClause

_NOTHING: Values = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement for one kind of database. `blank` are its parameters with the constant ones filled in; `slots` are
    the others: place in `blank`, name, conversion. `columns` are the places in a row that have to be converted.
    """

    sql: str
    blank: Any
    slots: tuple[tuple[Any, str, Convert | None], ...]
    row: Callable[[Iterable[Any]], AnyRow]
    columns: tuple[tuple[int, Convert], ...]

    def parameters(self, values: Values) -> Any:
        given = self.blank.copy()
        for place, name, convert in self.slots:
            given[place] = values[name] if convert is None else convert(values[name])
        return given

    def read(self, found: Sequence[Any]) -> AnyRow:
        if not self.columns:
            return self.row(found)
        values = list(found)
        for place, convert in self.columns:
            values[place] = convert(values[place])
        return self.row(values)


class Prepared:
    """A statement that is compiled when it is first run, once for each kind of database and each set of columns
    written.
    """

    __slots__ = ("_plans", "_statement")

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def all(self, conn: Connection, values: Values = _NOTHING) -> list[AnyRow]:
        plan, cursor = self._execute(conn, values)
        return [plan.read(found) for found in cursor.fetchall()]

    def first(self, conn: Connection, values: Values = _NOTHING) -> AnyRow | None:
        """The first row, or None."""
        plan, cursor = self._execute(conn, values)
        found = cursor.fetchall()  # all: a statement left halfway would hold its view of the data open
        return plan.read(found[0]) if found else None

    def scalars(self, conn: Connection, values: Values = _NOTHING) -> list[Any]:
        """The first column of each row."""
        return [row[0] for row in self.all(conn, values)]

    def one(self, conn: Connection, values: Values = _NOTHING) -> AnyRow:
        """The only row. Raises LookupError when there is none."""
        row = self.first(conn, values)
        if row is None:
            raise LookupError("no row where there must be one")
        return row

    def scalar(self, conn: Connection, values: Values = _NOTHING) -> Any:
        """The first column of the first row; None where there is none."""
        row = self.first(conn, values)
        return None if row is None else row[0]

    def run(self, conn: Connection, values: Values = _NOTHING) -> int:
        """Runs the statement and returns the number of rows changed."""
        return int(self._execute(conn, values)[1].rowcount)

    def each(self, conn: Connection, many: Sequence[Values]) -> None:
        """Runs the statement for many values, all with the same names."""
        if len(many) == 1:
            self._execute(conn, many[0])
        elif many:
            plan = self._plan(conn.dialect, many[0])
            cursor = conn.connection.cursor()
            rows = [plan.parameters(values) for values in many]
            try:
                cursor.executemany(plan.sql, rows)
            except Exception as error:
                _fail(conn, error, plan, rows, cursor)

    def _execute(self, conn: Connection, values: Values) -> tuple[_Plan, Any]:
        plan = self._plan(conn.dialect, values)
        given = plan.parameters(values)
        cursor = conn.connection.cursor()
        try:
            cursor.execute(plan.sql, given)
        except Exception as error:
            _fail(conn, error, plan, given, cursor)
        return plan, cursor

    def _plan(self, dialect: Dialect, values: Values) -> _Plan:
        key = (dialect.name, *values)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = _compiled(self._statement, dialect, tuple(values))
        return plan


def _fail(conn: Connection, error: Exception, plan: _Plan, given: Any, cursor: Any) -> NoReturn:
    """Raises what `conn.execute` would raise: the same kind of error, without people's words. A dead connection is
    discarded.
    """
    conn._handle_dbapi_exception(error, plan.sql, given, cursor, None)


def _compiled(statement: Statement, dialect: Dialect, names: tuple[str, ...]) -> _Plan:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    assert isinstance(compiled, SQLCompiler)
    left_out = (*compiled.insert_prefetch, *compiled.update_prefetch, *compiled.post_compile_params)
    assert not left_out, f"not for hot statements: {left_out}"
    in_order, known = compiled.positiontup, compiled.params
    blank: Any = {} if in_order is None else [None] * len(in_order)
    slots = []
    for place, name in enumerate(in_order) if in_order is not None else zip(known, known, strict=True):
        bind = compiled.binds[name]
        convert = _writer(bind.type, dialect)
        if bind.required or name in names:
            slots.append((place, name, convert))
        else:  # a value that stands in the statement itself
            blank[place] = convert(known[name]) if convert else known[name]
    columns = [] if isinstance(statement, TextClause) else list(statement.exported_columns)
    readers = [(place, _reader(column.type, dialect)) for place, column in enumerate(columns)]
    return _Plan(
        compiled.string,
        blank,
        tuple(slots),
        _row(tuple(column.key or "" for column in columns)),
        tuple((place, convert) for place, convert in readers if convert is not None),
    )


@cache
def _row(names: tuple[str, ...]) -> Callable[[Iterable[Any]], AnyRow]:
    kind: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    make: Callable[[Iterable[Any]], AnyRow] = kind._make
    return make


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(kind, Instant) and dialect.name == "sqlite":
        return _write_instant
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if dialect.name == "sqlite":
        if isinstance(kind, Instant):
            return _read_instant
        if isinstance(kind, JSON):
            return _read_json
    return kind.dialect_impl(dialect).result_processor(dialect, None)


# As `Instant` and `JSON` write and read in SQLite, in one step each.


def _write_instant(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("instants are stored with their zone; this one has none")
    return value.astimezone(UTC).isoformat(" ", "microseconds")[:26]


def _read_instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")


def _read_json(text: str | None) -> Any:
    return None if text is None else msgspec.json.decode(text)
