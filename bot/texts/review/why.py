"""The question why, before a variable is given another level or back to its OPD."""

from collections.abc import Sequence

from bot.texts.common import quote
from bot.texts.review.card import FIRST_WORDS, briefly, sentence
from bot.texts.review.queue import opd_of
from core.instrument.parts import NOT_APPLICABLE
from core.review.facts import Card, Dossier
from core.review.verdicts import LONGEST_NOTE
from core.screen import escape

TAKE = "Pakai alasan ini"
TAKE_IT = "Pakai alasan ini, atau tuliskan yang lain."
WRITE_OR_CHOOSE = "Catatan berupa tulisan. Pilih alasannya, atau tuliskan di sini."
LOWERED = (
    "Bukti yang diminta tidak ada",
    "Bukti tidak terbaca",
    "Bukti bukan untuk tahun penilaian",
    "Bukti tidak mendukung tingkat ini",
    "Penjelasan berbeda dengan bukti",
)
RAISED = ("Bukti memenuhi tingkat lebih tinggi", "OPD memilih terlalu rendah")
DOES_NOT_APPLY = ("Variabel ini tidak berlaku bagi OPD ini",)
APPLIES = ("Variabel ini berlaku bagi OPD ini",)
RETURNED = (
    "Bukti yang diminta belum ada, mohon dilengkapi",
    "Bukti tidak terbaca, mohon kirim yang lebih jelas",
    "Bukti bukan untuk tahun penilaian, mohon diganti",
    "Bukti tidak mendukung tingkat ini, mohon ditambah",
    "Penjelasan berbeda dengan bukti, mohon diperbaiki",
)


def reasons(one: Card, level: int | None) -> Sequence[str]:
    """Ready reasons for a verdict; None: given back."""
    if level is None:
        return RETURNED
    if NOT_APPLICABLE in (level, one.base):
        return APPLIES if one.base == NOT_APPLICABLE else DOES_NOT_APPLY
    return RAISED if one.base is not None and level > one.base else LOWERED


def asks(d: Dossier, one: Card, level: int | None, note: str = "") -> tuple[str, ...]:
    """The card that asks why, with what the two levels say: in full, in short, not at all. `note` was typed already."""
    concerned = [each for each in (one.base, level) if each is not None]
    numerals = [d.instrument.numeral(each, one.variable) for each in concerned]
    what = " menjadi ".join(numerals) if level is not None else "dikembalikan ke OPD"
    head = f"<b>{opd_of(d)} · {one.variable}: {what}</b>"
    listed = [f"{number}. {reason}" for number, reason in enumerate(reasons(one, level), start=1)]
    ask = ["Pilih alasan, atau tuliskan:", *listed]
    full = [sentence(d, one.variable, each) for each in concerned]
    told = [escape(briefly(d, one.variable, each)) for each in concerned]
    brief = [f"<b>{numeral}</b> · {words}" for numeral, words in zip(numerals, told, strict=True)]
    if note:
        whole = [f"Alasan: {quote(note, LONGEST_NOTE)}", TAKE_IT]
        begins = [f"Alasan: {quote(note, FIRST_WORDS)}", TAKE_IT]
        shown: list[tuple[list[str], list[str]]] = [(full, whole), (brief, whole), ([], whole), ([], begins)]
    else:
        shown = [(full, ask), (brief, ask), ([], ask)]
    return tuple("\n".join([head, *lines, *asked]) for lines, asked in shown)


def no_reason(noted: bool) -> str:
    """To a decision, or the name of a button, where a reason is asked for. `noted`: a reason stands there already."""
    instead = f"Tekan [{TAKE}], atau tuliskan yang lain." if noted else "Pilih alasan, atau tuliskan."
    return f"Tulisan tadi bukan alasan. {instead}"


def too_long(length_: int) -> str:
    return f"Catatan {length_} huruf, paling banyak {LONGEST_NOTE}. Ringkas, lalu kirim ulang."
