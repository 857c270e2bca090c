"""One cell of a list of OPD: cleaned, and checked."""

from __future__ import annotations

import re
import unicodedata

from core.foreign import readable
from core.pemda.opd_list.names import bare
from core.tables.table import Cell, Flaw

_CODE = re.compile(r"(?=.*[A-Z0-9])[A-Z0-9._-]+")
_MONTHS = "jan|feb|peb|mar|apr|may|mei|jun|jul|aug|agu|ags|agt|sep|okt|oct|nov|nop|dec|des"
_DATE = re.compile(
    r"\d{1,2}/\d{1,2}(/\d{2}|/\d{4})?( [\d:.]+)?|\d{1,2}-\d{1,2}-(19|20)\d{2}|(19|20)\d{2}-\d{2}-\d{2}( [\d:.]+)?"
    rf"|\d{{1,2}}[- /]({_MONTHS})[a-z]*([- /]\d{{2,4}})?|({_MONTHS})[a-z]*[- ]\d{{2,4}}",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
_DECIMAL = re.compile(r"\d+,\d+")
_NOTHING = re.compile(r"[-–—−_.…/ ]+")
"""What people write where there is nothing to write."""

_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)|#{3,}|Err:\d+", re.IGNORECASE)
_AS_TEXT = "Ubah kolom kode menjadi Teks di Excel, lalu ketik ulang kodenya."

_FLAWS = {
    Flaw.DATE: f"Excel mengubah kode ini menjadi tanggal. {_AS_TEXT}",
    Flaw.DECIMAL: "{text} tersimpan sebagai angka desimal, jadi nol di belakangnya dapat hilang (1.10 menjadi 1.1). "
    + _AS_TEXT,
    Flaw.WHOLE: "{text} berakhiran .0 karena pernah tersimpan sebagai angka. Hapus .0 dari semua kode.",
    Flaw.DIGITS: f"Excel hanya menyimpan 15 angka pertama kode ini. {_AS_TEXT}",
    Flaw.THOUSANDS: f"kode ini angka dengan pemisah ribuan. {_AS_TEXT}",
    Flaw.PERCENT: f"kode ini angka persen. {_AS_TEXT}",
    Flaw.TRUTH: f"kode ini berisi nilai benar atau salah, bukan teks. {_AS_TEXT}",
    Flaw.ERROR: f"berisi galat Excel ({{text}}). {_AS_TEXT}",
    Flaw.UNCOMPUTED: "rumusnya belum dihitung. Buka berkas di Excel, simpan, lalu kirim ulang.",
    Flaw.SPECIAL: f"{{text}} tampil lain di Excel karena format angkanya. {_AS_TEXT}",
    Flaw.UNSEEN: "{text} tersimpan sebagai angka; nol di depannya tidak terbaca dari berkas XLS. "
    "Simpan ulang sebagai XLSX, lalu kirim ulang.",
}
_FORMULA = "berisi rumus. Ganti dengan teks biasa."


def tidy(column: str, cell: Cell) -> Cell:
    """The cell without surrounding spaces, line breaks and invisible signs; "" for a dash; a code in capitals, a name
    without bullet and number.
    """
    text = " ".join(readable(cell.text).split())
    text = "" if _NOTHING.fullmatch(text) else text
    if column != "kode":
        return cell._replace(text=bare(text) if column in ("nama", "singkatan") else text)
    flaw = cell.flaw or _flaw_of(text)
    typed = unicodedata.normalize("NFKC", text)
    as_text = typed[1:] if typed.startswith("'") and typed[1:2].isalnum() else typed
    return Cell(as_text.upper(), flaw, cell.formatted)


def _flaw_of(text: str) -> Flaw | None:
    """How a spreadsheet program has spoilt a code before it was saved as text. A code in capitals with the name of a
    month (DES-01 for a desa) is the office's own.
    """
    if _ERROR.fullmatch(text):
        return Flaw.ERROR
    if _SCIENTIFIC.fullmatch(text):
        return Flaw.DIGITS
    if _DATE.fullmatch(text) and (text.upper() != text or not any(map(str.isalpha, text))):
        return Flaw.DATE
    return Flaw.DECIMAL if _DECIMAL.fullmatch(text) else None


def wrong_code(cell: Cell) -> str:
    """What is wrong with a code, or ""."""
    if cell.flaw is not None:
        return _FLAWS[cell.flaw].format(text=cell.text)
    if not cell.text:
        return "kosong. Isi kode OPD, misalnya DINKES."
    said = _unsafe(cell.text)
    if said or _CODE.fullmatch(cell.text):
        return said
    return f'"{cell.text}" tidak dapat dipakai. Pakai huruf A-Z, angka, tanda hubung, titik, atau garis bawah.'


def wrong_text(column: str, cell: Cell) -> str:
    """What is wrong with a name, a short name or a kind, or ""."""
    if cell.flaw in (Flaw.ERROR, Flaw.UNCOMPUTED):
        return _FLAWS[cell.flaw].format(text=cell.text).replace(_AS_TEXT, "Ganti dengan teks biasa.")
    if cell.flaw is Flaw.DATE:
        return "berisi tanggal. Ganti dengan teks biasa."
    if not cell.text:
        return "kosong. Isi nama OPD." if column == "nama" else ""
    if _ERROR.fullmatch(cell.text):
        return f"berisi galat Excel ({cell.text}). Ganti dengan teks biasa."
    return _unsafe(cell.text)


def _unsafe(text: str) -> str:
    return _FORMULA if text[0] in "=+-@" else ""
