"""A Pemda's own list of evidence as an XLSX that is filled in: a row for each level of a variable that asks for a
proof, with what the instrument asks and what the Pemda asks so far. core.pemda.own_lists.file reads it.
"""

from collections.abc import Mapping
from typing import Any

from core.evidence.lists import LINE, MOST_CHARACTERS, MOST_LINES
from core.instrument.parts import NO_DOCUMENT
from core.instrument.variable import Variable
from core.papers import form
from core.pemda.own_lists.file import LEVEL, MARK, OWN, VARIABLE
from core.pemda.own_lists.rules import OwnList

SHEET = "Daftar bukti"
USUAL = "Dokumen dari instrumen"
_COLUMNS = (
    (VARIABLE, 10.0),
    ("Nama", 26.0),
    (LEVEL, 9.0),
    (USUAL, 60.0),
    *((f"{OWN} {number}", 40.0) for number in range(1, MOST_LINES + 1)),
)
_NOTES = (
    (OWN, f"Satu dokumen dalam satu sel, {LINE[0]} sampai {LINE[1]} karakter."),
    ("", f"Satu variabel memuat paling banyak {MOST_CHARACTERS} karakter, semua tingkatnya bersama."),
    ("", "Kosongkan sel untuk menghapus dokumen. Baris yang dihapus tidak mengubah apa-apa."),
    (USUAL, "Hanya untuk dibaca; perubahan di sini tidak disimpan."),
    ("", "Baris 1 jangan diubah. Perubahan diperlihatkan bot sebelum disimpan."),
)


def to_plain(kept: OwnList) -> dict[str, Any]:
    """What stands in the sheet, as the drawing process takes it."""
    instrument = kept.instrument
    rows = [_row(kept, instrument.variable(code), level) for code in kept.codes for level in kept.levels(code)]
    return {"instrument": instrument.id, "title": instrument.title, "rows": rows}


def _row(kept: OwnList, variable: Variable, level: int) -> list[str]:
    usual = "; ".join(name for name in variable.level(level).evidence if name != NO_DOCUMENT)
    own = kept.words(variable.code, level)
    return [variable.code, variable.name, kept.instrument.step(level), usual, *own]


def render(values: Mapping[str, Any]) -> bytes:
    notes = ((MARK, values["instrument"]), ("", values["title"]), *_NOTES)
    return form.render(SHEET, _COLUMNS, values["rows"], notes, wrap=True)
