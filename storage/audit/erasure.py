"""Erases content of the audit log. The chain stays whole; the entry that names the erased ones keeps what their content
proved.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, or_, select

from storage.audit import writes
from storage.audit.chain import COLUMNS, ERASE, LINKS, PROOF, Entry, append
from storage.audit.digests import canonical
from storage.engine.schema import AUDIT, AUDIT_CONTENT

_LINK, _CONTENT = AUDIT, AUDIT_CONTENT
_AT_ONCE = 500  # numbers in one statement
_READABLE = (
    select(_LINK.c.pemda_id, _LINK.c.number, _LINK.c.actor, _CONTENT.c.content)
    .select_from(
        _LINK.join(_CONTENT, and_(_CONTENT.c.pemda_id == _LINK.c.pemda_id, _CONTENT.c.number == _LINK.c.number))
    )
    .order_by(_LINK.c.pemda_id, _LINK.c.number)
)


def erase_person(
    conn: Connection, person_id: int, now: datetime, actor: int | None = None, name: str | None = None
) -> int:
    """Erases salt and content of every entry made by a person or naming them (by number, or by exactly `name`), in
    every Pemda, and appends an entry that lists them. Returns how many were erased.
    """
    named = or_(_CONTENT.c.content.contains(f'"person":{person_id}'), _CONTENT.c.content.contains('"people":['))
    if name:
        named = or_(named, _CONTENT.c.content.contains(canonical(name), autoescape=True))
    rows = conn.execute(_READABLE.where(or_(_LINK.c.actor == person_id, named)))
    erased: dict[int, list[int]] = {}
    for row in rows:
        if _about(row, person_id, name):
            erased.setdefault(row.pemda_id, []).append(row.number)
    return _erase(conn, erased, now, actor)


def erase_assessment(conn: Connection, assessment: int, now: datetime, actor: int | None = None) -> int:
    """The same for every entry about an assessment."""
    erased: dict[int, list[int]] = {}
    for row in conn.execute(_READABLE.where(_LINK.c.assessment_id == assessment)):
        erased.setdefault(row.pemda_id, []).append(row.number)
    return _erase(conn, erased, now, actor)


def _erase(conn: Connection, erased: dict[int, list[int]], now: datetime, actor: int | None) -> int:
    for pemda_id, numbers in erased.items():
        erase(conn, pemda_id, numbers, now, actor)
    return sum(len(numbers) for numbers in erased.values())


def erase(conn: Connection, pemda_id: int, numbers: Collection[int], now: datetime, actor: int | None = None) -> None:
    """Erases salt and content of these entries of a Pemda, and appends an entry that lists them.

    What only their content proved is repeated in that entry: former erasures, and states of rows that this transaction
    has not changed.
    """
    content = _kept(conn, pemda_id, set(numbers))
    for some in _portions(sorted(numbers)):
        conn.execute(delete(_CONTENT).where(_CONTENT.c.pemda_id == pemda_id, _CONTENT.c.number.in_(some)))
    append(conn, pemda_id, [Entry(actor, ERASE, content)], now)


_STATING = _READABLE.where(_LINK.c.pemda_id == bindparam("pemda"), _LINK.c.number >= bindparam("first"))


def _kept(conn: Connection, pemda_id: int, numbers: set[int]) -> dict[str, Any]:
    """The content of the entry that lists the erased ones."""
    links, columns = set(numbers), None
    states: dict[tuple[str, str], tuple[str, Any]] = {}
    for row in conn.execute(_STATING, {"pemda": pemda_id, "first": min(numbers, default=0)}):
        goes, content = row.number in numbers, json.loads(row.content)
        if goes:
            links.update(content.get(LINKS, ()))
        if COLUMNS in content:
            columns = content[COLUMNS] if goes else None
        for block in content.get(PROOF, ()):
            for place in ((table, number) for table, those in block["rows"].items() for number in those):
                if goes:
                    states[place] = (block["key"], block["rows"][place[0]][place[1]])
                else:
                    states.pop(place, None)
    blocks: dict[str, dict[str, dict[str, Any]]] = {}
    for (table, number), (key, state) in states.items():
        if not writes.is_noted(conn, table, int(number)):
            blocks.setdefault(key, {}).setdefault(table, {})[number] = state
    found: dict[str, Any] = {LINKS: sorted(links)}
    if columns is not None:
        found[COLUMNS] = columns
    if blocks:
        found[PROOF] = [{"key": key, "rows": those} for key, those in blocks.items()]
    return found


def _portions(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]


def _about(row: Any, person_id: int, name: str | None) -> bool:
    if row.actor == person_id:
        return True
    content = json.loads(row.content)
    if content.get("person") == person_id or person_id in content.get("people", ()):
        return True
    return name is not None and _says(content, name)


def _says(value: Any, name: str) -> bool:
    """Whether a JSON value contains this name as one of its texts."""
    if isinstance(value, dict):
        return any(_says(one, name) for one in value.values())
    return any(_says(one, name) for one in value) if isinstance(value, list) else value == name
