"""The log of a Pemda begins to prove: the states of all rows as they are, in lines of their own.

Done when a database is brought to a version that proves more than its log does. Rows that already differ from what the
log says are left out, so that they go on differing.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import datetime
from itertools import islice
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, select

from storage import audit, proof, replay
from storage.audit import PROOF_BEGUN, Entry
from storage.schema import AUDIT_HEAD
from storage.writes import AT_ONCE, KEY_BYTES


def bring(conn: Connection, now: datetime) -> None:
    """Every Pemda whose log does not prove what this version of the program proves."""
    for pemda in conn.execute(select(AUDIT_HEAD.c.pemda_id).order_by(AUDIT_HEAD.c.pemda_id)).scalars().all():
        known = replay.proven_columns(conn, pemda)
        if known != proof.COLUMNS:
            tables = [name for name, columns in proof.COLUMNS.items() if known.get(name) != columns]
            begin(conn, pemda, tables, now, {(one.table, one.id) for one in replay.differences(conn, pemda)})


def begin(
    conn: Connection, pemda: int, tables: Iterable[str], now: datetime, without: Container[tuple[str, int]] = ()
) -> None:
    """Says the present states of these tables' rows, and whose content was erased before erasures were compared."""
    content: dict[str, Any] = {audit.COLUMNS: proof.COLUMNS}
    if not replay.proven_columns(conn, pemda):
        content[audit.LINKS] = list(audit.verify(conn, pemda).missing)
    audit.append(conn, pemda, [Entry(None, PROOF_BEGUN, content)], now)
    for name in tables:
        proven = proof.PROVEN[name]
        rows = (row for row in _rows(conn, proven, pemda) if (name, row.id) not in without)
        while some := list(islice(rows, AT_ONCE)):
            key = token_hex(KEY_BYTES)
            block = {"key": key, "rows": {name: {str(row.id): proven.state(row, key) for row in some}}}
            audit.append(conn, pemda, [Entry(None, audit.ROWS, {audit.PROOF: [block]})], now)


def _rows(conn: Connection, proven: proof.Proven, pemda: int) -> Iterator[Any]:
    """Read in portions, each whole before something is written again."""
    last = 0
    query = proven.reading.where(proven.pemda == pemda).order_by(proven.table.c.id).limit(AT_ONCE)
    while found := conn.execute(query.where(proven.table.c.id > last)).all():
        for row in found:
            if row.id > last:  # a person is found once for each role
                last = row.id
                yield row
