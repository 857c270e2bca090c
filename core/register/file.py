"""Reads a register that an office has filled in: its cells (in the child that opens files), then their meaning.

The file is the one that core.papers.register writes, or any table with a column of names. A row that is wrong keeps
nothing else from being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.assessment.subjects import KINDS, Subject
from core.foreign import readable
from core.instrument.parts import Attribute
from core.register.lines import CODE, NAME, LineFault, Wrong, faults_of, free_code, over, written
from core.register.model import MOST_LINES, Register
from core.tables.file import sheets
from core.tables.remedies import REMEDIES
from core.tables.table import Cell, Flaw, Row, Sheet, Sought, Unreadable

MARK = "Register"
"""Stands before the register's own sign (`mark_of`) on the sheet of notes."""
_SEARCHED = 20
_KEPT = 300
_MOST_ROWS = 1000
_CODES = {"kode", "nomor", *(f"{what} {kind.casefold()}" for what in ("kode", "nomor") for kind in KINDS.values())}
_NAMES = {
    *("nama", "judul", "uraian"),
    *(f"{what} {kind.casefold()}" for what in ("nama", "judul", "jenis") for kind in KINDS.values()),
}

RowFault = tuple[int, str, str, str, int]
"""Row as the spreadsheet program counts, and a LineFault: column, what, words, most."""
FileRow = tuple[int, tuple[tuple[str, str, str], ...]]
"""Row, and title, text and flaw ("" for none) of each cell."""


def mark_of(register: Register) -> str:
    return f"{register.instrument.id} {register.code}"


def read(data: bytes, filename: str) -> dict[str, Any]:
    """The rows of a register as JSON: "rows" (FileRow), "mark" as the file names itself, "titles"; or "refused": why
    the file as a whole cannot be used. Raises nothing.
    """
    sought = Sought(filename, "daftarnya", "daftar satu OPD", known_titles)
    try:
        return _read(list(sheets(data, sought)))
    except Unreadable as refused:
        return {"refused": refused.message}


def known_titles(titles: Sequence[str]) -> int:
    """How many columns a row of titles names; none where none of them is for names."""
    plain = [_plain(title) for title in titles]
    return sum(map(bool, plain)) if _NAMES & set(plain) else 0


def _read(found: Sequence[Sheet]) -> dict[str, Any]:
    for sheet in found:
        rows = sheet.shown_rows()
        at = next((at for at, row in enumerate(rows[:_SEARCHED]) if known_titles(_texts(row))), None)
        if sheet.visible and at is not None:
            titles = _texts(rows[at])
            below = rows[at + 1 :]
            if len(below) > _MOST_ROWS:
                raise Unreadable(f"{len(below)} baris. Kirim daftar satu OPD saja.")
            return {"titles": [title for title in titles if title], "mark": _mark(found), "rows": _rows(below, titles)}
    raise Unreadable(f"Judul kolom {NAME} tidak ditemukan. Unduh isian, isi, lalu kirim ulang.")


def _rows(rows: Iterable[Row], titles: Sequence[str]) -> list[Any]:
    listed: list[Any] = []
    for row in rows:
        cells = [(title, row.at(at)) for at, title in enumerate(titles) if title]
        filled = [[title, _text(cell), cell.flaw.value if cell.flaw else ""] for title, cell in cells]
        if any(text or flaw for _, text, flaw in filled):
            listed.append([row.number, filled])
    return listed


def _texts(row: Row) -> list[str]:
    return [_text(cell) for cell in row.cells]


def _text(cell: Cell) -> str:
    return " ".join(readable(cell.text).split())[:_KEPT]


def _mark(found: Iterable[Sheet]) -> str:
    rows = (row for sheet in found for row in sheet.rows)
    return next((_text(row.at(1)) for row in rows if row.at(0).text.strip() == MARK), "")


def _plain(title: str) -> str:
    """A title without case, signs, and what stands in brackets."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", re.sub(r"\([^)]*\)", " ", title.casefold())).split())


# what the rows mean


@dataclass(frozen=True, slots=True)
class Understood:
    """`lines` are those that are sound, as they would be kept. `unread` are the titles of columns that say nothing
    here; `rows` with `faults` are left out.
    """

    lines: tuple[Subject, ...]
    faults: tuple[RowFault, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return len({row for row, *_ in self.faults})


def understood(register: Register, titles: Sequence[str], rows: Sequence[FileRow], today: date) -> Understood:
    columns = _columns(register.attributes, titles)
    lines: list[Subject] = []
    faults: list[RowFault] = []
    places: dict[str, int] = {}
    for number, cells in rows:
        values = {columns[title]: (text, flaw) for title, text, flaw in cells if title in columns}
        line, wrong = _line(register, values, lines, today)
        if not wrong and (first := places.setdefault(line.code, number)) != number:
            wrong = [LineFault(CODE, Wrong.TWICE, words=str(first))]
        if not wrong and len(lines) >= MOST_LINES:
            wrong = [LineFault(CODE, Wrong.MORE, MOST_LINES)]
        faults += [(number, one.column, one.what.value, one.words, one.most) for one in wrong]
        if not wrong:
            lines.append(line)
    unread = tuple(title for title in titles if title not in columns and _plain(title) not in ("no", "nomor urut"))
    return Understood(tuple(lines), tuple(faults), unread)


def _columns(attributes: Sequence[Attribute], titles: Sequence[str]) -> dict[str, str]:
    """What each title stands for: CODE, NAME or the code of an attribute; the first of those that say the same."""
    known = {_plain(one.name): one.code for one in attributes} | {one.code.casefold(): one.code for one in attributes}
    found: dict[str, str] = {}
    for title in titles:
        plain = _plain(title)
        meant = known.get(plain) or (NAME if plain in _NAMES else CODE if plain in _CODES else "")
        if meant and meant not in found.values():
            found[title] = meant
    return found


def _line(
    register: Register, values: Mapping[str, tuple[str, str]], before: Sequence[Subject], today: date
) -> tuple[Subject, list[LineFault]]:
    """The line of a row, as it would be kept, and all that is wrong with it."""
    wanted = {one.code: one for one in register.attributes}
    wrong = list(_spoilt(values, wanted))
    spoilt = {one.column for one in wrong}
    name = values.get(NAME, ("", ""))[0]
    code = values.get(CODE, ("", ""))[0] or _code_of(register, name, before)
    given = {
        column: written(text, wanted[column], serial=bool(flaw) or text.isdigit())
        for column, (text, flaw) in values.items()
        if column in wanted and wanted[column].name not in spoilt
    }
    stored = next((one for one in register.lines if one.code == code), None)
    line = over(stored, Subject(register.kind, code, name, given))
    wrong += [fault for fault in faults_of(line, register.attributes, today) if fault.column not in spoilt]
    return line, wrong


def _spoilt(values: Mapping[str, tuple[str, str]], wanted: Mapping[str, Attribute]) -> Iterator[LineFault]:
    """What a spreadsheet program has made of cells. A day may be one of its dates."""
    for column, (text, flaw) in values.items():
        of = wanted.get(column)
        if text.startswith("="):
            yield LineFault(of.name if of else column, Wrong.SPOILT, words="berisi rumus; ketik hasilnya")
        elif flaw and not (of is not None and _is_harmless(Flaw(flaw), of)):
            said = REMEDIES.get(Flaw(flaw), "tersimpan sebagai angka; ubah sel menjadi Teks, lalu ketik ulang")
            yield LineFault(of.name if of else column, Wrong.SPOILT, words=said.format(text=text[:40]))


def _is_harmless(flaw: Flaw, of: Attribute) -> bool:
    """A day may be one of the program's dates; a count is the same number whatever stood before or behind it."""
    return flaw is Flaw.DATE if of.date else of.of is not None and flaw in (Flaw.UNSEEN, Flaw.WHOLE)


def _code_of(register: Register, name: str, before: Sequence[Subject]) -> str:
    """Without a code a line is known by its name; a new one gets a number."""
    known = {one.name.casefold(): one.code for one in register.lines}
    return known.get(name.casefold()) or free_code((*register.lines, *before))
