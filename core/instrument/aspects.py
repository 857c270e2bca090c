"""Checks aspects and weights: codes, contents, sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.instrument.bands import comma
from core.instrument.parts import Aspect
from core.instrument.schema import Document
from core.instrument.variable import Variable
from core.instrument.yaml_lines import Path, Source


def leaves(aspects: tuple[Aspect, ...]) -> set[str]:
    """Codes of the aspects that hold variables and no further aspects."""
    return {aspect.code for _, aspect in _all(aspects, ("aspects",)) if not aspect.aspects}


def check_aspects(document: Document, source: Source) -> None:
    """Records faults of aspects, and sums of weights that are not as the file says."""
    if document.aspects and document.scoring.formula == "sum":
        message = "jumlah tidak memakai aspek; hapus aspects, atau pakai formula weighted_mean"
        source.fault("ASPECT_UNUSED", ("aspects",), message)
        return
    first: dict[str, int] = {}
    for path, aspect in _all(document.aspects, ("aspects",)):
        if aspect.code in first:
            message = f'"{aspect.code}" sudah dipakai di baris {first[aspect.code]}; beri yang lain'
            source.fault("CODE_DUPLICATE", (*path, "code"), message)
        first.setdefault(aspect.code, source.lines.get((*path, "code"), 0))
        _aspect(document, aspect, path, source)
    _adds_up(document, document.aspects, ("aspects",), source)
    for code in sorted({one.aspect for one in document.variables}):
        scored = tuple(one for one in document.variables if one.scored and one.aspect == code)
        _adds_up(document, scored, ("variables",), source)


def _aspect(document: Document, aspect: Aspect, path: Path, source: Source) -> None:
    """An aspect holds something, and what is scored in it counts."""
    inside = [one for one in document.variables if one.aspect == aspect.code]
    if not aspect.aspects and not inside:
        source.fault("ASPECT_EMPTY", path, f"{aspect.code} tidak memuat variabel; isi, atau hapus aspek ini")
    if not aspect.weight and any(one.scored for one in inside):
        message = f"{aspect.code} berbobot 0 tetapi variabelnya dinilai; beri bobot, atau tulis scored: false"
        source.fault("WEIGHT_ZERO", (*path, "weight"), message)
    _adds_up(document, aspect.aspects, (*path, "aspects"), source)


def _all(aspects: tuple[Aspect, ...], path: Path) -> Iterator[tuple[Path, Aspect]]:
    """Every aspect with its place in the file, each before those in it."""
    for place, aspect in enumerate(aspects):
        yield (*path, place), aspect
        yield from _all(aspect.aspects, (*path, place, "aspects"))


def _adds_up(document: Document, parts: tuple[Aspect | Variable, ...], path: Path, source: Source) -> None:
    wanted, found = document.scoring.weights_sum, sum((part.weight for part in parts), Decimal(0))
    if wanted is not None and parts and found != wanted:
        those = f"{parts[0].code} sampai {parts[-1].code}"
        message = f"bobot {those} berjumlah {comma(found)}, bukan {comma(wanted)}; perbaiki bobotnya"
        source.fault("WEIGHT_SUM", path, message)
