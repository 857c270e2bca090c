"""Ranking: every OPD by its value, a page of at most twenty, those without a result last."""

from core.charts import order
from core.charts.data import Ranking, Scale
from core.charts.drawings import words
from core.charts.drawings.frame import BODY_TOP, GRID, LEAST, LEGEND, MARGIN, SECONDARY, TALLEST, Sheet, Style
from core.charts.drawings.heading import foot, head
from core.instrument.scoring import Score
from core.looks import BANDS, INK, WHITE, shade

RANK_AT = 0.55  # right edge of the rank
NAME_AT = 0.64
BARS_FROM, BARS_TO = 2.38, 5.30
TOTAL_AT = 0.08  # inside the bar, from its beginning
THICK = 0.74  # of a row
LIFT = 0.012  # keeps small letters with tails off the lower edge of their bar
TALLEST_ROW = 0.30
COLUMNS = (MARGIN, 1.98, 3.78)
BODY_BOTTOM = LEGEND[1] + 0.13
MEAN_WIDTH = 1.2
MEAN_STYLE: Style = (0, (2.2, 1.6))  # short enough to show between two bars


def draw(chart: Ranking) -> Sheet:
    rows = order.page_of(order.ranked(chart.opds), chart.page)
    most = max(1, order.rows_a_page(len(chart.opds)))
    sheet = Sheet(min(TALLEST, BODY_TOP + BODY_BOTTOM + most * TALLEST_ROW))
    pages = order.pages(len(chart.opds))
    subtitle = words.joined(words.mean(chart.verified), words.page(chart.page, pages))
    head(sheet, words.title(chart), subtitle, (words.ranking_note(chart.scale),))
    tall = (sheet.height - BODY_TOP - BODY_BOTTOM) / most
    top = sheet.height - BODY_TOP
    names = order.fitting_names(chart.opds)
    for place, row in enumerate(rows):
        _row(sheet, chart.scale, row, names[row.opd.short], top - (place + 0.5) * tall, tall)
    mean = _mean(chart)
    verified = sum(row.rank is not None for row in rows)
    if mean is not None and verified:
        x = BARS_FROM + (BARS_TO - BARS_FROM) * mean / float(chart.scale.top)
        sheet.line([(x, top), (x, top - verified * tall)], SECONDARY, MEAN_WIDTH, MEAN_STYLE, layer=1)
    _legend(sheet, chart.scale, mean is not None and verified > 0)
    foot(sheet, words.footer(chart.as_of, chart.verified.n, chart.verified.of))
    return sheet


def _mean(chart: Ranking) -> float | None:
    region = chart.verified
    return float(region.mean) if region.mean is not None and region.n > 1 else None


def _row(sheet: Sheet, scale: Scale, row: order.Ranked, name: str, y: float, tall: float) -> None:
    opd, score = row.opd, row.opd.score
    thick = THICK * tall
    rank = str(row.rank) if row.rank else words.DASH
    sheet.text(RANK_AT, y, rank, LEAST, colour=SECONDARY, across="right")
    fitting = sheet.cut(name, BARS_FROM - NAME_AT - 0.08, LEAST)
    sheet.text(NAME_AT, y, fitting, LEAST, colour=INK if score else SECONDARY)
    if score is None or score.value is None:
        sheet.box(BARS_FROM, y - thick / 2, BARS_TO - BARS_FROM, thick, WHITE, dashed=True)
        status = words.standing(opd, scale.asked or len(scale.variables))
        sheet.text(BARS_FROM + 0.1, y + LIFT, status, LEAST, colour=SECONDARY)
        return
    _bar(sheet, scale, score, y, thick)
    if score.staged_level is not None:
        sheet.text(sheet.width - MARGIN, y, scale.numeral(score.staged_level), LEAST, across="right")


def _bar(sheet: Sheet, scale: Scale, score: Score, y: float, thick: float) -> None:
    """The bar in the colour of its band, with the value in it, or beside a bar that is too short."""
    place, value = scale.band(score.band), words.value(score)
    fill, ink = shade(BANDS, place, len(scale.bands)) if place is not None else (GRID, INK)
    long = (BARS_TO - BARS_FROM) * float(score.value or 0) / float(scale.top)
    sheet.box(BARS_FROM, y - thick / 2, long, thick, fill)
    beside = sheet.length(value, LEAST, bold=True) + 2 * TOTAL_AT > long
    at, colour = (long + TOTAL_AT, INK) if beside else (TOTAL_AT, ink)  # at the beginning, where no mean can be
    sheet.text(BARS_FROM + at, y, value, LEAST, bold=True, colour=colour)


def _columns(sheet: Sheet, bands: int) -> tuple[float, ...]:
    """Where the columns of the legend begin: three for names as long as "Sangat Tinggi", more for more bands, whose
    names are short.
    """
    if bands < 2 * len(COLUMNS):
        return COLUMNS
    count = bands // 2 + 1
    return tuple(MARGIN + place * (sheet.width - 2 * MARGIN) / count for place in range(count))


def _legend(sheet: Sheet, scale: Scale, mean: bool) -> None:
    """All bands, highest first, in two rows; the last place is the mean's."""
    names = [band.name for band in scale.bands]
    rows = (LEGEND[1] - 0.12, LEGEND[0] + 0.1)
    places = [(x, y) for y in rows for x in _columns(sheet, len(names))]
    for (x, y), (place, name) in zip(places, reversed(list(enumerate(names))), strict=False):
        sheet.box(x, y - 0.08, 0.24, 0.16, shade(BANDS, place, len(names))[0])
        sheet.text(x + 0.33, y, name, LEAST)
    if mean and len(names) < len(places):
        x, y = places[-1]
        sheet.line([(x + 0.02, y), (x + 0.3, y)], SECONDARY, MEAN_WIDTH, MEAN_STYLE)
        sheet.text(x + 0.38, y, words.MEAN_LINE, LEAST)
