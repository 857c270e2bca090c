"""The CSV of a period: comma, UTF-8 with BOM, one row for each OPD and variable. No cell can be read as a formula."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from datetime import datetime
from io import StringIO

from core.exports.cells import formula_safe
from core.exports.data import FlatRow

COLUMNS = tuple(field.name for field in fields(FlatRow))
_BOM = "\ufeff"  # without it Excel takes UTF-8 for the old Windows letters


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A CSV, row by row. None is an empty cell, booleans are true or false, instants ISO 8601."""
    line = StringIO(newline="")
    writer = csv.writer(line)
    line.write(_BOM)
    writer.writerow(columns)
    for row in rows:
        yield line.getvalue()
        line.seek(0)
        line.truncate()
        writer.writerow([_cell(value) for value in row])
    yield line.getvalue()


def rows(lines: Iterable[FlatRow]) -> Iterator[str]:
    """The rows of a period."""
    return table(COLUMNS, (astuple(line) for line in lines))


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="seconds")
        case str():
            return formula_safe(value)
        case _:
            return str(value)
