"""A text or message came where none was asked for."""

from bot.texts.common import clean, heading, named, quote
from core.assessment.model import Assessment
from core.screen import escape

ADD = "Tambah ke penjelasan"
SWAP = "Ganti penjelasan"
DROP = "Abaikan tulisan"
ASK_TEAM = "Tanyakan ke tim"
BUTTONS_ONLY = "Gunakan tombol di bawah."
DROPPED = "Tulisan diabaikan"
JOINED = "Tulisan digabung dengan pesan berikutnya"

_WHAT = {
    "sticker": "Stiker",
    "location": "Lokasi",
    "video": "Video",
    "contact": "Kontak telepon",
    "unknown": "Kiriman ini",
}


_INSTEAD = {
    "level": "Pilih tingkat dengan tombol di bawah.",
    "explanation": "Tuliskan penjelasan dalam satu atau dua kalimat.",
    "evidence": "Kirim foto, dokumen, atau tautan.",
    "identity": "Tulis nama, jabatan, dan NIP, masing-masing satu baris.",
    "question": "Tulis pertanyaannya di sini.",
}
_BY_TEXT = "Tuliskan dalam pesan biasa."


def question(a: Assessment, here: str, where: str, text: str, code: str, writer: str) -> str:
    """`here` is the variable that was open, `code` the one the text may belong to; `writer` the colleague who wrote its
    explanation, empty when it is one's own."""
    head = heading(where, here, named(a.instrument.variable(here).short))
    by = f"\nPenjelasan {code} ditulis {named(writer, 80)}; perubahan diberitahukan kepadanya." if writer else ""
    return f"{head}\n{quote(text)}\nSimpan tulisan ini sebagai apa?{by}"


def which(where: str, text: str) -> str:
    """Asks which variable a text belongs to that came while none was open."""
    head = f"{heading(where)}\n" if where else ""
    return f"{head}{quote(text)}\nSimpan tulisan ini sebagai penjelasan variabel mana?"


def make(code: str) -> str:
    return f"Jadikan penjelasan {code}"


def added(code: str) -> str:
    return f"Ditambahkan ke penjelasan {code}"


def swapped(code: str) -> str:
    return f"Penjelasan {code} diganti"


def made(code: str) -> str:
    return f"Tersimpan sebagai penjelasan {code}"


def record(code: str, text: str) -> str:
    place = f" untuk {code}" if code else ""
    return f"Tulisan{place} belum disimpan:\n{quote(text, 120)}"


def not_usable(kind: str, asked: str) -> str:
    """To a sticker, a voice message or the like; `asked` is what the screen waits for."""
    if kind == "voice":
        return f"Pesan suara belum dapat dibaca. {_INSTEAD.get(asked, _BY_TEXT)}"
    return f"{_WHAT.get(kind, _WHAT['unknown'])} tidak dapat dijadikan bukti. {_INSTEAD.get(asked, BUTTONS_ONLY)}"


def meant_as_level(words: str, code: str) -> str:
    return f"“{named(words, 20)}” tidak disimpan. Bila yang dimaksud tingkat {code}, pilih di bawah."


def locked(why: str) -> str:
    return f"Tulisan ini tidak disimpan. {escape(clean(why))}"
