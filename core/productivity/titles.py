"""The columns of a table of positions, by the titles that offices write above them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.tables.table import Row

NAME, WORKLOAD, PNS, PPPK = COLUMNS = ("jabatan", "beban kerja", "PNS", "PPPK")
"""The columns as messages name them. All but the last are obligatory."""

SEARCHED = 20
"""How many rows that are not empty are searched for the titles."""

_DEEPEST = 3  # rows of titles above each other
_TITLES: Mapping[str, re.Pattern[str]] = {
    NAME: re.compile(r"(nama )?jabatan( struktural| fungsional| pelaksana)?|uraian jabatan"),
    WORKLOAD: re.compile(r"(jumlah |total )?beban kerja( jabatan| setahun| per tahun| tahunan| jam| menit)*"),
    PNS: re.compile(r"(jumlah |pemangku |pegawai )*(pns|asn pns)( yang ada| saat ini)?"),
    PPPK: re.compile(r"(jumlah |pemangku |pegawai )*(pppk|p3k|asn pppk)( yang ada| saat ini)?"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """`columns`: the place of each column by its name. `below`: where the positions begin among the rows. `minutes`:
    workload is written in minutes.
    """

    columns: Mapping[str, int]
    below: int
    minutes: bool

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in COLUMNS[:-1] if name not in self.columns)


def known_titles(titles: Sequence[str]) -> int:
    """How many columns a row of titles names."""
    return len(_columns([titles]))


def found_in(rows: Sequence[Row]) -> Heading | None:
    """The titles of a sheet: the first that are whole, else those that name most columns; None where fewer than two are
    named.
    Titles of one table may stand in up to three rows, as "Pemangku" above "PNS" and "PPPK".
    """
    best: Heading | None = None
    for place in range(min(SEARCHED, len(rows))):
        for deep in range(1, _DEEPEST + 1):
            heading = _heading(rows, place, deep)
            if not heading.missing:
                return _with_all(rows, place, deep, heading)
            if (
                NAME in heading.columns
                and len(heading.columns) > 1
                and (best is None or len(heading.columns) > len(best.columns))
            ):
                best = heading
    return best


def _with_all(rows: Sequence[Row], place: int, deep: int, heading: Heading) -> Heading:
    """The heading with one more row, if that names a column besides."""
    more = _heading(rows, place, deep + 1)
    return more if len(more.columns) > len(heading.columns) else heading


def _heading(rows: Sequence[Row], place: int, deep: int) -> Heading:
    lines = [[cell.text for cell in row.cells] for row in rows[place : place + deep]]
    columns = _columns(lines)
    at = columns.get(WORKLOAD)
    written = " ".join(line[at] for line in lines if at < len(line)) if at is not None else ""
    return Heading(columns, min(place + deep, len(rows)), "menit" in written.casefold())


def _columns(lines: Sequence[Sequence[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        for place, title in enumerate(line):
            written = _plain(title)
            for name, pattern in _TITLES.items():
                if name not in found and place not in found.values() and pattern.fullmatch(written):
                    found[name] = place
    return found


def _plain(title: str) -> str:
    """A title without case, signs and line breaks, and without what stands in brackets."""
    outside = re.sub(r"\([^)]*\)", " ", title.casefold())
    return " ".join(re.sub(r"[^0-9a-z]+", " ", outside).split())
