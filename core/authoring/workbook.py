"""Writes an instrument as the workbook that officials fill in: titles that are locked, a hint below each, choices to
pick from, a sheet that explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from core.authoring import values, words
from core.authoring.form import Column, Keys, Kind, Sheet, above, sheets
from core.instrument.yaml_lines import Plain

FIRST = 2
"""First row of data, counted from 0: titles and hints stand above it."""
LAST = 1_000
"""Last row with choices to pick from."""
_WIDTHS = {Kind.WHOLE: 12.0, Kind.NUMBER: 12.0, Kind.TRUTH: 14.0, Kind.CHOICE: 18.0, Kind.LEVELS: 40.0}
_LONG, _SHORT = 48.0, 20.0
_NARROW = frozenset({"id", "code", "roman", "aspect", "short", "name", "band", "aspects"})
"""Keys whose texts are short."""
_LINE = 13.5  # points
_A4 = 9
_HINT_LIMIT, _TITLE_LIMIT = 255, 32  # characters that Excel shows beside a cell
_OPEN = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"), True
)
"""What may be done on a sheet whose titles are locked."""
REFERENCES: Mapping[Keys, Keys] = {
    ("variables", "aspect"): ("aspects", "code"),
    ("variables", "form"): ("forms", "code"),
    ("variables", "levels", "level"): ("levels", "value"),
    ("band_rule", "examples", "band"): ("bands", "name"),
    ("scoring", "staging_examples", "band"): ("bands", "name"),
    ("scoring", "examples", "band"): ("bands", "name"),
}
"""Keys that repeat what stands on another sheet, to be picked from there."""


def workbook(content: Mapping[str, Any]) -> bytes:
    """The workbook of a file's content (`core.instrument.yaml_lines.read`)."""
    import xlsxwriter

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        looks = _Looks(book)
        _help(book.add_worksheet(words.HELP), looks)
        for sheet in sheets():
            page = book.add_worksheet(sheet.name)
            (_single if not sheet.keys else _list)(page, sheet, content, looks)
            _printed(page)
    return made.getvalue()


class _Looks:
    """The formats that all sheets share."""

    def __init__(self, book: Any) -> None:
        self._book = book
        style = {"font_name": "Arial", "font_size": 10, "text_wrap": True, "valign": "top", "align": "left"}
        self._style = style
        book.formats[0].set_font_name("Arial")
        book.formats[0].set_font_size(10)
        self.title = book.add_format({**style, "bold": True, "font_color": "white", "bg_color": "#1B2F6B"})
        quiet = {"italic": True, "font_size": 9, "font_color": "#555555", "bg_color": "#EEF1F8"}
        self.hint = book.add_format({**style, **quiet})
        self.plain = book.add_format(style)
        self.free = book.add_format({**style, "locked": False})
        self._numbers: dict[int, Any] = {}

    def number(self, value: int | Decimal) -> Any:
        """So that 4.00 is shown, and read back, as it is."""
        exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        places = -exponent if isinstance(exponent, int) else 0
        if places not in self._numbers:
            shown = "0." + "0" * places if places else "0"
            self._numbers[places] = self._book.add_format({**self._style, "locked": False, "num_format": shown})
        return self._numbers[places]


def _help(page: Any, looks: _Looks) -> None:
    page.set_column(0, 0, 100, looks.plain)
    page.write_string(0, 0, words.HELP, looks.title)
    for row, note in enumerate(words.NOTES, start=1):
        page.write_string(row, 0, note, looks.plain)
        page.set_row(row, _height([(note, 100.0)]))
    _printed(page)


def _printed(page: Any) -> None:
    """What all sheets share: locked titles, and paper that shows the edges of cells."""
    page.protect("", _OPEN)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(0)


def _single(page: Any, sheet: Sheet, content: Mapping[str, Any], looks: _Looks) -> None:
    """The first sheet: a row for each key."""
    for place, (title, width) in enumerate(((words.FIELD, 28), (words.VALUE, 60), (words.HINT, 60))):
        page.set_column(place, place, width)
        page.write_string(0, place, title, looks.title)
    page.freeze_panes(1, 1)
    for row, column in enumerate(sheet.columns, start=1):
        page.write_string(row, 0, _titled(column), looks.title)
        page.write_string(row, 2, column.hint, looks.hint)
        cell = _cell(_at(content, column.keys), column)
        _write(page, row, 1, cell, looks)
        page.set_row(row, _height([(cell, 60.0), (column.hint, 66.0)]), looks.free)
        _pick(page, (row, 1, row, 1), column)


def _list(page: Any, sheet: Sheet, content: Mapping[str, Any], looks: _Looks) -> None:
    """A list's sheet: a column for each key."""
    widths = [_width(column) for column in sheet.columns]
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, widths[place])
        page.write_string(0, place, _titled(column), looks.title)
        page.write_string(1, place, column.hint, looks.hint)
        _pick(page, (FIRST, place, LAST, place), column)
    page.set_row(1, _height([(column.hint, width) for column, width in zip(sheet.columns, widths, strict=True)]))
    page.freeze_panes(FIRST, len(sheet.links) + 1)
    page.repeat_rows(0)
    for row in range(FIRST, LAST + 1):
        page.set_row(row, None, looks.free)  # whole rows, or Excel would not let them be deleted
    for row, found in enumerate(_rows(sheet, content), start=FIRST):
        cells = [_cell(value, column) for value, column in zip(found, sheet.columns, strict=True)]
        for place, cell in enumerate(cells):
            _write(page, row, place, cell, looks)
        page.set_row(row, _height(list(zip(cells, widths, strict=True))), looks.free)
    page.ignore_errors({"number_stored_as_text": f"A1:AZ{LAST + 1}"})


def _rows(sheet: Sheet, content: Mapping[str, Any]) -> Iterator[list[Plain]]:
    """What stands in the columns, a list for each object."""
    for links, one in _objects(sheet, content):
        named = iter(links)
        yield [next(named) if column.link else _at(one, column.keys) for column in sheet.columns]


def _objects(sheet: Sheet, content: Mapping[str, Any]) -> Iterator[tuple[tuple[Plain, ...], Mapping[str, Any]]]:
    """Each object of a list, with the keys of those it belongs to."""
    if not sheet.keys:
        yield (), content
        return
    upper = above(sheet)
    for links, holder in _objects(upper, content):
        names = (*links[: len(upper.links)], _at(holder, upper.key.keys)) if upper.keys else ()
        found = _at(holder, sheet.keys[len(upper.keys) :]) or ()
        yield from _with_nested(sheet, names, None, found)


def _with_nested(
    sheet: Sheet, links: tuple[Plain, ...], within: Plain, found: Any
) -> Iterator[tuple[tuple[Plain, ...], Mapping[str, Any]]]:
    """Objects, each before those in it."""
    for one in found:
        yield ((*links, within) if sheet.nested else links), one
        if sheet.nested:
            yield from _with_nested(sheet, links, _at(one, sheet.key.keys), one.get(sheet.nested, ()))


def _at(one: Mapping[str, Any], keys: Sequence[str]) -> Any:
    found: Any = one
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _cell(value: Any, column: Column) -> str | int | Decimal:
    return "" if value is None else values.shown(value, column)


def _write(page: Any, row: int, place: int, cell: str | int | Decimal, looks: _Looks) -> None:
    if isinstance(cell, str):
        (page.write_string(row, place, cell, looks.free) if cell else page.write_blank(row, place, None, looks.free))
    else:
        page.write_number(row, place, float(cell), looks.number(cell))


def _titled(column: Column) -> str:
    return column.title + (words.REQUIRED if column.required else "")


def _width(column: Column) -> float:
    if column.kind in (Kind.TEXT, Kind.LINES):
        return _SHORT if column.link or column.own[-1] in _NARROW else _LONG
    return _WIDTHS[column.kind]


def _height(cells: Sequence[tuple[str | int | Decimal, float]]) -> float:
    """Points for the tallest of these cells: LibreOffice gives wrapped rows no height of their own."""
    lines = (sum(max(1, ceil(len(line) / width)) for line in str(cell).split("\n")) for cell, width in cells)
    return min(max([1, *lines]) * _LINE + 2, 400)


def _pick(page: Any, area: tuple[int, int, int, int], column: Column) -> None:
    """Choices to pick from, and the hint beside the cell."""
    source, hint = _source(column), column.hint[:_HINT_LIMIT] or column.title
    how: dict[str, Any] = {"validate": "any", "input_title": column.title[:_TITLE_LIMIT], "input_message": hint}
    if source is not None:
        how |= {"validate": "list", "source": source, "error_title": "Pilih dari daftar", "error_message": hint}
    page.data_validation(*area, how)


def _source(column: Column) -> list[str] | str | None:
    """The choices of a column, or where they stand."""
    if column.kind is Kind.CHOICE:
        return [column.word(one) for one in column.choices]
    if column.kind is Kind.TRUTH:
        return [words.YES, words.NO]
    meant = column.link or REFERENCES.get(column.own)
    if not meant:
        return None
    sheet = next(one for one in sheets() if one.keys == meant[:-1])
    letter = chr(ord("A") + next(place for place, one in enumerate(sheet.columns) if one.own == meant and not one.link))
    return f"='{sheet.name}'!${letter}${FIRST + 1}:${letter}${LAST + 1}"
