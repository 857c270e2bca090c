"""The workload of an OPD's positions: its result, the table that was sent, and its faults."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from bot.texts import tables
from bot.texts.common import WARN, named, said
from bot.texts.tables import reading as reading
from core.papers.workload import READING as _READING
from core.pemda.naming import shortened
from core.productivity.model import Position
from core.productivity.rating import Grade, Rating
from core.screen import cut
from core.written import amount, long_day, number

OPEN = "Beban kerja jabatan"
RECORD = "Beban kerja jabatan"
TEMPLATE = "Unduh isian"
TEMPLATE_COMING = "Isian sedang dikirim"
FORM = "Unduh Formulir D"
FORM_COMING = "Formulir D sedang dikirim"
REMOVE = "Hapus tabel"
BACK = "Kembali"
ALL_UNITS = "Semua OPD"
CANCEL = "Batalkan"
NOT_SAVED = "Tabel tidak disimpan; yang lama tetap berlaku."
NEED_FILE = "Tabel jabatan dikirim sebagai berkas XLSX. Ketuk Unduh isian untuk memperolehnya."
NAMELESS = "tabel jabatan"
NOT_YOURS = "Tabel jabatan ini tidak terbuka untuk akun ini."
CHOOSE = "<b>Beban kerja jabatan</b>\nPilih OPD, atau ketik namanya."
READING = f"<i>{_READING}</i>"
SENT_YEAR = "Tahun {year}"
_WHY = {
    "too_large": "Berkas lebih dari 2 MB. Kirim berkas yang hanya berisi tabelnya.",
    "unreadable": "Isinya tidak dapat dibaca. Simpan ulang sebagai XLSX, lalu kirim lagi.",
}
_SHOWN = 3
"""Positions that the preview names."""
_ROOM = 250
"""Characters of remarks beside which they fit."""


def label(short: str, among: Iterable[str]) -> str:
    """Of a button that leads to an OPD."""
    return shortened(short, 30, among)


def title(opd: str, year: int = 0) -> str:
    return f"<b>Produktivitas · {named(opd, 60)}{f' · {year}' if year else ''}</b>"


def empty(opd: str, year: int, asked: date | None, may_change: bool) -> str:
    lines = [title(opd, year), "Belum ada tabel jabatan."]
    if asked is not None:
        lines.append(f"Diminta koordinator pada {long_day(asked)}.")
    if may_change:
        lines += [
            "",
            f"1. Ketuk {TEMPLATE}, lalu isi jabatan, beban kerja setahun, jumlah PNS dan PPPK.",
            "2. Kirim kembali berkasnya ke sini. Hasilnya langsung dihitung.",
        ]
    return "\n".join(lines)


def result(rating: Rating, positions: int) -> str:
    """Four lines: efficiency, grade, what they follow from, who is lacking."""
    sums = rating.sums
    return "\n".join(
        [
            efficiency("Efisiensi unit (EU)", rating.efficiency),
            performance("Prestasi kerja (PU)", rating.grade),
            f"{positions} jabatan, {amount(sums.workload)} jam setahun",
            f"{amount(sums.holders)} pemangku ({amount(sums.pns)} PNS, {amount(sums.pppk)} PPPK), kebutuhan "
            f"{amount(rating.need)}{_balance(rating)} ({amount(rating.exact_need)} sebelum dibulatkan per jabatan)",
        ]
    )


def efficiency(label: str, value: Decimal | None) -> str:
    return f"{label} {'–' if value is None else number(value)}"


def performance(label: str, grade: Grade | None) -> str:
    return f"{label} {f'{grade.letter} ({grade.name})' if grade else '–'}"


def _balance(rating: Rating) -> str:
    if rating.short:
        return f", kurang {amount(rating.short)}"
    return f", lebih {amount(rating.over)}" if rating.over else ""


def position(one: Position, rating: Rating, place: int) -> str:
    """One or two lines of a phone: EJ with its grade, and who is lacking."""
    name = named(one.name, 22) if one.name else f"Jabatan {place}"
    if rating.grade is None:
        return f"• {name}: tanpa pemangku{_balance(rating)}"
    return f"• {name}: {efficiency('EJ', rating.efficiency)} {rating.grade.letter}{_balance(rating)}"


def saved_by(name: str, at: datetime | None) -> str:
    if at is None:
        return ""
    return f"Disimpan {f'{named(name, 24)}, ' if name else ''}{long_day(at.date())}"


# a table that was sent


def problem(slug: str, name: str) -> str:
    why = _WHY.get(slug, tables.NOT_FETCHED)
    return f"{WARN} <b>{named(name, 80)} belum disimpan.</b> {why}"


def first_lines(faults: Sequence[tuple[str, int, str, str]]) -> tuple[str, ...]:
    """The first lines about faults, which the screen keeps."""
    return tuple(cut(tables.fault(*one), 220) for one in faults[: tables.MOST_FAULTS])


def faulty(name: str, lines: Sequence[str], faults: int, rows: int) -> str:
    """`rows` have one of the `faults`; 0: the one fault is the file's as a whole."""
    shown = tables.fitting(lines)
    if not rows:
        return f"{WARN} <b>Tabel jabatan belum disimpan.</b>\n" + "\n".join(shown)
    head = f"{WARN} <b>{named(name, 60)} belum disimpan.</b> {rows} baris perlu diperbaiki; belum ada yang berubah."
    return "\n".join([head, *shown, *tables.more(faults, shown), "Perbaiki, lalu kirim ulang berkasnya."])


def preview(opd: str, told: str, remarks: Sequence[str], positions: Sequence[Position]) -> str:
    """What would be saved. `told` is the result; `remarks` are losses first, then notes."""
    lines = [f"<b>Periksa sebelum disimpan · {named(opd, 60)}</b>", told]
    lines += _remarks(remarks)
    lines += [_listed(one) for one in positions[:_SHOWN]]
    more = len(positions) - _SHOWN
    return "\n".join([*lines, *([f"… dan {more} jabatan lain"] if more > 0 else []), READING])


def _remarks(remarks: Sequence[str]) -> list[str]:
    """As many as a screen holds, and how many there are besides."""
    shown: list[str] = []
    for words in remarks:
        safe = said(words, 150)
        if shown and sum(map(len, shown)) + len(safe) > _ROOM:
            break
        shown.append(safe)
    more = len(remarks) - len(shown)
    return [*shown, *([f"… dan {more} catatan lain"] if more else [])]


def _listed(one: Position) -> str:
    return f"• {named(one.name, 32)}: {amount(one.workload)} jam, {one.pns} PNS, {one.pppk} PPPK"


def save(year: int, replaces: bool) -> str:
    return f"Ganti tabel {year}" if replaces else f"Simpan untuk {year}"


def saved(year: int, positions: int) -> str:
    return f"Tabel {year} disimpan: {positions} jabatan."


def confirm_removal(opd: str, year: int, positions: int) -> str:
    return f"Hapus tabel jabatan {named(opd, 80)} tahun {year} ({positions} jabatan)? Hasilnya ikut hilang."


def remove(year: int) -> str:
    return f"Hapus tabel {year}"


def removed(year: int) -> str:
    return f"Tabel {year} sudah dihapus."
