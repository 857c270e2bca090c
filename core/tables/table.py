"""The content of a file, whatever its format: sheets of cells, each with the text that people see."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_UNPACKED = 20 * 1024 * 1024  # 5,000 rows unpack to about 2 MB; more is a mistake or a zip bomb


class Flaw(Enum):
    """Why the text of a cell may not be what its author typed."""

    DATE = "date"
    DECIMAL = "decimal"
    WHOLE = "whole"
    DIGITS = "digits"
    THOUSANDS = "thousands"
    PERCENT = "percent"
    TRUTH = "truth"
    ERROR = "error"
    UNCOMPUTED = "uncomputed"
    SPECIAL = "special"
    UNSEEN = "unseen"


class Cell(NamedTuple):
    """`text` is as the spreadsheet program shows it. `formatted`: the stored value differs, and a number format shows
    it so.
    """

    text: str
    flaw: Flaw | None = None
    formatted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is as the spreadsheet program counts (from 1); `hidden`: the program does not show this row; `quoted`:
    something in this row of a text is in quotation marks.
    """

    number: int
    cells: Sequence[Cell]
    hidden: bool = False
    quoted: bool = False

    def at(self, column: int) -> Cell:
        """The cell of a column, counted from 0; an empty one after the row's end."""
        return self.cells[column] if column < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that are not empty. A text file is one sheet without a name; `separator` is what stands between its
    columns, "" in any other file. `hidden_columns`, counted from 0, are in `rows` all the same.
    """

    name: str
    rows: Sequence[Row]
    visible: bool = True
    separator: str = ""
    hidden_columns: frozenset[int] = frozenset()

    def shown_rows(self) -> Sequence[Row]:
        """The rows without what stands in hidden columns."""
        if not self.hidden_columns:
            return self.rows
        rows = (replace(row, cells=self._shown(row.cells)) for row in self.rows)
        return [row for row in rows if any(cell.text.strip() or cell.flaw for cell in row.cells)]

    def _shown(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        return [EMPTY if column in self.hidden_columns else cell for column, cell in enumerate(cells)]


EMPTY = Cell("")
LOCKED = "berkata sandi. Simpan ulang sebagai XLSX tanpa kata sandi, lalu kirim ulang."


class Unreadable(Exception):
    """The file as a whole cannot be used; the message is Indonesian and says what to do."""

    def __init__(self, message: str, row: int = 0, column: str = "") -> None:
        super().__init__(message)
        self.message, self.row, self.column = message, row, column


@dataclass(frozen=True, slots=True)
class Sought:
    """The file that is read and what it should hold, as messages name them. `fewer`: what to send instead of too many
    rows. `titles` counts the titles of columns in a row, by which the separator of a text is found.
    """

    filename: str
    content: str
    fewer: str
    titles: Callable[[Sequence[str]], int] = len

    def nothing(self) -> Unreadable:
        return Unreadable(f"{self.filename} kosong. Isi {self.content}, lalu kirim ulang.")

    def too_large(self, how: str) -> Unreadable:
        return Unreadable(f"{self.filename} {how}. Kirim berkas yang hanya berisi {self.content}.")

    def too_long(self) -> Unreadable:
        return Unreadable(f"{self.filename} berisi lebih dari 5.000 baris. Kirim {self.fewer}.")


def rows_of(
    cells: dict[int, dict[int, Cell]],
    sought: Sought,
    hidden: frozenset[int] = frozenset(),
    quoted: Container[int] = (),
) -> list[Row]:
    """Rows made of cells by row (from 1) and column (from 0), without blank cells. Raises Unreadable."""
    rows: list[Row] = []
    for number in sorted(cells):
        filled = {column: cell for column, cell in cells[number].items() if cell.text.strip() or cell.flaw}
        if filled:
            wide = min(max(filled) + 1, MAX_COLUMNS)
            found = [filled.get(column, EMPTY) for column in range(wide)]
            rows.append(Row(number, found, number in hidden, number in quoted))
    if len(rows) > MAX_ROWS + 1:
        raise sought.too_long()
    return rows


def letters(column: int) -> str:
    """The name of a column, counted from 0: 0 is A, 26 is AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)
