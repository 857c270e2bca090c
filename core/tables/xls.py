"""The sheets of an XLS, Office's format before 2007 (BIFF).

The library gives numbers without their formats, so none of them can be a code. It does not say what is hidden either:
that is read here from the records of rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from struct import unpack_from

from core.tables.table import LOCKED, MAX_COLUMNS, MAX_ROWS, Cell, Flaw, Sheet, Sought, Unreadable, rows_of

MAX_CELLS = (MAX_ROWS + 100) * MAX_COLUMNS
_ROW, _COLUMNS, _SHEET = 0x0208, 0x007D, 0x0085
_BEGIN, _END = 0x0809, 0x000A
_ROW_HIDDEN, _COLUMNS_HIDDEN = 0x20, 0x01


@dataclass(slots=True)
class Hidden:
    """What a sheet does not show: rows counted from 1, columns from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def read_xls(data: bytes, sought: Sought) -> Iterator[Sheet]:
    """Raises Unreadable, and many other errors for damaged files."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        raise Unreadable(f"{sought.filename} {LOCKED}") from None
    hidden = hidden_parts(_stream(data))
    for place, described in enumerate(book.sheets_metadata):
        sheet = book.get_sheet_by_index(place)
        if sheet.total_height * sheet.total_width > MAX_CELLS:
            raise sought.too_large("terlalu besar")
        table = sheet.to_python(skip_empty_area=False)
        cells = {number: dict(enumerate(map(_of, row[:MAX_COLUMNS]))) for number, row in enumerate(table, start=1)}
        unseen = hidden[place] if place < len(hidden) else Hidden()
        rows = rows_of(cells, sought, frozenset(unseen.rows))
        visible = described.visible == SheetVisibleEnum.Visible
        yield Sheet(described.name, rows, visible, hidden_columns=frozenset(unseen.columns))


def _of(value: object) -> Cell:
    match value:
        case str():
            return Cell(value)
        case bool():
            return Cell(str(value), Flaw.TRUTH)
        case float() | int():
            return Cell(str(int(value)) if value == int(value) else str(value), Flaw.UNSEEN)
        case _:
            return Cell(str(value), Flaw.DATE)


def _stream(data: bytes) -> bytes:
    """The workbook inside the file; its name was another one before Excel 97."""
    import olefile

    with olefile.OleFileIO(BytesIO(data)) as office:
        name = "Workbook" if office.exists("Workbook") else "Book"
        return bytes(office.openstream(name).read())


def hidden_parts(stream: bytes) -> list[Hidden]:
    """What the sheets hide, in the order of their tabs."""
    starts = [unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _SHEET]
    return [_hidden_from(stream, start) for start in starts]


def _hidden_from(stream: bytes, start: int) -> Hidden:
    hidden = Hidden()
    for kind, body in _records(stream, start):
        if kind == _ROW and unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
            hidden.rows.add(unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS:
            first, last, width, _, options = unpack_from("<5H", body)
            if options & _COLUMNS_HIDDEN or not width:
                hidden.columns |= set(range(first, min(last + 1, MAX_COLUMNS)))
    return hidden


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Records (kind, content) of the part that begins here, without those of charts inside it."""
    depth, place = 0, start
    while place + 4 <= len(stream):
        kind, size = unpack_from("<2H", stream, place)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, stream[place + 4 : place + 4 + size]
        if depth < 1:
            return
        place += 4 + size
