"""Headings in several rows: the title of a group above those of its columns, in merged cells or beside empty ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.pemda.opd_list.titles import BESIDE, KNOWN, columns_of, is_heading, is_title, normal
from core.tables.table import Row

MOST_ROWS = 3
_LONGEST = 60
"""Characters of a title; a longer text is none."""

_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_OF_OTHERS = re.compile(
    r".*\b(kepala|pimpinan|pejabat|pegawai|bendahara|sekretaris|operator|admin|urusan|bidang|program|kegiatan|wilayah)\b.*"
)
"""Groups whose code, name or telephone is not that of the OPD."""

_WHOLE = frozenset({"lengkap", "resmi", "panjang"})
"""Titles that only say that the title above them is meant."""


class Title(NamedTuple):
    """What a column is called. `last` is the row of the heading, counted from 0, where it ends; `inner`: it stands
    below the title of a group that says nothing more about it.
    """

    text: str
    last: int = 0
    inner: bool = False


class _Part(NamedTuple):
    text: str
    row: int
    own: bool


def depth_of(rows: Sequence[Row]) -> int:
    """How many rows the heading has that begins with the first of these."""
    if not rows or not _may_begin(rows[0]):
        return 1
    return next((deep for deep in range(min(MOST_ROWS, len(rows)), 1, -1) if _is_one(rows[:deep])), 1)


def joined(rows: Sequence[Row]) -> list[Title]:
    """The title of each column of a heading in these rows."""
    return [_title(path) for path in _paths(rows)]


def _may_begin(row: Row) -> bool:
    """Whether it may be the first of several rows. The title of the whole list stands alone in its row."""
    filled = [cell.text for cell in row.cells if cell.text.strip()]
    return len(filled) > 1 and all(map(_is_word, filled))


def _is_word(text: str) -> bool:
    title = normal(text)
    return len(title) <= _LONGEST and not _DIGITS.search(_YEAR.sub("", title))


def _is_one(rows: Sequence[Row]) -> bool:
    """Whether the rows are one heading: titles to the last row, and no OPD among them."""
    *above, last = rows
    joins = (is_title(one.text) for one in joined(rows) if one.last == len(above))
    if not any(is_title(cell.text) for cell in last.cells) and not any(joins):
        return False
    return all(_continues(rows[at], rows[:at]) for at in range(1, len(rows)))


def _continues(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row has only titles, also where an OPD would have its name."""
    if is_heading(row):
        return True
    own = {column for one in above for column in _named(one)}
    words = {at: cell.text.strip() for at, cell in enumerate(row.cells) if cell.text.strip()}
    return all(_is_word(text) and (at not in own or _goes_below(text)) for at, text in words.items())


def _named(row: Row) -> Iterable[int]:
    """The column of the name; of the code where there is none."""
    found = columns_of([cell.text for cell in row.cells])
    return [found[column] for column in ("nama", "kode") if column in found][:1]


def _goes_below(text: str) -> bool:
    title = normal(text)
    return title in KNOWN | BESIDE | _WHOLE


def _paths(rows: Sequence[Row]) -> list[list[_Part]]:
    """For each column what stands above it, from the top. The title of a group counts for the empty cells to its right,
    as far as something stands below them.
    """
    wide = max(len(row.cells) for row in rows)
    lines = [[" ".join(row.at(column).text.split()) for column in range(wide)] for row in rows]
    paths: list[list[_Part]] = [[] for _ in range(wide)]
    for number, line in enumerate(lines):
        group = ""
        for column, text in enumerate(line):
            below = any(one[column] for one in lines[number + 1 :])
            if text:
                paths[column].append(_Part(text, number, True))
                group = text if below else ""
            elif any(one[column] for one in lines[:number]):
                group = ""
            elif group and below:
                paths[column].append(_Part(group, number, False))
    return paths


def _title(path: Sequence[_Part]) -> Title:
    if not path:
        return Title("")
    *above, leaf = path
    if not above:
        return Title(leaf.text, leaf.row)
    for group in reversed(above):
        for words in (f"{leaf.text} {group.text}", f"{group.text} {leaf.text}"):
            if is_title(words):
                return Title(words, leaf.row)
    if is_title(leaf.text):
        foreign = any(_OF_OTHERS.fullmatch(normal(group.text)) for group in above)
        return Title("" if foreign else leaf.text, leaf.row, True)
    group = above[-1]
    return _of_group(group, leaf)


def _of_group(group: _Part, leaf: _Part) -> Title:
    """The title of a column whose own says nothing: that of the group, where it begins or is meant as a whole."""
    title = normal(leaf.text)
    if title in BESIDE or not (group.own or title in _WHOLE):
        return Title(leaf.text, leaf.row, True)
    return Title(group.text, group.row, True)
