"""A Pemda's own lists of evidence before its coordinator."""

from collections.abc import Sequence

from bot.texts.common import WARN, clean, heading, named, said
from core.evidence.lists import LINE, MOST_LINES, OwnLine
from core.instrument.parts import NO_DOCUMENT
from core.pemda.own_lists.rules import OwnList
from core.screen import escape
from core.written import first_of, long_day

OPEN = "Daftar bukti"
TITLE = "Daftar bukti daerah"
RECORD = TITLE
BACK = "Kembali"
SHEET = "Unduh daftar (XLSX)"
SHEET_COMING = "Daftar sedang dikirim"
REMOVE = "Hapus baris ini"
GONE = "Baris itu sudah diubah atau dihapus."
CHOOSE_INSTRUMENT = "Pilih instrumennya lebih dahulu dengan tombol di bawah."
SEND_OR_CHOOSE = "Pilih variabel dan tingkatnya lebih dahulu, atau kirim daftar XLSX yang sudah diisi."
_SHOWN = 12
"""Variables with lines of their own that the overview counts."""


def choosing(titles: Sequence[str]) -> str:
    if not titles:
        return f"<b>{TITLE}</b>\nInstrumen yang dipakai tidak meminta bukti."
    return "\n".join([f"<b>{TITLE}</b>", "Untuk instrumen yang mana?", *(f"• {named(title, 80)}" for title in titles)])


def overview(kept: OwnList) -> str:
    counted: dict[str, int] = {}
    for (code, _), lines in kept.present.items():
        counted[code] = counted.get(code, 0) + len(lines)
    there = [f"{code} ({counted[code]})" for code in kept.codes if code in counted]
    return "\n".join(
        [
            f"<b>{TITLE}</b> · {named(kept.instrument.short_title, 60)}",
            f"Sudah ada: {first_of(there, _SHOWN)}." if there else "Belum ada isinya.",
            "Bukti yang diminta daerah sendiri, di samping bukti dari instrumen. Pilih variabelnya; atau unduh "
            "daftarnya, isi, lalu kirim kembali ke sini.",
        ]
    )


def variable(kept: OwnList, code: str) -> str:
    lines = [heading(TITLE, f"{code} {named(kept.instrument.variable(code).short)}")]
    for level in kept.levels(code):
        words = "; ".join(map(clean, kept.words(code, level))) or "belum ada"
        lines.append(f"<b>{kept.instrument.step(level)}</b> · {escape(words)}")
    return "\n".join([*lines, "Pilih tingkatnya untuk menambah, mengubah, atau menghapus."])


def level(kept: OwnList, code: str, number: int, here: Sequence[OwnLine]) -> str:
    usual = [name for name in kept.instrument.variable(code).level(number).evidence if name != NO_DOCUMENT]
    lines = [_head(kept, code, number)]
    lines += [f"Dari instrumen: {said('; '.join(usual), 300)}"] if usual else []
    lines += ["Khusus daerah ini:"] if here else ["Daerah belum menambahkan bukti."]
    lines += [f"{place}. {escape(clean(line.words))}" for place, line in enumerate(here, start=1)]
    if here:
        lines.append("Ketuk nomornya untuk mengubah atau menghapus.")
    if len(here) < MOST_LINES:
        lines.append(f"Untuk menambah, tulis satu bukti, misalnya SK tim evaluasi SOP ({LINE[0]}–{LINE[1]} karakter).")
    return "\n".join(lines)


def line(kept: OwnList, code: str, number: int, found: OwnLine) -> str:
    return "\n".join(
        [
            _head(kept, code, number),
            escape(clean(found.words)),
            f"Diminta sejak {long_day(found.since)}. Tulis kalimat penggantinya, atau hapus.",
        ]
    )


def _head(kept: OwnList, code: str, number: int) -> str:
    return heading(TITLE, code, kept.instrument.reached(number, code))


def wrong(message: str) -> str:
    return f"{WARN} Belum dapat dipakai: {said(message, 200)}"
