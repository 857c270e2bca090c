"""Lists of OPD made as offices make them: workbooks of Excel and LibreOffice, text, web pages."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import xlsxwriter

Write = Callable[[Any, Any], object]
"""Something more done to a sheet: given the workbook and the sheet."""

ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)


def text(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def workbook(rows: Sequence[Sequence[object]], write: Write | None = None) -> bytes:
    """A workbook with one sheet."""
    return workbook_of({"OPD": rows}, write)


def workbook_of(sheets: dict[str, Sequence[Sequence[object]]], write: Write | None = None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        if write:
            write(book, book.worksheets()[0])
    return out.getvalue()


def coded(value: float, format: str) -> bytes:
    """A list whose one code is a number under a number format."""
    return workbook(
        [["Kode", "Nama"], [None, "Dinas Sosial"]],
        lambda book, sheet: sheet.write_number("A2", value, book.add_format({"num_format": format})),
    )


def cell(xml: str) -> bytes:
    """A list whose one code is this element of the sheet."""
    return patched(workbook([["Kode", "Nama"], ["x", "Dinas Sosial"]]), r'<c r="A2"[^>]*>.*?</c>', xml)


def patched(book: bytes, pattern: str, instead: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with something changed in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == part:
                content, count = re.subn(pattern, lambda _: instead, content)
                assert count, f"{pattern} is not in {name}"
            new.writestr(name, content)
    return out.getvalue()


def page(rows: Sequence[Sequence[str]], before: str = "") -> bytes:
    """A web page with a table, as programs hand it out under the name .xls."""
    lines = "".join(f"<tr>{''.join(f'<td>{escape(one)}</td>' for one in row)}</tr>" for row in rows)
    return (
        f"<html><head><meta charset=utf-8></head><body>{before}<table border=1>{lines}</table></body></html>".encode()
    )


def ods(rows: str, hidden: bool = False) -> bytes:
    """A spreadsheet of LibreOffice; `rows` are its table rows as they stand in content.xml."""
    display = "false" if hidden else "true"
    content = (
        f"<office:document-content {ODS_NAMES}><office:automatic-styles>"
        f'<style:style style:name="ta1" style:family="table"><style:table-properties table:display="{display}"/>'
        "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="OPD" table:style-name="ta1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_row(*cells: str) -> str:
    """A row; a cell that begins with "<" is an element, any other its text."""
    texts = (
        one if one.startswith("<") else f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in cells
    )
    return f"<table:table-row>{''.join(texts)}</table:table-row>"


def ods_number(value: str, shown: str, kind: str = "float") -> str:
    typed = f'office:value-type="{kind}" office:value="{value}"'
    return f"<table:table-cell {typed}><text:p>{shown}</text:p></table:table-cell>"


def archive(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def without_columns(*letters: str) -> Write:
    """Hides columns of a sheet."""

    def hide(book: Any, sheet: Any) -> None:
        for letter in letters:
            sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})

    return hide


def hidden(which: int) -> Write:
    def hide(book: Any, sheet: Any) -> None:
        book.worksheets()[1 - which].activate()
        book.worksheets()[which].hide()

    return hide
