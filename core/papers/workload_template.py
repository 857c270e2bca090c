"""The table of positions (XLSX) an OPD fills in: with the positions it has sent before, else empty."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from core.productivity.model import MOST_HOLDERS, MOST_POSITIONS, MOST_WORKLOAD, Position

COLUMNS = (("Jabatan", 60), ("Beban kerja (jam setahun)", 18), ("PNS", 10), ("PPPK", 10))
NOTES = (
    ("Jabatan", "Wajib, satu baris satu jabatan, dari pimpinan sampai pelaksana. Contoh: Analis Kebijakan Ahli Muda."),
    (
        "Beban kerja",
        "Wajib. Jumlah dari volume kerja x norma waktu semua tugas jabatan itu selama setahun, dalam jam. Contoh: "
        "2500. Bila dihitung dalam menit, ganti judul kolomnya menjadi Beban kerja (menit setahun).",
    ),
    ("PNS, PPPK", "Jumlah pemangku jabatan saat ini. Kosong berarti tidak ada."),
    ("", "Jabatan yang belum ada pemangkunya tetap ditulis; kebutuhannya ikut dihitung."),
    ("", "Beberapa lembar (misalnya satu lembar setiap bidang) dibaca sebagai satu tabel bila judul kolomnya sama."),
    ("", "Tabel yang dikirim menggantikan tabel OPD ini untuk tahun yang sama."),
)


def render(unit: str, year: int, positions: Sequence[Position]) -> bytes:
    """The workbook; `core.productivity.reading` reads it back."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        style: dict[str, Any] = {"font_name": "Arial", "font_size": 10}
        book.formats[0].set_font_name("Arial")
        book.formats[0].set_font_size(10)
        header = book.add_format({**style, "bold": True, "font_color": "white", "bg_color": "#1B2F6B"})
        plain = book.add_format(style)
        bold = book.add_format({**style, "bold": True})
        wrapped = book.add_format({**style, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Jabatan")
        sheet.write_string(0, 0, f"Tabel jabatan {unit}, tahun {year}", bold)
        _positions(sheet, positions, header, plain)
        _notes(book.add_worksheet("Petunjuk"), header, wrapped)
    return made.getvalue()


_HEAD = 2  # the row of the titles, counted from 0


def _positions(sheet: Any, positions: Sequence[Position], header: Any, plain: Any) -> None:
    for place, (title, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width, plain)
        sheet.write_string(_HEAD, place, title, header)
    for row, one in enumerate(positions, start=_HEAD + 1):
        sheet.write_string(row, 0, one.name, plain)
        sheet.write_number(row, 1, float(one.workload), plain)
        sheet.write_number(row, 2, one.pns, plain)
        sheet.write_number(row, 3, one.pppk, plain)
    last = _HEAD + MOST_POSITIONS
    sheet.data_validation(
        _HEAD + 1, 1, last, 1, _between("decimal", MOST_WORKLOAD, "jumlah jam setahun, misalnya 2500")
    )
    sheet.data_validation(_HEAD + 1, 2, last, 3, _between("integer", MOST_HOLDERS, "jumlah orang, misalnya 2"))
    sheet.freeze_panes(_HEAD + 1, 1)


def _between(kind: str, most: Decimal | int, what: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": 0,
        "maximum": int(most),
        "error_title": "Bukan angka",
        "error_message": f"Isi {what}.",
    }


def _notes(sheet: Any, header: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 14, wrapped)
    sheet.set_column(1, 1, 80, wrapped)
    sheet.write_string(0, 0, "Kolom", header)
    sheet.write_string(0, 1, "Petunjuk", header)
    for row, (column, text) in enumerate(NOTES, start=1):
        sheet.write_string(row, 0, column, wrapped)
        sheet.write_string(row, 1, text, wrapped)
