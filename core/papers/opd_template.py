"""The empty list of OPD (XLSX) an office fills in: header, two example rows, the kinds to choose from, notes."""

from io import BytesIO
from typing import Any

from core.pemda.opd_list.reading import COLUMNS, KINDS, MAX_ROWS

EXAMPLES = (
    ("DINKES", "Dinas Kesehatan", "Dinkes", "Dinas", "081234567890"),
    ("KEC-BSG", "Kecamatan Busang", "Busang", "Kecamatan", ""),
)
NOTES = (
    ("kode", "Wajib, berbeda untuk setiap OPD. Huruf A-Z, angka, tanda hubung, titik, atau garis bawah."),
    ("nama", "Wajib. Nama lengkap OPD seperti dalam surat resmi."),
    ("singkatan", "Boleh kosong. Nama pendek untuk layar ponsel; bila kosong, OPD baru memakai nama lengkapnya."),
    ("jenis", f"Boleh kosong. Pilih dari daftar: {', '.join(KINDS)}."),
    ("telepon", "Boleh kosong. Nomor WhatsApp kantor atau kontak, agar undangan dapat dikirim lewat WhatsApp."),
    ("", "Ganti dua baris contoh dengan OPD sendiri. Baris 1 jangan diubah."),
    ("", "OPD dengan kode yang sudah ada diperbarui; OPD yang tidak tercantum tetap ada."),
)
_WIDTHS = (16, 56, 24, 18, 18)


def render() -> bytes:
    """The workbook; its first sheet is what `core.pemda.opd_list.reading` reads back."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        style: dict[str, Any] = {"font_name": "Arial", "font_size": 10}
        book.formats[0].set_font_name("Arial")
        book.formats[0].set_font_size(10)
        header = book.add_format({**style, "bold": True, "font_color": "white", "bg_color": "#1B2F6B"})
        plain = book.add_format(style)
        wrapped = book.add_format({**style, "text_wrap": True, "valign": "top"})
        _list(book.add_worksheet("OPD"), header, plain)
        _notes(book.add_worksheet("Petunjuk"), header, wrapped)
    return made.getvalue()


def _list(sheet: Any, header: Any, plain: Any) -> None:
    for column, (title, width) in enumerate(zip((*COLUMNS, "telepon"), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, plain)
        sheet.write_string(0, column, title, header)
    for row, example in enumerate(EXAMPLES, start=1):
        for column, text in enumerate(example):
            sheet.write_string(row, column, text, plain)
    kinds = COLUMNS.index("jenis")
    sheet.data_validation(
        1,
        kinds,
        MAX_ROWS,
        kinds,
        {
            "validate": "list",
            "source": list(KINDS),
            "error_title": "Jenis tidak dikenal",
            "error_message": "Pilih jenis dari daftar, atau kosongkan.",
        },
    )
    sheet.freeze_panes(1, 0)


def _notes(sheet: Any, header: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 14, wrapped)
    sheet.set_column(1, 1, 80, wrapped)
    sheet.write_string(0, 0, "Kolom", header)
    sheet.write_string(0, 1, "Petunjuk", header)
    for row, (column, text) in enumerate(NOTES, start=1):
        sheet.write_string(row, 0, column, wrapped)
        sheet.write_string(row, 1, text, wrapped)
