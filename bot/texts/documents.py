"""Words that come with documents the bot makes, and what is said when one cannot be made."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

from bot.texts import common
from core.assessment.subjects import KINDS
from core.pemda.zones import zone_label
from core.people.roles import Role
from core.register.model import Register
from core.written import long_day

NOT_MADE = "Maaf, dokumen yang diminta belum dapat dibuat. Silakan minta sekali lagi beberapa saat lagi."
NOT_DRAWN = "Maaf, gambar yang diminta belum dapat dibuat. Silakan minta sekali lagi beberapa saat lagi."
NOT_KNOWN = (
    "Jaringan terputus ketika berkas yang diminta sedang dikirim. Bila berkasnya belum tampak di percakapan ini, "
    "silakan minta sekali lagi."
)

INVITATIONS = "lembar undangan"
OWN_DATA = "data pribadi"
OWN_DATA_PAGE = "halaman data pribadi"
OPD_TEMPLATE = "format daftar OPD"
OPD_LIST = "pembacaan daftar OPD"
OWN_LIST = "daftar bukti daerah"
OWN_LIST_FILE = "pembacaan daftar bukti daerah"
REGISTER = "isian daftar layanan, SOP, atau unit kerja"
REGISTER_FILE = "pembacaan daftar layanan, SOP, atau unit kerja"
PEMDA_FILE = "berkas pemda"
LETTER = "surat pengantar"
RECAP = "rekap"
WORKLOAD_FILE = "pembacaan tabel jabatan"
WORKLOAD_TEMPLATE = "isian tabel jabatan"
WORKLOAD_FORM = "Formulir D"
WORKLOAD_RECAP = "rekap produktivitas"
CHART = "grafik"
SURVEY = "lembar survei pengguna"
MONITORING = "tabel monitoring"


def set_aside(what: str) -> str:
    """To the administrators, about what was to be made."""
    return (
        f"⚠️ Dokumen tidak dapat dibuat: {what}. Permintaan itu disisihkan; sebabnya ada di <code>pandu doctor</code>."
    )


CHART_NAME = "grafik.png"
TEMPLATE_NAME = "Daftar_OPD.xlsx"
TEMPLATE = "Isi daftar ini, lalu kirim kembali berkasnya ke sini. Dua baris contoh diganti atau dihapus."

OWN_LIST_NAME = "Daftar_Bukti.xlsx"
OWN_LIST_SENT = "Isi kolom Bukti daerah, lalu kirim kembali berkasnya ke sini. Belum ada yang berubah sebelum disimpan."
SURVEY_SHEET = "Cetak lembar ini dan pasang di ruang layanan. Pengguna memindai QR dengan kamera ponselnya."


def register_name(register: Register) -> str:
    kind = KINDS[register.kind].replace(" ", "_")
    return f"Daftar_{kind}_{register.code}.xlsx"


def register_sent(register: Register) -> str:
    what = "yang tersimpan" if register.used else "kosong"
    told = f"Daftar {KINDS[register.kind]} {what} {common.named(register.name, 120)}."
    return f"{told} Isi satu baris satu {KINDS[register.kind]}, lalu kirim kembali berkasnya ke sini."


def survey_name(code: str) -> str:
    return f"Survei_Pengguna_{code}.pdf"


LETTERS = {
    "docx": "Surat pengantar untuk Word, bila ada yang perlu diubah.",
    "pdf": "Surat pengantar siap cetak. Setelah ditandatangani dan dicap, kirim fotonya ke sini.",
}

_USES = {"xlsx": "untuk diolah di Excel", "pdf": "siap cetak"}


def workload_template_name(code: str, year: int) -> str:
    return f"Tabel_Jabatan_{code}_{year}.xlsx"


def workload_template(opd: str, year: int, filled: bool) -> str:
    what = "Tabel jabatan yang tersimpan" if filled else "Tabel jabatan kosong"
    return f"{what} {common.named(opd, 120)} tahun {year}. Isi, lalu kirim kembali berkasnya ke sini."


def workload_form(opd: str, year: int, format: str) -> str:
    return f"Formulir D {common.named(opd, 120)} tahun {year}, {_USES[format]}. Rancangan; periksa sebelum dipakai."


def workload_recap(year: int, units: int, of: int, format: str) -> str:
    return f"Rekapitulasi produktivitas {year}, {units} OPD dari {of}, {_USES[format]}. Rancangan."


def monitoring(kind: str, opd: str, period: str, format: str) -> str:
    return f"Tabel monitoring {kind} {common.named(opd, 120)}, {common.named(period, 60)}, {_USES[format]}."


MY_DATA_NAME = "Data_Saya.zip"
MY_DATA = "Data yang sama untuk disimpan: di dalamnya Data_Saya.txt, dan Data_Saya.json untuk program lain."
MY_DATA_PAGE_NAME = "Data_Saya.html"
MY_DATA_PAGE = "Semua data yang tersimpan tentang Bapak/Ibu. Ketuk berkas ini untuk membacanya."
MY_DATA_TEXT = "Data_Saya.txt"
MY_DATA_JSON = "Data_Saya.json"

_PARTS = {
    "person": "Data diri",
    "roles": "Peran",
    "answers": "Jawaban",
    "actions": "Tindakan perbaikan",
    "evidence": "Bukti yang dikirim",
    "questions": "Pertanyaan kepada tim",
    "replies": "Jawaban atas pertanyaan",
    "verdicts": "Penilaian sebagai tim penilai",
    "submissions": "Pengiriman penilaian",
    "workloads": "Tabel beban kerja yang dikirim",
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
    "chosen": "jawaban",
    "mark": "nilai",
    "explanation": "penjelasan",
    "version": "versi",
    "words": "tindakan",
    "person": "penanggung jawab tindakan",
    "due": "tenggat",
    "done_at": "selesai pada",
    "done_note": "keterangan selesai",
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
    "saved_at": "disimpan pada",
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


def recap_name(period: str) -> str:
    """ "Rekap_2026.xlsx", "Rekap_PEKPPP_2026.xlsx"."""
    return f"Rekap_{re.sub(r'[^0-9A-Za-z-]+', '_', period).strip('_')}.xlsx"


def my_data(found: Mapping[str, Any]) -> str:
    """The whole as plain text; what is empty is left out."""
    blocks = [
        f"{title.upper()}\n\n" + "\n\n".join("\n".join(f"{name}: {said}" for name, said in row) for row in rows)
        for title, rows in _read(found)
    ]
    return "\n\n\n".join(blocks) + "\n"


def my_data_page(found: Mapping[str, Any]) -> str:
    """The same as a page that a phone opens, in one file."""
    parts = []
    for title, rows in _read(found):
        lists = ("".join(f"<dt>{escape(name)}<dd>{escape(said)}" for name, said in row) for row in rows)
        parts.append(f"<h2>{escape(title)}</h2>" + "".join(f"<dl>{row}</dl>" for row in lists))
    return _PAGE.format(parts="\n".join(parts))


_PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Data saya</title>
<style>
body {{ font: 16px/1.5 sans-serif; margin: 16px; max-width: 40em; color: #1b1b1b; overflow-wrap: anywhere }}
dl {{ border-top: 1px solid #ccc; padding-top: 8px }}
dt {{ color: #555; font-size: 14px }}
dd {{ margin: 0 0 8px; white-space: pre-wrap }}
</style></head>
<body><h1>Data saya</h1>
{parts}
</body></html>
"""


def _read(found: Mapping[str, Any]) -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    """Each part that is not empty: its title, and the names and values of its rows."""
    for part, title in _PARTS.items():
        there = found.get(part, [])
        rows: Sequence[Mapping[str, Any]] = there if isinstance(there, list) else [there]
        if rows:
            yield title, [_row(row) for row in rows]


def _row(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(_FIELDS[key], _said(key, value)) for key, value in row.items() if value not in (None, "")]


def _said(key: str, value: Any) -> str:
    """One value as a person reads it; instants are ISO 8601 with their zone."""
    if key == "due":
        return long_day(date.fromisoformat(value))
    if key.endswith("_at") or key in ("at", "since", "last_activity"):
        at = datetime.fromisoformat(value)
        return common.moment(at, zone_label(at))
    return _WORDS.get(key, {}).get(value, str(value))
