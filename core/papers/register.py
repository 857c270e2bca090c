"""An OPD's register as an XLSX that is filled in, with the instrument's attributes as columns and what is registered so
far. core.register.file reads it.
"""

from collections.abc import Mapping
from typing import Any

from core.assessment.subjects import KINDS, Subject
from core.instrument.parts import Attribute
from core.papers import form
from core.register.ages import day_of
from core.register.file import MARK, mark_of
from core.register.lines import CODE, NAME
from core.register.model import Register
from core.written import long_day

_NOTES = (
    (CODE, "Membedakan baris ini dari yang lain. Kosong: diberi nomor oleh bot. Jangan mengubah kode yang sudah ada."),
    ("", "Kolom bertanda * wajib. Tanggal ditulis seperti 12 Maret 2024 atau 12-03-2024."),
    ("", "Baris yang dihapus dari daftar ini tidak hilang di bot, kecuali dipilih saat menyimpan."),
    ("", "Perubahan diperlihatkan bot sebelum disimpan. Baris yang salah tidak menghalangi baris lain."),
)


def to_plain(register: Register) -> dict[str, Any]:
    """What stands in the sheet, as the drawing process takes it."""
    return {
        "kind": KINDS[register.kind],
        "mark": mark_of(register),
        "titles": [f"{one.name}{' *' if one.required else ''}" for one in register.attributes],
        "counts": [[one.name, one.of] for one in register.attributes if one.of],
        "rows": [_row(register.attributes, one) for one in register.used],
    }


def _row(attributes: tuple[Attribute, ...], line: Subject) -> list[str]:
    return [line.code, line.name, *(_value(one, line.attributes.get(one.code, "")) for one in attributes)]


def _value(of: Attribute, value: str) -> str:
    day = day_of(value) if of.date else None
    return long_day(day) if day is not None else value


def render(values: Mapping[str, Any]) -> bytes:
    columns = ((CODE, 14.0), (f"{NAME} *", 46.0), *((title, 24.0) for title in values["titles"]))
    counts = [(title, f"Angka, 0 sampai {most}.") for title, most in values["counts"]]
    notes = ((MARK, values["mark"]), *counts, *_NOTES)
    return form.render(f"Daftar {values['kind']}", columns, values["rows"], notes, wrap=True)
