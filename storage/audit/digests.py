"""What the audit log proves: which columns of which tables, and how a row's state is written into the log.

A line of the log that changes rows carries their state after the change (storage/audit/writes.py). The state names
numbers, levels, instants and slugs as they are. What people wrote, and what tells who they are, stands in it as a keyed
digest: equal words are recognised, and nobody reads them there. Empty values are left out.

Which they are stands in storage/audit/proven.py.
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
"""A row as the log holds it: column -> value, empty ones left out."""

HIDDEN = "~"
"""Before the digest of a value that the log does not show."""


canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
"""One JSON text for one value."""

_any = json.JSONEncoder(sort_keys=True, default=repr).encode


@dataclass(frozen=True)
class Proven:
    """A table and the decision for each of its columns: shown in the log (`shown`), only as a digest (`hidden`), or not
    proven, and why (`exempt`). `source` reaches the Pemda whose log it is; a row may belong to several (a person)."""

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
        """The row's number, its Pemda and what is proven of it."""
        columns = (self.table.c[name] for name in self.columns)
        return select(self.table.c.id, self.pemda.label("of_pemda"), *columns).select_from(self.source)

    def prepared(self) -> Prepared:
        """The same for one row."""
        return Prepared(self.reading.where(self.table.c.id == bindparam("row")))

    @cached_property
    def _plan(self) -> list[tuple[str, Any, bool]]:
        """Each column with the value that is left out, and whether only a digest is shown."""
        return [(name, _blank(self.table, name), name in self.hidden) for name in self.columns]

    def state(self, values: Iterable[Any], key: str) -> State:
        """A row as the log holds it: the values of `columns`. `key` (hexadecimal) makes the digests."""
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
    return HIDDEN + blake2b(f"{name}={words}".encode(), key=secret, digest_size=16).hexdigest()


def _blank(table: Table, name: str) -> Any:
    """The value that is left out: nothing, or what stands for it where the column knows no NULL."""
    column = table.c[name]
    if column.nullable or isinstance(column.type, JSON):
        return None
    if isinstance(column.type, Boolean):
        return False
    return 0 if isinstance(column.type, Integer) else ""
