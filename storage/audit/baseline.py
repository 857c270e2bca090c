"""Writes the present states of all rows into the log of a Pemda, so that the log proves them from now on.

Done when a database is upgraded to a version that proves more than its log does. Changes made by the migrations are
included. Rows that differed from the log before are left out, so that they are still reported.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, select

from storage.audit import chain, proven, replay, writes
from storage.audit.chain import PROOF_BEGUN, Entry
from storage.audit.digests import Proven
from storage.audit.replay import Kind
from storage.audit.writes import AT_ONCE, KEY_BYTES
from storage.engine.schema import AUDIT_HEAD

Places = frozenset[tuple[int, str, int]]
"""Rows that differ from the log: (Pemda, table, number)."""


def differing(conn: Connection) -> Places:
    """Before the migrations: the rows that doctor already reports."""
    return frozenset((pemda, one.table, one.id) for pemda in _chains(conn) for one in replay.differences(conn, pemda))


def bring(conn: Connection, now: datetime, former: Places = frozenset()) -> None:
    """After the migrations: makes every log prove what this version of the program proves."""
    for pemda in _chains(conn):
        known = replay.proven_columns(conn, pemda)
        more = [name for name, columns in proven.COLUMNS.items() if known.get(name) != columns]
        left_out = {(name, number) for of, name, number in former if of == pemda}
        changed = [one for one in replay.differences(conn, pemda) if (one.table, one.id) not in left_out]
        for one in changed:
            if one.table not in more:
                writes.note_as_is(
                    conn, pemda, proven.PROVEN[one.table].table, one.id, there=one.kind is not Kind.MISSING
                )
        if known != proven.COLUMNS:
            begin(conn, pemda, more, now, left_out)
        elif changed:
            chain.append(conn, pemda, [], now)


def _chains(conn: Connection) -> Sequence[int]:
    return conn.execute(select(AUDIT_HEAD.c.pemda_id).order_by(AUDIT_HEAD.c.pemda_id)).scalars().all()


def begin(
    conn: Connection, pemda: int, tables: Iterable[str], now: datetime, without: Container[tuple[str, int]] = ()
) -> None:
    """Logs the present states of the rows of these tables, and names content that was erased before erasures were
    logged.
    """
    content: dict[str, Any] = {chain.COLUMNS: proven.COLUMNS}
    if not replay.proven_columns(conn, pemda):
        content[chain.LINKS] = list(chain.verify(conn, pemda).missing)
    chain.append(conn, pemda, [Entry(None, PROOF_BEGUN, content)], now)
    for name in tables:
        of_table = proven.PROVEN[name]
        rows = (row for row in _rows(conn, of_table, pemda) if (name, row.id) not in without)
        while some := list(islice(rows, AT_ONCE)):
            key = token_hex(KEY_BYTES)
            block = {"key": key, "rows": {name: {str(row.id): of_table.state(row[2:], key) for row in some}}}
            chain.append(conn, pemda, [Entry(None, chain.ROWS, {chain.PROOF: [block]})], now)


def _rows(conn: Connection, of_table: Proven, pemda: int) -> Iterator[Any]:
    """Reads the rows in portions. Each portion is read completely before anything is written."""
    last = 0
    query = of_table.reading.where(of_table.pemda == pemda).order_by(of_table.table.c.id).limit(AT_ONCE)
    while found := conn.execute(query.where(of_table.table.c.id > last)).all():
        for row in found:
            if row.id > last:  # a person is found once for each role
                last = row.id
                yield row
