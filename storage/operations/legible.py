"""What of the database cannot be read: missing tables and columns, and values that this program never writes.

SQLite keeps any value in any column. A single odd one must not end an examination of everything else, so `pandu doctor`
looks for them by themselves, with every type read raw.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Table,
    Text,
    cast,
    inspect,
    select,
    type_coerce,
)
from sqlalchemy.types import NULLTYPE

from storage.engine.schema import METADATA
from storage.engine.tables.columns import Instant


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row with values that cannot be read. `row` is its key ("12", "1/30"). `missing`: the columns are not there, or,
    without columns, the whole table.
    """

    table: str
    row: str = ""
    columns: tuple[str, ...] = ()
    missing: bool = False


class Illegible(Exception):
    """Rows or tables cannot be read. `first` is one of them."""

    def __init__(self, first: Unreadable) -> None:
        super().__init__(f"cannot be read: {first}")
        self.first = first


def expect_legible(conn: Connection, tables: Collection[str] = METADATA.tables.keys()) -> None:
    """Raises Illegible where something in these tables cannot be read."""
    with undecoded(conn):
        for found in unreadable(conn, tables):
            raise Illegible(found)


@contextmanager
def undecoded(conn: Connection) -> Iterator[None]:
    """Meanwhile SQLite's texts that are no UTF-8 are read too; what does not fit becomes lone surrogates."""
    if conn.dialect.name != "sqlite":
        yield
        return
    raw: Any = conn.connection.dbapi_connection
    former, raw.text_factory = raw.text_factory, lambda text: text.decode(errors="surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = former


def unreadable(conn: Connection, tables: Collection[str] = METADATA.tables.keys()) -> Iterator[Unreadable]:
    """Everything in these tables that cannot be read, table by table. To be called within `undecoded`."""
    schema = inspect(conn)
    there = set(schema.get_table_names())
    for table in METADATA.sorted_tables:
        if table.name not in tables:
            continue
        if table.name not in there:
            yield Unreadable(table.name, missing=True)
            continue
        known = {column["name"] for column in schema.get_columns(table.name)}
        lost = tuple(column.name for column in table.columns if column.name not in known)
        if lost:
            yield Unreadable(table.name, columns=lost, missing=True)
        yield from _rows(conn, table, [column for column in table.columns if column.name in known])


def _rows(conn: Connection, table: Table, columns: Sequence[Column[Any]]) -> Iterator[Unreadable]:
    key = [place for place, column in enumerate(columns) if column.primary_key]
    query = select(*(_raw(column, conn.dialect.name) for column in columns)).execution_options(yield_per=1000)
    for row in conn.execute(query):
        bad = tuple(column.name for column, value in zip(columns, row, strict=True) if not _fits(column, value))
        if bad:
            yield Unreadable(table.name, "/".join(_shown(row[place]) for place in key), bad)


def _raw(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """The column as it is stored. PostgreSQL's instants are read as words, because Python has no year 10000."""
    if dialect == "postgresql" and isinstance(column.type, Instant):
        return cast(column, Text).label(column.name)
    return type_coerce(column, NULLTYPE).label(column.name)


def _fits(column: Column[Any], value: Any) -> bool:
    """Whether this program could have written the value."""
    if value is None:
        return bool(column.nullable)
    match column.type:
        case Instant():
            return isinstance(value, str) and _is_instant(value)
        case JSON():
            return _is_json(column, value)
        case Boolean():
            return value in (0, 1) and isinstance(value, int)
        case Integer():
            return isinstance(value, int)
    return isinstance(value, str) and (value.isascii() or _is_unicode(value))


def _is_instant(words: str) -> bool:
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return False
    return True


def _is_json(column: Column[Any], value: Any) -> bool:
    """Whether it is a list where lists are kept, and a mapping elsewhere."""
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return False
    if found is None:
        return bool(column.nullable)
    default: Any = column.default
    kinds = type(default.arg(None)) if default is not None and default.is_callable else (list, dict)
    return isinstance(found, kinds)


def _is_unicode(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
