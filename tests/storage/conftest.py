"""The region these tests play in, on both databases: built once, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.conftest import NUMBERS, WORKER, Clock, admin
from tests.storage import region as regions


def filled(url: str) -> None:
    database = Database.open(url)
    regions.build(database)
    database.close()


@pytest.fixture(scope="session")
def sqlite_region(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("region") / "pandu.db"
    shutil.copy(sqlite_template, path)
    filled(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_region(server: str, postgresql_template: str) -> str:
    name = f"region_{WORKER}"
    with admin(server) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {postgresql_template}")
    filled(server.format(name))
    return name


@pytest.fixture
def sqlite_copy(sqlite_region: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_region, tmp_path / "pandu.db")
    return f"sqlite:///{tmp_path}/pandu.db"


@pytest.fixture
def postgresql_copy(server: str, postgresql_region: str) -> Iterator[str]:
    name = f"of_region_{WORKER}_{next(NUMBERS)}"
    with admin(server) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {postgresql_region}")
        yield server.format(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def region(request: pytest.FixtureRequest, clock: Clock) -> Iterator[regions.Region]:
    database = Database.open(request.getfixturevalue(f"{request.param}_copy"))
    yield regions.opened(database, clock.now)
    database.close()


@pytest.fixture
def fresh_region(sqlite_region: Path, tmp_path: Path, clock: Clock) -> Iterator[Callable[[], regions.Region]]:
    """Region after region, for tests that play many; SQLite only, as they ask nothing of the kind of database."""
    opened: list[Database] = []

    def fresh() -> regions.Region:
        path = tmp_path / f"{len(opened)}.db"
        shutil.copy(sqlite_region, path)
        opened.append(Database.open(f"sqlite:///{path}"))
        return regions.opened(opened[-1], clock.now)

    yield fresh
    for database in opened:
        database.close()
