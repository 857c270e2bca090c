"""The empty list of OPD (XLSX) an office fills in: header, two example rows, the kinds to choose from, notes."""

from typing import Any

from core.papers import form
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
    columns = tuple(zip((*COLUMNS, "telepon"), _WIDTHS, strict=True))
    return form.render("OPD", columns, EXAMPLES, NOTES, _kinds)


def _kinds(sheet: Any) -> None:
    """The kinds to choose from."""
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
