"""Draws any chart. Importing this loads matplotlib."""

from typing import assert_never

from core.charts.data import Chart, Distribution, HeatMap, Progress, Radar, Ranking, Trend
from core.charts.drawings import distribution, heatmap, progress, radar, ranking, trend


def render(chart: Chart) -> bytes:
    """The picture as PNG. IndexError for a page that does not exist."""
    match chart:
        case Radar():
            return radar.render(chart)
        case Ranking():
            return ranking.render(chart)
        case HeatMap():
            return heatmap.render(chart)
        case Distribution():
            return distribution.render(chart)
        case Progress():
            return progress.render(chart)
        case Trend():
            return trend.render(chart)
        case _:
            assert_never(chart)
