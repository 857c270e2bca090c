"""Tokens of invitations taken out of everything that was stored while pasted links were kept like any other words.

Every text of every table is looked through; only tokens whose hash is an invitation's are hidden. A link that was kept
as evidence is refused and removed; lines of the log that hold a token lose their content, as an erasure does. An
invitation that was still open and could be read by others is revoked; the log says so.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.people import invitation
from storage.audit import chain, writes
from storage.audit.proven import PROVEN
from storage.engine.tables.columns import Instant
from storage.messaging.inbox import read_arrival
from storage.people.entrance import closed, hidden, strings

revision = "0005"
down_revision = "0004"

AT_ONCE = 500
PRIVATE = frozenset({"inbox", "conversation"})
"""What only the person read who pasted it."""

_INVITATION = sa.table(
    "invitation",
    *map(sa.column, ("id", "pemda_id", "token_hash", "used", "uses")),
    *(sa.column(name, Instant) for name in ("expires_at", "revoked_at")),
)


def upgrade() -> None:
    conn = op.get_bind()
    known = {row.token_hash: row for row in conn.execute(sa.select(_INVITATION)).all()}
    if not known:
        return
    now, tables = datetime.now(UTC), sa.MetaData()
    tables.reflect(conn)
    read_by_others: set[str] = set()
    changed: dict[str, list[int]] = {}
    for name, table in sorted(tables.tables.items()):
        if name == "audit_content":
            found = _erase(conn, table, frozenset(known), now)
        elif name == "inbox":
            found = _close(conn, table, frozenset(known))
        else:
            found, changed[name] = _hide(conn, table, frozenset(known), now)
        read_by_others |= set() if name in PRIVATE else found
    _revoke(conn, [known[one] for one in sorted(read_by_others)], now, changed)
    for name, numbers in changed.items():
        if name in PROVEN:
            writes.note(conn, PROVEN[name].table, numbers)


def _rows(conn: sa.Connection, table: sa.Table, columns: list[Any]) -> Iterator[Any]:
    """Number (or key) and texts of every row, a portion at a time, each read whole before anything is written."""
    key, offset = list(table.primary_key.columns), 0
    query = sa.select(*key, *(column for column in columns if column not in key)).order_by(*key).limit(AT_ONCE)
    while found := conn.execute(query.offset(offset)).mappings().all():
        yield from found
        offset += len(found)


def _texts(table: sa.Table) -> list[Any]:
    return [column for column in table.columns if isinstance(column.type, sa.String | sa.JSON)]


def _found(value: Any, known: frozenset[str]) -> set[str]:
    return {token.hash for text in strings(value) for token in invitation.tokens(text)} & known


def _same(table: sa.Table, row: Mapping[Any, Any]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == row[column.name] for column in table.primary_key.columns))


def _hide(conn: sa.Connection, table: sa.Table, known: frozenset[str], now: datetime) -> tuple[set[str], list[int]]:
    """Hashes that stood in a table, and the numbers of its rows that were changed."""
    met: set[str] = set()
    numbers = []
    for row in _rows(conn, table, _texts(table)):
        holding = {column.name: row[column.name] for column in _texts(table) if _found(row[column.name], known)}
        if not holding:
            continue
        met |= _found(list(holding.values()), known)
        values: dict[str, Any] = {name: hidden({"": value}, known)[""] for name, value in holding.items()}
        if table.name == "evidence" and "name" in holding and _is_link(conn, table, row):
            values |= {"state": "refused", "refusal": "invitation", "removed_at": _stored(conn, now)}
        conn.execute(sa.update(table).where(_same(table, row)).values(values))
        numbers.append(row.get("id", 0))
    return met, numbers


def _is_link(conn: sa.Connection, table: sa.Table, row: Mapping[Any, Any]) -> bool:
    return bool(conn.execute(sa.select(table.c.kind).where(_same(table, row))).scalar_one() == "link")


def _stored(conn: sa.Connection, at: datetime) -> datetime:
    return at.replace(tzinfo=None) if conn.dialect.name == "sqlite" else at


def _close(conn: sa.Connection, table: sa.Table, known: frozenset[str]) -> set[str]:
    """Updates that still wait bring their invitation, as they would if they came now."""
    met: set[str] = set()
    for row in _rows(conn, table, [table.c.body, table.c.error]):
        if not _found([row["body"], row["error"]], known) and not _found(_read(row["body"]), known):
            continue
        met |= _found(_read(row["body"]), known)
        arrival = read_arrival(row["body"]) if row["body"] else None
        body = closed(conn, [arrival])[0].body if arrival is not None else row["body"]
        values = {"body": body, "error": invitation.hide(row["error"], known)}
        conn.execute(sa.update(table).where(_same(table, row)).values(values))
    return met


def _read(body: str | None) -> Any:
    try:
        return json.loads(body or "null")
    except (ValueError, RecursionError):
        return body


def _erase(conn: sa.Connection, table: sa.Table, known: frozenset[str], now: datetime) -> set[str]:
    """Lines of the log cannot be changed, but their content can go; which went is said, so the chain holds."""
    met: set[str] = set()
    lines: dict[int, list[int]] = defaultdict(list)
    for row in _rows(conn, table, [table.c.content]):
        found = _found(_read(row["content"]), known)
        if found:
            met |= found
            lines[row["pemda_id"]].append(row["number"])
    for pemda, numbers in lines.items():
        for start in range(0, len(numbers), AT_ONCE):
            some = table.c.number.in_(numbers[start : start + AT_ONCE])
            conn.execute(sa.delete(table).where(table.c.pemda_id == pemda, some))
        chain.append(conn, pemda, [chain.Entry(None, chain.ERASE, {chain.LINKS: numbers, "why": "token"})], now)
    return met


def _revoke(conn: sa.Connection, found: list[Any], now: datetime, changed: dict[str, list[int]]) -> None:
    """Who could read a token may have kept it."""
    still: dict[int, list[int]] = defaultdict(list)
    for row in found:
        if row.revoked_at is None and row.expires_at > now and row.used < row.uses:
            still[row.pemda_id].append(row.id)
    for pemda, numbers in still.items():
        conn.execute(sa.update(_INVITATION).where(_INVITATION.c.id.in_(numbers)).values(revoked_at=now))
        content = {"invitations": numbers, "opd": None, "why": "token_was_stored"}
        chain.append(conn, pemda, [chain.Entry(None, "invitations_revoked", content)], now)
        changed.setdefault("invitation", []).extend(numbers)
