"""docs/architecture.md shows the plan of the house as it is. `make docs` draws it anew."""

import os
import re

import pytest

from tests.rules.drawn import PARTS
from tests.rules.plan import ROOT, STACKS

PAGE = ROOT / "docs" / "architecture.md"


def framed(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- drawn: {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)


@pytest.mark.parametrize("name", PARTS)
def test_the_page_shows_the_plan(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    drawn, count = framed(name).subn(lambda found: f"{found[1]}{PARTS[name]}\n{found[2]}", page)
    assert count == 1, f"docs/architecture.md has no place for: {name}"
    if os.environ.get("PANDU_UPDATE"):
        PAGE.write_text(drawn, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == drawn, "the plan has changed: `make docs` draws the page anew"


def test_every_floor_with_rooms_is_shown() -> None:
    assert {name for name in PARTS if name.startswith("rooms of ")} == {
        f"rooms of {floor.replace('.', '/')}" for floor in STACKS
    }
