"""Reads a table of positions that an office has filled in: its positions, or every fault by sheet, row and column.

All or nothing: `positions` count only when there are no `faults`. Faults and notes are Indonesian. A fault says what to
do; a note says what was read in another way than it may have been meant, a loss what was not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from core.foreign import digits, readable
from core.productivity.amounts import Wrong, holders_of, workload_of
from core.productivity.model import EFFECTIVE_HOURS, LONGEST_NAME, MOST_POSITIONS, Position, packed
from core.productivity.titles import NAME, PNS, PPPK, WORKLOAD, Heading, found_in, known_titles
from core.tables.file import sheets
from core.tables.table import Cell, Row, Sheet, Sought, Unreadable
from core.tables.text import unfolded
from core.written import amount, first_of, listed

_TOTAL = re.compile(r"(sub ?)?(jumlah|total)\b.*", re.IGNORECASE)
_BULLET = re.compile(r"^([-–•*▪]+|\d{1,3}[.)]|[a-zA-Z][.)])\s+")
_LEAST_HOURS, _MOST_HOURS = Decimal(EFFECTIVE_HOURS) / 25, Decimal(EFFECTIVE_HOURS) * 3
"""Hours for each holder beyond which a workload was probably written in another unit."""

_NAMED = 3


class TableFault(NamedTuple):
    """`sheet` is "" where the file has only one with a table; `row` is 0 for the sheet or file as a whole."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class PositionTable:
    positions: tuple[Position, ...]
    faults: tuple[TableFault, ...] = ()
    notes: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()


class _Line(NamedTuple):
    """A row below the titles, with the name of its sheet and the cells of the columns that are read."""

    sheet: str
    row: Row
    cells: Mapping[str, Cell]

    @property
    def place(self) -> str:
        return f"{self.sheet} {self.row.number}".lstrip()

    @property
    def name(self) -> str:
        return _name(self.cells[NAME])


def to_plain(table: PositionTable) -> dict[str, Any]:
    """As JSON can carry it, out of the child process that reads."""
    return {
        "rows": packed(table.positions),
        "faults": [list(fault) for fault in table.faults],
        "notes": list(table.notes),
        "losses": list(table.losses),
    }


def read_positions(data: bytes, filename: str) -> PositionTable:
    """Reads a table of positions: all visible sheets that have its titles. The kind of file is found by its content;
    `filename` is only for messages. Raises nothing.
    """
    sought = Sought(filename, "tabel jabatan", "tabel satu OPD", known_titles)
    try:
        return _read([unfolded(sheet, sought) or sheet for sheet in sheets(data, sought)], filename)
    except Unreadable as refused:
        return PositionTable((), (TableFault("", refused.row, refused.column, refused.message),))


def _read(found: Sequence[Sheet], filename: str) -> PositionTable:
    known = [(sheet, heading) for sheet in found if (heading := found_in(sheet.shown_rows())) is not None]
    whole = [(sheet, heading) for sheet, heading in known if sheet.visible and not heading.missing]
    if not whole:
        return PositionTable((), (_no_titles(known, filename),))
    lines = [line for sheet, heading in whole for line in _lines(sheet, heading, len(whole) > 1)]
    minutes = {sheet.name if len(whole) > 1 else "": heading.minutes for sheet, heading in whole}
    skipped = [line for line in lines if _is_no_position(line)]
    kept = [line for line in lines if not _is_no_position(line)]
    positions: list[Position] = []
    faults: list[TableFault] = []
    for line in kept:
        wrong = list(_wrong(line, minutes[line.sheet]))
        faults += wrong
        if not wrong:
            positions.append(_position(line, minutes[line.sheet]))
    if not kept:
        faults.append(TableFault("", 0, "", f"{filename} belum berisi jabatan. Isi tabelnya, lalu kirim ulang."))
    if len(kept) > MOST_POSITIONS:
        faults = [TableFault("", 0, "", _too_many(filename, len(kept)))]
    notes = () if faults else tuple(_notes(kept, positions, set(minutes.values())))
    return PositionTable(tuple(positions), tuple(faults), notes, tuple(_losses(known, skipped, kept)))


def _no_titles(known: Sequence[tuple[Sheet, Heading]], filename: str) -> TableFault:
    remedy = "Unduh contoh isian, isi, lalu kirim ulang."
    for sheet, heading in known:
        if sheet.visible:
            missing = listed([f'"{name}"' for name in heading.missing])
            return TableFault(sheet.name, 0, "", f"tidak ada kolom {missing}. {remedy}")
    hidden = listed([sheet.name for sheet, heading in known if not heading.missing][:_NAMED])
    if hidden:
        return TableFault("", 0, "", f"Lembar {hidden} tersembunyi. Tampilkan di Excel, simpan, lalu kirim ulang.")
    return TableFault("", 0, "", f"{filename} tidak memuat judul kolom jabatan dan beban kerja. {remedy}")


def _too_many(filename: str, count: int) -> str:
    return f"{filename} berisi {count} jabatan, paling banyak {MOST_POSITIONS}. Gabungkan jabatan yang sama namanya."


def _lines(sheet: Sheet, heading: Heading, several: bool) -> Iterator[_Line]:
    places = set(heading.columns.values())
    for row in sheet.shown_rows()[heading.below :]:
        cells = {name: row.at(place) for name, place in heading.columns.items()}
        filled = any(row.at(place).text.strip() or row.at(place).flaw for place in places)
        if filled and not _repeats_titles(row):
            yield _Line(sheet.name if several else "", row, cells)


def _repeats_titles(row: Row) -> bool:
    """Whether it is the row that numbers the columns, or the titles once more."""
    written = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    numbers = [digits(words) for words in written]
    counted = len(numbers) > 2 and numbers == [(numbers[0] or 0) + place for place in range(len(numbers))]
    return counted or known_titles(written) > 2


def _is_no_position(line: _Line) -> bool:
    """Whether it is a row of totals, or the title of a group."""
    others = [cell for column, cell in line.cells.items() if column != NAME]
    empty = all(not cell.text.strip() and cell.flaw is None for cell in others)
    return bool(line.name) and (empty or _TOTAL.fullmatch(line.name) is not None)


def _name(cell: Cell) -> str:
    return _BULLET.sub("", " ".join(readable(cell.text).split()))


def _wrong(line: _Line, minutes: bool) -> Iterator[TableFault]:
    """Every fault of a row."""

    def fault(column: str, message: str) -> TableFault:
        return TableFault(line.sheet, line.row.number, column, message)

    if not line.name:
        yield fault(NAME, "kosong. Isi nama jabatan, atau hapus baris ini.")
    elif len(line.name) > LONGEST_NAME:
        yield fault(NAME, f"lebih dari {LONGEST_NAME} huruf. Singkat namanya.")
    for column in (WORKLOAD, PNS, PPPK):
        try:
            _amount_of(line, column, minutes)
        except Wrong as wrong:
            yield fault(column, str(wrong))


def _amount_of(line: _Line, column: str, minutes: bool) -> Decimal | int:
    cell = line.cells.get(column, Cell(""))
    return workload_of(cell, minutes) if column == WORKLOAD else holders_of(cell)


def _position(line: _Line, minutes: bool) -> Position:
    pns, pppk = (holders_of(line.cells.get(column, Cell(""))) for column in (PNS, PPPK))
    return Position(line.name, workload_of(line.cells[WORKLOAD], minutes), pns, pppk)


def _notes(lines: Sequence[_Line], positions: Sequence[Position], minutes: set[bool]) -> Iterator[str]:
    pairs = list(zip(lines, positions, strict=True))
    odd = [(line, one) for line, one in pairs if _is_odd(one)]
    if odd:
        line, one = odd[0]
        more = f" dan {len(odd) - 1} baris lain" if len(odd) > 1 else ""
        said = f"{line.place} ({_cut(one.name)}: {amount(one.workload)} jam untuk {one.holders} orang){more}"
        yield f"⚠️ Beban kerja tidak lazim: baris {said}. Periksa satuannya."
    twice = [_cut(name) for name, count in Counter(one.name for one in positions).items() if count > 1]
    if twice:
        yield f"⚠️ Tercantum lebih dari sekali dan dihitung semuanya: {first_of(twice, _NAMED)}."
    vacant = sum(not one.holders for one in positions)
    if vacant:
        yield f"{vacant} jabatan tanpa pemangku; beban kerjanya ikut dihitung."
    if minutes == {True}:
        yield "Beban kerja dibaca dalam menit dan disimpan dalam jam."


def _is_odd(position: Position) -> bool:
    if not position.holders or not position.workload:
        return False
    each = position.workload / position.holders
    return not _LEAST_HOURS <= each <= _MOST_HOURS


def _losses(known: Iterable[tuple[Sheet, Heading]], skipped: Sequence[_Line], kept: Sequence[_Line]) -> Iterator[str]:
    passed = [f"{one.place} ({_cut(one.name)})" for one in skipped]
    if passed:
        yield f"⚠️ Dilewati karena bukan jabatan: baris {first_of(passed, _NAMED)}."
    hidden = [one.place for one in kept if one.row.hidden]
    if hidden:
        yield f"⚠️ Tersembunyi, tetapi ikut dibaca: baris {first_of(hidden, _NAMED)}."
    sheets_left = [sheet.name for sheet, heading in known if not sheet.visible or heading.missing]
    if sheets_left:
        yield f"⚠️ Lembar yang tidak dibaca: {first_of(sheets_left, _NAMED)}."


def _cut(name: str) -> str:
    return name if len(name) <= 32 else f"{name[:31].rstrip()}…"
