"""Progress (kemajuan): how many OPD had sent and how many were verified, day by day against the deadline."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.charts.data import Progress, ProgressDay
from core.charts.drawings import words
from core.charts.drawings.frame import EDGE_WIDTH, GRID_WIDTH, LABEL, LEAST, MARGIN, SECONDARY, Sheet
from core.charts.drawings.heading import foot, head
from core.looks import INK, WHITE
from core.written import short_day

HEIGHT = 6.0
PLOT = (0.95, 1.95, 4.22, 4.76)  # left, lower, right, upper edge
SENT, UNDER_SENT, VERIFIED, DUE = "#2775A8", "#DCEAF4", "#1B2F6B", "#B5540F"
STATES = (
    ("#1B2F6B", WHITE),
    ("#2775A8", WHITE),
    ("#5CAAB8", INK),
    ("#D9DCE0", INK),
    (WHITE, INK),
)
"""Fill and text in the order of words.states."""
LABELS_AT = 4.38
LABEL_APART = 0.22
LEADER_WIDTH = 1.0
SWATCH = 0.17
WEEK = timedelta(weeks=1)
MANY_WEEKS = 8
WIDEST_DAY = short_day(date(2000, 12, 28))


def draw(chart: Progress) -> Sheet:
    sheet = Sheet(HEIGHT)
    head(sheet, words.title(chart), words.progress_subtitle(chart))
    plot = Plot(chart)
    _grid(sheet, chart, plot)
    _steps(sheet, chart, plot)
    _states(sheet, chart)
    foot(sheet, words.footer(chart.as_of, chart.states.verified, chart.states.total))
    return sheet


class Plot:
    """Where a day and a count lie."""

    def __init__(self, chart: Progress) -> None:
        self.first = min(chart.opens, chart.as_of)
        self.last = max(chart.due, chart.as_of, self.first + timedelta(days=1))
        self.of = max(chart.states.total, 1)

    def x(self, day: date) -> float:
        return PLOT[0] + (PLOT[2] - PLOT[0]) * (day - self.first).days / (self.last - self.first).days

    def y(self, count: int) -> float:
        return PLOT[1] + (PLOT[3] - PLOT[1]) * count / self.of


def _grid(sheet: Sheet, chart: Progress, plot: Plot) -> None:
    left, lower, right, upper = PLOT
    sheet.line([(left, lower), (right, lower)], SECONDARY, GRID_WIDTH, layer=2)
    sheet.line([(left, upper), (right, upper)], SECONDARY, 1.2, (0, (1, 2)), layer=2)
    sheet.text(left - 0.08, upper, words.everyone(chart.states.total), LEAST, colour=SECONDARY, across="right")
    sheet.text(left - 0.08, lower, "0", LEAST, colour=SECONDARY, across="right")
    for day in ticks(sheet, chart, plot):
        x = plot.x(day)
        sheet.line([(x, lower), (x, lower - 0.06)], SECONDARY, GRID_WIDTH, layer=2)
        sheet.text(x, lower - 0.1, short_day(day), LEAST, colour=SECONDARY, across="center", up="top")
    x = plot.x(chart.due)
    sheet.line([(x, lower), (x, upper + 0.1)], DUE, 1.8, layer=3)
    label = words.due(chart.due)
    half = sheet.length(label, LABEL, bold=True) / 2
    middle = min(max(x, MARGIN + half), sheet.width - MARGIN - half)
    sheet.text(middle, upper + 0.15, label, LABEL, bold=True, colour=DUE, across="center", up="bottom")


def ticks(sheet: Sheet, chart: Progress, plot: Plot) -> list[date]:
    """Days in steps of a week, counted from the due date; over more than eight weeks every second week, or as many as
    fit.
    """
    weeks = (plot.last - plot.first).days / 7
    step = 2 if weeks > MANY_WEEKS else 1
    room = sheet.length(WIDEST_DAY, LEAST) + 0.08
    while (PLOT[2] - PLOT[0]) * step / weeks < room:
        step += 1
    days = [chart.due + step * n * WEEK for n in range(-60, 60)]
    return [day for day in days if plot.first <= day <= plot.last]


def _steps(sheet: Sheet, chart: Progress, plot: Plot) -> None:
    states = chart.states
    today = ProgressDay(chart.as_of, states.sent, states.verified)
    days = [*(one for one in chart.days if plot.first <= one.day < chart.as_of), today]
    sent = _stairs(plot, [(one.day, one.sent) for one in days])
    verified = _stairs(plot, [(one.day, one.verified) for one in days])
    under = [*sent, (sent[-1][0], PLOT[1]), (sent[0][0], PLOT[1])]
    sheet.area(under, UNDER_SENT)
    sheet.line(sent, SENT, 3.2, layer=3.2)
    sheet.line(verified, VERIFIED, 2.4, layer=3.3)
    sheet.line([sent[-1]], SENT, 3.2, "None", mark="o", mark_size=7, layer=3.4)
    sheet.line([verified[-1]], VERIFIED, 2.4, "None", mark="o", mark_size=6, layer=3.5)
    upper, lower = _apart(plot.y(states.sent), plot.y(states.verified))
    for end, y, label, colour in (
        (sent[-1], upper, words.sent(states.sent), SENT),
        (verified[-1], lower, words.verified(states.verified), VERIFIED),
    ):
        leader = [end, (PLOT[2] + 0.03, end[1]), (LABELS_AT - 0.05, y)]
        sheet.line(leader, SECONDARY, LEADER_WIDTH, (0, (1, 2.5)), layer=2.5)
        sheet.text(LABELS_AT, y, label, LEAST, bold=True, colour=colour)


def _stairs(plot: Plot, counts: Sequence[tuple[date, int]]) -> list[tuple[float, float]]:
    """The points of a staircase: level up to each day, then up to its count."""
    points = [(plot.x(plot.first), plot.y(0))]
    for day, count in counts:
        points += [(plot.x(day), points[-1][1]), (plot.x(day), plot.y(count))]
    return points


def _apart(upper: float, lower: float) -> tuple[float, float]:
    """Heights of the two labels, near their points, without covering each other or leaving the plot."""
    lower = max(lower, PLOT[1] + 0.1)
    if upper - lower >= LABEL_APART:
        return upper, lower
    if upper + LABEL_APART / 2 > PLOT[3]:
        return upper, upper - LABEL_APART
    return lower + LABEL_APART, lower


def _states(sheet: Sheet, chart: Progress) -> None:
    states = chart.states
    counts = (states.verified, states.waiting, states.repairing, states.filling, states.not_started)
    x, y, tall = MARGIN, 1.15, 0.32
    for count, (fill, ink) in zip(counts, STATES, strict=True):
        long = sheet.room * count / max(states.total, 1)
        if count:
            sheet.box(x, y, long, tall, fill, edge_width=EDGE_WIDTH)
        if count and sheet.length(str(count), LABEL, bold=True) + 0.08 < long:
            sheet.text(x + long / 2, y + tall / 2, str(count), LABEL, bold=True, colour=ink, across="center")
        x += long
    named = [f"{name} {count}" for name, count in zip(words.states(chart), counts, strict=True)]
    for row, y in ((slice(0, 3), 0.90), (slice(3, 5), 0.60)):
        _legend_row(sheet, named[row], [fill for fill, _ in STATES][row], y)


def _legend_row(sheet: Sheet, names: Sequence[str], fills: Sequence[str], y: float) -> None:
    """Draws the entries side by side, as far apart as the room allows."""
    lengths = [SWATCH + 0.08 + sheet.length(name, LEAST) for name in names]
    apart = min(0.3, (sheet.room - sum(lengths)) / max(len(names) - 1, 1))
    x = MARGIN
    for name, fill, length in zip(names, fills, lengths, strict=True):
        sheet.box(x, y - SWATCH / 2, SWATCH, SWATCH, fill)
        sheet.text(x + SWATCH + 0.08, y, name, LEAST)
        x += length + apart
