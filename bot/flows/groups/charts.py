"""Pictures in groups: one message, whose buttons replace its picture for everybody."""

from collections.abc import Callable, Mapping, Sequence

from bot.flows.groups.base import View, press
from bot.texts.common import BACKWARD, FORWARD
from bot.texts.groups import views as texts
from core.charts import pictures
from core.charts.data import Chart
from core.groups import ViewName
from core.results.period import PeriodResults
from core.screen import Rows

RANKING, DISTRIBUTION, HEATMAP, PROGRESS, TREND = "peringkat", "sebaran", "panas", "kemajuan", "tren"

_LABELS = {
    RANKING: texts.RANKING,
    DISTRIBUTION: texts.DISTRIBUTION,
    HEATMAP: texts.HEATMAP,
    PROGRESS: texts.PROGRESS,
    TREND: texts.TREND,
}
_PAGED = (RANKING, HEATMAP)
_DRAWN: Mapping[str, Callable[[PeriodResults, int], Chart]] = {
    RANKING: pictures.ranking,
    HEATMAP: pictures.heatmap,
    DISTRIBUTION: lambda results, page: pictures.distribution(results),
    PROGRESS: lambda results, page: pictures.progress(results),
}


def chart(years: Sequence[PeriodResults], results: PeriodResults, kind: str, page: int) -> View:
    """The picture of this kind. For an unknown kind it is the ranking once there are scores, else the progress."""
    if not results.instrument.valued:  # without values there is nothing to rank
        return View(texts.chart_caption(_LABELS[PROGRESS], results, 1, 1), chart=pictures.progress(results))
    if kind not in _LABELS or (kind == DISTRIBUTION and not results.instrument.bands):
        kind = RANKING if results.valued else PROGRESS
    count = pictures.pages(results) if kind in _PAGED else 1
    page = min(max(page, 1), count)
    drawn = pictures.trend(_alike(years, results)) if kind == TREND else _DRAWN[kind](results, page)
    ways = rows(kind, page, count, bool(results.instrument.bands))
    return View(texts.chart_caption(_LABELS[kind], results, page, count), ways, drawn)


def _alike(years: Sequence[PeriodResults], results: PeriodResults) -> tuple[PeriodResults, ...]:
    """The periods that follow one another: where the Pemda has several side by side, those of one instrument."""
    several, slug = results.period.several, results.instrument.id
    return tuple(one for one in years if not several or one.instrument.id == slug)


def rows(kind: str, page: int, count: int, bands: bool) -> Rows:
    """[Peringkat] [Sebaran] / [Peta nilai] [Kemajuan] / [Tren] [‹] [›]. Without bands nothing is distributed."""
    turn = (
        (
            press(BACKWARD, ViewName.CHART, kind, (page - 2) % count + 1),
            press(FORWARD, ViewName.CHART, kind, page % count + 1),
        )
        if count > 1
        else ()
    )
    return (
        tuple(
            press(_LABELS[one], ViewName.CHART, one, 1) for one in ((RANKING, DISTRIBUTION) if bands else (RANKING,))
        ),
        tuple(press(_LABELS[one], ViewName.CHART, one, 1) for one in (HEATMAP, PROGRESS)),
        (press(_LABELS[TREND], ViewName.CHART, TREND, 1), *turn),
    )
