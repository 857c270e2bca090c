"""A question to the team, the contact's side."""

from datetime import datetime

from bot.texts.common import WARN, clean, heading, hour, named, quote
from core.screen import cut
from core.typed import LONGEST_QUESTION

ONLY_TEXT = "Pertanyaan berupa tulisan. Tulis pertanyaannya di sini."
SEND = "Tanyakan ke tim"


def about(code: str) -> str:
    """What a question is about; `code` "" is the whole assessment."""
    return code or "penilaian"


def prompt(code: str, where: str, writable: bool) -> str:
    """`writable`: a file sent with the question is kept as evidence."""
    opd = f"{heading(where)}\n" if where else ""
    file = f"\nBerkas yang dikirim bersama pertanyaan menjadi bukti {code}." if writable else ""
    goes_on = "; pengisian dapat dilanjutkan" if writable else ""
    return f"{opd}Tulis pertanyaan tentang {about(code)}. Jawaban tim disampaikan di sini{goes_on}.{file}"


def confirm(code: str, text: str) -> str:
    """Asks before a question is sent: it may have been typed by mistake, or meant for something else."""
    asks = f"Kirim pertanyaan tentang {about(code)} ini kepada koordinator? Untuk menggantinya, tulis lagi."
    return f"{quote(text)}\n{asks}"


def sent(code: str, at: datetime, zone: str) -> str:
    return f"Pertanyaan {about(code)} terkirim, {hour(at, zone)}"


def nobody(organiser: str) -> str:
    """A toast: plain text."""
    return f"Belum ada koordinator di bot. Silakan hubungi {cut(clean(organiser), 80)} langsung."


def nobody_banner(organiser: str) -> str:
    return f"{WARN} Pertanyaan belum terkirim: belum ada koordinator di bot. Hubungi {named(organiser, 80)} langsung."


def too_long(count: int) -> str:
    return f"Pertanyaan {count} huruf, paling banyak {LONGEST_QUESTION}. Ringkas, lalu kirim ulang."


def record(code: str) -> str:
    return f"Pertanyaan tentang {about(code)}"
