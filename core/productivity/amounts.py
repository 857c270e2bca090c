"""Amounts in the cells of a table of positions: a workload, a number of people."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from core.foreign import readable
from core.instrument.scoring import half_up
from core.productivity.model import DECIMALS, MOST_HOLDERS, MOST_WORKLOAD, trimmed
from core.tables.table import Cell, Flaw

MINUTES_OF_HOUR = 60

_NOTHING = re.compile(r"[-–—−_.…/ ]*")
"""What people write where there is nothing to write."""

_UNIT = re.compile(r"\s*(jam|menit|orang)\s*(/|per)?\s*(tahun|thn)?\.?$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"-?\d+([.,]\d+)?")
_UNCLEAR = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_HOW = "Ketik angkanya saja, misalnya {example}."
_FLAWS = {
    Flaw.DATE: "Excel mengubah isi ini menjadi tanggal. Ubah kolom menjadi Angka, lalu ketik ulang.",
    Flaw.ERROR: "berisi galat Excel ({text}). Perbaiki rumusnya.",
    Flaw.UNCOMPUTED: "rumusnya belum dihitung. Buka berkas di Excel, simpan, lalu kirim ulang.",
    Flaw.TRUTH: f"berisi nilai benar atau salah, bukan angka. {_HOW}",
    Flaw.PERCENT: f"berisi persen, bukan jumlah. {_HOW}",
    Flaw.DIGITS: f"angkanya terlalu panjang. {_HOW}",
}


class Wrong(Exception):
    """The cell has no such amount. The message says why, and what to do."""


def workload_of(cell: Cell, minutes: bool) -> Decimal:
    """Hours of a year. Raises Wrong."""
    found = _amount(cell, "2500", "menit" if minutes else "jam")
    if found is None:
        raise Wrong("kosong. Isi jumlah beban kerja setahun, atau 0 bila tidak ada.")
    hours = trimmed(half_up(Fraction(found) / MINUTES_OF_HOUR if minutes else found, DECIMALS))
    if hours > MOST_WORKLOAD:
        raise Wrong("terlalu besar untuk satu jabatan. Periksa angka dan satuannya.")
    return hours


def holders_of(cell: Cell) -> int:
    """A number of people; nothing written is none. Raises Wrong."""
    found = _amount(cell, "2", "orang") or Decimal(0)
    if found != found.to_integral_value():
        raise Wrong(f"{cell.text.strip()} bukan bilangan bulat. Isi jumlah orang, misalnya 2.")
    if found > MOST_HOLDERS:
        raise Wrong("terlalu besar untuk satu jabatan. Periksa angkanya.")
    return int(found)


def _amount(cell: Cell, example: str, unit: str) -> Decimal | None:
    """The number in a cell; None where nothing is written."""
    if cell.flaw in _FLAWS:
        raise Wrong(_FLAWS[cell.flaw].format(text=cell.text, example=example))
    written = " ".join(readable(cell.text).split())
    if _NOTHING.fullmatch(written):
        return None
    said = _UNIT.search(written)
    if said is not None and said[1].casefold() != unit:
        raise Wrong(f'tertulis "{written}", sedangkan kolom ini dalam {unit}. {_HOW.format(example=example)}')
    number = written[: said.start()] if said else written
    if _UNCLEAR.fullmatch(number) and not cell.flaw:
        raise Wrong(f'"{number}" dapat dibaca dua cara. Tulis tanpa pemisah ribuan, misalnya {example}.')
    if _GROUPED.fullmatch(number) and not (cell.flaw or cell.formatted):
        number = number.replace(".", "")
    if not _PLAIN.fullmatch(number):
        raise Wrong(f'"{number[:40]}" bukan angka. {_HOW.format(example=example)}')
    found = Decimal(number.replace(",", "."))
    if found < 0:
        raise Wrong(f"kurang dari nol. {_HOW.format(example=example)}")
    return found
