"""Here the log is held against the tables on PostgreSQL too."""

import pytest


@pytest.fixture(autouse=True)
def on_both_kinds(proved_everywhere: None) -> None: ...
