"""A workbook that an office fills in and sends back: a sheet of rows below titles, and a sheet that explains them."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

Lines = Sequence[Sequence[str]]
NOTES = "Petunjuk"


def render(
    name: str,
    columns: Sequence[tuple[str, float]],
    rows: Lines,
    notes: Lines,
    finish: Callable[[Any], None] = lambda sheet: None,
    wrap: bool = False,
) -> bytes:
    """The workbook. `columns` are titles and widths; `finish` adds to the sheet what is its own; `wrap`: long cells
    have several lines.
    """
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        style: dict[str, Any] = {"font_name": "Arial", "font_size": 10}
        book.formats[0].set_font_name("Arial")
        book.formats[0].set_font_size(10)
        header = book.add_format({**style, "bold": True, "font_color": "white", "bg_color": "#1B2F6B"})
        wrapped = book.add_format({**style, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(name)
        _fill(sheet, columns, rows, header, wrapped if wrap else book.add_format(style))
        sheet.freeze_panes(1, 0)
        finish(sheet)
        explained = (("Kolom", 14.0), ("Petunjuk", 80.0))
        _fill(book.add_worksheet(NOTES), explained, notes, header, wrapped)
    return made.getvalue()


def _fill(sheet: Any, columns: Sequence[tuple[str, float]], rows: Lines, header: Any, look: Any) -> None:
    for column, (title, width) in enumerate(columns):
        sheet.set_column(column, column, width, look)
        sheet.write_string(0, column, title, header)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, look)
