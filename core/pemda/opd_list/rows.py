"""The rows below the heading of a list of OPD: which of them are OPD, their faults, and notes about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from core.pemda import phone
from core.pemda.naming import folded
from core.pemda.opd_list.cells import tidy, wrong_code, wrong_text
from core.pemda.opd_list.codes import MAX_CODE, made_of
from core.pemda.opd_list.cut import cut_apart, may_be_cut, reaches_beyond
from core.pemda.opd_list.heading import COLUMNS, Heading
from core.pemda.opd_list.skipped import skipped
from core.pemda.opd_list.table import Cell, Row

KINDS = (
    "Dinas",
    "Badan",
    "Kecamatan",
    "Sekretariat",
    "Inspektorat",
    "Satuan",
    "Kantor",
    "RSUD",
    "UPTD",
    "Kelurahan",
    "Bagian",
    "Lainnya",
)
_KINDS = {kind.casefold(): kind for kind in KINDS} | {
    "biro": "Bagian",
    "distrik": "Kecamatan",
    "kapanewon": "Kecamatan",
    "kemantren": "Kecamatan",
    "rumah sakit": "RSUD",
    "rsd": "RSUD",
    "upt": "UPTD",
    "puskesmas": "UPTD",
}
_LONGEST = {"kode": MAX_CODE, "nama": 200, "singkatan": 60, "jenis": 60}
_CODED_NAME = re.compile(r"(?P<code>\d[0-9A-Za-z._-]*\d)\s*[-–:]?\s+(?P<name>\D.*)")
_SHOWN = 3
"""How many rows or codes a note names."""


@dataclass(frozen=True, slots=True)
class OpdRow:
    """One OPD of the list. Without singkatan its name is used, without jenis "Lainnya". `phone` is as
    `core.pemda.phone.read` gives it; "" leaves the stored one as it is.
    """

    code: str
    name: str
    short_name: str
    kind: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ListFault:
    """One thing to mend: row as in Excel (counted from 1; 0 for the whole file), column, what is wrong."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"Baris {self.row}, kolom {self.column}: " if self.column else f"Baris {self.row}: "
        return place + self.message if self.row else self.message


@dataclass(slots=True)
class Read:
    rows: list[OpdRow] = field(default_factory=list)
    faults: list[ListFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    made: bool = False


def read_rows(rows: Sequence[Row], heading: Heading, separator: str = "") -> Read:
    """The OPD below a heading; `separator` is the sheet's."""
    place = heading.columns
    left_out = skipped(rows, place)
    listed = [(row, _cells(row, place)) for row in rows if row.number not in left_out]
    read = Read(made=_without_codes(listed, place))
    used: dict[str, tuple[int, OpdRow]] = {}
    twins: list[int] = []
    for row, cells in listed:
        if read.made:
            cells["kode"] = Cell(made_of(cells.get("singkatan", Cell("")).text or cells["nama"].text))
        one = _opd(cells)
        if one.code in used and used[one.code][1] == one:
            twins.append(row.number)
            continue
        if cut := cut_apart(row, heading, separator):
            read.faults.append(ListFault(row.number, "", cut))
            read.rows.append(one)
            continue
        read.faults += [
            ListFault(row.number, name, said) for name, cell in cells.items() if (said := _wrong(name, cell))
        ]
        if one.code in used:
            read.faults.append(ListFault(row.number, "nama" if read.made else "kode", _taken(one, used, read.made)))
        elif one.code:
            used[one.code] = (row.number, one)
        read.rows.append(one)
    order = {name: at for at, name in enumerate(COLUMNS)}
    read.faults.sort(key=lambda fault: (fault.row, order.get(fault.column, 0)))
    read.notes += _at_the_edge(listed, heading, separator)
    read.notes += _notes(rows, listed, read, sorted({*left_out, *twins}))
    return read


def _at_the_edge(listed: Sequence[tuple[Row, Mapping[str, Cell]]], heading: Heading, separator: str) -> Iterable[str]:
    """Warnings of fields that may stand in the wrong column, or in none."""
    cut = [row.number for row, cells in listed if may_be_cut(row, cells, separator)]
    if cut:
        yield f"⚠️ Baris {_spans(cut)}: singkatan mungkin potongan nama. Bila ya, apit nama dengan tanda kutip."
    beyond = [] if separator else [row.number for row, _ in listed if reaches_beyond(row, heading)]
    if beyond:
        yield f"⚠️ Baris {_spans(beyond)}: isi di kanan judul kolom terakhir tidak dibaca."


def _cells(row: Row, place: Mapping[str, int]) -> dict[str, Cell]:
    cells = {name: tidy(name, row.at(at)) for name, at in place.items()}
    both = _CODED_NAME.fullmatch(cells["nama"].text) if place.get("kode", place["nama"]) == place["nama"] else None
    if both:
        cells |= {"kode": tidy("kode", Cell(both["code"])), "nama": Cell(both["name"])}
    elif "kode" in place and place["kode"] == place["nama"]:
        cells["kode"] = Cell("")
    return cells


def _without_codes(listed: Sequence[tuple[Row, dict[str, Cell]]], place: Mapping[str, int]) -> bool:
    """Whether there is no column for codes, and no code before the names either."""
    if "kode" in place:
        return False
    if listed and all("kode" in cells for _, cells in listed):
        return False
    for row, cells in listed:
        cells.pop("kode", None)
        cells["nama"] = tidy("nama", row.at(place["nama"]))
    return True


def _opd(cells: Mapping[str, Cell]) -> OpdRow:
    text = {name: cell.text for name, cell in cells.items()}
    kind = _kind(text.get("jenis", "")) or "Lainnya"
    number = phone.read(text.get("telepon", ""))
    return OpdRow(text["kode"], text["nama"], text.get("singkatan") or text["nama"], kind, number)


def _kind(words: str) -> str:
    """The kind that is meant: the word itself, or followed by more words ("Dinas Daerah")."""
    known = words.casefold()
    return _KINDS.get(known) or next((kind for word, kind in _KINDS.items() if known.startswith(f"{word} ")), "")


def _wrong(column: str, cell: Cell) -> str:
    """What is wrong with a cell, or "". A telephone that cannot be read is only noted."""
    if column == "telepon":
        return ""
    said = wrong_code(cell) if column == "kode" else wrong_text(column, cell)
    if said:
        return said
    if len(cell.text) > _LONGEST[column]:
        return f"{len(cell.text)} karakter. Ringkas menjadi paling banyak {_LONGEST[column]}."
    if column == "jenis" and cell.text and not _kind(cell.text):
        near = get_close_matches(cell.text.casefold(), [kind.casefold() for kind in KINDS], n=1, cutoff=0.7)
        hint = f"Mungkin maksudnya {_KINDS[near[0]]}." if near else f"Pilih {', '.join(KINDS[:-1])}, atau {KINDS[-1]}."
        return f'"{cell.text}" tidak dikenal. {hint}'
    return ""


def _taken(one: OpdRow, used: Mapping[str, tuple[int, OpdRow]], made: bool) -> str:
    row = used[one.code][0]
    if made:
        return f"tidak dapat dibedakan dari baris {row}. Bedakan nama atau singkatannya, atau tambahkan kolom kode."
    return f"{one.code} sudah dipakai baris {row}. Beri kode lain."


def _notes(
    rows: Sequence[Row], listed: Sequence[tuple[Row, Mapping[str, Cell]]], read: Read, left_out: Sequence[int]
) -> list[str]:
    notes: list[str] = []
    if read.made:
        notes.append("Berkas tidak memuat kode, jadi kode dibuat dari singkatan atau nama OPD.")
    formatted = [cells["kode"].text for _, cells in listed if cells["kode"].formatted]
    if formatted:
        notes.append(f"Kode dibaca seperti yang tampil di Excel, misalnya {', '.join(formatted[:_SHOWN])}.")
    if left_out:
        notes.append(f"Dilewati karena bukan OPD atau kembar: baris {_spans(left_out)}.")
    silent = [row.number for row, cells in listed if _unread_phone(cells)]
    if silent:
        notes.append(f"Telepon tidak terbaca dan tidak disimpan: baris {_spans(silent)}.")
    hidden = sum(row.hidden for row, _ in listed)
    if hidden:
        notes.append(f"{hidden} baris tersembunyi ikut dibaca.")
    return notes + _alike(read.rows)


def _unread_phone(cells: Mapping[str, Cell]) -> bool:
    written = cells["telepon"].text if "telepon" in cells else ""
    return any(map(str.isalnum, written)) and not phone.read(written)


def _alike(rows: Sequence[OpdRow]) -> list[str]:
    """OPD that people could not tell apart on buttons."""
    known: dict[str, list[str]] = {}
    for row in rows:
        known.setdefault(folded(row.short_name), []).append(row.code)
    names = {row.code: row.short_name for row in rows}
    return [
        f"⚠️ {names[codes[0]]} adalah nama {len(codes)} OPD ({', '.join(codes[:_SHOWN])}); kodenya ikut ditampilkan."
        for codes in known.values()
        if len(set(codes)) > 1
    ][:_SHOWN]


def _spans(numbers: Sequence[int]) -> str:
    """Numbers as spans: "3, 60-62"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    return ", ".join(shown[:6]) + (f", dan {len(shown) - 6} lainnya" if len(shown) > 6 else "")
