"""What the audit log proves: which columns of which tables, and how the state of a row is written into the log.

An entry that changes rows carries their states after the change (storage/audit/writes.py). Numbers, levels, instants
and slugs are written as they are. What people wrote, and what identifies them, is written as a keyed digest: equal
words can be recognised, but nobody can read them there. Empty values are left out. The decisions are in
storage/audit/proven.py.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any

from sqlalchemy import JSON, Boolean, ColumnElement, FromClause, Integer, Select, Table, bindparam, select

from storage.engine.statements import Prepared

State = dict[str, Any]
"""A row as the log holds it: column -> value, without empty ones."""

HIDDEN = "~"
"""Stands before the digest of a value that the log does not show."""


canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
"""Writes each value as exactly one JSON text."""

_any = json.JSONEncoder(sort_keys=True, default=repr).encode


@dataclass(frozen=True)
class Proven:
    """A table with the decision for each column: shown in the log (`shown`), only as a digest (`hidden`), or not
    proven, with the reason (`exempt`). `source` joins the table to the Pemda whose log proves the row; a person's row
    may belong to several.
    """

    table: Table
    source: FromClause
    pemda: ColumnElement[int]
    shown: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    exempt: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return (*self.shown, *self.hidden)

    @property
    def reading(self) -> Select[Any]:
        """Selects number, Pemda and proven columns."""
        columns = (self.table.c[name] for name in self.columns)
        return select(self.table.c.id, self.pemda.label("of_pemda"), *columns).select_from(self.source)

    def prepared(self) -> Prepared:
        """The same for one row."""
        return Prepared(self.reading.where(self.table.c.id == bindparam("row")))

    @cached_property
    def _plan(self) -> list[tuple[str, Any, bool]]:
        """For each column its name, the value that is left out, and whether only a digest is written."""
        return [(name, _blank(self.table, name), name in self.hidden) for name in self.columns]

    def state(self, values: Iterable[Any], key: str) -> State:
        """The state of a row from the values of `columns`. `key` (hexadecimal) is used for the digests."""
        found: State = {}
        secret = bytes.fromhex(key)
        for (name, blank, hidden), value in zip(self._plan, values, strict=True):
            if value == blank and value.__class__ is blank.__class__:
                continue
            if hidden:
                found[name] = _digest(name, value, secret)
            else:
                found[name] = value.isoformat() if value.__class__ is datetime else value
        return found


def _digest(name: str, value: Any, secret: bytes) -> str:
    words = value if value.__class__ is str else _any(value)
    return HIDDEN + blake2b(f"{name}={words}".encode(errors="surrogatepass"), key=secret, digest_size=16).hexdigest()


def _blank(table: Table, name: str) -> Any:
    """The value that is left out: None, or the default of a column without NULL."""
    column = table.c[name]
    if column.nullable or isinstance(column.type, JSON):
        return None
    if isinstance(column.type, Boolean):
        return False
    return 0 if isinstance(column.type, Integer) else ""
