"""Draws any chart. Importing this loads matplotlib."""

from typing import assert_never

from core.charts.data import Chart, Distribution, HeatMap, Progress, Radar, Ranking, Trend
from core.charts.drawings import distribution, heatmap, progress, radar, ranking, trend
from core.charts.drawings.frame import Sheet


def render(chart: Chart) -> bytes:
    """The picture as PNG. IndexError for a page that does not exist."""
    return draw(chart).png()


def draw(chart: Chart) -> Sheet:
    match chart:
        case Radar():
            return radar.draw(chart)
        case Ranking():
            return ranking.draw(chart)
        case HeatMap():
            return heatmap.draw(chart)
        case Distribution():
            return distribution.draw(chart)
        case Progress():
            return progress.draw(chart)
        case Trend():
            return trend.draw(chart)
        case _:
            assert_never(chart)
