"""Distribution (sebaran): verified OPD by band and by staged level; the two are never mixed."""

from collections.abc import Sequence

from core.charts.data import Distribution
from core.charts.drawings import words
from core.charts.drawings.frame import GRID, GRID_WIDTH, LABEL, LEAST, MARGIN, SECONDARY, Sheet
from core.charts.drawings.heading import NOTE_AT, foot, head
from core.looks import BANDS, LEVELS, shade
from core.written import rounded_apart

HEIGHT = 5.2
EMPTY_HEIGHT = 1.5
BARS_FROM = 1.70
BARS_TO = 4.50  # room to the right is for the longest count
ROW, THICK = 0.33, 0.24
STAGED_TOP = 3.30  # from the top of the sheet, below so many bands
USUAL_BANDS = 5
STAGED_ROOM = 1.15
STACK = 0.40
STACK_DOWN = 0.46  # from the heading to the stack, with room for labels of thin parts above it
APART = 0.06  # between two such labels


def draw(chart: Distribution) -> Sheet:
    region = chart.verified
    counted = sum(chart.bands)
    sheet = Sheet(_height(chart) if counted else EMPTY_HEIGHT)
    foot(sheet, words.footer(chart.as_of, region.n, region.of))
    if not counted:
        head(sheet, words.title(chart), words.NOBODY)
        return sheet
    head(sheet, words.title(chart), words.mean(region))
    _bands(sheet, chart)
    if chart.staged:
        _staged(sheet, chart)
    if rounded_apart(chart.bands):
        sheet.text(MARGIN, 0.5, words.ROUNDING, LEAST, colour=SECONDARY, up="bottom")
    return sheet


def _height(chart: Distribution) -> float:
    """More bands than five need more room, and without staged levels there is less to draw."""
    more = ROW * max(0, len(chart.bands) - USUAL_BANDS)
    return HEIGHT + more - (0 if chart.staged else STAGED_ROOM)


def _bands(sheet: Sheet, chart: Distribution) -> None:
    """A bar for each band, highest first, zeros kept."""
    top = sheet.height - NOTE_AT - 0.05
    sheet.text(MARGIN, top, words.bands_head(chart.scale), LABEL, bold=True, up="top")
    most = max(chart.bands)
    count = len(chart.bands)
    first = top - 0.28
    sheet.line([(BARS_FROM, first), (BARS_FROM, first - count * ROW)], GRID, GRID_WIDTH, layer=1)
    for row, place in enumerate(reversed(range(count))):
        y = first - (row + 0.5) * ROW
        opds = chart.bands[place]
        sheet.text(MARGIN, y, chart.scale.bands[place].name, LABEL)
        long = (BARS_TO - BARS_FROM) * opds / most
        if opds:
            sheet.box(BARS_FROM, y - THICK / 2, long, THICK, shade(BANDS, place, count)[0])
        label = words.share(opds, sum(chart.bands))
        sheet.text(BARS_FROM + long + 0.08, y, label, LABEL, bold=bool(opds))


def _staged(sheet: Sheet, chart: Distribution) -> None:
    """One bar of all verified OPD, highest level first, and below it the whole list."""
    top = sheet.height - STAGED_TOP - ROW * max(0, len(chart.bands) - USUAL_BANDS)
    sheet.text(MARGIN, top, words.STAGED_HEAD, LABEL, bold=True, up="top")
    count = len(chart.staged)
    x, y = MARGIN, top - STACK_DOWN - STACK
    step = sheet.room / count
    thin: list[tuple[str, float]] = []
    for column, place in enumerate(reversed(range(count))):
        opds = chart.staged[place]
        fill, ink = shade(LEVELS, place, count)
        long = sheet.room * opds / sum(chart.staged)
        numeral = chart.scale.numerals[place]
        if opds:
            sheet.box(x, y, long, STACK, fill)
        if sheet.length(numeral, LABEL, bold=True) + 0.1 < long:
            sheet.text(x + long / 2, y + STACK / 2, numeral, LABEL, bold=True, colour=ink, across="center")
        elif opds:
            thin.append((numeral, x + long / 2))
        x += long
        at = MARGIN + column * step
        sheet.box(at, y - 0.36, 0.2, 0.2, fill)
        sheet.text(at + 0.28, y - 0.26, f"{numeral}: {opds}", LABEL)
    _above(sheet, thin, y + STACK + 0.04)


def _above(sheet: Sheet, labels: Sequence[tuple[str, float]], y: float) -> None:
    """Labels of parts that are too thin to hold them, each over the middle of its part, or as near as the others and
    the margins let it.
    """
    widths = [sheet.length(numeral, LEAST, bold=True) for numeral, _ in labels]
    lefts: list[float] = []
    for (_, middle), wide in zip(labels, widths, strict=True):
        after = lefts[-1] + widths[len(lefts) - 1] + APART if lefts else MARGIN
        lefts.append(max(after, middle - wide / 2))
    edge = sheet.width - MARGIN
    for place in reversed(range(len(labels))):
        lefts[place] = min(lefts[place], edge - widths[place])
        edge = lefts[place] - APART
        sheet.text(lefts[place], y, labels[place][0], LEAST, bold=True, up="bottom")
