"""First sheet of an XLSX as text cells, rows as Excel numbers them; formulas marked, never computed."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree

Cell = str
FORMULA = "="
"""A cell that begins so holds a formula."""

MAX_UNPACKED = 20 * 1024 * 1024  # 5,000 rows unpack to about 2 MB; more is a mistake or a zip bomb
MAX_WIDTH = 200
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Unreadable(Exception):
    """The file as a whole cannot be used; the message is Indonesian and says what to do."""

    def __init__(self, message: str, row: int = 0, column: str = "") -> None:
        super().__init__(message)
        self.message, self.row, self.column = message, row, column


def read_xlsx(data: bytes, filename: str, max_rows: int) -> list[list[Cell]]:
    """All cells of the first sheet, from row 1 and column A on. Raises Unreadable."""
    try:
        return _read(data, filename, max_rows)
    except Unreadable:
        raise
    except Exception as error:  # damaged bytes fail in zipfile, zlib, expat and the reader in a dozen ways
        raise Unreadable(f"{filename} rusak atau bukan XLSX. Simpan ulang sebagai XLSX, lalu kirim ulang.") from error


def _read(data: bytes, filename: str, max_rows: int) -> list[list[Cell]]:
    from python_calamine import CalamineWorkbook

    formulas, height, width = _survey(data, filename)
    if height > max_rows:
        raise Unreadable(f"{filename} berisi lebih dari 5.000 baris. Kirim daftar OPD satu pemerintah daerah.")
    if width > MAX_WIDTH:
        raise Unreadable(f"{filename} berisi lebih dari {MAX_WIDTH} kolom. Hapus kolom yang tidak dipakai.")
    if not height:
        raise Unreadable(f"Lembar pertama {filename} kosong. Pindahkan daftar OPD ke lembar pertama.")
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    table = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column in formulas:
        if row <= len(table) and column <= len(table[row - 1]):
            table[row - 1][column - 1] = FORMULA
    return table


def _survey(data: bytes, filename: str) -> tuple[list[tuple[int, int]], int, int]:
    """Formula cells (row, column) of the first sheet, its height and width.

    The reader gives results only, and would make room for every cell up to the last one.
    """
    formulas: list[tuple[int, int]] = []
    height = width = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise Unreadable(f"{filename} terlalu besar setelah dibuka. Kirim berkas yang hanya berisi daftar OPD.")
        with archive.open(_first_sheet(archive)) as sheet:
            for _, element in ElementTree.iterparse(sheet):
                kind = element.tag.rpartition("}")[2]
                if kind == "c" and len(element):
                    row, column = _place(element.get("r", ""))
                    height, width = max(height, row), max(width, column)
                    if any(child.tag.rpartition("}")[2] == "f" for child in element):
                        formulas.append((row, column))
                elif kind == "row":
                    element.clear()
    return formulas, height, width


def _first_sheet(archive: zipfile.ZipFile) -> str:
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    first = next((node for node in book.iter() if node.tag.rpartition("}")[2] == "sheet"), None)
    if first is None:
        raise KeyError("no sheet")
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {node.get("Id"): node.get("Target", "") for node in relations}
    return normpath(join("/xl", targets[first.get(_RELATION)])).lstrip("/")


def _place(reference: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(reference)
    if not match:
        raise KeyError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _text(cell: object) -> Cell:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
