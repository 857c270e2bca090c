"""The sheets of the workbook, one function each."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from core import looks
from core.exports.xlsx_book import FIRST, OPD_WIDTH, Book, Column, beside_mean, code_width
from core.instrument.parts import NOT_APPLICABLE
from core.review.verdicts import Stage

Fact = tuple[str, str | int | Decimal | None, str]
"""Label, value, format of the value."""

_VALUE_WIDTH = 24
_CHART = {"width": 567, "height": 302}  # 15 x 8 cm at 96 pixels an inch


def summary(book: Book) -> None:
    """The period in a few numbers, with the distribution of categories."""
    export, head = book.export, book.export.head
    title = f"{book.instrument.short_title} {head.name} · {head.pemda}"
    sheet = book.sheet("Ringkasan", title, (Column("Uraian", 44), Column("Nilai", _VALUE_WIDTH)), 0, freeze="A5")
    whole: list[Fact] = [
        ("Perangkat daerah yang dinilai", export.summary.opds, "number"),
        ("Sudah mengirim", export.summary.submitted, "number"),
        ("Terverifikasi", export.summary.verified, "number"),
    ]
    if book.instrument.valued:
        called = book.instrument.value_name
        whole.append((f"Rata-rata {called} ({beside_mean(export)})", export.summary.mean, "mean"))
    if book.instrument.bands:
        whole.append(("Kategori rata-rata", export.summary.band or "belum tersedia", "text"))
    bands, others = _counts(book)
    first = FIRST + len(whole) + 1
    of = "jumlah seluruh nilai" if book.instrument.formula == "sum" else "menurut nilai"
    head_of_bands: list[Fact] = [(f"Kategori ({of})", None, "bold")] if bands else []
    facts = [*whole, *head_of_bands, *bands, *others]
    facts += [("Instrumen", f"{book.instrument.title}, versi {book.instrument.version}", "long")]
    facts += [("Catatan hasil", book.instrument.remark, "long")] if book.instrument.remark else []
    for row, (words, value, look) in enumerate(facts, start=FIRST):
        book.write(sheet, row, 0, words, book.named("bold" if look == "bold" else "text"))
        book.write(sheet, row, 1, value, book.named(look, align="left"))
        if look == "long":
            book.wrapped(sheet, row, str(value), _VALUE_WIDTH)
    row = FIRST + len(facts)
    for words, instant in (("Dibuka", head.opens), ("Tenggat", head.due), ("Batas verifikasi", head.verification_due)):
        book.write(sheet, row, 0, words, book.named("text"))
        sheet.write_datetime(row, 1, instant.replace(tzinfo=None), book.named("instant"))
        row += 1
    book.write(sheet, row, 0, "Jangkar catatan", book.named("text"))
    book.write(sheet, row, 1, head.anchor, book.named("long", font_size=8))
    book.wrapped(sheet, row, head.anchor, _VALUE_WIDTH)
    if bands:
        _distribution(book, sheet, first)


def _counts(book: Book) -> tuple[list[Fact], list[Fact]]:
    """How many OPD are in each kategori; on each tingkat berjenjang and held back by what."""
    official = [opd.official for opd in book.export.opds if opd.official]
    bands = Counter(score.band for score in official)
    staged = Counter(score.staged_level for score in official)
    held = Counter(code for score in official for code in score.holding)
    others: list[Fact] = []
    if book.instrument.staged:
        others.append(("Tingkat berjenjang (variabel terendah)", None, "bold"))
        others += [(step.roman, staged[step.value], "number") for step in reversed(book.instrument.levels)]
    if held:
        others.append((f"{book.holding_title} tersering", None, "bold"))
    others += [(f"{code} {book.instrument.variable(code).short}", held[code], "number") for code in _often(held)]
    return [(band.name, bands[band.name], "number") for band in reversed(book.instrument.bands)], others


def _often(held: Counter[str]) -> list[str]:
    """The three variables that are most often the lowest; equal counts are ordered by code."""
    return sorted(held, key=lambda code: (-held[code], code))[:3]


def _distribution(book: Book, sheet: Any, first: int) -> None:
    names = [band.name for band in book.instrument.bands]
    last = first + len(names) - 1
    fills = [looks.shade(looks.BANDS, names.index(name), len(names))[0] for name in reversed(names)]
    chart = book.chart("column")
    chart.add_series(
        {
            "name": "Jumlah perangkat daerah",
            "categories": ["Ringkasan", first, 0, last, 0],
            "values": ["Ringkasan", first, 1, last, 1],
            "points": [{"fill": {"color": fill}, "border": {"color": looks.FAINT}} for fill in fills],
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_title({"name": "Sebaran kategori", "name_font": {"name": "Arial", "size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D5D8DC"}}, "num_format": "0"})
    chart.set_size(_CHART)
    sheet.insert_chart("D4", chart)


def matrix(book: Book) -> None:
    """OPD x variable in the colours of the levels, where these are official."""
    export, codes = book.export, book.instrument.codes
    columns = (
        Column("Kode", code_width(export)),
        Column("Perangkat Daerah", OPD_WIDTH),
        *(Column(code, book.answer_width) for code in codes),
        *((Column(book.instrument.value_name.capitalize(), 8),) if book.instrument.valued else ()),
    )
    what = "Nilai" if book.instrument.valued else "Jawaban"
    title = f"{what} per variabel {export.head.name} · {export.head.pemda}"
    sheet = book.sheet("Matriks", title, columns, len(export.opds), freeze="C5")
    per_variable: dict[str, list[int]] = {code: [] for code in codes}
    for row, opd in enumerate(export.opds, start=FIRST):
        levels = opd.official_levels
        ink = {} if levels else {"font_color": looks.FAINT}
        book.write(sheet, row, 0, opd.code, book.named("text", **ink))
        book.write(sheet, row, 1, opd.short, book.named("text", **ink))
        for column, code in enumerate(codes, start=2):
            level = levels.get(code)
            shown = "–" if level is None else book.answer(code, level)
            book.write(sheet, row, column, shown, _of(book, code, level))
            if level is not None and level != NOT_APPLICABLE:
                per_variable[code].append(level)
        if book.instrument.valued:
            value = opd.official.value if opd.official else None
            book.write(sheet, row, len(codes) + 2, value, book.value(bold=True))
    if book.instrument.valued:
        _matrix_means(book, sheet, per_variable)


def _matrix_means(book: Book, sheet: Any, per_variable: Mapping[str, Sequence[int]]) -> None:
    """The last row: the mean of each variable, and of the values."""
    export, codes = book.export, book.instrument.codes
    last = FIRST + len(export.opds)
    said = f"Rata-rata ({beside_mean(export)})"
    book.write(sheet, last, 1, said, book.named("long", bold=True))
    book.wrapped(sheet, last, said, OPD_WIDTH)
    for column, code in enumerate(codes, start=2):
        book.mean(sheet, last, column, per_variable[code], book.named("mean", font_size=9))
    book.mean(sheet, last, len(codes) + 2, book.official_values(), book.named("mean"))


def _of(book: Book, code: str, level: int | None) -> Any:
    return book.look(align="center", font_color=looks.FAINT) if level is None else book.level(code, level)


def details(book: Book, on: Callable[[int], None]) -> None:
    """Everything that people wrote, one variable a row; for coordinators only."""
    export = book.export
    columns = (
        Column("Perangkat Daerah", 24),
        Column("Variabel", 24),
        Column("Mandiri", 9),
        Column("Tim Daerah", 9),
        Column("Provinsi", 9),
        Column("Bukti", 8),
        Column("Penjelasan", 60),
        Column("Catatan", 40),
    )
    variables = book.instrument.variables
    title = f"Rincian penilaian {export.head.name} · {export.head.pemda}"
    sheet = book.sheet("Rincian", title, columns, len(export.opds) * len(variables), freeze="C5")
    row = FIRST
    for opd in export.opds:
        region, province = opd.levels(Stage.REGION), opd.levels(Stage.PROVINCE)
        for variable in variables:
            line = opd.answer(variable.code)
            notes = [verdict.note for verdict in line.verdicts if verdict.note] if line else []
            cells = (
                (opd.short, "text"),
                (f"{variable.code} {variable.short}", "text"),
                (book.answer(variable.code, line.level if line else None), "number"),
                (book.answer(variable.code, region.get(variable.code)), "number"),
                (book.answer(variable.code, province.get(variable.code)), "number"),
                (len(line.evidence) if line else 0, "number"),
                (line.explanation if line else "", "long"),
                ("\n".join(notes), "long"),
            )
            for column, (value, look) in enumerate(cells):
                book.write(sheet, row, column, value, book.named(look))
            row += 1
        on(1)
