"""Reads an office's list of OPD (daftar OPD): its rows, or every fault by row and column.

All or nothing: `rows` count only when there are no `faults`. Faults and notes are Indonesian. A fault says what to do;
a note says what was read in another way than it may have been meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from core.pemda.opd_list.heading import SEARCHED, Heading, found_in, seen
from core.pemda.opd_list.kinds import KINDS
from core.pemda.opd_list.names import bare, is_agency
from core.pemda.opd_list.rows import ListFault, OpdRow, read_rows
from core.pemda.opd_list.titles import BESIDE, COLUMNS, columns_of, normal
from core.tables.file import MAX_BYTES, sheets
from core.tables.table import MAX_ROWS, Cell, Row, Sheet, Sought, Unreadable, letters
from core.tables.text import read_text, unfolded

__all__ = (
    "COLUMNS",
    "KINDS",
    "MAX_BYTES",
    "MAX_ROWS",
    "ListFault",
    "OpdList",
    "OpdRow",
    "read_opd_list",
    "read_pasted_list",
    "to_plain",
)


_ROOM = 110
"""Characters for the names of sheets or columns that were not read."""


_RUNNING = re.compile(r"^\s*\d{1,4}[.)]?\t")
_TITLE = re.compile(r"(daftar|lampiran|berikut|pemerintah (kabupaten|kota|provinsi))\b.*|.*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OpdList:
    """What was read: rows and faults in the file's order, and how many rows the file has. `losses`: what was not read,
    by name; `notes`: how the rest was read. `made`: the list has no codes, and these were made from its names.
    """

    rows: tuple[OpdRow, ...]
    faults: tuple[ListFault, ...]
    count: int = 0
    notes: tuple[str, ...] = ()
    made: bool = False
    losses: tuple[str, ...] = ()

    @property
    def faulty_rows(self) -> int:
        """How many rows have faults."""
        return len({fault.row for fault in self.faults})


def to_plain(listed: OpdList) -> dict[str, Any]:
    """As JSON can carry it, out of the child process that reads."""
    return {
        "rows": [[row.code, row.name, row.short_name, row.kind, *filter(None, [row.phone])] for row in listed.rows],
        "faults": [[fault.row, fault.column, fault.message] for fault in listed.faults],
        "losses": list(listed.losses),
        "notes": list(listed.notes),
        "made": listed.made,
    }


def read_opd_list(data: bytes, filename: str) -> OpdList:
    """Reads a list of OPD. The kind of file is found by its content; `filename` is only for messages. Raises nothing.

    The heading is one of the first rows of the first sheet that has one: a column for the name, usually one for the
    code; singkatan, jenis and telepon are optional. Other columns are ignored.
    """
    try:
        sought = _sought(filename)
        found = [unfolded(sheet, sought) or sheet for sheet in sheets(data, sought)]
        return _read(found, filename)
    except Unreadable as refused:
        return _refused(refused)


def _sought(filename: str) -> Sought:
    return Sought(filename, "daftar OPD", "daftar OPD satu pemerintah daerah", lambda titles: len(columns_of(titles)))


def read_pasted_list(text: str, called: str) -> OpdList | None:
    """Reads a list of OPD that was pasted into the chat; `called` is what messages name it by. Without a heading, each
    line is a name. None where it is no list: one line, or prose. Raises nothing.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or any(line.rstrip().endswith("?") for line in lines):
        return None
    try:
        found = read_text(text, _sought(called))
        if any(found_in(sheet.rows) for sheet in found):
            return _read(found, called)
        if not any(is_agency(bare(cell.strip())) for line in lines for cell in line.split("\t")):
            return None
        return _read([_of_names(text) or found[0]], called)
    except Unreadable as refused:
        return _refused(refused)


def _of_names(text: str) -> Sheet | None:
    """The lines of a text as names, without a title above them; None where other columns stand beside the names."""
    lines = [(number, _RUNNING.sub("", line)) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if any("\t" in line.strip() for _, line in lines):
        return None
    listed = dropwhile(lambda line: _TITLE.fullmatch(line[1].strip()), lines)
    return Sheet("", [Row(0, [Cell("nama")]), *(Row(number, [Cell(line)]) for number, line in listed)])


def _refused(refused: Unreadable) -> OpdList:
    return OpdList((), (ListFault(refused.row, refused.column, refused.message),))


def _read(found: Sequence[Sheet], filename: str) -> OpdList:
    """Raises Unreadable."""
    sheet, rows, heading = _list_in(found, filename)
    read = read_rows(rows[heading.below :], heading, sheet.separator)
    faults = list(read.faults)
    if not read.rows:
        below = heading.number + 1
        faults.append(ListFault(0, "", f"{filename} belum berisi OPD. Isi mulai baris {below}, lalu kirim ulang."))
    notes = (*_where(found, sheet, heading), *_passed_over(rows[heading.below :], heading), *read.notes)
    losses = (*_unread(found, sheet, heading), *read.losses)
    return OpdList(tuple(read.rows), tuple(faults), len(read.rows), notes, read.made, losses)


def _list_in(found: Iterable[Sheet], filename: str) -> tuple[Sheet, Sequence[Row], Heading]:
    """The first visible sheet with a heading in its visible columns, and its rows without the hidden ones; one without
    codes that names no OPD only where there is none with codes. Raises
    Unreadable with what was found instead, and what to do.
    """
    listed = [sheet for sheet in found if sheet.rows]
    if not listed:
        raise _sought(filename).nothing()
    visible = [(sheet, sheet.shown_rows()) for sheet in listed if sheet.visible]
    headed = [(sheet, rows, heading) for sheet, rows in visible if (heading := found_in(rows)) is not None]
    if headed:
        coded = (one for one in headed if "kode" in one[2].columns)
        return headed[0] if _names_agencies(*headed[0][1:]) else next(coded, headed[0])
    hidden = next((sheet.name for sheet in listed if not sheet.visible and found_in(sheet.rows)), None)
    if hidden is not None:
        raise Unreadable(f"Daftar OPD ada di lembar tersembunyi {hidden}. Tampilkan lembar itu, lalu kirim ulang.")
    if any(sheet.visible and found_in(sheet.rows) for sheet in listed):
        raise Unreadable("Kolom nama OPD tersembunyi. Tampilkan kolom itu, lalu kirim ulang.")
    raise _without_heading(next((sheet for sheet in listed if sheet.visible), listed[0]))


def _names_agencies(rows: Sequence[Row], heading: Heading) -> bool:
    """Whether an OPD stands below the heading. A summary has none, though a title of it may read like one of a list."""
    place = heading.columns["nama"]
    return "kode" in heading.columns or any(
        is_agency(bare(row.at(place).text.strip())) for row in rows[heading.below :]
    )


def _without_heading(sheet: Sheet) -> Unreadable:
    for row in sheet.rows[:SEARCHED]:
        if "kode" in columns_of([cell.text for cell in row.cells]):
            message = f"kolom nama tidak ada. Beri judul kolom {', '.join(COLUMNS)}.{seen([row])}"
            return Unreadable(message, row.number)
    place = f"Lembar {sheet.name}: judul" if sheet.name else "Judul"
    return Unreadable(
        f"{place} kolom nama OPD tidak ditemukan pada {SEARCHED} baris pertama. Beri satu baris judul kolom, misalnya "
        f"{', '.join(COLUMNS)}.{seen(sheet.rows)}"
    )


def _where(found: Sequence[Sheet], sheet: Sheet, heading: Heading) -> Iterable[str]:
    """Which sheet of several was read, and which columns of several candidates."""
    if sheet.name and any(one is not sheet and one.rows for one in found):
        yield f"Dibaca dari lembar {sheet.name}."
    if _asks(heading.titles):
        said = "; ".join(f'{name} dari kolom "{title}"' for name, title in heading.titles.items())
        yield f"{said[0].upper()}{said[1:]}."


def _passed_over(rows: Sequence[Row], heading: Heading) -> Iterable[str]:
    """Columns with something in them that are not read, but for running numbers and remarks."""
    filled = [at for at in heading.others if any(row.at(at).text.strip() for row in rows)]
    titles = [heading.others[at][:30] for at in filled if normal(heading.others[at]) not in BESIDE]
    if titles:
        yield f"Kolom yang tidak dibaca: {_first(titles)}."


def _unread(found: Sequence[Sheet], sheet: Sheet, heading: Heading) -> Iterable[str]:
    """Other sheets (tables of a page) with a list, and hidden columns."""
    others = [one.name or f"ke-{at}" for at, one in enumerate(found, 1) if one is not sheet and _also_a_list(one)]
    if others:
        kind = "lembar" if sheet.name else "tabel"
        yield f"⚠️ Tidak dibaca: {kind} {_first(others)}. Kirim sebagai berkas sendiri bila berisi OPD lain."
    titles = _hidden_titles(sheet, heading)
    if titles:
        yield f"⚠️ Kolom tersembunyi tidak dibaca: {_first(titles)}."


def _first(names: Sequence[str]) -> str:
    shown = max(at for at in range(1, len(names) + 1) if at == 1 or len(", ".join(names[:at])) <= _ROOM)
    rest = f", dan {len(names) - shown} lainnya" if len(names) > shown else ""
    return ", ".join(names[:shown]) + rest


def _hidden_titles(sheet: Sheet, heading: Heading) -> list[str]:
    """The titles of hidden columns that are not empty; the letter of a column without a title."""
    numbers = {row.number for row in heading.rows}
    titled = [row for row in sheet.rows if row.number in numbers][::-1]
    filled = [at for at in sorted(sheet.hidden_columns) if any(row.at(at).text.strip() for row in sheet.rows)]
    return [
        next(filter(None, (" ".join(row.at(at).text.split())[:30] for row in titled)), letters(at)) for at in filled
    ]


def _also_a_list(sheet: Sheet) -> bool:
    """Whether a sheet has a list of OPD: rows below a heading, or two rows that name one."""
    rows = sheet.shown_rows()
    try:
        heading = found_in(rows)
    except Unreadable:
        return True
    if heading is not None and len(rows) > heading.below:
        return True
    return sum(any(is_agency(bare(cell.text.strip())) for cell in row.cells) for row in rows) > 1


def _asks(titles: Mapping[str, str]) -> bool:
    return any(title.casefold() != name for name, title in titles.items())
