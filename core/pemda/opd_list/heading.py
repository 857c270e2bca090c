"""Finds the heading of a list of OPD and its columns; offices write both in many ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.pemda.opd_list.table import Row, Unreadable

COLUMNS = ("kode", "nama", "singkatan", "jenis")
SEARCHED = 20
"""How many rows that are not empty are searched for the heading."""

_BODIES = (
    "opd",
    "skpd",
    "perangkat daerah",
    "pd",
    "unit skpd",
    "skpd unit",
    "unit kerja",
    "unit organisasi",
    "organisasi",
    "organisasi perangkat daerah",
    "satuan kerja",
    "satuan kerja perangkat daerah",
    "satker",
    "instansi",
    "lembaga",
    "unit",
    "sub unit",
)
"""Names of an OPD in headings, the most certain first."""

_KINDS = (
    *("dinas", "badan", "kantor", "uptd", "upt", "rsud", "rumah sakit", "bagian", "biro", "sekretariat", "inspektorat"),
    *("satuan", "kecamatan", "kelurahan", "puskesmas"),
)
"""Kinds of OPD in headings. Alone such a word is the title of a group; behind "nama" or beside another it is a heading.
"""

_BEFORE = {
    "kode": ("kode", "kd", "code", "nomor kode", "no kode"),
    "nama": ("nama", "nama lengkap", "nama resmi", "nomenklatur", "nama nomenklatur"),
    "singkatan": ("singkatan", "nama singkat", "nama singkatan", "akronim", "nama pendek", "alias"),
    "jenis": ("jenis", "bentuk"),
    "telepon": (
        *("telepon", "telp", "tlp", "no telepon", "no telp", "no tlp", "nomor telepon", "nomor telp", "no hp"),
        *("nomor hp", "hp", "no wa", "nomor wa", "wa", "whatsapp", "no whatsapp", "nomor whatsapp", "telepon hp"),
    ),
}


def _titles() -> dict[str, dict[str, int]]:
    """Headings of each column with their rank; 0 is our own word."""
    found = {
        column: [words[0], *(f"{word} {body}" for body in _BODIES for word in words), *words[1:]]
        for column, words in _BEFORE.items()
    }
    found["nama"] += [*_BODIES, *(f"uraian {body}" for body in _BODIES), "uraian", *(f"nama {kind}" for kind in _KINDS)]
    found["kode"] += ["kode dinas", "kode badan"]
    return {column: {title: rank for rank, title in enumerate(titles)} for column, titles in found.items()}


_TITLES = _titles()
_KNOWN = frozenset().union(*_TITLES.values())
_ALSO = frozenset({*_BODIES, *_KINDS})
_BESIDE = frozenset({"no", "nomor", "keterangan", "ket"})
_EITHER = re.compile(r"/|\batau\b")
_BOTH = re.compile(r"kode (dan )?nama( .*)?")
_PERSONS = re.compile(r"nip|nik|jabatan|pangkat|golongan|gol|email|surel|nama pegawai")
_OF_WHOM = ("nama", "nama lengkap")
"""Titles under which persons stand if there is a column for telephones, but none for codes."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`columns` is the place of each column by its name in COLUMNS; kode and nama may share one. `titles` are as
    written. `number` is the row of the heading; `below` is the place in the sheet's rows where the list begins;
    `width` is how many columns there are up to the last title; `spaced`: a space stands before the title after nama.
    """

    columns: Mapping[str, int]
    titles: Mapping[str, str]
    number: int
    below: int
    width: int
    spaced: bool


def normal(title: str) -> str:
    """A heading without case, line breaks, signs and anything in brackets; of several names for one column
    ("Nama OPD/SKPD") the first.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    outside = re.sub(r"\([^)]*\)", " ", text)
    written = outside if outside.strip() else text
    parts = [_plain(part) for part in _EITHER.split(written)]
    return (len(parts) > 1 and _of_several(parts)) or _plain(written)


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^0-9a-z]+", " ", words).split())


def _of_several(parts: Sequence[str]) -> str:
    """The title of which these are several names, or ""."""
    first, *more = parts
    if all(part in _ALSO for part in parts):
        return first if first in _BODIES else _BODIES[0]
    known = next((titles for titles in _TITLES.values() if first in titles), None)
    return first if known is not None and all(part in known or part in _ALSO for part in more) else ""


def columns_of(titles: Sequence[str]) -> dict[str, int]:
    """The place of each column named by a row of titles; empty for any other row."""
    written = [normal(title) for title in titles]
    both = next((place for place, title in enumerate(written) if _BOTH.fullmatch(title) and _one(titles[place])), None)
    if both is not None:
        return {"kode": both, "nama": both}
    ours = {"kode", "nama"} <= set(written)
    found: dict[str, int] = {}
    for column, known in _TITLES.items():
        places = [place for place, title in enumerate(written) if title in known]
        if places:
            found[column] = min(places, key=lambda place: _rank(known[written[place]], ours))
    return found


def _one(title: str) -> bool:
    """Whether it is a single title, and not a whole line of a text with another separator."""
    return not any(sign in title for sign in ",;|\t")


def _rank(rank: int, ours: bool) -> tuple[bool, int]:
    """Beside "kode" and "nama" no other title counts; alone, either may belong to something else."""
    return (not ours and rank == 0, rank)


def is_heading(row: Row) -> bool:
    """Whether the row contains only titles."""
    filled = [normal(cell.text) for cell in row.cells if cell.text.strip()]
    return any(title in _KNOWN for title in filled) and all(title in _KNOWN | _BESIDE for title in filled)


def found_in(rows: Sequence[Row]) -> Heading | None:
    """The heading of a sheet. One without kode only where there is no better one. Raises Unreadable where a column is
    named twice.
    """
    known = [(place, columns_of([cell.text for cell in row.cells])) for place, row in enumerate(rows[:SEARCHED])]
    whole = [(place, columns) for place, columns in known if "kode" in columns and "nama" in columns]
    if whole:
        return _heading(rows, *whole[0])
    named = [one for one in known if "nama" in one[1] and not _lists_persons(rows[one[0]])]
    if not named:
        return None
    return _heading(rows, *min(named, key=lambda one: _TITLES["nama"][normal(rows[one[0]].at(one[1]["nama"]).text)]))


def _lists_persons(row: Row) -> bool:
    titles = [normal(cell.text) for cell in row.cells]
    telephones = any(title in _TITLES["telepon"] for title in titles)
    return any(map(_PERSONS.fullmatch, titles)) or (telephones and any(title in _OF_WHOM for title in titles))


def _heading(rows: Sequence[Row], place: int, columns: dict[str, int]) -> Heading:
    row, below = rows[place], place + 1
    spaced = row.at(columns["nama"] + 1).text.startswith(" ")
    _only_once(row, columns)
    if below < len(rows) and is_heading(rows[below]):
        more = columns_of([cell.text for cell in rows[below].cells])
        columns = {**{name: at for name, at in more.items() if at not in columns.values()}, **columns}
        below += 1
    titles = {name: " ".join(row.at(at).text.split()) for name, at in columns.items()}
    return Heading(columns, titles, row.number, below, _width(rows[place:below]), spaced)


def _width(rows: Sequence[Row]) -> int:
    """How many columns there are up to the last one that is not empty."""
    return max((at + 1 for row in rows for at, cell in enumerate(row.cells) if cell.text.strip()), default=0)


def _only_once(row: Row, columns: Mapping[str, int]) -> None:
    written = [normal(cell.text) for cell in row.cells]
    for name, place in columns.items():
        if written.count(written[place]) > 1:
            raise Unreadable("kolom ini ada dua kali. Hapus salah satu.", row.number, name)


def seen(rows: Sequence[Row]) -> str:
    """What was found where a heading was looked for, for the message."""
    if not rows:
        return ""
    cells = [" ".join(cell.text.split()) for cell in rows[0].cells if cell.text.strip()]
    return f" Baris {rows[0].number} berisi: {', '.join(cell[:30] for cell in cells[:6])}."
