"""The workbook of a period: Ringkasan, Rekap, Aspek where the instrument has aspects, Matriks, Rincian.

Every text is written as a string, so nothing that somebody wrote can become a formula. The few formulas are ours and
carry their result, for programs that do not calculate.
"""

from collections.abc import Callable
from typing import IO

from core.exports import xlsx_recap, xlsx_sheets as sheets
from core.exports.data import PeriodExport
from core.exports.xlsx_book import Book

Progress = Callable[[int], None]


def write(
    export: PeriodExport, target: IO[bytes], dated: str, details: bool = True, on: Progress | None = None
) -> None:
    """Writes the workbook. `dated` is the day, written out. Without `details` it contains nothing that somebody wrote,
    for a group. `on` is called after each OPD.
    """
    book = Book(target, export, dated)
    sheets.summary(book)
    xlsx_recap.recap(book)
    xlsx_recap.parts(book)
    sheets.matrix(book)
    if details:
        sheets.details(book, on or (lambda done: None))
    book.close()
