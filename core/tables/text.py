"""Tables that are text: columns separated by comma, semicolon or tab, or a web page with a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO

from core.tables.table import MAX_COLUMNS, MAX_ROWS, Cell, Row, Sheet, Sought, Unreadable, rows_of

_SEPARATORS = ",;\t|"
_SEP_LINE = re.compile(r'"?sep=(.)"?[ \t;,|]*\r?\n', re.IGNORECASE)
"""Excel's own first line of a CSV, which it does not count as a row."""

_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""A text written as a formula, so that Excel keeps its zeros."""

_HEAD_LINES = 25
_PAGE = re.compile(
    r"\s*(<!--.*?-->\s*)*(<\?xml[^>]*>\s*)?<(!doctype html|html|head|body|table|meta|div|style)", re.IGNORECASE
)


def decoded(data: bytes, filename: str) -> str:
    """The text of a file. Raises Unreadable."""
    encodings = ["utf-8-sig", "cp1252"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data:
        even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
        encodings = ["utf-16-le"] if odd > 4 * even else ["utf-16-be"] if even > 4 * odd else []
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.lstrip("\ufeff")
    raise Unreadable(f"{filename} tidak terbaca sebagai teks. Simpan ulang sebagai CSV UTF-8 atau XLSX.")


def read_text(text: str, sought: Sought) -> list[Sheet]:
    """Reads a CSV. The separator is the one with which a heading is found. Raises Unreadable."""
    named = _SEP_LINE.match(text)
    if named:
        return [_sheet(text[named.end() :], named[1], sought)]
    return [_sheet(text, separator_of(text.splitlines()[:_HEAD_LINES], sought), sought)]


def separator_of(lines: list[str], sought: Sought) -> str:
    """The separator that fits the first lines best: with a heading, then with the most columns."""

    def found(separator: str) -> tuple[int, int]:
        table = list(csv.reader(lines, delimiter=separator))
        known = max((sought.titles(line) for line in table), default=0)
        return known, max(map(len, table), default=0)

    try:
        return max(_SEPARATORS, key=found)
    except csv.Error:
        return ","


def _sheet(text: str, separator: str, sought: Sought) -> Sheet:
    cells: dict[int, dict[int, Cell]] = {}
    quoted: set[int] = set()
    number = read = 0
    lines = list(StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for number, record in enumerate(reader, 1):
            if any('"' in line for line in lines[read : reader.line_num]):
                quoted.add(number)
            read = reader.line_num
            row = {column: _cell(field) for column, field in enumerate(record[:MAX_COLUMNS]) if field.strip()}
            if row:
                cells[number] = row
            if len(cells) > MAX_ROWS + 1:
                raise sought.too_long()
    except csv.Error as error:
        raise Unreadable(f"{_cause(error)} Periksa baris ini, atau kirim sebagai XLSX.", number + 1) from None
    return Sheet("", rows_of(cells, sought, quoted=quoted), separator=separator)


def _cause(error: csv.Error) -> str:
    """Why a row of a CSV cannot be read; csv says it only in its message."""
    if "limit" in str(error):
        most = f"{csv.field_size_limit():,}".replace(",", ".")
        return f"isi satu kolom lebih dari {most} karakter, mungkin karena tanda kutip tidak ditutup."
    if "expected after" in str(error):
        return "masih ada isi sesudah tanda kutip penutup."
    return "tanda kutip tidak berpasangan."


def _cell(field: str) -> Cell:
    as_text = _AS_TEXT.fullmatch(field.strip())
    return Cell(as_text[1].replace('""', '"'), formatted=True) if as_text else Cell(field)


def unfolded(sheet: Sheet, sought: Sought) -> Sheet | None:
    """A CSV that was opened in one column and saved: its cells are split again. None where there is nothing
    to split.
    """
    if sheet.hidden_columns:
        return None
    if any(len(row.cells) > 1 and any(cell.text.strip() for cell in row.cells[1:]) for row in sheet.rows[:_HEAD_LINES]):
        return None
    lines = [row.at(0).text.replace("\n", " ") for row in sheet.rows]
    separator = separator_of(lines[:_HEAD_LINES], sought)
    if not any(separator in line for line in lines):
        return None
    try:
        fields = [next(csv.reader([line], delimiter=separator), []) for line in lines]
    except csv.Error:
        return None
    if not any(len(record) > 1 and sought.titles(record) for record in fields[:_HEAD_LINES]):
        return None
    rows = [
        Row(row.number, [_cell(field) for field in record], row.hidden, '"' in line)
        for row, record, line in zip(sheet.rows, fields, lines, strict=True)
    ]
    return Sheet(sheet.name, rows, sheet.visible, separator)


def is_page(text: str) -> bool:
    return bool(_PAGE.match(text))


def read_page(text: str, sought: Sought) -> Iterator[Sheet]:
    """The tables of a web page; many programs save one with the ending .xls. Raises Unreadable."""
    page = _Page()
    page.feed(text)
    page.close()
    if not page.tables:
        message = (
            f"{sought.filename} adalah halaman web tanpa tabel. Buka di Excel, simpan sebagai XLSX, lalu kirim ulang."
        )
        raise Unreadable(message)
    for table in page.tables:
        yield Sheet("", rows_of(table, sought))


class _Page(HTMLParser):
    """Tables as cells by row and column. A cell over several columns or rows has its text in the first."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[dict[int, dict[int, Cell]]] = []
        self._row = self._column = 0
        self._words: list[str] | None = None
        self._wide = 1
        self._below: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self.tables.append({})
            self._row, self._below = 0, {}
        elif tag == "tr":
            self._end_cell()
            self._row, self._column = self._row + 1, 0
        elif tag in ("td", "th") and self.tables:
            self._end_cell()
            given = dict(attrs)
            while self._below.get(self._column, 0) >= self._row:
                self._column += 1
            self._words, self._wide = [], _span(given.get("colspan"))
            for column in range(self._column, self._column + self._wide):
                self._below[column] = self._row + _span(given.get("rowspan")) - 1
        elif tag in ("br", "p", "div") and self._words is not None:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def _end_cell(self) -> None:
        if self._words is None:
            return
        text = " ".join("".join(self._words).split())
        if text:
            self.tables[-1].setdefault(max(self._row, 1), {})[self._column] = Cell(text)
        self._column += self._wide
        self._words = None


def _span(given: str | None) -> int:
    return min(max(int(given), 1), MAX_COLUMNS) if given and given.strip().isascii() and given.strip().isdigit() else 1
