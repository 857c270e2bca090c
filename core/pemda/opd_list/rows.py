"""The rows below the heading of a list of OPD: which of them are OPD, their faults, and notes about them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from core.pemda import phone
from core.pemda.opd_list.cells import tidy, wrong_code, wrong_text
from core.pemda.opd_list.codes import MAX_CODE, folded, made_of
from core.pemda.opd_list.cut import cut_apart, may_be_cut
from core.pemda.opd_list.heading import Heading
from core.pemda.opd_list.kinds import KINDS, kind_of
from core.pemda.opd_list.known import parted
from core.pemda.opd_list.names import unnumbered
from core.pemda.opd_list.notes import losses, notes
from core.pemda.opd_list.skipped import skipped
from core.pemda.opd_list.titles import COLUMNS
from core.tables.table import Cell, Flaw, Row

_LONGEST = {"kode": MAX_CODE, "nama": 200, "singkatan": 60, "jenis": 60}
_CODED_NAME = re.compile(r"(?P<code>\d[0-9A-Za-z._-]*\d)\s*[-–:]?\s+(?P<name>\D.*)")
_WHOLE = re.compile(r"\d+\.0")
_SAME_NAME = "sama dengan baris {row}. Hapus salah satu, bedakan namanya, atau tambahkan kolom kode."
_ITEM = re.compile(r"\W*\d{1,3}[.)]?\s")
"""A number in a list, not a code."""


@dataclass(frozen=True, slots=True)
class OpdRow:
    """One OPD of the list. A short name, kind or telephone of "" is not said: it leaves the stored one as it
    is (`core.pemda.opd_list.known`). `phone` is as `core.pemda.phone.read` gives it.
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
    losses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    made: bool = False


def read_rows(rows: Sequence[Row], heading: Heading, separator: str = "") -> Read:
    """The OPD below a heading; `separator` is the sheet's."""
    place = heading.columns
    left_out = skipped(rows, heading)
    listed = [(row, _cells(row, place)) for row in rows if row.number not in left_out]
    read = Read(made=_without_codes(listed, place))
    _mark_numbers(listed)
    used: dict[str, tuple[int, OpdRow]] = {}
    names: dict[str, int] = {}
    twins: list[int] = []
    for row, cells in listed:
        _part(cells)
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
            before = names.setdefault(folded(one.name), row.number)
            if read.made and before != row.number:
                read.faults.append(ListFault(row.number, "nama", _SAME_NAME.format(row=before)))
            used[one.code] = (row.number, one)
        read.rows.append(one)
    order = {name: at for at, name in enumerate(COLUMNS)}
    read.faults.sort(key=lambda fault: (fault.row, order.get(fault.column, 0)))
    read.losses = losses(rows, listed, left_out, heading, separator)
    in_two = [row.number for row, cells in listed if may_be_cut(row, cells, separator)]
    read.notes = notes(read.rows, [cells["kode"] for _, cells in listed], in_two, twins, read.made)
    return read


def _cells(row: Row, place: Mapping[str, int]) -> dict[str, Cell]:
    cells = {name: tidy(name, row.at(at)) for name, at in place.items()}
    both = _CODED_NAME.fullmatch(cells["nama"].text) if place.get("kode", place["nama"]) == place["nama"] else None
    if both:
        cells |= {"kode": tidy("kode", Cell(both["code"])), "nama": Cell(both["name"])}
    elif "kode" in place and place["kode"] == place["nama"]:
        cells["kode"] = Cell("")
    return cells


def _without_codes(listed: Sequence[tuple[Row, dict[str, Cell]]], place: Mapping[str, int]) -> bool:
    """Whether there is no column for codes, and no codes before the names either."""
    if "kode" in place:
        return False
    if _has_coded_names(listed, place):
        for _, cells in listed:
            cells.setdefault("kode", Cell(""))
        return False
    for row, cells in listed:
        cells.pop("kode", None)
        whole = tidy("nama", row.at(place["nama"]))
        cells["nama"] = whole._replace(text=unnumbered(whole.text))
    return True


def _has_coded_names(listed: Sequence[tuple[Row, Mapping[str, Cell]]], place: Mapping[str, int]) -> bool:
    """Whether codes stand before the names: before all, or before most or as long as SIPD's, and the others have no
    number of the list there.
    """
    codes = [cells["kode"].text for _, cells in listed if "kode" in cells]
    others = [row.at(place["nama"]).text for row, cells in listed if "kode" not in cells]
    if not codes or any(map(_ITEM.match, others)):
        return False
    return len(codes) > len(others) or any(code.count(".") > 1 for code in codes)


def _mark_numbers(listed: Sequence[tuple[Row, dict[str, Cell]]]) -> None:
    """Marks codes that were numbers once: 101.0, in a list in which no code has another part behind its point."""
    dotted = [cells for _, cells in listed if "kode" in cells and "." in cells["kode"].text]
    if all(_WHOLE.fullmatch(cells["kode"].text) and not cells["kode"].formatted for cells in dotted):
        for cells in dotted:
            cells["kode"] = cells["kode"]._replace(flaw=cells["kode"].flaw or Flaw.WHOLE)


def _part(cells: dict[str, Cell]) -> None:
    """Makes an abbreviation in brackets behind the name the abbreviation, where there is no other."""
    name, short = parted(cells["nama"].text)
    said = cells.get("singkatan", Cell("")).text
    if short and folded(said or short) == folded(short):
        cells["nama"] = cells["nama"]._replace(text=name)
        cells["singkatan"] = Cell(said or short)


def _opd(cells: Mapping[str, Cell]) -> OpdRow:
    text = {name: cell.text for name, cell in cells.items()}
    kind = kind_of(text.get("jenis", ""))
    number = phone.read(text.get("telepon", ""))
    return OpdRow(text["kode"], text["nama"], text.get("singkatan", ""), kind, number)


def _wrong(column: str, cell: Cell) -> str:
    """What is wrong with a cell, or "". A telephone that cannot be read is only noted."""
    if column == "telepon":
        return ""
    said = wrong_code(cell) if column == "kode" else wrong_text(column, cell)
    if said:
        return said
    if len(cell.text) > _LONGEST[column]:
        return f"{len(cell.text)} karakter. Ringkas menjadi paling banyak {_LONGEST[column]}."
    if column == "jenis" and cell.text and not kind_of(cell.text):
        near = get_close_matches(cell.text.casefold(), [kind.casefold() for kind in KINDS], n=1, cutoff=0.7)
        hint = f"Mungkin maksudnya {kind_of(near[0])}." if near else f"Pilih {', '.join(KINDS[:-1])}, atau {KINDS[-1]}."
        return f'"{cell.text}" tidak dikenal. {hint}'
    return ""


def _taken(one: OpdRow, used: Mapping[str, tuple[int, OpdRow]], made: bool) -> str:
    row = used[one.code][0]
    if made:
        return f"tidak dapat dibedakan dari baris {row}. Bedakan nama atau singkatannya, atau tambahkan kolom kode."
    return f"{one.code} sudah dipakai baris {row}. Beri kode lain."
