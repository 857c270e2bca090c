"""Where everything stands on a drawn sheet, asked of the renderer itself."""

from dataclasses import dataclass
from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D

from core.charts.data import Chart
from core.charts.drawings.drawing import draw
from core.charts.drawings.frame import Sheet

TOLERANCE = 0.5
"""Pixels of anti-aliasing."""


@dataclass(frozen=True, slots=True)
class Written:
    """Words with their box in pixels from the lower left corner."""

    words: str
    size: float
    left: float
    lower: float
    right: float
    upper: float
    turned: bool

    def meets(self, other: "Written") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.upper, other.upper) - max(self.lower, other.lower)
        return across > TOLERANCE and up > TOLERANCE


def written(sheet: Sheet) -> list[Written]:
    canvas = sheet.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    renderer = canvas.get_renderer()
    found = []
    for text in sheet.figure.texts:
        box = text.get_window_extent(renderer)
        turned = bool(text.get_rotation())
        found.append(Written(text.get_text(), text.get_fontsize(), box.x0, box.y0, box.x1, box.y1, turned))
    return found


def cut_off(sheet: Sheet) -> list[Written]:
    """Words that reach over the sheet's edge."""
    width, height = sheet.figure.bbox.width, sheet.figure.bbox.height
    return [one for one in written(sheet) if one.left < 0 or one.lower < 0 or one.right > width or one.upper > height]


def on_each_other(sheet: Sheet) -> list[tuple[str, str]]:
    """Pairs of words that overlap; turned ones, whose boxes say nothing, are parallel and left out."""
    level = [one for one in written(sheet) if not one.turned]
    return [(one.words, other.words) for one, other in combinations(level, 2) if one.meets(other)]


def said(chart: Chart) -> list[str]:
    return [one.words for one in written(draw(chart))]


def lines(sheet: Sheet, colour: str) -> list[list[tuple[float, float]]]:
    """Points of the lines in a colour, single marks left out."""
    found = [one for one in sheet.figure.findobj(Line2D) if one.get_color() == colour and one.get_linestyle() != "None"]
    points = [list(zip(one.get_xdata(), one.get_ydata(), strict=True)) for one in found]
    return [one for one in points if len(one) > 1]
