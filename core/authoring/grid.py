"""One sheet of a workbook as rows of cells by column. Whatever is not where the form has it is a fault, so that nothing
that somebody wrote is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from core.authoring import words
from core.authoring.faults import SheetFault
from core.authoring.form import Column, Sheet
from core.authoring.values import tidy
from core.tables.table import EMPTY, Cell, Row, Sheet as Table, letters

_UNTITLED = "kolom ini tidak berjudul; hapus atau pindahkan isinya"
_SEARCHED = 5
"""Filled rows among which the titles are looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its cells that are not empty."""

    row: int
    cells: Mapping[Column, Cell]


@dataclass(slots=True)
class Grid:
    """What a sheet holds, and what is wrong with it as a table."""

    lines: list[Line] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)


def read(sheet: Sheet, table: Table) -> Grid:
    """A list's sheet: a row for each of its objects."""
    grid = Grid()
    hidden = _hidden(sheet, table)
    if hidden:
        grid.faults += hidden
        return grid
    heading = _heading(table.rows, {column.title.casefold() for column in sheet.columns})
    if heading is None:
        message = "baris judul tidak ada; salin dari formulir baru (pandu instrument new)"
        grid.faults += [SheetFault(sheet.name, 1, "", message)] if table.rows else []
        return grid
    titles = table.rows[heading]
    places = _columns(sheet, titles, grid.faults)
    for row in _below(table.rows[heading + 1 :], places):
        grid.faults += [
            SheetFault(sheet.name, row.number, f"kolom {letters(place)}", _UNTITLED)
            for place, cell in enumerate(row.cells)
            if _is_filled(cell) and not _is_filled(titles.at(place))
        ]
        filled = {column: row.at(place) for place, column in places.items() if _is_filled(row.at(place))}
        if filled:
            grid.lines.append(Line(row.number, filled))
    return grid


def read_single(sheet: Sheet, table: Table) -> tuple[Grid, dict[str, int]]:
    """The first sheet, as one row of cells; and the row of each title."""
    grid, found, rows = Grid(), dict[Column, Cell](), dict[str, int]()
    grid.faults += _hidden(sheet, table)
    known = {column.title.casefold(): column for column in sheet.columns}
    heading = _heading(table.rows, {words.FIELD.casefold(), words.VALUE.casefold()})
    for row in table.rows[0 if heading is None else heading + 1 :]:
        title = _title(row.at(0))
        column = known.get(title.casefold())
        if column is None:
            if _is_filled(row.at(0)) or _is_filled(row.at(1)):
                grid.faults.append(
                    SheetFault(sheet.name, row.number, "", _unknown(title, list(known.values()), "isian"))
                )
        elif column.title in rows:
            message = f"sudah ada di baris {rows[column.title]}; hapus salah satu"
            grid.faults.append(SheetFault(sheet.name, row.number, column.title, message))
        else:
            rows[column.title] = row.number
            if _is_filled(row.at(1)):
                found[column] = row.at(1)
    grid.lines.append(Line(0, found))
    return grid, rows


def _hidden(sheet: Sheet, table: Table) -> list[SheetFault]:
    """What is there and not seen: it would count all the same, or be lost."""
    if not table.visible and table.rows:
        return [SheetFault(sheet.name, 0, "", "lembar ini tersembunyi; tampilkan, lalu periksa isinya")]
    found = [row for row in table.rows if row.hidden]
    faults = [SheetFault(sheet.name, row.number, "", "baris ini tersembunyi; tampilkan, atau hapus") for row in found]
    filled = [at for at in sorted(table.hidden_columns) if any(_is_filled(row.at(at)) for row in table.rows)]
    unseen = "kolom ini tersembunyi; tampilkan, atau hapus"
    return faults + [SheetFault(sheet.name, 0, f"kolom {letters(at)}", unseen) for at in filled]


def _heading(rows: Sequence[Row], titles: set[str]) -> int | None:
    """The place of the row with the titles."""
    for place, row in enumerate(rows[:_SEARCHED]):
        found = sum(_title(cell).casefold() in titles for cell in row.cells)
        if found >= min(2, len(titles)):
            return place
    return None


def _columns(sheet: Sheet, heading: Row, faults: list[SheetFault]) -> dict[int, Column]:
    """The columns by their place, with faults for unknown, repeated and missing titles."""
    known = {column.title.casefold(): column for column in sheet.columns}
    places: dict[int, Column] = {}
    for place, cell in enumerate(heading.cells):
        title = _title(cell)
        column = known.get(title.casefold())
        if column is not None and column in places.values():
            message = f"judul ini sudah ada; hapus kolom {letters(place)}, atau pindahkan isinya"
            faults.append(SheetFault(sheet.name, heading.number, column.title, message))
        elif column is not None:
            places[place] = column
        elif title:
            message = _unknown(title, sheet.columns, "judul kolom")
            faults.append(SheetFault(sheet.name, heading.number, "", message))
    said = " ".join(fault.message for fault in faults)
    for column in sheet.columns:
        if column.required and column not in places.values() and f"maksudnya {column.title}" not in said:
            message = "kolom ini tidak ada; tulis lagi judulnya"
            faults.append(SheetFault(sheet.name, heading.number, column.title, message))
    return places


def _below(rows: Sequence[Row], places: Mapping[int, Column]) -> Iterator[Row]:
    """The rows with content: the first one may be that of the hints."""
    for number, row in enumerate(rows):
        if number or not any(column.hint and tidy(row.at(place)) == column.hint for place, column in places.items()):
            yield row


def _unknown(title: str, columns: Sequence[Column], what: str) -> str:
    near = get_close_matches(title.casefold(), [column.title.casefold() for column in columns], n=1)
    meant = next((column.title for column in columns if [column.title.casefold()] == near), "")
    return f'{what} "{title[:40]}" tidak dikenal; ' + (f"mungkin maksudnya {meant}" if meant else "hapus")


def _title(cell: Cell) -> str:
    return " ".join(tidy(cell).removesuffix(words.REQUIRED.strip()).split())


def _is_filled(cell: Cell) -> bool:
    return cell is not EMPTY and bool(tidy(cell) or cell.flaw)
