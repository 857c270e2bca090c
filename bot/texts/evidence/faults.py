"""What is said when a file turns out, after it was copied, not to be evidence.

Slugs are those of bot.evidence.kinds.faults.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.texts.common import CLIP, WARN, moment, named
from bot.texts.contact.attach import ACCEPTED
from core.pemda.zones import zone_label
from core.written import first_of

_REASONS = {
    "too_large": "karena melebihi batas ukuran",
    "empty": "karena kosong (0 byte)",
    "program": "karena isinya program, bukan dokumen",
    "archive": "karena isinya arsip",
    "page": "karena isinya halaman web, bukan dokumen",
    "not_allowed": "karena jenisnya tidak diterima",
    "definitions": "karena memuat definisi XML, yang tidak boleh ada dalam dokumen kantor",
    "unknown": "karena isinya tidak dikenali; mungkin berkasnya rusak",
    "broken": "karena rusak dan tidak dapat dibuka",
    "locked": "karena terkunci kata sandi",
    "heavy": "karena terlalu berat untuk diperiksa",
    "invitation": "karena memuat kode undangan",
}
_REMEDIES = {
    "too_large": "Bagi menjadi beberapa berkas, atau kirim tautan penyimpanan kantor.",
    "empty": "Periksa berkasnya, lalu kirim ulang.",
    "program": f"Kirim {ACCEPTED}.",
    "archive": f"Kirim isinya satu per satu sebagai {ACCEPTED}.",
    "page": f"Kirim {ACCEPTED}.",
    "not_allowed": f"Kirim {ACCEPTED}.",
    "definitions": "Kirim dokumen aslinya, atau simpan sebagai PDF lalu kirim.",
    "broken": "Buka dahulu di perangkat sendiri, lalu kirim ulang.",
    "unknown": "Buka dan simpan ulang, lalu kirim lagi.",
    "locked": "Hapus kata sandinya, lalu kirim ulang.",
    "invitation": "Kirim berkas tanpa kode undangan itu.",
    "heavy": "Perkecil ukuran gambarnya atau bagi berkasnya, lalu kirim ulang.",
}
_DOUBTS = {
    "encrypted": "dilindungi kata sandi. Bila tidak dapat dibuka tanpa kata sandi, kirim ulang tanpa kata sandi.",
    "cut": "bagian akhirnya tidak lengkap. Bila ada isi yang hilang, kirim ulang berkas aslinya.",
    "repaired": "susunannya tidak rapi. Buka sekali lagi; bila ada isi yang hilang, simpan ulang lalu kirim lagi.",
    "damaged_part": "bagian {part} di dalamnya rusak. Bila ada isi yang hilang, simpan ulang lalu kirim lagi.",
    "program": "memuat program komputer di dalamnya. Bila itu tidak disengaja, kirim ulang berkas aslinya.",
    "active": "menjalankan perintah saat dibuka. Bila itu tidak perlu, simpan ulang sebagai PDF biasa lalu kirim.",
    "macro": "memuat makro ({part}). Bila makronya tidak diperlukan, simpan tanpa makro lalu kirim ulang.",
}
"""What is said of a file that is stored all the same."""
_HINTS = {
    "encrypted": "berkata sandi",
    "cut": "tidak lengkap",
    "repaired": "susunannya tidak rapi",
    "damaged_part": "sebagian rusak",
    "macro": "memuat makro",
    "program": "memuat program",
    "active": "menjalankan perintah saat dibuka",
}
"""The same in a word or two, for whoever looks at the file."""
_PHOTO = "Foto"
_MOST_NAMES = 5
_NAMED = {
    "pdf": "PDF",
    "docx": "Word",
    "doc": "Word",
    "xlsx": "Excel",
    "xls": "Excel",
    "pptx": "PowerPoint",
    "ppt": "PowerPoint",
}
_TAKEN_AS = {"Word": ".docx atau .doc", "Excel": ".xlsx atau .xls", "PowerPoint": ".pptx atau .ppt"}
"""Each of these programs has further kinds, which are not taken."""
_PICTURES = frozenset({"jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif", "hif"})


def _kind(name: str) -> str:
    return _NAMED.get(name.rpartition(".")[2].lower(), "")


def _reason(slug: str, name: str) -> str:
    """Where the name promises a document, what became of the promise: something else renamed, or unreadable."""
    picture = not name or name.rpartition(".")[2].lower() in _PICTURES
    match slug, _kind(name):
        case "broken", _ if picture:
            return "karena gambarnya terpotong atau rusak"
        case "not_allowed", str(kind) if kind in _TAKEN_AS:
            return f"karena isinya bukan dokumen {kind} ({_TAKEN_AS[kind]})"
        case "not_allowed", str(kind) if kind:
            return f"karena isinya bukan {kind}, hanya namanya"
        case "unknown", str(kind) if kind:
            return f"karena isinya tidak terbaca sebagai {kind}; mungkin berkasnya rusak"
    return _REASONS[slug]


def notice(slug: str, name: str, variables: tuple[str, ...]) -> str:
    """To whoever sent it."""
    remedy = _REMEDIES.get(slug, "Mohon kirim ulang berkas itu saja.")
    return f"{_what(slug, name, variables)} {remedy}"


def together(refused: Sequence[tuple[str, str]], total: int, variables: tuple[str, ...]) -> str:
    """Of several files sent at once; `refused` are (name, slug)."""
    told = [f"{named(name or _PHOTO)} ({_why(slug, name)})" for name, slug in refused]
    names = first_of(told, _MOST_NAMES)
    remedies = dict.fromkeys(_REMEDIES.get(slug, "Mohon kirim ulang berkas itu saja.") for _, slug in refused)
    place = f" pada {_listed(variables)}" if variables else ""
    return f"{WARN} {len(refused)} dari {total} berkas{place} tidak dapat disimpan: {names}. {' '.join(remedies)}"


def _why(slug: str, name: str) -> str:
    return _reason(slug, name).removeprefix("karena ") if slug in _REASONS else "gagal disalin"


def too_late(slug: str, name: str, variables: tuple[str, ...]) -> str:
    """The same, when the assessment is locked and nothing can be replaced."""
    return f"{_what(slug, name, variables)} Isian sudah terkunci. Bila berkas ini penting, hubungi koordinator."


def _what(slug: str, name: str, variables: tuple[str, ...]) -> str:
    file, place = named(name or _PHOTO), f" pada {_listed(variables)}" if variables else ""
    if slug not in _REASONS:
        return f"{WARN} Maaf, {file}{place} gagal disalin."
    return f"{WARN} {file}{place} tidak dapat disimpan {_reason(slug, name)}."


def doubtful(doubt: str, name: str, variables: tuple[str, ...], part: str = "") -> str:
    """A doubt about a file that was kept; only its sender can see whether it is in order. `part` names what is in
    doubt.
    """
    place = f" pada {_listed(variables)}" if variables else ""
    what = _DOUBTS[doubt].replace("{part}", named(part))
    return f"{CLIP} {named(name or _PHOTO)}{place} tersimpan, tetapi {what}"


def hint(doubt: str) -> str:
    """What whoever opens the file should know; "" for a doubt of another version."""
    return _HINTS.get(doubt, "")


def returned(variables: tuple[str, ...], due: datetime) -> str:
    """Says that these variables were opened again because of such a file."""
    return (
        f"{_listed(variables)} dibuka kembali untuk diperbaiki sampai {moment(due, zone_label(due))}. "
        "Variabel lain tetap terkunci."
    )


LETTER_AGAIN = "Kirim ulang foto surat yang sudah ditandatangani ke sini."
REOPENED = "Penilaian belum dapat disetujui kepala. Ganti dahulu buktinya, lalu minta persetujuan sekali lagi."


def note(slug: str, name: str) -> str:
    """What stands first on a variable that was returned by it. Plain text."""
    file = name or _PHOTO
    return f"{file} tidak dapat disimpan {_reason(slug, name)}." if slug in _REASONS else f"{file} gagal disalin."


def replace(variable: str) -> str:
    return f"Ganti bukti {variable}"


def _listed(variables: tuple[str, ...]) -> str:
    return ", ".join(variables[:-1]) + (" dan " if len(variables) > 1 else "") + variables[-1]
