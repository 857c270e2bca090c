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
DROPPED_BESIDE = "Tulisan diabaikan. {} tetap tersimpan sebagai bukti {}"
JOINED = "Tulisan digabung dengan pesan berikutnya"
ONLY_WORDS = "Tombol di bawah untuk tulisan ini, bukan untuk berkas:"

QUOTED = 120
"""Characters of a text that is shown to be recognised."""

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


def dropped(code: str, link: bool) -> str:
    """A toast; `code` is the variable that what came with the words proves, "" where nothing came."""
    return DROPPED_BESIDE.format("Tautan" if link else "Berkas", code) if code else DROPPED


def head(a: Assessment, here: str, where: str) -> str:
    """`here` is the variable that was open, "" for none."""
    if not here:
        return heading(where) if where else ""
    return heading(where, here, named(a.instrument.variable(here).short))


def question(text: str, code: str, writer: str, joined: bool, beside: bool) -> str:
    """What is to become of a text, with its own words right above the buttons. `code` is the variable it may belong to,
    "" while that is asked; `writer` the colleague who wrote its explanation, empty when it is one's own. `joined`: it
    came in several messages; `beside`: a file came after it, which the buttons are not about.
    """
    by = f"\nPenjelasan {code} ditulis {named(writer, 80)}; perubahan diberitahukan kepadanya." if writer else ""
    asked = "Simpan tulisan ini sebagai apa?" if code else "Simpan tulisan ini sebagai penjelasan variabel mana?"
    only = f"{ONLY_WORDS}\n" if beside else ""
    return f"{only}{quote(_both_ends(text) if joined else text, QUOTED)}\n{asked}{by}"


def _both_ends(text: str) -> str:
    """The beginning and the end of a text that is too long to be shown: what was written last is seen, too."""
    return text if len(text) <= QUOTED else f"{text[: QUOTED // 2].rstrip()} … {text[-QUOTED // 2 + 3 :].lstrip()}"


def make(code: str) -> str:
    return f"Jadikan tulisan ini penjelasan {code}"


def added(code: str) -> str:
    return f"Ditambahkan ke penjelasan {code}"


def swapped(code: str) -> str:
    return f"Penjelasan {code} diganti"


def made(code: str) -> str:
    return f"Tersimpan sebagai penjelasan {code}"


def record(code: str, text: str) -> str:
    place = f" untuk {code}" if code else ""
    return f"Tulisan{place} belum disimpan:\n{quote(text, QUOTED)}"


def not_usable(kind: str, asked: str) -> str:
    """To a sticker, a voice message or the like; `asked` is what the screen waits for."""
    if kind == "voice":
        return f"Pesan suara belum dapat dibaca. {_INSTEAD.get(asked, _BY_TEXT)}"
    return f"{_WHAT.get(kind, _WHAT['unknown'])} tidak dapat dijadikan bukti. {_INSTEAD.get(asked, BUTTONS_ONLY)}"


def meant_as_level(words: str, code: str) -> str:
    return f"“{named(words, 20)}” tidak disimpan. Bila yang dimaksud tingkat {code}, pilih di bawah."


def locked(why: str) -> str:
    return f"Tulisan ini tidak disimpan. {escape(clean(why))}"
