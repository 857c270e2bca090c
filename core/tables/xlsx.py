"""The sheets of an XLSX, each cell as Excel shows it.

Read here and not by a library: the maintained ones give values without their formats, or allocate every cell up to the
last one of a sheet (docs/decisions/opd-lists.md).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree

from core.tables.format import GENERAL, by_number, shown
from core.tables.table import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, Cell, Flaw, Sheet, Sought, rows_of

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

_DAYS_TO_1904 = 1462
"""Days between the two days from which workbooks count."""


def read_xlsx(archive: zipfile.ZipFile, sought: Sought) -> Iterator[Sheet]:
    """The sheets in the order of their tabs. Raises Unreadable, and many other errors for damaged files."""
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
        raise sought.too_large("terlalu besar setelah dibuka")
    names = {name.casefold(): name for name in archive.namelist()}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    targets = _targets(archive)
    strings = _strings(archive, names)
    formats = _formats(archive, names)
    later = any(node.get("date1904") in ("1", "true") for node in _named(book, "workbookPr"))
    for sheet in _named(book, "sheet"):
        target = targets.get(next((value for key, value in sheet.items() if _local(key) == "id"), ""), "")
        part = names.get(target.casefold())
        if part is not None and "chartsheet" not in part and "dialogsheet" not in part:
            with archive.open(part) as stream:
                cells, rows, columns = _cells(stream, strings, formats, sought)
            if later:
                cells = {row: {at: _as_from_1900(cell) for at, cell in some.items()} for row, some in cells.items()}
            visible = sheet.get("state", "visible") == "visible"
            yield Sheet(sheet.get("name", ""), rows_of(cells, sought, rows), visible, hidden_columns=columns)


def _as_from_1900(cell: Cell) -> Cell:
    """A date of a workbook that counts days from 1904, as others count them."""
    counted = cell.flaw is Flaw.DATE and cell.text.isdigit()
    return cell._replace(text=str(int(cell.text) + _DAYS_TO_1904)) if counted else cell


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Parts of the archive, by the number of their relation to the workbook."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    return {
        node.get("Id", ""): normpath(join("/xl", node.get("Target", "").replace("\\", "/"))).lstrip("/")
        for node in relations
    }


def _strings(archive: zipfile.ZipFile, names: Mapping[str, str]) -> list[str]:
    part = names.get("xl/sharedstrings.xml")
    if part is None:
        return []
    found: list[str] = []
    with archive.open(part) as stream:
        for _, node in ElementTree.iterparse(stream):
            if _local(node.tag) == "si":
                found.append(_text(node))
                node.clear()
    return found


def _formats(archive: zipfile.ZipFile, names: Mapping[str, str]) -> list[str]:
    """Number formats, by the number of a cell's style."""
    part = names.get("xl/styles.xml")
    if part is None:
        return []
    styles = ElementTree.fromstring(archive.read(part))
    own = {int(node.get("numFmtId", 0)): node.get("formatCode", GENERAL) for node in _named(styles, "numFmt")}
    used = next(_named(styles, "cellXfs"), ())
    numbers = [int(node.get("numFmtId", 0)) for node in used]
    return [own.get(number) or by_number(number) for number in numbers]


def _cells(
    stream: Any, strings: Sequence[str], formats: Sequence[str], sought: Sought
) -> tuple[dict[int, dict[int, Cell]], frozenset[int], frozenset[int]]:
    """Cells by row and column, and which rows and columns are hidden. Rows and cells without an address follow the one
    before.
    """
    cells: dict[int, dict[int, Cell]] = {}
    hidden: set[int] = set()
    columns: set[int] = set()
    row, column = 0, -1
    for event, node in ElementTree.iterparse(stream, ("start", "end")):
        kind = _local(node.tag)
        if kind == "row" and event == "start":
            row, column = int(node.get("r", row + 1)), -1
            if node.get("hidden") in ("1", "true"):
                hidden.add(row)
        elif kind == "col" and event == "start":
            columns |= _hidden_columns(node)
        elif kind == "c" and event == "end":
            row, column = _place(node.get("r"), row, column + 1)
            cell = _cell(node, strings, formats)
            if cell.text.strip() or cell.flaw:
                cells.setdefault(row, {})[column] = cell
        elif kind == "row":
            node.clear()
            if len(cells) > MAX_ROWS + 1:
                raise sought.too_long()
    return cells, frozenset(hidden), frozenset(columns)


def _hidden_columns(node: ElementTree.Element) -> frozenset[int]:
    """The columns, counted from 0, that an element hides or makes so narrow that nothing is seen of them."""
    narrow = float(node.get("width", 1)) == 0
    if node.get("hidden") not in ("1", "true") and not narrow:
        return frozenset()
    return frozenset(range(int(node.get("min", 1)) - 1, min(int(node.get("max", 1)), MAX_COLUMNS)))


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    if reference is None:
        return row, column
    match = _PLACE.fullmatch(reference)
    if not match:
        raise KeyError(reference)
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), number - 1


def _cell(node: ElementTree.Element, strings: Sequence[str], formats: Sequence[str]) -> Cell:
    kind, value = node.get("t", "n"), next(_named(node, "v"), None)
    stored = (value.text or "").strip() if value is not None else ""
    if kind == "inlineStr":
        return Cell(_text(node))
    if not stored:
        computed = next(_named(node, "f"), None) is not None and kind != "str"
        return Cell("", Flaw.UNCOMPUTED) if computed else Cell("")
    match kind:
        case "s":
            return Cell(strings[int(stored)])
        case "str":
            return Cell(_unescaped(value.text or "") if value is not None else "")
        case "b":
            return Cell(stored, Flaw.TRUTH)
        case "e":
            return Cell(stored, Flaw.ERROR)
        case "d":
            return Cell(stored, Flaw.DATE)
    style = int(node.get("s", 0))
    return shown(stored, formats[style] if style < len(formats) else GENERAL)


def _text(node: ElementTree.Element) -> str:
    """The letters of a rich text, without reading aids (phonetic runs), which some programs add."""
    if _local(node.tag) == "rPh":
        return ""
    if _local(node.tag) == "t":
        return _unescaped(node.text or "")
    return "".join(map(_text, node))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _named(node: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Elements with this name in any namespace: there are two of them, and files without."""
    return (one for one in node.iter() if _local(one.tag) == name)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
