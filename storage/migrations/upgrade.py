"""Upgrades stored data to this version of the program, and detects data of a newer version."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, inspect, text

from storage.audit import baseline
from storage.database import Database
from storage.engine.locks import ServeLock, acquire_serve
from storage.migrations import HEAD


class Busy(Exception):
    """Another process holds the serve lock."""


class Newer(Exception):
    """The stored data belongs to a newer version of the program."""


def needs_migration(url: str) -> bool:
    """Whether the stored data is older than this program. Raises Newer when it is newer."""
    database = Database.open(url)
    try:
        return outdated(database.read(stored_revision))
    finally:
        database.close()


def outdated(stored: str | None) -> bool:
    """Whether a revision is older than this program's. Raises Newer."""
    if stored is not None and stored > HEAD:
        raise Newer
    return stored != HEAD


def stored_revision(conn: Connection) -> str | None:
    """The revision of the tables; None for an empty database."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    revision: Any = conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return revision if revision is None else str(revision)


def migrate(url: str, lock: ServeLock | None = None) -> None:
    """Upgrades the tables, in one transaction. Raises Busy while a bot is active, unless the caller is that bot and
    passes its `lock`; raises Newer when the data belongs to a newer version.
    """
    held = lock or acquire_serve(url, wait=False)
    if held is None:
        raise Busy
    try:
        database = Database.open(url, stuck_after=0, foreign_keys=False)
        try:
            database.write(upgrade)
        finally:
            database.close()
    finally:
        if lock is None:
            held.release()


def upgrade(conn: Connection, revision: str = HEAD) -> None:
    """Runs the migrations up to `revision` in the caller's transaction. At this program's revision the audit logs are
    made to prove what this version proves.
    """
    if not outdated(stored_revision(conn)):
        return
    from storage.migrations.run import upgrade_to  # Alembic costs 0.3 s; most starts need none

    differing = baseline.differing(conn) if stored_revision(conn) else frozenset()
    upgrade_to(conn, revision)
    if revision == HEAD:
        baseline.bring(conn, datetime.now(UTC), differing)
