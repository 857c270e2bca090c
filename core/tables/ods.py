"""The sheets of an OpenDocument spreadsheet (LibreOffice). Its cells contain the text they show beside their value."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from core.tables.table import (
    EMPTY,
    LOCKED,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNPACKED,
    Cell,
    Flaw,
    Sheet,
    Sought,
    Unreadable,
    rows_of,
)

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_THOUSANDS = re.compile(r"\d{1,3}([., ]\d{3})+")
_FLAWS = {"date": Flaw.DATE, "time": Flaw.DATE, "percentage": Flaw.PERCENT, "boolean": Flaw.TRUTH}


def read_ods(archive: zipfile.ZipFile, sought: Sought) -> Iterator[Sheet]:
    """Raises Unreadable, and many other errors for damaged files."""
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
        raise sought.too_large("terlalu besar setelah dibuka")
    content = ElementTree.fromstring(archive.read("content.xml"))
    if next(content.iter(f"{_OFFICE}body"), None) is None:
        raise Unreadable(f"{sought.filename} {LOCKED}")
    unseen = _hidden_styles(content)
    for table in content.iter(f"{_TABLE}table"):
        cells, hidden = _cells(table)
        visible = table.get(f"{_TABLE}style-name") not in unseen
        name, columns = table.get(f"{_TABLE}name", ""), _hidden_columns(table)
        yield Sheet(name, rows_of(cells, sought, hidden), visible, hidden_columns=columns)


def _hidden_styles(content: ElementTree.Element) -> set[str | None]:
    return {
        style.get(f"{_STYLE}name")
        for style in content.iter(f"{_STYLE}style")
        for look in style.iter(f"{_STYLE}table-properties")
        if look.get(f"{_TABLE}display") == "false"
    }


def _hidden_columns(table: ElementTree.Element) -> frozenset[int]:
    hidden: set[int] = set()
    column = 0
    for node in table.iter(f"{_TABLE}table-column"):
        after = column + int(node.get(f"{_TABLE}number-columns-repeated", 1))
        if node.get(f"{_TABLE}visibility", "visible") != "visible":
            hidden |= set(range(column, min(after, MAX_COLUMNS)))
        column = after
    return frozenset(hidden)


def _cells(table: ElementTree.Element) -> tuple[dict[int, dict[int, Cell]], frozenset[int]]:
    cells: dict[int, dict[int, Cell]] = {}
    hidden: set[int] = set()
    number = 1
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", 1))
        found = _row(row)
        if found:
            kept = range(number, number + min(repeated, MAX_ROWS + 2))
            cells |= dict.fromkeys(kept, found)
            if row.get(f"{_TABLE}visibility", "visible") != "visible":
                hidden |= set(kept)
        number += repeated
    return cells, frozenset(hidden)


def _row(row: ElementTree.Element) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    column = 0
    for node in row:
        if node.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        repeated = int(node.get(f"{_TABLE}number-columns-repeated", 1))
        cell = _cell(node)
        if cell is not EMPTY:
            found |= dict.fromkeys(range(column, min(column + repeated, MAX_COLUMNS)), cell)
        column += repeated
    return found


def _cell(node: ElementTree.Element) -> Cell:
    text = "\n".join(_words(line) for line in node.findall(f"{_TEXT}p"))
    if not text.strip():
        return EMPTY
    kind = node.get(f"{_OFFICE}value-type", "string")
    if kind not in ("float", "currency"):
        broken = node.get(f"{_TABLE}formula") and (text.startswith(("#", "Err:")))
        return Cell(text, Flaw.ERROR if broken else _FLAWS.get(kind))
    if kind == "currency":
        return Cell(text, Flaw.SPECIAL)
    return _number(text, node.get(f"{_OFFICE}value", ""))


def _number(text: str, value: str) -> Cell:
    """A number as it is shown. Decimals may have lost their last zeros; beyond 15 digits it is another number."""
    stored = float(value)
    whole = stored == int(stored)
    if whole and len(str(abs(int(stored)))) > 15:
        return Cell(text, Flaw.DIGITS)
    if "E+" in text.upper():
        return Cell(str(int(stored)), formatted=True)
    if not whole:
        return Cell(text, Flaw.DECIMAL)
    if _THOUSANDS.fullmatch(text) and re.sub(r"\D", "", text) == str(int(stored)):
        return Cell(text, Flaw.THOUSANDS)
    return Cell(text, formatted=text != str(int(stored)))


def _words(node: ElementTree.Element) -> str:
    """The letters of a paragraph, without notes on the cell."""
    made = node.text or ""
    for part in node:
        if part.tag == f"{_TEXT}s":
            made += " " * int(part.get(f"{_TEXT}c", 1))
        elif part.tag in (f"{_TEXT}line-break", f"{_TEXT}tab"):
            made += " "
        elif not part.tag.startswith(_OFFICE):
            made += _words(part)
        made += part.tail or ""
    return made
