"""What is said when a message was edited whose words, file or links are stored."""

from collections.abc import Sequence

from bot.texts.common import CLIP, WARN, named
from core.assessment.model import LETTER
from core.written import listed

QUESTION, ANSWER, NOTE, REASON, LEVEL = "pertanyaan", "jawaban", "catatan", "alasan", "tingkat"
"""Words that others get, as what they are sent; and a typed level."""

SEND_ANEW = f"{WARN} Berkas yang ditambahkan pada pesan lama belum tersimpan. Kirim sebagai pesan baru."


def sent(what: str) -> str:
    """The message was edited too late; `what` is one of the five above."""
    if what == LEVEL:
        return "Suntingan tidak mengubah tingkat yang sudah tersimpan. Buka variabelnya, lalu Ubah tingkat."
    if what == REASON:
        return "Suntingan tidak mengubah alasan yang sudah dicatat. Urungkan putusannya, lalu putuskan lagi."
    return f"Suntingan tidak mengubah {what} yang sudah dikirim."


def edited(code: str) -> str:
    return f"Penjelasan {code} diperbarui sesuai suntingan."


def no_explanation(code: str, text: str) -> str:
    """The new words are the name of a button, a numeral, or nothing."""
    return f"Suntingan “{named(text, 20)}” bukan penjelasan, jadi penjelasan {code} tidak berubah."


def locked(code: str) -> str:
    return f"Suntingan tidak mengubah penjelasan {code}, karena sudah terkunci."


def by_another(code: str, writer: str) -> str:
    return f"Suntingan tidak mengubah penjelasan {code}, karena sudah diubah {named(writer, 80)}."


def words_gone(code: str) -> str:
    return f"Keterangan berkas dihapus; penjelasan {code} tetap tersimpan."


def replaced(former: str, name: str, codes: Sequence[str]) -> str:
    return f"{CLIP} {named(former)} diganti {named(name)} pada {_places(codes)}."


def still_there(former: str, codes: Sequence[str]) -> str:
    return f"{CLIP} {named(former)} pada {_places(codes)} tetap dipakai."


def not_replaced(former: str, codes: Sequence[str]) -> str:
    """Something that is no file stands in its message now."""
    return f"{WARN} Penggantinya tidak dapat dijadikan bukti. {named(former)} pada {_places(codes)} tetap dipakai."


def not_replaced_locked(name: str, former: str, codes: Sequence[str]) -> str:
    places = _places(codes)
    return f"{WARN} {named(name)} tidak disimpan: {places} sudah terkunci. {named(former)} tetap dipakai."


def noted(name: str) -> str:
    return f"{CLIP} Keterangan {named(name)} diperbarui sesuai suntingan."


def note_locked(name: str, codes: Sequence[str]) -> str:
    return f"Suntingan tidak mengubah keterangan {named(name)}, karena {_places(codes)} sudah terkunci."


def links_replaced(code: str) -> str:
    return f"{CLIP} Tautan pada {code} diganti sesuai suntingan."


def links_added(code: str) -> str:
    return f"{CLIP} Tautan ditambahkan pada {code} sesuai suntingan."


def links_removed(code: str) -> str:
    return f"{CLIP} Tautan dihapus dari {code} sesuai suntingan."


def links_locked(code: str) -> str:
    return f"Suntingan tidak mengubah tautan pada {code}, karena sudah terkunci."


def _places(codes: Sequence[str]) -> str:
    return listed(["surat pengantar" if code == LETTER else code for code in codes])
