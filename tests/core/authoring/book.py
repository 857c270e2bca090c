"""A workbook as somebody edits it: read, changed cell by cell, written again with nothing but its cells."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import xlsxwriter

from core.authoring.workbook import workbook
from core.instrument.yaml_lines import Source, read
from core.tables.file import sheets
from core.tables.table import Sought

EXAMPLE = files("core").joinpath("examples/instrumen.yaml").read_text("utf-8")


def written(text: str) -> bytes:
    """The workbook of a file."""
    content = read(text, Source("contoh.yaml"))
    assert isinstance(content, dict)
    return workbook(content)


@cache
def _example() -> dict[str, dict[tuple[int, int], str]]:
    return _cells(written(EXAMPLE))


def _cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    return {
        sheet.name: {
            (row.number, at): cell.text for row in sheet.rows for at, cell in enumerate(row.cells) if cell.text
        }
        for sheet in sheets(data, Sought("contoh.xlsx", "", ""))
    }


class Book:
    """The example. Rows count from 1, as in Excel."""

    def __init__(self, data: bytes = b"") -> None:
        """`data`: another workbook than the example."""
        found = _cells(data) if data else _example()
        self.cells: dict[str, dict[tuple[int, int], Any]] = {name: dict(cells) for name, cells in found.items()}
        self.hidden: set[str] = set()
        self.hidden_rows: set[tuple[str, int]] = set()
        self.hidden_columns: set[tuple[str, int]] = set()

    def place(self, sheet: str, title: str) -> int:
        return next(at for (row, at), text in self.cells[sheet].items() if row == 1 and text.rstrip(" *") == title)

    def put(self, sheet: str, row: int, title: str, value: Any) -> None:
        """Writes below a title; nothing: empties the cell."""
        self.at(sheet, row, self.place(sheet, title), value)

    def say(self, title: str, value: Any) -> None:
        """Writes beside a title of the first sheet."""
        self.at("Instrumen", self.row(title), 1, value)

    def row(self, title: str) -> int:
        return next(row for (row, at), text in self.cells["Instrumen"].items() if not at and text.rstrip(" *") == title)

    def in_rows(self, line: str) -> str:
        """A fault with the row of "{a title}" of the first sheet."""
        return re.sub(r"\{(.+?)\}", lambda found: str(self.row(found[1])), line)

    def at(self, sheet: str, row: int, place: int, value: Any) -> None:
        self.cells[sheet].pop((row, place), None)
        if value is not None:
            self.cells[sheet][row, place] = value

    def empty(self, sheet: str) -> None:
        """Leaves titles and hints."""
        self.cells[sheet] = {place: text for place, text in self.cells[sheet].items() if place[0] < 3}

    def remove(self, sheet: str, row: int) -> None:
        """Deletes a row; those below move up."""
        self.cells[sheet] = {
            (at - (at > row), place): text for (at, place), text in self.cells[sheet].items() if at != row
        }

    def data(self) -> bytes:
        made = BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
            percent = book.add_format({"num_format": "0%"})
            for name, cells in self.cells.items():
                page = book.add_worksheet(name)
                for (row, place), value in cells.items():
                    if isinstance(value, str):
                        page.write_string(row - 1, place, value)
                    else:
                        page.write(row - 1, place, value, *((percent,) if isinstance(value, float) else ()))
                for sheet, row in self.hidden_rows:
                    if sheet == name:
                        page.set_row(row - 1, None, None, {"hidden": True})
                for sheet, place in self.hidden_columns:
                    if sheet == name:
                        page.set_column(place, place, None, None, {"hidden": True})
                if name in self.hidden:
                    page.hide()
        return made.getvalue()
