"""The region most tests play in, on both databases."""

import pytest

from storage.database import Database
from tests.conftest import Clock
from tests.storage_domain import region as regions


@pytest.fixture
def region(database: Database, clock: Clock) -> regions.Region:
    return regions.build(database, clock.now)
