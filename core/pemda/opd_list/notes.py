"""What is said about how a list of OPD was read: what may be lost, by name, and what was read in its own way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Protocol

from core.pemda import phone
from core.pemda.naming import folded
from core.pemda.opd_list.cut import reaches_beyond
from core.pemda.opd_list.heading import Heading
from core.tables.table import Cell, Row
from core.written import first_of

_SHOWN = 3
"""How many codes or names a note names."""

_ROOM = 100
"""Characters for the words of rows; the rows that find no room are named by number."""


_MOST_SPANS = 15


class Named(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def short_name(self) -> str: ...


def losses(
    rows: Sequence[Row],
    listed: Sequence[tuple[Row, Mapping[str, Cell]]],
    left_out: Collection[int],
    heading: Heading,
    separator: str,
) -> list[str]:
    """What was not read, or was read although it is hidden, as an office may not expect. Each names its rows."""
    passed = [(row, _words(row, heading)) for row in rows if row.number in left_out and not heading.stands_again(row)]
    name = heading.columns["nama"]
    beyond = [] if separator else [(row, row.cells[-1].text) for row, _ in listed if reaches_beyond(row, heading)]
    found = (
        ("Dilewati karena bukan OPD", [(row, words) for row, words in passed if any(map(str.isalpha, words))]),
        ("Telepon tidak terbaca", [(row, cells["telepon"].text) for row, cells in listed if _unread_phone(cells)]),
        ("Isi di kanan judul kolom terakhir tidak dibaca", beyond),
        ("Tersembunyi, tetapi ikut dibaca", [(row, row.at(name).text) for row, _ in listed if row.hidden]),
    )
    return [f"⚠️ {said}: baris {_named(which)}." for said, which in found if which]


def _words(row: Row, heading: Heading) -> str:
    """What a row is known by: its name, else the first of its cells that has letters."""
    cells = (row.at(heading.columns["nama"]), *row.cells)
    return next((cell.text for cell in cells if any(map(str.isalpha, cell.text))), "")


def _named(rows: Sequence[tuple[Row, str]]) -> str:
    """Rows with their words, and the numbers of those that find no room: "3 (Jumlah), 9-12"."""
    shown: list[str] = []
    for row, words in rows:
        one = " ".join(words.split())
        entry = f"{row.number} ({one if len(one) <= 32 else one[:31].rstrip() + '…'})"
        if shown and sum(map(len, shown)) + len(entry) > _ROOM:
            break
        shown.append(entry)
    left = [row.number for row, _ in rows[len(shown) :]]
    return ", ".join([*shown, *([spans(left, _MOST_SPANS)] if left else [])])


def _unread_phone(cells: Mapping[str, Cell]) -> bool:
    written = cells["telepon"].text if "telepon" in cells else ""
    return any(map(str.isalnum, written)) and not phone.read(written)


def notes(
    rows: Sequence[Named], codes: Sequence[Cell], cut: Sequence[int], twins: Sequence[int], made: bool
) -> list[str]:
    """How the list was read. `cut`: rows whose name may go on in the next column; `twins`: rows that stand twice."""
    found: list[str] = []
    if cut:
        found.append(f"⚠️ Baris {spans(cut)}: singkatan mungkin potongan nama. Bila ya, apit nama dengan tanda kutip.")
    found += islice(_alike(rows), _SHOWN)
    if made:
        found.append("Berkas tidak memuat kode, jadi kode dibuat dari singkatan atau nama OPD.")
    formatted = [code.text for code in codes if code.formatted]
    if formatted:
        found.append(f"Kode dibaca seperti yang tampil di Excel, misalnya {', '.join(formatted[:_SHOWN])}.")
    if twins:
        found.append(f"Baris yang sama persis dibaca sekali: baris {spans(twins)}.")
    return found


def _alike(rows: Iterable[Named]) -> Iterable[str]:
    """OPD that people could not tell apart on buttons."""
    known: dict[str, list[Named]] = {}
    for row in rows:
        known.setdefault(folded(row.short_name or row.name), []).append(row)
    for same in known.values():
        codes = [row.code for row in same]
        if len(set(codes)) > 1:
            shown = ", ".join(codes[:_SHOWN])
            name = same[-1].short_name or same[-1].name
            yield f"⚠️ {name} adalah nama {len(codes)} OPD ({shown}); kodenya ikut ditampilkan."


def spans(numbers: Sequence[int], most: int = 6) -> str:
    """Numbers as spans: "3, 60-62"; after `most` of them only how many there are."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in found]
    return first_of(shown, most)
