"""Words that come with documents the bot makes, and what is said when one cannot be made."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.texts import common
from core.pemda.zones import zone_label
from core.people.roles import Role

NOT_MADE = "Maaf, dokumen yang diminta belum dapat dibuat. Silakan minta sekali lagi beberapa saat lagi."
NOT_DRAWN = "Maaf, gambar yang diminta belum dapat dibuat. Silakan minta sekali lagi beberapa saat lagi."
NOT_KNOWN = (
    "Jaringan terputus ketika berkas yang diminta sedang dikirim. Bila berkasnya belum tampak di percakapan ini, "
    "silakan minta sekali lagi."
)

INVITATIONS = "lembar undangan"
OWN_DATA = "data pribadi"
OPD_TEMPLATE = "format daftar OPD"
OPD_LIST = "pembacaan daftar OPD"
PEMDA_FILE = "berkas pemda"
LETTER = "surat pengantar"
RECAP = "rekap"
CHART = "grafik"


def set_aside(what: str) -> str:
    """To the administrators, about what was to be made."""
    return (
        f"⚠️ Dokumen tidak dapat dibuat: {what}. Permintaan itu disisihkan; sebabnya ada di <code>pandu doctor</code>."
    )


CHART_NAME = "grafik.png"
TEMPLATE_NAME = "Daftar_OPD.xlsx"
TEMPLATE = "Isi daftar ini, lalu kirim kembali berkasnya ke sini. Dua baris contoh diganti atau dihapus."

LETTERS = {
    "docx": "Surat pengantar untuk Word, bila ada yang perlu diubah.",
    "pdf": "Surat pengantar siap cetak. Setelah ditandatangani dan dicap, kirim fotonya ke sini.",
}

MY_DATA_NAME = "Data_Saya.zip"
MY_DATA = "Semua data yang tersimpan tentang Bapak/Ibu. Data_Saya.txt untuk dibaca, Data_Saya.json untuk program lain."
MY_DATA_TEXT = "Data_Saya.txt"
MY_DATA_JSON = "Data_Saya.json"

_PARTS = {
    "person": "Data diri",
    "roles": "Peran",
    "answers": "Jawaban",
    "evidence": "Bukti yang dikirim",
    "questions": "Pertanyaan kepada tim",
    "replies": "Jawaban atas pertanyaan",
    "verdicts": "Penilaian sebagai tim penilai",
    "submissions": "Pengiriman penilaian",
}
_FIELDS = {
    "name": "nama",
    "telegram_id": "nomor akun Telegram",
    "joined_at": "terdaftar sejak",
    "last_activity": "kegiatan terakhir",
    "role": "peran",
    "pemda": "pemerintah daerah",
    "opd": "OPD",
    "field": "bidang",
    "since": "sejak",
    "ended_at": "sampai",
    "period": "periode",
    "variable": "variabel",
    "level": "tingkat",
    "explanation": "penjelasan",
    "version": "versi",
    "answered_at": "dijawab pada",
    "kind": "jenis",
    "variables": "variabel",
    "year": "tahun",
    "state": "keadaan",
    "bytes": "ukuran (byte)",
    "sha256": "sidik berkas (SHA-256)",
    "sent_at": "dikirim pada",
    "removed_at": "dihapus pada",
    "text": "pertanyaan",
    "asked_at": "ditanyakan pada",
    "answer": "jawaban",
    "stage": "tahap",
    "note": "catatan",
    "at": "pada",
    "submitted_at": "dikirim pada",
    "declarant_name": "penanggung jawab",
    "declarant_title": "jabatan penanggung jawab",
    "declarant_nip": "NIP penanggung jawab",
}
_WORDS = {
    "role": {
        "contact": "kontak OPD",
        "head": "kepala OPD",
        "verifier": "tim penilai",
        "coordinator": "koordinator",
        "province": "Biro Organisasi provinsi",
        "viewer": "peninjau",
    },
    "kind": {"photo": "foto", "document": "dokumen", "link": "tautan"},
    "state": {"received": "diterima, sedang disalin", "stored": "tersimpan", "refused": "tidak dapat disimpan"},
    "stage": {"region": "tim daerah", "province": "provinsi"},
}
"""How slugs read, by field."""

_NUMERALS = ("I", "II", "III", "IV", "V")


_INVITED = {
    Role.CONTACT: "Kontak",
    Role.HEAD: "Kepala",
    Role.VERIFIER: "Penilai",
    Role.COORDINATOR: "Koordinator",
    Role.PROVINCE: "Provinsi",
    Role.VIEWER: "Peninjau",
}


def invitations_name(role: Role, field: str, code: str, year: str) -> str:
    """ "Undangan_Kontak_DINKES_2026.pdf"; of several OPD without the code; without an open period without the year."""
    return "_".join(part for part in ("Undangan", _INVITED[role], field, code, year) if part) + ".pdf"


def recap_name(year: int) -> str:
    return f"Rekap_{year}.xlsx"


def my_data(found: Mapping[str, Any]) -> str:
    """The whole as plain text; what is empty is left out."""
    blocks = []
    for part, title in _PARTS.items():
        rows: Sequence[Mapping[str, Any]] = found[part] if isinstance(found[part], list) else [found[part]]
        if rows:
            blocks.append(f"{title.upper()}\n\n" + "\n\n".join(_row(row) for row in rows))
    return "\n\n\n".join(blocks) + "\n"


def _row(row: Mapping[str, Any]) -> str:
    return "\n".join(f"{_FIELDS[key]}: {_said(key, value)}" for key, value in row.items() if value not in (None, ""))


def _said(key: str, value: Any) -> str:
    """One value as a person reads it; instants are ISO 8601 with their zone."""
    if key == "level":
        return _NUMERALS[value - 1] if 1 <= value <= len(_NUMERALS) else str(value)
    if key.endswith("_at") or key in ("at", "since", "last_activity"):
        at = datetime.fromisoformat(value)
        return common.moment(at, zone_label(at))
    return _WORDS.get(key, {}).get(value, str(value))
