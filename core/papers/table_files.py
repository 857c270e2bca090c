"""Tables as files: XLSX to go on working with, PDF to be printed and signed."""

from dataclasses import asdict
from decimal import Decimal
from io import BytesIO
from typing import Any

from core import looks
from core.papers.letterhead import Letterhead, drawn
from core.papers.sizes import page
from core.papers.table import Cell, Column, Format, Kind, Line, Table
from core.written import amount, number

_A4, _FOLIO = 9, 14
_FORMATS: dict[Kind, str] = {
    "amount": "#,##0.####",
    "count": "0",
    "balance": "+0;-0;0",
    "ratio": "0.00",
    "exact": "0.00",
}
_FRAMED = {"border": 1, "border_color": looks.GRID}
_WIDEST = 60
_LINE = 13.5  # points of a line of Arial 10


def render(made: Table, letterhead: Letterhead, paper: str, format: Format) -> bytes:
    """The finished file; `paper` is the size of its pages."""
    return _workbook(made, paper) if format == "xlsx" else _pdf(made, letterhead, paper)


# PDF


def _pdf(made: Table, letterhead: Letterhead, paper: str) -> bytes:
    from core.papers.typesetting import typeset

    values = asdict(made) | {
        "page": page(paper),
        "letterhead": drawn(letterhead, paper),
        "lines": [_written(line, made) for line in made.lines],
        "total": _written(made.total, made) if made.total else (),
    }
    return typeset("table.typ", values)


def _written(line: Line, made: Table) -> list[str]:
    return [written(cell, column.kind) for cell, column in zip(line, made.columns, strict=True)]


def written(cell: Cell, kind: Kind) -> str:
    """A cell as it is printed: 2.500,5 · 1,00 · +1."""
    if cell is None:
        return "–" if kind == "ratio" else ""
    if isinstance(cell, str):
        return cell
    if kind == "balance":
        return f"{cell:+d}" if isinstance(cell, int) and cell else str(cell)
    return number(cell) if kind == "ratio" else amount(cell)


# XLSX


def _workbook(made: Table, paper: str) -> bytes:
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.formats[0].set_font_name("Arial")
        book.formats[0].set_font_size(10)
        sheet = book.add_worksheet(made.sheet)
        head = _above(book, sheet, made)
        last = _lines(book, sheet, made, head)
        _below(book, sheet, made, last + 1)
        _page(sheet, head, _FOLIO if paper == "F4" else _A4)
    return out.getvalue()


def _look(book: Any, **how: Any) -> Any:
    return book.add_format({"font_name": "Arial", "font_size": 10, "valign": "top", **how})


def _above(book: Any, sheet: Any, made: Table) -> int:
    """Writes what stands above the table, and its titles. Returns their row."""
    bold, plain = _look(book, bold=True), _look(book)
    above = [(words, bold) for words in (made.draft, *made.title) if words]
    above += [(f"{label}: {value}", plain) for label, value in made.about]
    for row, (words, how) in enumerate(above):
        sheet.write_string(row, 0, words, how)
    head = len(above) + 1
    colours = {"font_color": "white", "bg_color": looks.HEADER}
    header = _look(book, **_FRAMED, **colours, bold=True, text_wrap=True, align="center")
    for place, column in enumerate(made.columns):
        sheet.set_column(place, place, _width(column, place, made))
        sheet.write_string(head, place, column.title, header)
    sheet.set_row(head, 3 * _LINE)
    return head


def _lines(book: Any, sheet: Any, made: Table, head: int) -> int:
    """Writes the lines and the sums below the titles. Returns the row of the sums."""
    kinds = {column.kind for column in made.columns}
    plain = {kind: _look(book, **_FRAMED, **_how(kind)) for kind in kinds}
    strong = {kind: _look(book, **_FRAMED, **_how(kind), bold=True) for kind in kinds}
    names = [(place, _width(one, place, made)) for place, one in enumerate(made.columns) if one.kind == "name"]
    for row, line in enumerate(made.lines, start=head + 1):
        _line(sheet, row, line, made, plain)
        sheet.set_row(row, _LINE * max(_lines_of(line[place], wide) for place, wide in names))
    last = head + len(made.lines)
    sheet.autofilter(head, 0, last, len(made.columns) - 1)
    if made.total:
        _line(sheet, last + 1, made.total, made, strong)
        last += 1
    return last


def _below(book: Any, sheet: Any, made: Table, first: int) -> None:
    bold, plain, faint = _look(book, bold=True), _look(book), _look(book, font_color=looks.FAINT)
    below = [("", plain), *((words, bold) for words in made.result), ("", plain)]
    if made.absent:
        below += [("Belum mengirim tabel, tidak dihitung:", plain), *((name, plain) for name in made.absent)]
    below += [(words, faint) for words in made.notes]
    for row, (words, how) in enumerate(below, start=first):
        sheet.write_string(row, 0, words, how)


def _page(sheet: Any, head: int, size: int) -> None:
    sheet.set_paper(size)
    sheet.freeze_panes(head + 1, 2)
    sheet.repeat_rows(head)
    sheet.set_landscape()
    sheet.set_margins(left=2 / 2.54, right=1.5 / 2.54, top=1.5 / 2.54, bottom=1.5 / 2.54)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P dari &N")


def _how(kind: Kind) -> dict[str, Any]:
    """How cells of a column look."""
    match kind:
        case "name":
            return {"text_wrap": True}
        case "word":
            return {}
    return {"num_format": _FORMATS[kind], "align": "right" if kind == "amount" else "center"}


def _line(sheet: Any, row: int, line: Line, made: Table, styles: dict[Kind, Any]) -> None:
    for place, (cell, column) in enumerate(zip(line, made.columns, strict=True)):
        how = styles[column.kind]
        match cell:
            case None:
                sheet.write_blank(row, place, None, how)
            case str():
                sheet.write_string(row, place, cell, how)
            case int() | Decimal():
                sheet.write_number(row, place, float(cell), how)


def _width(column: Column, place: int, made: Table) -> float:
    if column.kind != "name":
        return max(6.0, column.width * 5)
    longest = max((len(row) for line in made.lines for row in str(line[place]).split("\n")), default=0)
    return min(_WIDEST, max(24, longest + 2))


def _lines_of(cell: Cell, width: float) -> int:
    """How many lines a wrapped name takes, reckoned generously: programs do not reckon it themselves."""
    room = max(width - 2, 1)
    return sum(1 + int(len(line) // room) for line in str(cell).split("\n"))
