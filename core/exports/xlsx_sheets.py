"""The sheets of the workbook, one function each."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from core import looks
from core.exports.data import PeriodExport
from core.exports.xlsx_book import FIRST, Book, Column, beside_mean, holding
from core.review.verdicts import Stage

Fact = tuple[str, str | int | Decimal | None, str]
"""Label, value, format of the value."""

_CHART = {"width": 567, "height": 302}  # 15 x 8 cm at 96 pixels an inch


def summary(book: Book) -> None:
    """The period in a few numbers, with the distribution of categories."""
    export, head = book.export, book.export.head
    title = f"Penilaian kematangan perangkat daerah {head.name} · {head.pemda}"
    sheet = book.sheet("Ringkasan", title, (Column("Uraian", 44), Column("Nilai", 24)), 0, freeze="A5")
    whole: list[Fact] = [
        ("Perangkat daerah yang dinilai", export.summary.opds, "number"),
        ("Sudah mengirim", export.summary.submitted, "number"),
        ("Terverifikasi", export.summary.verified, "number"),
        (f"Rata-rata total ({beside_mean(export)})", export.summary.mean, "mean"),
        ("Kategori rata-rata", export.summary.band or "belum tersedia", "text"),
    ]
    bands, others = _counts(book)
    first = FIRST + len(whole) + 1
    facts = [*whole, ("Kategori (jumlah seluruh nilai)", None, "bold"), *bands, *others]
    facts += [("Instrumen", f"{book.instrument.title}, versi {book.instrument.version}", "long")]
    for row, (words, value, look) in enumerate(facts, start=FIRST):
        book.write(sheet, row, 0, words, book.named("bold" if look == "bold" else "text"))
        book.write(sheet, row, 1, value, book.named(look, align="left"))
    row = FIRST + len(facts)
    for words, instant in (("Dibuka", head.opens), ("Tenggat", head.due), ("Batas verifikasi", head.verification_due)):
        book.write(sheet, row, 0, words, book.named("text"))
        sheet.write_datetime(row, 1, instant.replace(tzinfo=None), book.named("instant"))
        row += 1
    book.write(sheet, row, 0, "Jangkar catatan", book.named("text"))
    book.write(sheet, row, 1, head.anchor, book.named("long", font_size=8))
    _distribution(book, sheet, first)


def _counts(book: Book) -> tuple[list[Fact], list[Fact]]:
    """How many OPD are in each kategori; on each tingkat berjenjang and held back by what."""
    official = [opd.official for opd in book.export.opds if opd.official]
    bands = Counter(score.band for score in official)
    staged = Counter(score.staged_level for score in official)
    held = Counter(code for score in official for code in score.holding)
    others: list[Fact] = [("Tingkat berjenjang (variabel terendah)", None, "bold")]
    others += [(step.roman, staged[step.value], "number") for step in reversed(book.instrument.levels)]
    if held:
        others.append(("Penahan tersering", None, "bold"))
    others += [(f"{code} {book.instrument.variable(code).short}", held[code], "number") for code in _often(held)]
    return [(band.name, bands[band.name], "number") for band in reversed(book.instrument.bands)], others


def _often(held: Counter[str]) -> list[str]:
    """The three variables that cap most OPD; equal counts are ordered by code."""
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


def code_width(export: PeriodExport) -> int:
    """Characters that the codes of the OPD need. A code is never wrapped, and the cell beside it is filled."""
    return max(12, *(len(opd.code) + 2 for opd in export.opds)) if export.opds else 12


def _recap_columns(export: PeriodExport, province: bool) -> tuple[Column, ...]:
    former = f"Tahun {export.head.former_year}" if export.head.former_year else "Tahun Lalu"
    return (
        Column("No", 5),
        Column("Kode", code_width(export)),
        Column("Perangkat Daerah", 46),
        Column("Status", 18),
        Column("Mandiri", 9),
        Column("Tim Daerah", 9),
        *((Column("Provinsi", 9),) if province else ()),
        Column("Total Resmi", 9),
        Column("Kategori", 14),
        Column("Tingkat Berjenjang", 11),
        Column("Penahan", 22),
        Column("Terlambat", 10),
        Column(former, 9),
    )


def recap(book: Book) -> None:
    """One OPD a row: its own result, the region's, the province's, which one is official, and what caps it."""
    export = book.export
    province = any(opd.province for opd in export.opds)
    columns = _recap_columns(export, province)
    title = f"Rekapitulasi penilaian {export.head.name} · {export.head.pemda}"
    sheet = book.sheet("Rekap", title, columns, len(export.opds), freeze="D5")
    total = 7 if province else 6
    for row, opd in enumerate(export.opds, start=FIRST):
        official = opd.official
        ink = {} if official else {"font_color": looks.FAINT}
        text, number = book.named("text", **ink), book.named("number", **ink)
        cells = [
            (row - FIRST + 1, number),
            (opd.code, text),
            (opd.name, book.named("long", **ink)),
            (looks.STATUS[opd.status], text),
            (opd.self_score.total if opd.self_score else None, number),
            (opd.region.total if opd.region else None, number),
            *(((opd.province.total if opd.province else None, number),) if province else ()),
            (official.total if official else None, book.named("number", bold=True)),
            (official.band, book.band(official.band)) if official else (None, text),
            (book.instrument.numeral(official.staged_level) if official else None, book.named("text", align="center")),
            (holding(export, official) if official else None, text),
            ("Terlambat" if opd.late else None, text),
            (opd.former_total, number),
        ]
        for column, (value, look) in enumerate(cells):
            book.write(sheet, row, column, value, look)
    last = FIRST + len(export.opds)
    book.write(sheet, last, 2, "Rata-rata total resmi", book.look(bold=True))
    totals = [opd.official.total for opd in export.opds if opd.official]
    book.mean(sheet, last, total, totals, book.named("mean"))
    book.write(sheet, last, total + 1, beside_mean(export), book.look(bold=True))


def matrix(book: Book) -> None:
    """OPD x variable in the colours of the levels, where these are official."""
    export, codes = book.export, book.instrument.codes
    columns = (
        Column("Kode", code_width(export)),
        Column("Perangkat Daerah", 24),
        *(Column(code, 6) for code in codes),
        Column("Total", 8),
    )
    title = f"Nilai per variabel {export.head.name} · {export.head.pemda}"
    sheet = book.sheet("Matriks", title, columns, len(export.opds), freeze="C5")
    per_variable: dict[str, list[int]] = {code: [] for code in codes}
    for row, opd in enumerate(export.opds, start=FIRST):
        levels = opd.official_levels
        ink = {} if levels else {"font_color": looks.FAINT}
        book.write(sheet, row, 0, opd.code, book.named("text", **ink))
        book.write(sheet, row, 1, opd.short, book.named("text", **ink))
        for column, code in enumerate(codes, start=2):
            level = levels.get(code)
            book.write(sheet, row, column, "–" if level is None else level, _of(book, level))
            if level is not None:
                per_variable[code].append(level)
        total = opd.official.total if opd.official else None
        book.write(sheet, row, len(codes) + 2, total, book.named("number", bold=True))
    last = FIRST + len(export.opds)
    book.write(sheet, last, 1, f"Rata-rata ({beside_mean(export)})", book.named("long", bold=True))
    for column, code in enumerate(codes, start=2):
        book.mean(sheet, last, column, per_variable[code], book.named("mean", font_size=9))
    totals = [opd.official.total for opd in export.opds if opd.official]
    book.mean(sheet, last, len(codes) + 2, totals, book.named("mean"))


def _of(book: Book, level: int | None) -> Any:
    return book.look(align="center", font_color=looks.FAINT) if level is None else book.level(level)


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
                (line.level if line else None, "number"),
                (region.get(variable.code), "number"),
                (province.get(variable.code), "number"),
                (len(line.evidence) if line else 0, "number"),
                (line.explanation if line else "", "long"),
                ("\n".join(notes), "long"),
            )
            for column, (value, look) in enumerate(cells):
                book.write(sheet, row, column, value, book.named(look))
            row += 1
        on(1)
