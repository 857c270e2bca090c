"""Heatmap (peta nilai): every OPD by every variable, on the ranking's pages; for print with names and 35 rows."""

from collections.abc import Sequence

from core.charts import order
from core.charts.data import HeatMap, Place, Scale
from core.charts.drawings import words
from core.charts.drawings.frame import BODY_TOP, LABEL, LEAST, MARGIN, SECONDARY, TALLEST, WIDTH, Sheet
from core.charts.drawings.heading import foot, head
from core.instrument.parts import NOT_APPLICABLE
from core.looks import INK, LEVELS, WHITE, shade

CELL = 0.30
CELLS_ROOM, NARROW_ROOM = 3.301, 3.15  # for all cells of a row; more than eleven are narrower
BESIDE = 0.04  # room beside a numeral
EVERY = 5  # of narrow cells so many share a code above them
CELLS_FROM = 2.02
TALLEST_ROW = 0.30
HEADER = 0.22  # codes above the cells
BODY_BOTTOM = 0.88
LEGEND_AT = 0.62
KEY = 0.4
GAP, NARROW_GAP = 1.4, 0.5

PAPER_WIDTH, PAPER_HEIGHT = 6.3, 9.2
PAPER_SIZE = 9.0
PAPER_MARGIN = 0.05
PAPER_CELLS_FROM = 1.92
PAPER_TOTAL_AT, PAPER_STAGED_AT = 5.56, 6.02  # middles of the two columns
PAPER_NAMES = 1.46  # height of the turned names, twenty letters and a code
PAPER_LONGEST = 1.6  # along a turned name
PAPER_TOP, PAPER_BOTTOM = 0.60, 0.62
PAPER_ROW = 0.186
PAPER_LONGEST_NAME = 28
TURNED = 60


def draw(chart: HeatMap) -> Sheet:
    return _draw_paper(chart) if chart.paper else _draw_phone(chart)


def _draw_phone(chart: HeatMap) -> Sheet:
    rows = order.page_of(order.ranked(chart.opds), chart.page)
    most = max(1, order.rows_a_page(len(chart.opds)))
    sheet = Sheet(min(TALLEST, BODY_TOP + HEADER + BODY_BOTTOM + most * TALLEST_ROW))
    page = words.page(chart.page, order.pages(len(chart.opds)))
    note = words.heatmap_note(chart.scale, _told(sheet, chart.scale, LEAST))
    head(sheet, words.title(chart), words.joined(words.heatmap_subtitle(chart), page), (note,))
    top = sheet.height - BODY_TOP - HEADER
    tall = (top - BODY_BOTTOM) / most
    _codes(sheet, chart.scale, top + HEADER / 2)
    names = order.fitting_names(chart.opds)
    for place, row in enumerate(rows):
        y = top - (place + 0.5) * tall
        colour = INK if row.opd.score else SECONDARY
        sheet.text(MARGIN, y, sheet.cut(names[row.opd.short], CELLS_FROM - MARGIN - 0.08, LEAST), LEAST, colour=colour)
        _cells(sheet, chart.scale, row, CELLS_FROM, y, tall, LEAST)
        value = words.value(row.opd.score)
        sheet.text(WIDTH - MARGIN, y, value, LABEL, bold=bool(row.opd.score), colour=colour, across="right")
    _legend(sheet, chart.scale, MARGIN, LEGEND_AT, LEAST, _unverified(rows))
    foot(sheet, words.footer(chart.as_of, chart.verified.n, chart.verified.of))
    return sheet


def _codes(sheet: Sheet, scale: Scale, y: float) -> None:
    """Draws the codes above the cells (01 … 11), and V above the names."""
    codes = [variable.code for variable in scale.variables]
    letter = codes[0][0] if all(code[0] == codes[0][0] for code in codes) else ""
    sheet.text(CELLS_FROM - 0.08, y, letter, LEAST, colour=SECONDARY, across="right")
    told, cell = _told(sheet, scale, LEAST), _cell(scale)
    for place, code in enumerate(codes, start=1):
        if told or place == 1 or place % EVERY == 0:
            x = CELLS_FROM + (place - 0.5) * cell
            sheet.text(x, y, code.removeprefix(letter), LEAST, colour=SECONDARY, across="center")


def _cell(scale: Scale) -> float:
    """The width of a cell."""
    count = len(scale.variables)
    if scale.step:
        return NARROW_ROOM / count
    return CELL if count * CELL <= CELLS_ROOM else NARROW_ROOM / count


def _told(sheet: Sheet, scale: Scale, size: float) -> bool:
    """Whether a cell has room for its numeral; else its colour alone says the level."""
    return all(sheet.length(numeral, size, bold=True) + BESIDE < _cell(scale) for numeral in scale.numerals)


def _cells(sheet: Sheet, scale: Scale, row: order.Ranked, x: float, y: float, tall: float, size: float) -> None:
    """Draws one OPD's cells with white gaps. An OPD without a result has no colour, and a dash in each cell."""
    levels: Sequence[Place | None] = row.opd.levels or (None,) * len(scale.variables)
    lowest = row.opd.score.holding if row.opd.score else ()
    cell, told = _cell(scale), _told(sheet, scale, size)
    for place, (variable, level) in enumerate(zip(scale.variables, levels, strict=True)):
        left, ink, bold = x + place * cell, SECONDARY, False
        numeral = words.DASH if level is None else scale.numeral(level)
        if level is not None and level != NOT_APPLICABLE:
            fill, ink = shade(LEVELS, round(level - scale.lowest), len(scale.numerals))
            sheet.box(left, y - tall / 2, cell, tall, fill, edge=WHITE, edge_width=GAP if told else NARROW_GAP)
            bold = variable.code in lowest
        if told:
            sheet.text(left + cell / 2, y, numeral, size, bold=bold, colour=ink, across="center")
    if not told and not row.opd.levels:
        sheet.text(x + 0.02, y, words.DASH, size, colour=SECONDARY)


def _legend(sheet: Sheet, scale: Scale, x: float, y: float, size: float, unverified: bool) -> None:
    called = words.VALUE if scale.step else words.LEVEL
    sheet.text(x, y, called, size, colour=SECONDARY)
    x += sheet.length(called, size) + 0.15
    for place, numeral in enumerate(scale.numerals):
        fill, ink = shade(LEVELS, place, len(scale.numerals))
        sheet.box(x, y - size / 100, KEY, size / 50, fill)
        sheet.text(x + KEY / 2, y, numeral, size, colour=ink, across="center")
        x += KEY + 0.1
    if unverified:
        sheet.text(x + 0.15, y, words.NOT_VERIFIED, size, colour=SECONDARY)


def _unverified(rows: Sequence[order.Ranked]) -> bool:
    return any(row.rank is None for row in rows)


def _draw_paper(chart: HeatMap) -> Sheet:
    """The heatmap for a page of a report: with the names of the variables, total and staged level, and
    without margins.
    """
    rows = order.page_of(order.ranked(chart.opds), chart.page, order.PER_PAPER_PAGE)
    most = max(1, order.rows_a_page(len(chart.opds), order.PER_PAPER_PAGE))
    above = PAPER_TOP + PAPER_NAMES
    sheet = Sheet(min(PAPER_HEIGHT, above + PAPER_BOTTOM + most * PAPER_ROW), PAPER_WIDTH)
    top = sheet.height - above
    _paper_head(sheet, chart, top)
    names = order.fitting_names(chart.opds, PAPER_LONGEST_NAME)
    for place, row in enumerate(rows):
        y, score = top - (place + 0.5) * PAPER_ROW, row.opd.score
        name = sheet.cut(names[row.opd.short], PAPER_CELLS_FROM - PAPER_MARGIN - 0.08, PAPER_SIZE)
        colour = INK if score else SECONDARY
        sheet.text(PAPER_MARGIN, y, name, PAPER_SIZE, colour=colour)
        _cells(sheet, chart.scale, row, PAPER_CELLS_FROM, y, PAPER_ROW, PAPER_SIZE)
        value = words.value(score)
        sheet.text(PAPER_TOTAL_AT, y, value, PAPER_SIZE, bold=bool(score), colour=colour, across="center")
        if chart.scale.staged:
            staged = words.numeral_of(chart.scale, score) if score else words.DASH
            sheet.text(PAPER_STAGED_AT, y, staged, PAPER_SIZE, colour=colour, across="center")
    _legend(sheet, chart.scale, PAPER_MARGIN, 0.42, PAPER_SIZE, _unverified(rows))
    footer = words.footer(chart.as_of, chart.verified.n, chart.verified.of)
    sheet.text(PAPER_MARGIN, 0.05, footer, PAPER_SIZE, colour=SECONDARY, up="bottom")
    return sheet


def _paper_head(sheet: Sheet, chart: HeatMap, top: float) -> None:
    sheet.text(PAPER_MARGIN, sheet.height - 0.04, words.title(chart), LABEL, bold=True, up="top")
    page = words.page(chart.page, order.pages(len(chart.opds), order.PER_PAPER_PAGE))
    told, cell = _told(sheet, chart.scale, PAPER_SIZE), _cell(chart.scale)
    note = words.heatmap_paper_note(chart.scale, told)
    subtitle = words.joined(words.heatmap_subtitle(chart), note, page)
    sheet.text(PAPER_MARGIN, sheet.height - 0.28, subtitle, PAPER_SIZE, up="top")
    for place, variable in enumerate(chart.scale.variables, start=1):
        if told:
            x = PAPER_CELLS_FROM + (place - 0.38) * cell
            name = words.variable(variable)
            name = sheet.cut(name, PAPER_LONGEST, PAPER_SIZE) if chart.scale.step else name
            sheet.turned(x, top + 0.05, name, PAPER_SIZE, TURNED)
        elif place == 1 or place % EVERY == 0:
            x = PAPER_CELLS_FROM + (place - 0.5) * cell
            sheet.text(x, top + 0.05, variable.code, PAPER_SIZE, across="center", up="bottom")
    called = words.called(chart.scale)
    sheet.text(PAPER_TOTAL_AT, top + 0.05, called, PAPER_SIZE, bold=True, across="center", up="bottom")
    if chart.scale.staged:
        sheet.text(PAPER_STAGED_AT, top + 0.05, words.STAGED, PAPER_SIZE, across="center", up="bottom")
