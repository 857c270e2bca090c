"""Files of a Pemda in the evidence store: its regulation, its emblem, and the documents of the region."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, select

from storage.engine.schema import PEMDA, REGION_DOCUMENT

COLUMNS = ("rule_file", "letterhead")
"""Columns of a Pemda that name files."""


@dataclass(frozen=True, slots=True)
class PemdaFile:
    """A file of a Pemda. `file_id` is "" where it is never fetched from Telegram again."""

    pemda: str
    name: str
    key: str
    sha256: str
    bytes: int
    file_id: str = ""


def all_of(conn: Connection) -> list[PemdaFile]:
    """The files of every Pemda, by the Pemda's name."""
    return list(_found(conn))


def of_column(conn: Connection, pemda: int, column: str) -> list[PemdaFile]:
    """The files that one column of COLUMNS names. Raises whatever an odd value makes impossible."""
    row = conn.execute(select(PEMDA.c.name, PEMDA.c[column]).where(PEMDA.c.id == pemda)).one()
    return list(_named(row.name, **{column: row[1]}))


def by_file_id(conn: Connection, file_id: str) -> PemdaFile | None:
    return next((file for file in _found(conn) if file.file_id == file_id), None)


def documents_of(conn: Connection, pemda: int | None = None) -> Iterator[PemdaFile]:
    """The documents of the region of one Pemda, or of all. One that is offered no more may still be needed by evidence,
    which names the bytes itself.
    """
    if not inspect(conn).has_table(REGION_DOCUMENT.name):
        return
    query = select(PEMDA.c.name.label("pemda"), REGION_DOCUMENT).join(PEMDA, PEMDA.c.id == REGION_DOCUMENT.c.pemda_id)
    query = query.where(REGION_DOCUMENT.c.removed_at.is_(None)).order_by(REGION_DOCUMENT.c.id)
    for row in conn.execute(query if pemda is None else query.where(PEMDA.c.id == pemda)):
        yield PemdaFile(row.pemda, row.title, row.storage_key, row.sha256, row.bytes, row.file_id)


def _found(conn: Connection) -> Iterator[PemdaFile]:
    """A backup also reads databases of former releases, in which the regulation is no file."""
    yield from documents_of(conn)
    known = {column["name"] for column in inspect(conn).get_columns(PEMDA.name)}
    columns = [PEMDA.c[name] for name in ("name", "letterhead", "rule_file") if name in known]
    for row in conn.execute(select(*columns).order_by(PEMDA.c.name)):
        yield from _named(row.name, row.letterhead, getattr(row, "rule_file", None))


def _named(
    pemda: str, letterhead: Mapping[str, str] | None = None, rule_file: Mapping[str, str] | None = None
) -> Iterator[PemdaFile]:
    rule, head = rule_file or {}, letterhead or {}
    if rule.get("key"):
        size = int(rule.get("bytes", 0))
        yield PemdaFile(pemda, rule["name"], rule["key"], rule["sha256"], size, rule["file_id"])
    if head.get("emblem_sha256"):
        size = int(head.get("emblem_bytes", 0))
        yield PemdaFile(pemda, head["emblem_name"], head["emblem"], head["emblem_sha256"], size)
