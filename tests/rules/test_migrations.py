"""Migrations form one chain: two branches that each add one are noticed before they meet."""

import re
from pathlib import Path

from storage.migrations import HEAD

VERSIONS = Path(__file__).parents[2] / "storage" / "migrations" / "versions"
NAMED = re.compile(r'^(revision|down_revision)[^=\n]*= (?:"(\w+)"|None)$', re.MULTILINE)


def test_each_migration_follows_the_one_before_and_the_last_is_ours() -> None:
    files = sorted(VERSIONS.glob("r*.py"))
    numbers = [f"{number:04}" for number in range(1, len(files) + 1)]
    assert [file.name[1:5] for file in files] == numbers
    for file, number, before in zip(files, numbers, ["", *numbers], strict=False):
        assert dict(NAMED.findall(file.read_text(encoding="utf-8"))) == {"revision": number, "down_revision": before}
    assert numbers[-1] == HEAD
