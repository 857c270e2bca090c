"""The workbook's frame: formats its sheets share, titles, tables, and the words beside a mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from core import looks
from core.exports.cells import cell
from core.exports.data import PeriodExport
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import Score, half_up
from core.written import number

A4 = 9
FIRST = 4
"""First row of data, counted from 0. Above it are title, date, an empty row and the header."""

OPD_WIDTH = 24
HEADER_LINES = 2
_LINE, _AROUND = 13, 2  # points
_MOST_NAMED = 11
"""More variables than this are counted, not named, in one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its width in characters, the format of its cells."""

    title: str
    width: float
    look: str = "text"


class Book:
    """An open workbook with the formats that its sheets share."""

    def __init__(self, target: IO[bytes], export: PeriodExport, dated: str) -> None:
        import xlsxwriter

        self.export = export
        self.instrument = export.head.instrument
        self.subtitle = f"Per tanggal {dated} · {verified_of(export)}"
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(target, options)
        self._book.formats[0].set_font_name("Arial")
        self._book.formats[0].set_font_size(10)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def close(self) -> None:
        self._book.close()

    def chart(self, kind: str) -> Any:
        return self._book.add_chart({"type": kind})

    def look(self, **how: Any) -> Any:
        """A format; the same properties give the same format."""
        how = {"font_name": "Arial", "font_size": 10, "valign": "top", "border": 1, "border_color": looks.GRID} | how
        key = tuple(sorted(how.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(how)
        return self._formats[key]

    def named(self, look: str, **more: Any) -> Any:
        return self.look(**(_LOOKS[look] | more))

    def sheet(self, name: str, title: str, columns: Sequence[Column], rows: int, freeze: str) -> Any:
        """Makes a sheet with all but its rows. The `rows` rows of data follow from row `FIRST` on."""
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, cell(title), self.look(bold=True, font_size=12, border=0))
        sheet.write_string(1, 0, cell(self.subtitle), self.look(font_color=looks.FAINT, border=0))
        header = self.look(bold=True, font_color="white", bg_color=looks.HEADER, text_wrap=True, valign="vcenter")
        most = max(_lines(column.title, column.width) for column in columns)
        sheet.set_row(FIRST - 1, height(max(HEADER_LINES, most)))
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(FIRST - 1, place, column.title, header)
        sheet.freeze_panes(freeze)
        if rows:
            sheet.autofilter(FIRST - 1, 0, FIRST - 1 + rows, len(columns) - 1)
        sheet.repeat_rows(FIRST - 1)
        sheet.set_paper(A4)
        sheet.set_margins(left=2 / 2.54, right=1.5 / 2.54, top=1.5 / 2.54, bottom=1.5 / 2.54)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P dari &N")
        sheet.set_landscape()
        return sheet

    def wrapped(self, sheet: Any, row: int, words: str, width: float) -> None:
        """Gives a row the height of words that are wrapped: not every program does so by itself."""
        lines = _lines(words, width)
        if lines > 1:
            sheet.set_row(row, height(lines))

    def write(self, sheet: Any, row: int, column: int, value: str | int | Decimal | None, look: Any) -> None:
        """Writes text as text, numbers as numbers, None as an empty cell."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, cell(value), look)
        else:
            sheet.write_number(row, column, float(value), look)

    def mean(self, sheet: Any, row: int, column: int, values: Sequence[int | Decimal], look: Any) -> None:
        """Writes the mean of a column as a formula; an empty cell where there are no values."""
        from xlsxwriter.utility import xl_col_to_name

        letter, last = xl_col_to_name(column), len(self.export.opds) + FIRST
        result = float(half_up(Decimal(sum(values)) / len(values), 2)) if values else ""
        formula = f'=IFERROR(AVERAGE({letter}{FIRST + 1}:{letter}{last}),"")'
        sheet.write_formula(row, column, formula, look, result)

    def value(self, **more: Any) -> Any:
        """The format of an OPD's value, with the instrument's decimals."""
        return self.named("number", num_format=_decimals(self.instrument.value_decimals), **more)

    @property
    def holding_title(self) -> str:
        """The lowest variables hold an OPD back where the instrument stages."""
        return "Penahan" if self.instrument.staged else "Terendah"

    def official_values(self) -> list[Decimal]:
        found = (opd.official.value for opd in self.export.opds if opd.official)
        return [value for value in found if value is not None]

    def band(self, name: str) -> Any:
        """The format of a band; of none where there is no value or no band."""
        names = [band.name for band in self.instrument.bands]
        if name not in names:
            return self.named("text")
        fill, ink = looks.shade(looks.BANDS, names.index(name), len(names))
        return self.look(bg_color=fill, font_color=ink, align="center")

    def answer(self, code: str, level: int | None) -> int | str | None:
        """A level in a cell: a number, by which one can calculate; the word of a checklist's answer."""
        counted = self.instrument.valued or self.instrument.variable(code).mark
        return self.instrument.shown(level) if counted or level is None else self.instrument.numeral(level, code)

    @property
    def answer_width(self) -> int:
        """Characters that the longest answer of a checklist needs; else those of a code."""
        words = () if self.instrument.valued else self.instrument.levels
        return max(6, *(len(step.roman) + 2 for step in words)) if words else 6

    def level(self, code: str, level: int) -> Any:
        """The format of a level of this variable; a mark has no colour of the scale."""
        if level == NOT_APPLICABLE:
            return self.look(align="center", font_color=looks.FAINT)
        if self.instrument.variable(code).mark:
            return self.look(align="center", num_format="0")
        lowest, highest = self.instrument.lowest, self.instrument.highest
        fill, ink = looks.shade(looks.LEVELS, level - lowest, highest - lowest + 1)
        return self.look(bg_color=fill, font_color=ink, align="center", num_format="0")


_LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "bold": {"bold": True},
    "long": {"text_wrap": True},
    "number": {"num_format": "0", "align": "center"},
    "mean": {"num_format": "0.00", "align": "center", "bold": True},
    "instant": {"num_format": "[$-421]d mmmm yyyy hh\\.mm", "align": "left"},
}


def height(lines: int) -> int:
    """Points of a row with so many lines."""
    return _LINE * lines + _AROUND


def _lines(words: str, width: float) -> int:
    """Lines that words take in a cell; a word that is longer than a line is broken."""
    lines, used = 1, 0.0
    for word in words.replace("-", "- ").split():
        more = len(word) + bool(used)
        if used + more > width - 1:
            lines, used = lines + bool(used) + int(len(word) // width), len(word) % width
        else:
            used += more
    return lines


def code_width(export: PeriodExport) -> int:
    """Characters that the codes of the OPD need. A code is never wrapped, and the cell beside it is filled."""
    return max(12, *(len(opd.code) + 2 for opd in export.opds)) if export.opds else 12


def _decimals(places: int) -> str:
    """A number format: "0", "0.00"."""
    return f"0.{'0' * places}" if places else "0"


def verified_of(export: PeriodExport) -> str:
    """The words "n terverifikasi dari N"."""
    return f"{export.summary.verified} terverifikasi dari {export.summary.opds}"


def beside_mean(export: PeriodExport) -> str:
    """The same beside the mean of values, with the exact mean where its band does not follow from two decimals."""
    exact, called = export.summary.unrounded, export.head.instrument.value_name
    return verified_of(export) + ("" if exact is None else f", {called} sebelum dibulatkan {number(exact)}")


def holding(export: PeriodExport, score: Score) -> str:
    """The lowest variables (penahan): the name of a single one, else the codes."""
    if len(score.holding) == 1:
        return f"{score.holding[0]} {export.head.instrument.variable(score.holding[0]).short}"
    if len(score.holding) > _MOST_NAMED:
        return f"{len(score.holding)} variabel"
    return ", ".join(score.holding)
