"""Which versions of SQLite can lose data, and how a foreign writer is noticed."""

from pathlib import Path

import pytest

from storage.engine.sqlite_fault import has_fault, replicated


@pytest.mark.parametrize(
    ("version", "faulty"),
    [
        ("3.40.1", True),
        ("3.44.5", True),
        ("3.44.6", False),
        ("3.45.0", True),
        ("3.50.6", True),
        ("3.50.7", False),
        ("3.51.2", True),
        ("3.51.3", False),
        ("3.54.1", False),
    ],
)
def test_versions_with_the_fault(version: str, faulty: bool) -> None:
    assert has_fault(version) is faulty


def test_litestream_leaves_a_folder_beside_the_database(tmp_path: Path) -> None:
    file = tmp_path / "pandu.db"
    file.touch()
    assert not replicated(file)
    (tmp_path / ".pandu.db-litestream").mkdir()
    assert replicated(file)
