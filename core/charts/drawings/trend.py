"""Trend: a region's mean over the last six years, or periods where a year has several, on the bands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from math import ceil, floor

from core.charts.data import Scale, Trend, TrendYear
from core.charts.drawings import words
from core.charts.drawings.frame import BODY_TOP, LABEL, LEAST, MARGIN, SECONDARY, Sheet, Up
from core.charts.drawings.heading import foot, head
from core.looks import BANDS, WHITE, shade
from core.written import number

HEIGHT = 5.2
YEARS = 6
AROUND, USUAL_SPAN = 5, 44
"""Points of the axis beyond the lowest and the highest value, on a scale from 11 to 55; less on a shorter one."""
LOWER = 1.10  # above the years and "55 dari 55" below them
PART = 0.22  # of a line more, which says the part of the year
NAMES = 0.78  # the column of band names
LINE = "#1B2F6B"
VALUE_ROOM = 0.33  # for a value beyond a point that lies on the end of the scale
OPACITY = 0.3
INDICATIVE_FROM = Decimal("0.1")


def newest(years: Sequence[TrendYear]) -> list[TrendYear]:
    """The last six years without a gap, oldest first, starting with a year that has a value or a reason for having
    none; where a year has several periods, the last six of these.
    """
    if not years:
        return []
    if any(one.part for one in years):
        return list(years[-YEARS:])
    known = {one.year: one for one in years}
    last = max(known)
    first = max(min(known), last - YEARS + 1)
    return [known.get(year, TrendYear(year, None)) for year in range(first, last + 1)]


def draw(chart: Trend) -> Sheet:
    sheet = Sheet(HEIGHT)
    years = newest(chart.years)
    comparable = _comparable(years)
    last, before = (comparable[-1] if comparable else None), (comparable[-2] if len(comparable) > 1 else None)
    head(sheet, words.trend_title(chart), words.trend_subtitle(last, before), _notes(last, before))
    values = [one.value for one in years if one.value is not None]
    if values:
        plot = Plot(sheet, chart.scale, values, years)
        _bands(sheet, plot)
        _years(sheet, years, plot)
    foot(sheet, words.footer(chart.as_of, chart.verified.n, chart.verified.of))
    return sheet


def _comparable(years: Sequence[TrendYear]) -> list[TrendYear]:
    """The years with a value since the instrument last changed."""
    since = max((place for place, one in enumerate(years) if one.other_instrument), default=-1)
    return [one for one in years[since + 1 :] if one.value is not None]


def _notes(last: TrendYear | None, before: TrendYear | None) -> tuple[str, ...]:
    if last is None:
        return ()
    if before is not None and abs(_share(last) - _share(before)) > INDICATIVE_FROM:
        return (words.INDICATIVE,)
    return (words.BELOW_PERIOD if last.part else words.BELOW_YEAR,)


def _share(year: TrendYear) -> Decimal:
    return Decimal(year.n) / year.of if year.n is not None and year.of else Decimal(0)


class Plot:
    """Where a year and a value lie, and on which colour."""

    def __init__(self, sheet: Sheet, scale: Scale, values: Sequence[Decimal], years: Sequence[TrendYear]) -> None:
        self.left, self.right = MARGIN + NAMES, sheet.width - MARGIN
        self.parts = PART if any(one.part for one in years) else 0.0
        self.lower, self.upper = LOWER + self.parts, sheet.height - BODY_TOP
        bottom, top = float(scale.bottom), float(scale.top)
        around = AROUND * (top - bottom) / USUAL_SPAN
        low, high = _rounded(min(values), around, floor) - around, _rounded(max(values), around, ceil) + around
        self.least, self.most = max(bottom, low), min(top, high)
        self.bottom = self.lower + (VALUE_ROOM if low < bottom else 0.0)
        self.top = self.upper - (VALUE_ROOM if high > top else 0.0)
        self.step = (self.right - self.left) / len(years)
        self.stripes = self._stripes(scale)

    def x(self, place: int) -> float:
        return self.left + (place + 0.5) * self.step

    def y(self, value: Decimal | float) -> float:
        share = (float(value) - self.least) / (self.most - self.least)
        return self.bottom + (self.top - self.bottom) * min(max(share, 0.0), 1.0)

    def ground(self, y: float) -> str:
        """The colour of the band at this height."""
        found = next((stripe.colour for stripe in self.stripes if y < stripe.upper), "")
        return found or (self.stripes[-1].colour if self.stripes else WHITE)

    def _stripes(self, scale: Scale) -> list["Stripe"]:
        """The visible part of each band. A band begins where the one below it ends."""
        starts = [scale.bottom, *(band.highest for band in scale.bands)]
        stripes = []
        for place, (start, band) in enumerate(zip(starts, scale.bands, strict=False)):
            if band.highest > self.least and start < self.most:
                lower = self.lower if start <= self.least else self.y(start)
                upper = self.upper if band.highest >= self.most else self.y(band.highest)
                stripes.append(Stripe(lower, upper, tint(shade(BANDS, place, len(scale.bands))[0]), band.name))
        return stripes


def _rounded(value: Decimal, around: float, to: Callable[[float], int]) -> float:
    """The value at a whole step of the axis: a fifth of what lies around."""
    step = around / AROUND
    return to(float(value) / step) * step


@dataclass(frozen=True, slots=True)
class Stripe:
    lower: float
    upper: float
    colour: str
    name: str


def _bands(sheet: Sheet, plot: Plot) -> None:
    """Draws the bands as stripes, each with its name where it is high enough."""
    for stripe in plot.stripes:
        tall = stripe.upper - stripe.lower
        sheet.box(MARGIN, stripe.lower, plot.right - MARGIN, tall, stripe.colour, edge=None, layer=1)
        name = stripe.name.replace(" ", "\n")
        if tall > 0.20 * (1 + name.count("\n")):
            sheet.text(MARGIN + 0.06, (stripe.lower + stripe.upper) / 2, name, LEAST, colour=SECONDARY)


def _years(sheet: Sheet, years: Sequence[TrendYear], plot: Plot) -> None:
    for place, one in enumerate(years):
        x = plot.x(place)
        called = f"{one.part}\n{one.year}" if plot.parts else str(one.year)
        sheet.text(x, plot.lower - 0.08, called, LABEL, bold=True, across="center", up="top")
        if one.value is not None:
            _verified(sheet, one, x, plot)
            _value(sheet, one, x, plot, _neighbours(years, place))
    places = range(len(years))
    for gap, run in groupby(places, key=lambda place: _gap(years[place])):
        at = [plot.x(place) for place in run]
        if gap:
            middle = (plot.lower + plot.upper) / 2
            sheet.text(sum(at) / len(at), middle, gap, LEAST, colour=SECONDARY, across="center")
    for known, run in groupby(places, key=lambda place: years[place].value is not None):
        if known:
            _stretch(sheet, [(plot.x(place), plot.y(years[place].value or 0)) for place in run])


def _gap(year: TrendYear) -> str:
    """Why there is no value. Neighbouring years with the same reason share one label."""
    if year.value is not None:
        return ""
    return (words.OTHER_INSTRUMENT if year.other_instrument else words.NO_DATA).replace(" ", "\n")


def _stretch(sheet: Sheet, points: Sequence[tuple[float, float]]) -> None:
    sheet.line(points, LINE, 3.4, mark="o", mark_size=9, layer=3)


def _verified(sheet: Sheet, year: TrendYear, x: float, plot: Plot) -> None:
    label = words.trend_of(year)
    if sheet.length(label, LEAST) > plot.step - 0.06:
        label = label.replace(" dari ", " dari\n")
    sheet.text(x, plot.lower - plot.parts - 0.31, label, LEAST, colour=SECONDARY, across="center", up="top")


def _value(sheet: Sheet, year: TrendYear, x: float, plot: Plot, goes_to: Sequence[Decimal]) -> None:
    """Draws a value above its point, or below it where lines come down to the point from both sides, clear of lines
    that pass.
    """
    assert year.value is not None
    below = bool(goes_to) and min(goes_to) > year.value
    y = plot.y(year.value) + (-0.13 if below else 0.13)
    passed = bool(goes_to) and min(goes_to) < year.value < max(goes_to)
    halo = plot.ground(y + 0.08) if passed else ""
    up: Up = "top" if below else "bottom"
    sheet.text(x, y, number(year.value), LABEL, bold=True, across="center", up=up, halo=halo)


def _neighbours(years: Sequence[TrendYear], place: int) -> list[Decimal]:
    """The values left and right of a point to which the line continues."""
    beside = [years[at] for at in (place - 1, place + 1) if 0 <= at < len(years)]
    return [one.value for one in beside if one.value is not None]


def tint(colour: str) -> str:
    """A band's colour as it looks on white behind the line, at three tenths of its strength."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - OPACITY * (255 - part)):02X}" for part in parts)
