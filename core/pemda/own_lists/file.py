"""Reads the XLSX of a Pemda's own list of evidence: its cells (in the child that opens files), then their meaning.

The sheet is the one that core.papers.own_list writes: a row for each level of a variable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from core.instrument.model import Instrument
from core.pemda.opd_list.cells import tidy, wrong_text
from core.pemda.own_lists.rules import LineFault, OwnCell, OwnList, differences, faults_of
from core.tables.file import sheets
from core.tables.table import Cell, Row, Sheet, Sought, Unreadable

VARIABLE, LEVEL, OWN = "Variabel", "Tingkat", "Bukti daerah"
"""Titles of columns; the last with a number behind it, once for each line of a level."""
MARK = "Instrumen"
"""Stands before the instrument's id on the sheet of notes."""

MOST_ROWS = 1000
_SEARCHED = 20  # rows that are searched for the titles
_KEPT = 200  # characters of a cell; a line has half as many
_LEVEL = re.compile(r"(tingkat|level)\s+", re.IGNORECASE)

FileFault = tuple[int, str, str]
"""Row as in the spreadsheet program (0: the file as a whole), title of the column, what is wrong and what to do."""
FileRow = tuple[int, str, str, tuple[tuple[str, str], ...]]
"""Row, variable, level, and the title and text of each cell for a line."""


def read(data: bytes, filename: str) -> dict[str, Any]:
    """The rows of the list as JSON: "sheet", "instrument" as the file names it, "rows" (FileRow), "faults" (FileFault).
    Raises nothing.
    """
    try:
        sought = Sought(
            filename, "daftar bukti", "satu baris untuk setiap tingkat", lambda titles: len(_read_of(titles))
        )
        return _read(list(sheets(data, sought)))
    except Unreadable as refused:
        return {"faults": [[refused.row, refused.column, refused.message]]}


def _read(found: Sequence[Sheet]) -> dict[str, Any]:
    for sheet in found:
        heading = next((row for row in sheet.rows[:_SEARCHED] if _titles(row)), None)
        if heading is not None:
            below = [row for row in sheet.rows if row.number > heading.number]
            if len(below) > MOST_ROWS:
                raise Unreadable(f"{len(below)} baris. Sisakan satu baris untuk setiap tingkat.")
            return {"sheet": sheet.name, "instrument": _named(found), **_cells(below, _titles(heading))}
    raise Unreadable(
        f"Judul kolom {VARIABLE}, {LEVEL}, dan {OWN} 1 tidak ditemukan. Unduh daftarnya sekali lagi, isi, lalu kirim."
    )


def _titles(row: Row) -> dict[int, str]:
    """The columns that are read, if this row is the heading."""
    found = _read_of([cell.text for cell in row.cells])
    return found if {VARIABLE, LEVEL} < set(found.values()) else {}


def _read_of(titles: Sequence[str]) -> dict[int, str]:
    known = {at: " ".join(title.split()) for at, title in enumerate(titles)}
    return {at: title for at, title in known.items() if title in (VARIABLE, LEVEL) or title.startswith(f"{OWN} ")}


def _cells(rows: Iterable[Row], titles: Mapping[int, str]) -> dict[str, Any]:
    place = {title: at for at, title in reversed([*titles.items()])}
    own = [(at, title) for at, title in titles.items() if title not in (VARIABLE, LEVEL)]
    listed: list[list[Any]] = []
    faults: list[list[Any]] = []
    for row in rows:
        variable, level = (_text(row.at(place[title])) for title in (VARIABLE, LEVEL))
        filled = [(title, cell) for at, title in own if (cell := tidy("nama", row.at(at))).text or cell.flaw]
        if not (variable or level or filled):
            continue
        wrong = [[row.number, title, said] for title, cell in filled if (said := wrong_text("bukti", cell))]
        faults += wrong
        spoilt = {title for _, title, _ in wrong}
        lines = [[title, cell.text[:_KEPT]] for title, cell in filled if title not in spoilt]
        listed.append([row.number, variable, level, lines])
    return {"rows": listed, "faults": faults}


def _text(cell: Cell) -> str:
    return tidy("", cell).text[:_KEPT]


def _named(found: Iterable[Sheet]) -> str:
    """The id of the instrument that the file was made for."""
    rows = (row for sheet in found for row in sheet.rows)
    return next((_text(row.at(1)) for row in rows if row.at(0).text.strip() == MARK), "")


# what the rows mean


def understood(kept: OwnList, rows: Iterable[FileRow]) -> tuple[tuple[OwnCell, ...], tuple[FileFault, ...]]:
    """The levels whose lines the file changes, and all its faults. A level without a row stays as it is."""
    cells: list[OwnCell] = []
    places: dict[tuple[str, int], FileRow] = {}
    faults: list[FileFault] = []
    for row in rows:
        number, written, numeral, lines = row
        code, level = written.upper(), level_of(kept.instrument, numeral)
        wrong = list(_wrong_place(kept, number, code, written, numeral, level))
        if level is not None and (before := places.get((code, level))) is not None:
            message = f"{code} {numeral} sudah ada pada baris {before[0]}. Gabungkan dalam satu baris."
            wrong.append((number, VARIABLE, message))
        faults += wrong
        if not wrong and level is not None:
            places[code, level] = row
            cells.append((code, level, tuple(words for _, words in lines)))
    faults += [_placed(one, places) for one in faults_of(kept, cells)]
    changed = tuple(cell for cell in cells if differences(kept, [cell]))
    return changed, tuple(sorted(faults, key=lambda fault: fault[0]))


def _wrong_place(
    kept: OwnList, number: int, code: str, written: str, numeral: str, level: int | None
) -> Iterator[FileFault]:
    codes = kept.codes
    if code not in codes:
        said = f'"{written}" tidak ada' if written else "kosong"
        yield number, VARIABLE, f"{said}. Tulis kode {codes[0]} sampai {codes[-1]}."
    elif level not in kept.levels(code):
        first, last = (kept.instrument.step(kept.levels(code)[at]) for at in (0, -1))
        said = f'"{numeral}" tidak meminta bukti atau tidak ada' if numeral else "kosong"
        yield number, LEVEL, f"{said}. Tulis {first} sampai {last}."


def level_of(instrument: Instrument, numeral: str) -> int | None:
    """The level that is written: "III", "3", "tingkat iii"."""
    plain = _LEVEL.sub("", numeral).strip().casefold().removesuffix(".0")
    return next((one.value for one in instrument.levels if plain in (one.roman.casefold(), str(one.value))), None)


def _placed(fault: LineFault, places: Mapping[tuple[str, int], FileRow]) -> FileFault:
    number, _, _, lines = places[fault.variable, fault.level]
    return number, lines[fault.place][0] if fault.place is not None else "", fault.message
