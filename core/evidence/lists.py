"""A Pemda's own list of evidence (daftar bukti daerah): documents that it asks for beside those of the instrument.

A line is never changed: other words are another line. So what was asked at any moment can still be told
(docs/decisions/own-evidence-lists.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

LINE = (3, 100)
"""Fewest and most characters of a line."""

MOST_LINES, MOST_CHARACTERS = 4, 400
"""Lines of one level, and characters of all levels of a variable, at any moment."""


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A document that the Pemda asks for at one level of a variable, from one moment on, perhaps until another."""

    id: int
    variable: str
    level: int
    words: str
    since: datetime
    until: datetime | None = None

    def asked(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


Cell = tuple[str, int]
"""A level of a variable: what a list has lines for."""


def present(lines: Iterable[OwnLine]) -> dict[Cell, tuple[OwnLine, ...]]:
    """The lines that are asked until further notice, by their place."""
    found: dict[Cell, tuple[OwnLine, ...]] = {}
    for line in lines:
        if line.until is None:
            found[line.variable, line.level] = (*found.get((line.variable, line.level), ()), line)
    return found


def wrong_words(words: str) -> str:
    """What is wrong with a line, and what to do; "" for a good one."""
    if not LINE[0] <= len(words) <= LINE[1]:
        return f"{len(words)} karakter. Tulis {LINE[0]} sampai {LINE[1]} karakter."
    if not words.isprintable():
        return "berisi tanda yang tidak terlihat. Ketik ulang sebagai teks biasa."
    if words[0] in "=+-@":
        return f'diawali "{words[0]}". Mulailah dengan huruf atau angka.'
    return ""
