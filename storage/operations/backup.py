"""Backup and restore of a whole installation: one zip, taken while the bot works, restored on either database.

A backup reads the tables in one consistent view, so nobody waits for it; evidence is never overwritten in the store,
so it can be copied afterwards. A restore first reads the whole file and checks every hash, table and row. Then it
replaces all tables and adds the evidence (under its own name, beside what is there) in one transaction: until it
commits, the former data is untouched. Only our own tables are dropped, whatever the file names.
"""

import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, Integer, MetaData, Table, func, insert, inspect, select, text

from storage.database import Database
from storage.engine import private
from storage.engine.engines import check_references
from storage.engine.failures import of_the_data
from storage.engine.locks import acquire_serve
from storage.engine.schema import EVIDENCE, METADATA
from storage.evidence import pemda_files
from storage.evidence.opening import open_store
from storage.evidence.store import EvidenceStore, checked, chunks
from storage.messaging import outbox
from storage.migrations import HEAD, VERSION, revisions
from storage.migrations.upgrade import Busy, Newer, outdated, stored_revision, upgrade
from storage.operations.archive import ArchiveReader, ArchiveWriter, Progress, Shape, Unfit, silent
from storage.operations.legible import Illegible, expect_legible
from storage.operations.manifest import MANIFEST, Manifest, NotABackup

ROWS_AT_ONCE = 1000


class NothingStored(Exception):
    """The database has no tables yet."""


def backup(url: str, evidence_url: str, target: Path, progress: Progress = silent, *, now: datetime) -> Manifest:
    """Writes a backup to `target`, which appears, or is replaced, only when it is complete. The bot may be running.
    Evidence whose bytes are gone or differ stops nothing; its keys are in the manifest's `missing`.
    """
    store = open_store(evidence_url)
    private.make_folder(target.absolute().parent)
    with private.whole(target) as file, ArchiveWriter(file) as archive:
        revision, keys = _copy_database(url, archive, progress)
        missing = _copy_evidence(store, keys, archive, progress)
        manifest = Manifest(revision, now.astimezone(UTC), archive.tables, archive.evidence, missing)
        archive.finish(manifest)
    return manifest


def _copy_database(url: str, archive: ArchiveWriter, progress: Progress) -> tuple[str, dict[str, int]]:
    """Writes the tables. Returns the revision, and the evidence that belongs to it: key -> size."""

    def copy(conn: Connection) -> tuple[str, dict[str, int]]:
        revision = stored_revision(conn)
        if revision is None:
            raise NothingStored
        if not outdated(revision):  # an older version's tables may differ from those of this program
            expect_legible(conn)
        tables = _reflected(conn, set(METADATA.tables)).sorted_tables
        total = sum(conn.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)
        done = 0
        for table in tables:
            archive.table(table.name, _lines(conn, table))
            done += archive.tables[table.name].rows
            progress("database", done, total)
        stored = select(EVIDENCE.c.storage_key, EVIDENCE.c.bytes).where(EVIDENCE.c.storage_key.is_not(None))
        keys = {row.storage_key: row.bytes or 0 for row in conn.execute(stored)}
        return revision, keys | {file.key: file.bytes for file in pemda_files.all_of(conn)}

    database = Database.open(url, stuck_after=0)
    try:
        return database.read(copy)
    finally:
        database.close()


def _lines(conn: Connection, table: Table) -> Iterator[bytes]:
    yield _line([column.name for column in table.columns])
    every = select(table).order_by(*table.primary_key).execution_options(yield_per=ROWS_AT_ONCE)
    for row in conn.execute(every):
        yield _line(list(row))


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_instant).encode()


def _instant(value: datetime) -> str:
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _copy_evidence(
    store: EvidenceStore, keys: dict[str, int], archive: ArchiveWriter, progress: Progress
) -> tuple[str, ...]:
    missing, done, total = [], 0, sum(keys.values())
    for key, size in sorted(keys.items()):
        if key != _key(key) or not store.exists(key) or not archive.file(key, chunks(store, key)):
            missing.append(key)
        done += size
        progress("evidence", done, total)
    return tuple(missing)


def _key(key: str) -> str:
    """The key itself; "" for a text that is no key of the store."""
    try:
        return checked(key)
    except ValueError:
        return ""


def restore(source: Path, url: str, evidence_url: str, progress: Progress = silent) -> Manifest:
    """Makes the database and the evidence what they were when the backup was made. The bot must not be running.

    Calls to Telegram that had not left then are held, not sent. Raises NotABackup, Damaged, Unfit, Newer (the backup or
    the present data belongs to a newer version), Busy (a bot is active). In all these cases nothing was changed.
    """
    with ArchiveReader(source) as archive:
        archive.check(_shape(archive.manifest.revision), progress)
        lock = acquire_serve(url, wait=False)
        if lock is None:
            raise Busy
        with lock:
            database = Database.open(url, stuck_after=0, foreign_keys=False)
            try:
                database.read(lambda conn: outdated(stored_revision(conn)))
                database.write(lambda conn: _restore(conn, archive, open_store(evidence_url), progress))
            except (Illegible, RuntimeError) as error:  # values that do not fit, or rows that point nowhere
                raise Unfit(MANIFEST) from error
            finally:
                database.close()
        return archive.manifest


def _shape(revision: str) -> Shape:
    """The columns of every table of this revision. Raises Newer, or NotABackup where there never was such a one."""
    if revision > HEAD:
        raise Newer
    if revision == HEAD:
        return {table.name: set(table.columns.keys()) for table in METADATA.sorted_tables}
    if revision not in revisions():
        raise NotABackup
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(f"sqlite:///{folder}/shape.db", stuck_after=0, foreign_keys=False)
        try:
            database.write(lambda conn: upgrade(conn, revision))
            tables = database.read(lambda conn: _reflected(conn, set(METADATA.tables))).sorted_tables
        finally:
            database.close()
    return {table.name: set(table.columns.keys()) for table in tables}


def _restore(conn: Connection, archive: ArchiveReader, store: EvidenceStore, progress: Progress) -> None:
    """Replaces all tables, then adds the evidence, in one transaction."""
    _drop(conn, {*METADATA.tables, VERSION.name})
    upgrade(conn, archive.manifest.revision)
    done, total = 0, sum(part.rows for part in archive.manifest.tables.values())
    for table in _reflected(conn, set(archive.manifest.tables)).sorted_tables:
        for count in _insert(conn, table, archive):
            done += count
            progress("database", done, total)
    outbox.hold(conn)
    upgrade(conn)
    expect_legible(conn)
    if conn.dialect.name == "sqlite":
        check_references(conn)  # at the commit it would be too late for the evidence
    _add_evidence(archive, store, progress)


def _insert(conn: Connection, table: Table, archive: ArchiveReader) -> Iterator[int]:
    """Inserts a table's rows. Gives how many, after each portion. Raises Unfit where the database refuses them."""
    rows = archive.rows(table.name)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        try:
            conn.execute(insert(table), [_row(table, row, conn.dialect.name) for row in some])
        except Exception as error:
            if isinstance(error, ArithmeticError) or of_the_data(error):
                raise Unfit(f"database/{table.name}.jsonl") from error
            raise
        yield len(some)
    _count_on(conn, table)


def _add_evidence(archive: ArchiveReader, store: EvidenceStore, progress: Progress) -> None:
    done, total = 0, sum(part.bytes for part in archive.manifest.evidence.values())
    for key, part in archive.manifest.evidence.items():
        if not store.verify(key):
            with store.begin() as writer:
                for chunk in archive.file(key):
                    writer.write(chunk)
                writer.commit()
        done += part.bytes
        progress("evidence", done, total)


def _reflected(conn: Connection, names: set[str]) -> MetaData:
    """The tables as they are in the database, whose revision may be older than this program."""
    found = MetaData()
    found.reflect(conn, only=sorted(names & set(inspect(conn).get_table_names())))
    for column in (column for table in found.tables.values() for column in table.columns):
        if isinstance(column.type, JSON) and column.nullable:
            column.type = JSON(none_as_null=True)
    return found


def _drop(conn: Connection, names: set[str]) -> None:
    cascade = "CASCADE" if conn.dialect.name == "postgresql" else ""  # SQLite's references are off meanwhile
    for name in sorted(names & set(inspect(conn).get_table_names())):
        conn.execute(text(f'DROP TABLE "{name}" {cascade}'))


def _row(table: Table, row: dict[str, Any], dialect: str) -> dict[str, Any]:
    return {name: _value(table.columns[name].type, value, dialect) for name, value in row.items()}


def _value(kind: Any, value: Any, dialect: str) -> Any:
    if isinstance(kind, DateTime) and value is not None:
        instant = datetime.fromisoformat(value).astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect == "sqlite" else instant
    return value


def _count_on(conn: Connection, table: Table) -> None:
    """Moves PostgreSQL's sequence beyond the inserted numbers; it does not move by itself when numbers are given."""
    key = list(table.primary_key)
    if conn.dialect.name == "postgresql" and len(key) == 1 and isinstance(key[0].type, Integer):
        sequence = func.pg_get_serial_sequence(table.name, key[0].name)
        conn.execute(select(func.setval(sequence, func.max(key[0]))))
