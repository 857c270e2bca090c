"""The audit log: one chain of hashes for each Pemda, append-only, erasable by law.

    digest = SHA-256(salt + content)
    hash   = SHA-256(former hash + canonical JSON of [Pemda, number, actor, act, assessment, instant, digest])

Salt and content are in a table of their own. When they are erased, the digest stays and the chain is whole; without the
salt nobody can guess the content from its digest. Content names people by "person" (a number) or "people" (a list of
numbers), so that everything about a person can be found and erased.

Besides what an act says, content has these parts:

    "proof"    states of the rows that were changed (storage/audit/writes.py); the last one of a row is the present one
    "columns"  what this log proves from here on (storage/audit/proven.py)
    "links"    numbers of the entries whose content was erased
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, insert, select, type_coerce, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.audit import writes
from storage.audit.digests import canonical
from storage.engine.schema import AUDIT, AUDIT_CONTENT, AUDIT_HEAD, AnyRow
from storage.engine.statements import Prepared
from storage.engine.tables.columns import StoredInstant

SALT_BYTES = 16
START = "0" * 64
"""Stands for the former hash in the first entry."""

ROWS, ERASE, PROOF_BEGUN = "rows", "erase", "proof_begun"
"""Acts of the log itself: states that no other entry has taken along; content that was erased; what is proven from this
entry on."""

PROOF, COLUMNS, LINKS = "proof", "columns", "links"

ANCHOR_LENGTH = 12
"""The fewest characters of a printed hash that identify an entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what. `person` None: the program or its operator. `content` is plain JSON."""

    actor: int | None
    act: str
    content: dict[str, Any]
    assessment_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """The outcome of checking a chain. `fault` says what is wrong at `broken_at`, the first bad entry. `erased` entries
    have no content any more; `missing` counts those of them that no erasure names.
    """

    entries: int
    erased: int
    hash: str
    broken_at: int | None = None
    fault: str = ""
    missing: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        return self.broken_at is None


_HEAD, _LINK, _CONTENT = AUDIT_HEAD, AUDIT, AUDIT_CONTENT
_LOCK = Prepared(select(_HEAD.c.number, _HEAD.c.hash).where(_HEAD.c.pemda_id == bindparam("pemda")).with_for_update())
_MOVE = Prepared(
    update(_HEAD)
    .where(_HEAD.c.pemda_id == bindparam("pemda"))
    .values(number=bindparam("newest"), hash=bindparam("digest"))
)
_FIRST = {
    name: dialect.insert(_HEAD).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_ADD_LINK, _ADD_CONTENT = Prepared(insert(_LINK)), Prepared(insert(_CONTENT))
_AT = "logged_at"  # of a connection's `info`: when this transaction last wrote into the log
_ERASING = frozenset({ERASE, PROOF_BEGUN})
_SAME = and_(_CONTENT.c.pemda_id == _LINK.c.pemda_id, _CONTENT.c.number == _LINK.c.number)
_CHAIN = (
    select(
        *(column for column in _LINK.c if column.name != "at"),
        type_coerce(_LINK.c.at, StoredInstant).label("at"),
        _CONTENT.c.salt,
        _CONTENT.c.content,
    )
    .select_from(_LINK.outerjoin(_CONTENT, _SAME))
    .where(_LINK.c.pemda_id == bindparam("pemda"))
    .order_by(_LINK.c.number)
    .execution_options(yield_per=1000)
)


def _digest(salt: str, content: str) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + content.encode()).hexdigest()


def _hash(former: str, facts: Sequence[Any]) -> str:
    return hashlib.sha256((former + canonical(facts)).encode()).hexdigest()


def append(conn: Connection, pemda_id: int, entries: Sequence[Entry], now: datetime) -> str:
    """Appends entries to a Pemda's chain and returns its newest hash. The last entry takes along the states of all rows
    that this transaction has changed and not logged yet.

    Locks the head of the chain. A transaction must lock it last, or two transactions may wait for each other.
    """
    entries = _with_states(entries, writes.take(conn, pemda_id))
    number, former = _lock_head(conn, pemda_id)
    at = now.astimezone(UTC)
    links, contents = [], []
    for entry in entries:
        number += 1
        salt, content = secrets.token_hex(SALT_BYTES), canonical(entry.content)
        digest = _digest(salt, content)
        facts = (pemda_id, number, entry.actor, entry.act, entry.assessment_id, at.isoformat(), digest)
        former = _hash(former, facts)
        names = ("pemda_id", "number", "actor", "act", "assessment_id")
        links.append({**dict(zip(names, facts, strict=False)), "at": at, "digest": digest, "hash": former})
        contents.append({"pemda_id": pemda_id, "number": number, "salt": salt, "content": content})
    if links:
        _ADD_LINK.each(conn, links)
        _ADD_CONTENT.each(conn, contents)
        _MOVE.run(conn, {"pemda": pemda_id, "newest": number, "digest": former})
    conn.info[_AT] = now
    return former


def _with_states(entries: Sequence[Entry], blocks: list[writes.Block]) -> Sequence[Entry]:
    """Puts the first block into the last entry, and each further block into an entry of its own."""
    if not blocks:
        return entries
    *before, last = entries or [Entry(None, ROWS, {})]
    taken = replace(last, content={**last.content, PROOF: [*last.content.get(PROOF, ()), blocks[0]]})
    return [*before, taken, *(Entry(None, ROWS, {PROOF: [block]}) for block in blocks[1:])]


def begin(conn: Connection) -> None:
    """To be called when a transaction begins: forgets notes that an earlier one left behind."""
    writes.begin(conn)
    conn.info.pop(_AT, None)


def settle(conn: Connection) -> None:
    """To be called when a transaction ends: logs what it has changed since its last entry."""
    for pemda_id in writes.left(conn):
        append(conn, pemda_id, [], conn.info.get(_AT) or datetime.now(UTC))


def _lock_head(conn: Connection, pemda_id: int) -> tuple[int, str]:
    head = _LOCK.first(conn, {"pemda": pemda_id})
    if head is None:
        conn.execute(_FIRST[conn.dialect.name], {"pemda_id": pemda_id, "number": 0, "hash": START})
        head = _LOCK.one(conn, {"pemda": pemda_id})
    return head.number, head.hash


def entries(conn: Connection, pemda_id: int) -> Iterator[AnyRow]:
    """The whole chain as it is stored, from the first entry; `salt` and `content` are None where they were erased."""
    yield from conn.execute(_CHAIN, {"pemda": pemda_id})


def verify(conn: Connection, pemda_id: int) -> ChainCheck:
    """Checks a whole chain in portions, and stops at the first entry that does not fit."""
    former, number = START, 0
    bare, erased = set[int](), set[int]()
    for row in entries(conn, pemda_id):
        number += 1
        fault = _fault(row, former, number)
        if fault:
            return ChainCheck(
                number - 1, len(bare), former, _number_of(row, number), fault, tuple(sorted(bare - erased))
            )
        if row.salt is None:
            bare.add(number)
        elif row.act in _ERASING:
            erased.update(json.loads(row.content).get(LINKS, ()))
        former = row.hash
    missing = tuple(sorted(bare - erased))
    head = conn.execute(select(_HEAD.c.number, _HEAD.c.hash).where(_HEAD.c.pemda_id == pemda_id)).one_or_none()
    if (head.number, head.hash or START) != (number, former) if head else number != 0:
        return ChainCheck(number, len(bare), former, number + 1, "the chain ends before its head", missing)
    return ChainCheck(number, len(bare), former, missing=missing)


def _fault(row: AnyRow, former: str, number: int) -> str:
    if row.number != number:
        return "links are missing"
    if row.salt is not None and not _fits(row):
        return "the content was changed"
    try:
        facts = (row.pemda_id, row.number, row.actor, row.act, row.assessment_id, row.at.isoformat(), row.digest)
        return "" if _hash(former, facts) == row.hash else "the link was changed"
    except (AttributeError, TypeError, ValueError):  # a value that no program of ours writes
        return "the link was changed"


def _number_of(row: AnyRow, expected: int) -> int:
    return row.number if isinstance(row.number, int) else expected


def _fits(row: AnyRow) -> bool:
    try:
        return bool(_digest(row.salt, row.content) == row.digest)
    except (AttributeError, TypeError, ValueError):  # no longer a hexadecimal salt and a text
        return False


def anchored(conn: Connection, printed: str) -> list[tuple[int, int]]:
    """(Pemda, number) of the entries whose hash begins with the printed characters (at least 12). Does not check that
    the chain is whole; `verify` does.
    """
    start = "".join(printed.split()).lower()
    if len(start) < ANCHOR_LENGTH or set(start) - set("0123456789abcdef"):
        return []
    found = conn.execute(select(_LINK.c.pemda_id, _LINK.c.number).where(_LINK.c.hash.startswith(start)))
    return [(row.pemda_id, row.number) for row in found]
