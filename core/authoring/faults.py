"""Faults of a workbook, each by sheet, row and column, with what to do. What the rules of an instrument say of a file
(core.instrument) is said of the workbook here, in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.authoring.form import Sheet, sheets
from core.instrument.yaml_lines import InstrumentFault

_PHRASES: Sequence[tuple[str, str]] = (
    ("tambahkan kunci ini beserta isinya", "isi sel ini"),
    ("hapus attributes", "kosongkan lembar Atribut"),
    ("tulis date: true", "tulis ya pada kolom Tanggal"),
    ("hapus of, atau hapus date", "kosongkan kolom Dari atau kolom Tanggal"),
    ("hapus old_after dan renews", "kosongkan kolom Lama sesudah dan Memperbarui"),
    ("isi subject", "isi Subjek"),
    ("hapus forms", "kosongkan lembar Formulir"),
    ("pada forms", "pada lembar Formulir"),
    ("isi form pada variabelnya", "isi kolom Formulir pada lembar Variabel"),
    ("filled_by: unit", "pengisi perangkat daerah"),
    ("pakai percent", "pakai rumus persen"),
    ("hapus levels", "hapus barisnya pada lembar Tingkat"),
    ("hapus aspects", "kosongkan lembar Aspek"),
    ("pada aspects", "pada lembar Aspek"),
    ("kosongkan bands dan band_rule", "kosongkan lembar Kategori, Contoh kategori, dan Desimal kategori"),
    ("isi bands dan band_rule", "isi lembar Kategori, Contoh kategori, dan Desimal kategori"),
    ("hapus kunci ini", "kosongkan sel ini"),
    ("formula weighted_mean", "rumus rata-rata berbobot"),
    ("tulis formula: none", "pilih rumus daftar periksa"),
    ("formula none", "rumus daftar periksa"),
    ("tulis scored: false", "tulis tidak pada kolom Dinilai"),
    ("hapus scored: false", "kosongkan kolom Dinilai"),
    ("perbaiki value tingkat pertama", "perbaiki nilainya"),
    ("perbaiki scores", "perbaiki daftarnya"),
    ("perbaiki levels", "perbaiki daftarnya"),
    ("levels ini", "tingkat ini"),
    ("(-1 bila boleh tidak berlaku)", "(TB bila boleh tidak berlaku)"),
)
"""What a message says of a file, and of a workbook."""


@dataclass(frozen=True, slots=True)
class SheetFault:
    """One fault. `row` is as the spreadsheet program counts (0: the sheet as a whole), `column` a title; both may be
    missing.
    """

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = [f"Lembar {self.sheet}"] if self.sheet else []
        place += [f"baris {self.row}"] if self.row else []
        place += [self.column] if self.column else []
        return f"{', '.join(place)}: {self.message}" if place else self.message


@dataclass(slots=True)
class Places:
    """Where in the workbook what stands: the row of each object, by its path as messages write it."""

    rows: dict[str, tuple[str, int]] = field(default_factory=dict)
    single: Mapping[str, int] = field(default_factory=dict)
    """The row of each title on the first sheet."""

    def of(self, fault: InstrumentFault) -> SheetFault:
        """A fault of the instrument as one of the workbook."""
        keys = tuple(part for part in re.split(r"\[\d+\]|\.", fault.path) if part)
        sheet, column = _found(keys)
        if not sheet.keys:
            row = self.single.get(column, 0)
        else:
            path = next((path for path in _trimmed(fault.path) if path in self.rows), "")
            named, row = self.rows.get(path, (sheet.name, 0))
            if named != sheet.name:
                sheet, column = next(one for one in sheets() if one.name == named), ""
        return SheetFault(sheet.name, row, column, in_words(fault.message))


def in_words(message: str) -> str:
    """A message without the keys of the file."""
    for said, meant in _PHRASES:
        message = message.replace(said, meant)
    return message


def _found(keys: tuple[str, ...]) -> tuple[Sheet, str]:
    """The sheet on which this stands, and the title of its column; "" for a whole row."""
    known = {sheet.keys: sheet for sheet in sheets()}
    columns: Mapping[tuple[str, ...], tuple[Sheet, str]] = {
        column.own: (sheet, column.title) for sheet in sheets() for column in sheet.columns if not column.link
    }
    once = tuple(key for place, key in enumerate(keys) if keys[:place][-1:] != (key,))  # aspects in aspects
    for end in range(len(once), 0, -1):
        if once[:end] in columns:
            return columns[once[:end]]
        if once[:end] in known:
            return known[once[:end]], ""
    return sheets()[0], ""


def _trimmed(path: str) -> Sequence[str]:
    """The path, and those of everything around it, nearest first."""
    found = [path]
    while path:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
        found.append(path)
    return found


def in_order(faults: Sequence[SheetFault]) -> tuple[SheetFault, ...]:
    """Faults as one meets them in the workbook, each once."""
    names = [sheet.name for sheet in sheets()]
    place = {name: at for at, name in enumerate(names)}
    return tuple(sorted(dict.fromkeys(faults), key=lambda one: (place.get(one.sheet, -1), one.row)))
