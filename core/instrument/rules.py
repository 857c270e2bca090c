"""Checks that the parts of an instrument agree: scale, codes, texts that fit on a screen, documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from core.instrument.aspects import check_aspects, leaves
from core.instrument.attributes import check_attributes
from core.instrument.forms import check_forms
from core.instrument.parts import FULL_MARK, NEVER, NO_DOCUMENT, NUMBERED, ROMANS, SHORTS_LIMIT
from core.instrument.schema import Document
from core.instrument.variable import Level, Variable
from core.instrument.yaml_lines import Path, Source

SCREEN_LIMIT = 850  # of the 900 characters a screen may have; heading and footer take the rest
EVIDENCE_LIMIT = 700  # all documents of a variable stand on one screen of 900, with more around them


def check_parts(document: Document, source: Source) -> None:
    """Records every fault of scale, aspects and variables."""
    _scale(document, source)
    _repeats("CODE_DUPLICATE", "variables", "code", (v.code for v in document.variables), source)
    _repeats("CODE_DUPLICATE", "attributes", "code", (one.code for one in document.attributes), source)
    check_attributes(document, source)
    _repeats("SHORT_DUPLICATE", "variables", "short", (v.short for v in document.variables), source)
    _weights(document, source)
    _marking(document, source)
    check_aspects(document, source)
    check_forms(document, source)
    public = {form.code for form in document.forms if form.filled_by == "public"}  # who proves nothing
    for place, variable in enumerate(document.variables):
        path: Path = ("variables", place)
        _levels(document, variable, path, source)
        _lengths(variable, path, source)
        _shorts(variable, path, source)
        _actions(document, variable, path, source)
        for number, level in enumerate(() if variable.form in public else variable.levels):
            _evidence(document, variable, level, (*path, "levels", number, "evidence"), source)


def _scale(document: Document, source: Source) -> None:
    if document.levels[0].value > 1:
        source.fault("SCALE", ("levels", 0, "value"), "skala mulai di 0 atau 1; perbaiki value tingkat pertama")
    for place, (before, after) in enumerate(pairwise(document.levels), start=1):
        if after.value != before.value + 1:
            message = f"sesudah {before.value} harus {before.value + 1}, bukan {after.value}; urutkan"
            source.fault("SCALE", ("levels", place, "value"), message)
    for place, step in enumerate(document.levels):
        if NUMBERED.fullmatch(step.roman) and step.roman not in (ROMANS[step.value], str(step.value)):
            message = f'"{step.roman}" bukan angka untuk tingkat {step.value}; tulis {ROMANS[step.value]}'
            source.fault("NUMERAL", ("levels", place, "roman"), message)
    _repeats("NAME_DUPLICATE", "levels", "roman", (step.roman for step in document.levels), source)
    _repeats("NAME_DUPLICATE", "levels", "name", (step.name for step in document.levels), source)
    _repeats("NAME_DUPLICATE", "bands", "name", (band.name for band in document.bands), source)
    required, highest = document.evidence_policy.required_from_level, document.levels[-1].value
    if required is not None and not document.levels[0].value <= required <= highest:
        message = f"tingkat {required} tidak ada pada skala; pilih {document.levels[0].value} sampai {highest}"
        source.fault("EVIDENCE_FROM", ("evidence_policy", "required_from_level"), message)


def _repeats(code: str, part: str, key: str, values: Iterable[str], source: Source) -> None:
    first: dict[str, int] = {}
    for place, value in enumerate(values):
        if value in first:
            line = source.lines.get((part, first[value], key), 0)
            source.fault(code, (part, place, key), f'"{value}" sudah dipakai di baris {line}; beri yang lain')
        first.setdefault(value, place)


def _weights(document: Document, source: Source) -> None:
    known = leaves(document.aspects) or {""}
    for place, variable in enumerate(document.variables):
        path: Path = ("variables", place)
        if variable.aspect not in known:
            message = f'"{variable.aspect}" bukan aspek terbawah pada aspects; pakai salah satu kode di sana'
            source.fault("ASPECT_UNKNOWN", (*path, "aspect"), message)
        if document.scoring.formula == "sum" and variable.weight % 1:
            message = "jumlah memerlukan bobot bulat; bulatkan bobotnya atau pakai formula weighted_mean"
            source.fault("WEIGHT_WHOLE", (*path, "weight"), message)
    if document.scoring.formula != "none" and not any(variable.scored for variable in document.variables):
        message = "tidak ada variabel yang dinilai; hapus scored: false atau tulis formula: none"
        source.fault("NOTHING_SCORED", ("scoring",), message)


def _marking(document: Document, source: Source) -> None:
    """A range of marks for each degree of proof, from low to high; and essays that are marked."""
    if document.marking is None:
        return
    if not any(one.essay and one.mark for one in document.variables):
        source.fault("MARKING_UNUSED", ("marking",), "tidak ada uraian yang dinilai 0 sampai 100; hapus marking")
    columns = len(document.marking.proof)
    for place, row in enumerate(document.marking.answers):
        path: Path = ("marking", "answers", place, "marks")
        if len(row.marks) != columns:
            source.fault("MARKING", path, f"ada {len(row.marks)} rentang; harus {columns}, satu tiap keadaan bukti")
        for marks in row.marks:
            least, most = map(int, marks.split("-"))
            if not least <= most <= FULL_MARK:
                source.fault("MARKING", path, f"{marks} bukan rentang nilai 0 sampai {FULL_MARK}; perbaiki")


def _levels(document: Document, variable: Variable, path: Path, source: Source) -> None:
    """All levels of the scale in their order; of what is not scored some are enough, at least two."""
    wanted = [step.value for step in document.levels]
    found = [level.level for level in variable.levels]
    if variable.mark:
        if found:
            message = f"{variable.code} dinilai 0 sampai {FULL_MARK}; hapus levels"
            source.fault("MARK_LEVELS", (*path, "levels"), message)
        return
    some = sorted(set(found) & set(wanted))
    unscored = not variable.scored or document.scoring.formula == "none"
    if found != wanted and not (unscored and found == some and len(some) > 1):
        message = f"tingkat tertulis {_listed(found)}; harus {_listed(wanted)}, lengkap dan berurutan"
        source.fault("LEVELS", (*path, "levels"), f"{variable.code}: {message}")


def _actions(document: Document, variable: Variable, path: Path, source: Source) -> None:
    """A corrective action follows from levels that the OPD itself can give."""
    found = [level.level for level in variable.levels] or [step.value for step in document.levels]
    first = next(iter(document.forms), None)
    form = next((one for one in document.forms if one.code == variable.form), first)
    of_opd = not variable.mark and not variable.essay and (form is None or form.filled_by == "unit")
    if variable.action_at and not (of_opd and set(variable.action_at) <= set(found)):
        message = f"tindakan mengikuti tingkat yang dipilih perangkat daerah: {_listed(found)}; perbaiki atau hapus"
        source.fault("ACTION_LEVEL", (*path, "action_at"), f"{variable.code}: {message}")


def _lengths(variable: Variable, path: Path, source: Source) -> None:
    if variable.screen_length > SCREEN_LIMIT:
        message = f"teks satu layar {variable.screen_length} karakter; ringkas menjadi {SCREEN_LIMIT}"
        source.fault("SCREEN_LENGTH", path, f"{variable.code}: {message}")
    asked = {name: None for level in variable.levels for name in level.evidence}
    documents = sum(map(len, asked))
    if documents > EVIDENCE_LIMIT:
        message = f"daftar dokumen {documents} karakter; ringkas menjadi {EVIDENCE_LIMIT}"
        source.fault("EVIDENCE_LENGTH", path, f"{variable.code}: {message}")


def _shorts(variable: Variable, path: Path, source: Source) -> None:
    """Short sentences: all or none, unlike each other, and together no longer than a card has room for. Examples: no
    braces but those of the year.
    """
    shorts = [level.short for level in variable.levels]
    together, first = sum(map(len, shorts)), shorts.index("") if "" in shorts else None
    if any(shorts) and first is not None:
        message = "kalimat pendek belum ada, padahal tingkat lain memilikinya; lengkapi atau hapus semuanya"
        source.fault("SHORT_MISSING", (*path, "levels", first), f"{variable.code}: {message}")
    if together > SHORTS_LIMIT:
        message = f"kalimat pendek semua tingkat {together} karakter; ringkas menjadi {SHORTS_LIMIT}"
        source.fault("SHORT_LENGTH", path, f"{variable.code}: {message}")
    for place, level in enumerate(variable.levels):
        where: Path = (*path, "levels", place)
        if level.short and level.short in shorts[:place]:
            source.fault("SHORT_DUPLICATE", (*where, "short"), "sama dengan tingkat lain; bedakan kalimatnya")
        if {"{", "}"} & set(level.example.replace("{year}", "")):
            source.fault("EXAMPLE_FORM", (*where, "example"), "kurung kurawal hanya untuk {year}; hapus yang lain")


def _evidence(document: Document, variable: Variable, level: Level, path: Path, source: Source) -> None:
    required = document.evidence_policy.required_from_level
    for code, message in _evidence_faults(level, NEVER if required is None else required):
        source.fault(code, path, f"{variable.code} tingkat {level.level}: {message}")


def _evidence_faults(level: Level, required_from: int) -> Iterator[tuple[str, str]]:
    if not level.evidence:
        yield "EVIDENCE_EMPTY", f'belum ada dokumen; sebutkan, atau tulis "{NO_DOCUMENT}"'
    if len(set(level.evidence)) < len(level.evidence):
        yield "EVIDENCE_DUPLICATE", "dokumen yang sama tertulis dua kali; hapus salah satu"
    if NO_DOCUMENT in level.evidence and (len(level.evidence) > 1 or level.level >= required_from):
        yield (
            "EVIDENCE_REQUIRED",
            f'"{NO_DOCUMENT}" hanya berdiri sendiri di bawah tingkat {required_from}; ganti',
        )


def _listed(values: list[int]) -> str:
    return ", ".join(map(str, values)) or "kosong"
