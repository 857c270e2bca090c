"""The sheets with one OPD a row: its results, and those of the aspects. What the instrument has no results for is left
out.
"""

from collections import Counter
from decimal import Decimal
from typing import Any

from core import looks
from core.exports.data import ExportedOpd
from core.exports.xlsx_book import FIRST, OPD_WIDTH, Book, Column, beside_mean, code_width, holding
from core.instrument.parts import NOT_APPLICABLE, Aspect, Form

_Cells = list[tuple[str | int | Decimal | None, Any]]


def _recap_columns(book: Book, province: bool) -> tuple[Column, ...]:
    export, instrument = book.export, book.instrument
    former = f"Tahun {export.head.former_year}" if export.head.former_year else "Tahun Lalu"
    values = (
        Column("Mandiri", 9),
        Column("Tim Daerah", 9),
        *((Column("Provinsi", 9),) if province else ()),
        Column(f"{instrument.value_name.capitalize()} Resmi", 9),
    )
    return (
        Column("No", 5),
        Column("Kode", code_width(export)),
        Column("Perangkat Daerah", 46),
        Column("Status", 18),
        *(values if instrument.valued else (Column(word, 10) for _, word in _answers(book))),
        *((Column("Kategori", 14),) if instrument.bands else ()),
        *((Column("Tingkat Berjenjang", 11),) if instrument.staged else ()),
        *((Column(book.holding_title, 22),) if instrument.valued else ()),
        Column("Terlambat", 10),
        *((Column(former, 9),) if instrument.valued else ()),
    )


def recap(book: Book) -> None:
    """One OPD a row: its own result, the region's, the province's, which one is official, and what caps it."""
    export = book.export
    province = any(opd.province for opd in export.opds)
    columns = _recap_columns(book, province)
    title = f"Rekapitulasi penilaian {export.head.name} · {export.head.pemda}"
    sheet = book.sheet("Rekap", title, columns, len(export.opds), freeze="D5")
    for row, opd in enumerate(export.opds, start=FIRST):
        ink = {} if opd.official else {"font_color": looks.FAINT}
        text = book.named("text", **ink)
        cells: _Cells = [
            (row - FIRST + 1, book.named("number", **ink)),
            (opd.code, text),
            (opd.name, book.named("long", **ink)),
            (looks.STATUS[opd.status], text),
            *_values(book, opd, province, ink),
            *_classes(book, opd, text),
            ("Terlambat" if opd.late else None, text),
            *([(opd.former_value, book.value(**ink))] if book.instrument.valued else []),
        ]
        for column, (value, look) in enumerate(cells):
            book.write(sheet, row, column, value, look)
    if book.instrument.valued:
        _recap_mean(book, sheet, 7 if province else 6)


def _values(book: Book, opd: ExportedOpd, province: bool, ink: dict[str, Any]) -> _Cells:
    """The values of all stages and the official one; of a checklist how often each answer was given."""
    if not book.instrument.valued:
        counted = Counter(opd.official_levels.values())
        known = bool(opd.official_levels)
        return [(counted[level] if known else None, book.named("number", **ink)) for level, _ in _answers(book)]
    stages = [opd.self_score, opd.region, *([opd.province] if province else [])]
    official = opd.official
    return [
        *((one.value if one else None, book.value(**ink)) for one in stages),
        (official.value if official else None, book.value(bold=True)),
    ]


def _answers(book: Book) -> list[tuple[int, str]]:
    """The answers of a checklist: level and word."""
    instrument = book.instrument
    steps = [(step.value, step.roman) for step in instrument.levels]
    may = any(one.not_applicable for one in instrument.variables)
    return [*steps, *([(NOT_APPLICABLE, "Tidak berlaku")] if may else [])]


def _classes(book: Book, opd: ExportedOpd, text: Any) -> _Cells:
    """Band, staged level and lowest variables, as far as the instrument has them."""
    instrument, official = book.instrument, opd.official
    staged = official.staged_level if official else None
    cells: _Cells = []
    if instrument.bands:
        cells.append((official.band, book.band(official.band)) if official else (None, text))
    if instrument.staged:
        numeral = None if staged is None else instrument.step(staged)
        cells.append((numeral, book.named("text", align="center")))
    if instrument.valued:
        cells.append((holding(book.export, official) if official else None, text))
    return cells


def _recap_mean(book: Book, sheet: Any, column: int) -> None:
    """The last row: the mean of the official values, which stand in `column`."""
    last = FIRST + len(book.export.opds)
    book.write(sheet, last, 2, f"Rata-rata {book.instrument.value_name} resmi", book.look(bold=True))
    book.mean(sheet, last, column, book.official_values(), book.named("mean"))
    book.write(sheet, last, column + 1, beside_mean(book.export), book.look(bold=True))


def parts(book: Book) -> None:
    """One OPD a row: the official value of each form and aspect, beside the value that they make. Not without them."""
    export, instrument = book.export, book.instrument
    shared = tuple(form for form in instrument.forms if form.share)
    counted: tuple[Form | Aspect, ...] = (*shared, *instrument.counted_aspects) if instrument.valued else ()
    if not counted:
        return
    columns = (
        Column("Kode", code_width(export)),
        Column("Perangkat Daerah", OPD_WIDTH),
        *(Column(one.name, 14) for one in counted),
        Column(f"{instrument.value_name.capitalize()} Resmi", 9),
    )
    title = f"Nilai per aspek {export.head.name} · {export.head.pemda}"
    sheet = book.sheet("Aspek", title, columns, len(export.opds), freeze="C5")
    found: dict[int, list[Decimal]] = {column: [] for column in range(2, len(counted) + 2)}
    for row, opd in enumerate(export.opds, start=FIRST):
        book.write(sheet, row, 0, opd.code, book.named("text"))
        book.write(sheet, row, 1, opd.short, book.named("text"))
        values = {("form", one.code): one.value for one in opd.official_parts.forms}
        values |= {("aspect", one.code): one.value for one in opd.official_parts.aspects}
        for column, one in enumerate(counted, start=2):
            value = values.get(("form" if one in shared else "aspect", one.code))
            book.write(sheet, row, column, value, book.value())
            found[column] += [] if value is None else [value]
        book.write(sheet, row, len(counted) + 2, opd.official.value if opd.official else None, book.value(bold=True))
    last = FIRST + len(export.opds)
    said = f"Rata-rata ({beside_mean(export)})"
    book.write(sheet, last, 1, said, book.named("long", bold=True))
    book.wrapped(sheet, last, said, OPD_WIDTH)
    for column, reached in found.items():
        book.mean(sheet, last, column, reached, book.named("mean"))
    book.mean(sheet, last, len(counted) + 2, book.official_values(), book.named("mean"))
