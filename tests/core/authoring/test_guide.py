"""docs/instrumen.md shows every column of the form as it is. `make docs` draws it anew."""

import os
import re

from core.authoring import words
from core.authoring.form import Sheet, sheets
from tests.places import ROOT

PAGE = ROOT / "docs" / "instrumen.md"
PLACE = re.compile(r"(<!-- drawn: columns -->\n).*?(<!-- end -->)", re.DOTALL)


def table(sheet: Sheet) -> str:
    first = "isian" if not sheet.keys else "kolom"
    rows = [f"| {one.title}{words.REQUIRED if one.required else ''} | {one.hint} |" for one in sheet.columns]
    return "\n".join([f"**{sheet.name}**", "", f"| {first} | petunjuk |", "|---|---|", *rows, ""])


def test_the_guide_shows_every_column() -> None:
    page = PAGE.read_text(encoding="utf-8")
    drawn, count = PLACE.subn(lambda found: found[1] + "\n".join(map(table, sheets())) + found[2], page)
    assert count == 1
    if os.environ.get("PANDU_UPDATE"):
        PAGE.write_text(drawn, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == drawn, "the form has changed: `make docs` draws the guide anew"
