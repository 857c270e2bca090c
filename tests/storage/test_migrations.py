"""Migrations lead to the very schema that `storage/tables.py` describes, on both databases."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text, update

from storage import settings
from storage.database import Busy, Database, Newer, migrate, needs_migration
from storage.locks import acquire_serve
from storage.migrations import HEAD, VERSION
from storage.migrations.run import configuration
from storage.schema import METADATA
from tests.conftest import WORKER, admin

ROOT = Path(__file__).parents[2]
EMPTY = count(1)

SCHEMA = {
    "sqlite": "SELECT type || ' ' || tbl_name, name, sql FROM sqlite_master ORDER BY 1, 2",
    "postgresql": """
        SELECT 'column ' || table_name, column_name, concat(data_type, is_nullable, column_default)
          FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT 'index ' || tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'constraint ' || conrelid::regclass, conname, pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        ORDER BY 1, 2""",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    server: str = request.getfixturevalue("server")
    name = f"empty_{WORKER}_{next(EMPTY)}"
    with admin(server) as connection:
        connection.execute(f"CREATE DATABASE {name} STRATEGY file_copy")
    yield server.format(name)
    with admin(server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def schema(database: Database) -> list[tuple[str, str, list[str]]]:
    """Everything the database knows of its tables; how a statement was laid out, and in which order, apart."""
    rows = database.read(lambda conn: conn.execute(text(SCHEMA[database.dialect])).all())
    return [(kind, name, clauses(made or "")) for kind, name, made in rows]


def clauses(statement: str) -> list[str]:
    plain = " ".join(statement.replace('"', "").split()).replace("( ", "(").replace(" )", ")")
    head, _, body = plain.removesuffix(")").partition(" (")
    return [head, *sorted(body.split(", "))]


def test_migrating_makes_the_very_same_tables(empty_url: str, request: pytest.FixtureRequest) -> None:
    migrate(empty_url)
    database_url: str = request.getfixturevalue(f"{empty_url.partition(':')[0]}_url")
    migrated, described = Database.open(empty_url), Database.open(database_url)
    assert schema(migrated) == schema(described)
    assert len(schema(migrated)) > 50
    assert migrated.read(lambda conn: compare_metadata(MigrationContext.configure(conn), METADATA)) == []
    migrated.close()
    described.close()


def test_migrating_twice_changes_nothing(empty_url: str) -> None:
    assert needs_migration(empty_url)
    migrate(empty_url)
    assert not needs_migration(empty_url)
    database = Database.open(empty_url)
    database.write(lambda conn: settings.put(conn, "a", "1"))
    migrate(empty_url)
    assert database.read(lambda conn: settings.get(conn, "a")) == "1"
    database.close()


def test_nobody_migrates_under_an_active_bot_but_the_bot(empty_url: str) -> None:
    lock = acquire_serve(empty_url, wait=False)
    assert lock is not None
    with pytest.raises(Busy):
        migrate(empty_url)
    assert needs_migration(empty_url)
    migrate(empty_url, lock)
    assert not needs_migration(empty_url)
    assert lock.held()
    lock.release()


def test_data_of_a_newer_version_is_left_alone(database_url: str) -> None:
    def grow_newer(conn: Connection) -> None:
        conn.execute(update(VERSION).values(version_num="9999"))

    database = Database.open(database_url)
    database.write(grow_newer)
    with pytest.raises(Newer):
        needs_migration(database_url)
    with pytest.raises(Newer):
        migrate(database_url)
    database.close()


def test_a_migration_that_fails_leaves_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database.open(empty_url)
    database.write(lambda conn: conn.execute(text("CREATE TABLE verdict (id INTEGER)")))  # in the way of the last one
    before = schema(database)
    with pytest.raises(Exception, match="already exists"):
        migrate(empty_url)
    assert schema(database) == before
    database.close()


def test_revisions_are_numbered_and_the_newest_is_ours(sqlite_only: Database) -> None:
    scripts = sqlite_only.read(lambda conn: ScriptDirectory.from_config(configuration(conn)))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert revisions[0] == HEAD


def test_alembic_is_imported_only_when_there_is_something_to_do(sqlite_url: str) -> None:
    code = f"""if True:
        import sys
        from storage.database import Database, migrate, needs_migration
        url = {sqlite_url!r}
        assert not needs_migration(url)
        migrate(url)
        Database.open(url).close()
        print("alembic" in sys.modules)
        """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
