"""Finds the heading of a list of OPD and its columns; it stands in one row or in several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.pemda.opd_list.joined import MOST_ROWS, Title, depth_of, joined
from core.pemda.opd_list.titles import TITLES, columns_of, is_heading, normal
from core.tables.table import Row, Unreadable

SEARCHED = 20
"""How many rows that are not empty are searched for the heading."""

_PERSONS = re.compile(r"nip|nik|jabatan|pangkat|golongan|gol|email|surel|nama pegawai")
_OF_WHOM = ("nama", "nama lengkap")
"""Titles under which persons stand if there is a column for telephones, but none for codes."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`columns` is the place of each column by its name in COLUMNS; kode and nama may share one. `titles` are as
    written. `rows` are those of the heading; `below` is the place in the sheet's rows where the list begins;
    `width` is how many columns there are up to the last title; `spaced`: a space stands before the title after nama.
    `others` are the titles, by their places, of columns that are not read.
    """

    columns: Mapping[str, int]
    titles: Mapping[str, str]
    rows: Sequence[Row]
    below: int
    width: int
    spaced: bool
    others: Mapping[int, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The last row of the heading, as the spreadsheet program counts."""
        return self.rows[-1].number

    def stands_again(self, row: Row) -> bool:
        """Whether a row below is the heading, or a row of it, once more."""
        return is_heading(row) or any(_words(row) == _words(one) for one in self.rows)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Rows that may be the heading, from `place` on: the titles of their columns, and those that are read."""

    place: int
    deep: int
    titles: Sequence[Title]
    columns: Mapping[str, int]

    @property
    def is_whole(self) -> bool:
        return "kode" in self.columns and "nama" in self.columns

    def title(self, column: str) -> Title:
        return self.titles[self.columns[column]]


def found_in(rows: Sequence[Row]) -> Heading | None:
    """The heading of a sheet. One without kode only where there is no better one. Raises Unreadable where a column is
    named twice.
    """
    known = list(_candidates(rows))
    whole = next((one for one in known if one.is_whole), None)
    if whole is not None:
        return _heading(rows, whole)
    named = [one for one in known if "nama" in one.columns and not _lists_persons(rows, one)]
    return _heading(rows, min(named, key=_rank_of_name)) if named else None


def _candidates(rows: Sequence[Row]) -> Iterator[_Candidate]:
    """A row that is part of a heading in several rows does not count alone."""
    below = 0
    for place in range(min(SEARCHED, len(rows))):
        if place < below:
            continue
        deep = depth_of(rows[place : place + MOST_ROWS])
        titles = joined(rows[place : place + deep])
        inner = {at for at, title in enumerate(titles) if title.inner}
        below = place + deep
        yield _Candidate(place, deep, titles, columns_of([title.text for title in titles], inner))


def _rank_of_name(one: _Candidate) -> int:
    return TITLES["nama"][normal(one.title("nama").text)]


def _lists_persons(rows: Sequence[Row], one: _Candidate) -> bool:
    titles = [normal(cell.text) for cell in rows[one.place + one.title("nama").last].cells]
    telephones = any(title in TITLES["telepon"] for title in titles)
    return any(map(_PERSONS.fullmatch, titles)) or (telephones and any(title in _OF_WHOM for title in titles))


def _heading(rows: Sequence[Row], one: _Candidate) -> Heading:
    own = rows[one.place : one.place + one.deep]
    _only_once(own, one)
    name = one.title("nama")
    spaced = own[name.last].at(one.columns["nama"] + 1).text.startswith(" ")
    titles = {column: " ".join(one.title(column).text.split()) for column in one.columns}
    others = {at: words for at, title in enumerate(one.titles) if (words := " ".join(title.text.split()))}
    others = {at: words for at, words in others.items() if at not in one.columns.values()}
    return Heading(one.columns, titles, own, one.place + one.deep, _width(own), spaced, others)


def _width(rows: Sequence[Row]) -> int:
    """How many columns there are up to the last one that is not empty."""
    return max((at + 1 for row in rows for at, cell in enumerate(row.cells) if cell.text.strip()), default=0)


def _only_once(rows: Sequence[Row], one: _Candidate) -> None:
    written = [(normal(title.text), title.inner) for title in one.titles]
    for name, place in one.columns.items():
        if written.count(written[place]) > 1:
            number = rows[one.titles[place].last].number
            raise Unreadable("kolom ini ada dua kali. Hapus salah satu.", number, name)


def _words(row: Row) -> dict[int, str]:
    return {at: normal(cell.text) for at, cell in enumerate(row.cells) if cell.text.strip()}


def seen(rows: Sequence[Row]) -> str:
    """What was found where a heading was looked for, for the message."""
    if not rows:
        return ""
    cells = [" ".join(cell.text.split()) for cell in rows[0].cells if cell.text.strip()]
    return f" Baris {rows[0].number} berisi: {', '.join(cell[:30] for cell in cells[:6])}."
