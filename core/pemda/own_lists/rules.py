"""What a Pemda's own list of evidence may hold, and what a change of it would add and remove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.evidence.lists import MOST_CHARACTERS, MOST_LINES, Cell, OwnLine, present, wrong_words
from core.foreign import readable
from core.instrument.model import Instrument
from core.pemda.opd_list.names import bare

Lines = tuple[str, ...]
OwnCell = tuple[str, int, Lines]
"""A variable, a level of it, and all the lines that are to stand there."""


@dataclass(frozen=True, slots=True)
class OwnList:
    """The list of a Pemda for an instrument, with all lines there are and were."""

    instrument: Instrument
    lines: tuple[OwnLine, ...] = ()

    @property
    def present(self) -> Mapping[Cell, tuple[OwnLine, ...]]:
        """The lines that are asked now."""
        return present(self.lines)

    def words(self, variable: str, level: int) -> Lines:
        return tuple(line.words for line in self.present.get((variable, level), ()))

    @property
    def codes(self) -> tuple[str, ...]:
        """The variables that ask for proofs by level."""
        return tuple(code for code in self.instrument.codes if self.levels(code))

    def levels(self, variable: str) -> tuple[int, ...]:
        """The levels of a variable that ask for a proof. Marks and essays have none."""
        asked = self.instrument.variable(variable)
        if asked.essay:
            return ()
        return tuple(one.level for one in asked.levels if one.level >= self.instrument.evidence_required_from)

    def has(self, variable: str, level: int) -> bool:
        """Whether lines may stand at this level."""
        return variable in self.instrument.codes and level in self.levels(variable)


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line of a level, and what to do. `place` counts from 0; None: with the level as a whole."""

    variable: str
    level: int
    place: int | None
    message: str


def tidied(words: str) -> str:
    """A typed line without bullet and number, as the cells of a file are read."""
    return bare(" ".join(readable(words).split()))


def faults_of(kept: OwnList, cells: Sequence[OwnCell]) -> Iterator[LineFault]:
    """All that is wrong with these levels, beside those that stay as they are."""
    for variable, level, lines in cells:
        if not kept.has(variable, level):
            yield LineFault(variable, level, None, "tidak ada, atau tidak meminta bukti. Pilih tingkat lain.")
            continue
        yield from (LineFault(variable, level, at, said) for at, said in _of_lines(kept, variable, level, lines))
    for variable in dict.fromkeys(variable for variable, _, _ in cells):
        after = {level: lines for code, level, lines in cells if code == variable}
        total = _characters(kept, variable, after) if variable in kept.codes else 0
        if total > MOST_CHARACTERS:
            message = f"{total} karakter untuk {variable}. Ringkas semua tingkatnya menjadi {MOST_CHARACTERS}."
            yield LineFault(variable, next(iter(after)), None, message)


def _characters(kept: OwnList, variable: str, after: Mapping[int, Lines]) -> int:
    """Characters of all lines of a variable, of which these levels are changed."""
    levels = {**{level: kept.words(variable, level) for level in kept.levels(variable)}, **after}
    return sum(len(words) for lines in levels.values() for words in lines)


def _of_lines(kept: OwnList, variable: str, level: int, lines: Lines) -> Iterator[tuple[int | None, str]]:
    usual = {name.casefold() for name in kept.instrument.variable(variable).level(level).evidence}
    seen: set[str] = set()
    for at, words in enumerate(lines):
        if said := wrong_words(words):
            yield at, said
        elif words.casefold() in usual:
            yield at, "sudah diminta instrumen. Hapus dari daftar daerah."
        elif words.casefold() in seen:
            yield at, "tertulis dua kali. Hapus salah satu."
        seen.add(words.casefold())
    if len(lines) > MOST_LINES:
        yield None, f"{len(lines)} baris. Sisakan paling banyak {MOST_LINES}."


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that comes or goes."""

    variable: str
    level: int
    words: str
    comes: bool


def differences(kept: OwnList, cells: Iterable[OwnCell]) -> tuple[Difference, ...]:
    """What making these the lines of their levels would change, in the order of the cells."""
    found: list[Difference] = []
    for variable, level, lines in cells:
        now = kept.words(variable, level)
        found += [Difference(variable, level, words, False) for words in now if words not in lines]
        found += [Difference(variable, level, words, True) for words in lines if words not in now]
    return tuple(found)
