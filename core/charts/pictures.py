"""The charts of a period, made from its results (`core/results/period.py`) and from nothing else, so that a picture,
the board and a paper cannot differ. Pure.

A page beyond the last one is taken as the last, because a button may be older than the list whose pages it turns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.assessment.model import OVER, SENT, PeriodStatus
from core.charts import axes, order
from core.charts.data import (
    Distribution,
    Former,
    HeatMap,
    Levels,
    OpdResult,
    Progress,
    ProgressDay,
    Radar,
    Ranking,
    Scale,
    Trend,
    TrendYear,
    drawn,
)
from core.deadlines import last_day
from core.instrument.model import Instrument
from core.pemda import periods
from core.results.period import FormerResult, OpdResults, PeriodResults
from core.results.stages import REVIEWED, StageResult


def pages(results: PeriodResults, paper: bool = False) -> int:
    """Pages of the ranking and of the heatmap."""
    return order.pages(len(results.opds), order.PER_PAPER_PAGE if paper else order.PER_PAGE)


def radar(results: PeriodResults, key: int) -> Radar:
    """One OPD (`OpdResults.key`) on all variables, for its own people: the means are drawn once the results are made
    known. Raises LookupError when it takes no part.
    """
    one = results.opd(key)
    if one is None:
        raise LookupError(f"OPD {key} takes no part in {results.period.name}")
    instrument = results.instrument
    judged = one.stages.official.levels if one.stages.official else {}
    return Radar(
        axes.scale_of(instrument),
        one.name,
        results.period.stamp,
        results.at.date(),
        results.told,
        own=_levels(instrument, one.stages.own),
        region=_levels(instrument, one.stages.region) if one.stages.region else None,
        province=_levels(instrument, one.stages.province) if one.stages.province else None,
        official=axes.lowest(instrument, one.official, judged) if one.official else None,
        former=_former(instrument, one.former) if one.former else None,
        means=_means(results) if results.known else (),
        again=bool(one.again),
    )


def ranking(results: PeriodResults, page: int = 1) -> Ranking:
    """Every OPD by its value; one page of them."""
    at = _page(results, page, paper=False)
    scale, year, day = Scale.of(results.instrument), results.period.stamp, results.at.date()
    return Ranking(scale, year, day, results.region, _opds(results), at)


def heatmap(results: PeriodResults, page: int = 1, paper: bool = False) -> HeatMap:
    """Every OPD by every variable; one page of them. `paper`: for print."""
    at = _page(results, page, paper)
    scale, year, day = axes.scale_of(results.instrument), results.period.stamp, results.at.date()
    return HeatMap(scale, year, day, results.region, _opds(results), at, paper)


def distribution(results: PeriodResults) -> Distribution:
    """Verified OPD by band and by staged level."""
    return Distribution(
        Scale.of(results.instrument),
        results.period.stamp,
        results.at.date(),
        results.region,
        bands=tuple(results.bands.values()),
        staged=tuple(results.staged.values()),
    )


def progress(results: PeriodResults) -> Progress:
    """How many had sent, and how many were verified, day by day until now."""
    period = results.period
    return Progress(
        period.stamp,
        results.at.date(),
        period.opens.date(),
        last_day(period.due),
        results.states,
        _days(results.opds),
        period.status in OVER,
        period.status is PeriodStatus.ARCHIVED,
    )


def trend(years: Sequence[PeriodResults]) -> Trend:
    """The region's means, oldest first (`storage.results.period.years`), on the scale of the newest result. Raises
    LookupError when there is no period.
    """
    newest = _newest(years)
    day = years[-1].at.date()
    return Trend(Scale.of(newest.instrument), newest.pemda_name, day, _points(years, newest), newest.region)


def _levels(instrument: Instrument, reached: StageResult) -> Levels:
    value = reached.score.value if reached.score else None
    return Levels(axes.placed(instrument, reached.levels), value)


def _former(instrument: Instrument, former: FormerResult) -> Former:
    assert former.score.value is not None, "a year without values is not compared"
    return Former(former.year, axes.placed(instrument, former.levels), former.score.value)


def _means(results: PeriodResults) -> tuple[Decimal, ...]:
    """A line around everything that is drawn, or none."""
    if axes.aspects(results.instrument):
        official = (one.stages.official for one in results.verified)
        return axes.means(results.instrument, [reached.levels for reached in official if reached])
    codes, means = [one.code for one in drawn(results.instrument)], results.means
    return tuple(means[code] for code in codes) if set(codes) <= means.keys() else ()


def _page(results: PeriodResults, page: int, paper: bool) -> int:
    return min(max(page, 1), pages(results, paper))


def _opds(results: PeriodResults) -> tuple[OpdResult, ...]:
    over, archived = results.period.status in OVER, results.period.status is PeriodStatus.ARCHIVED
    return tuple(replace(_opd(results, one), over=over, archived=archived) for one in results.opds)


def _opd(results: PeriodResults, one: OpdResults) -> OpdResult:
    complete = results.asked - len(one.incomplete)
    reached = one.stages.official
    if reached is None or reached.score is None or reached.score.value is None:
        return OpdResult(one.short, one.status, complete)
    levels = axes.placed(results.instrument, reached.levels)
    score = axes.lowest(results.instrument, reached.score, reached.levels)
    return OpdResult(one.short, one.status, complete, score, levels, one.stages.stage)


def _days(opds: Sequence[OpdResults]) -> tuple[ProgressDay, ...]:
    """The days on which a count changed. A submission that was withdrawn is not counted; one that was returned counts
    once.
    """
    sent = [one.submitted_at.date() for one in opds if one.submitted_at and one.status in SENT]
    verified = [one.reviewed_at.date() for one in opds if one.reviewed_at and one.status in REVIEWED]
    return tuple(ProgressDay(day, _until(sent, day), _until(verified, day)) for day in sorted({*sent, *verified}))


def _until(days: Iterable[date], day: date) -> int:
    return sum(one <= day for one in days)


def _newest(years: Sequence[PeriodResults]) -> PeriodResults:
    """The last period with a value, else the last one. The others are compared on its scale."""
    if not years:
        raise LookupError("a trend needs a period")
    return next((one for one in reversed(years) if one.valued), years[-1])


def _points(years: Iterable[PeriodResults], newest: PeriodResults) -> tuple[TrendYear, ...]:
    """One point for each period with a result, and its part of the year where a year has several. The running one has
    none before its first result; results on another instrument have no value.
    """
    shown = [one for one in years if one.verified]
    several = len({one.period.year for one in shown}) < len(shown)
    return tuple(
        _mean(one, several)
        if one.instrument.id == newest.instrument.id
        else TrendYear(one.period.year, None, other_instrument=True, part=_part(one, several))
        for one in shown
    )


def _mean(results: PeriodResults, several: bool) -> TrendYear:
    region, year = results.region, results.period.year
    part = _part(results, several)
    return TrendYear(year, region.mean, region.band, region.n, region.of, unrounded=region.unrounded, part=part)


def _part(results: PeriodResults, several: bool) -> str:
    return periods.part_of_year(results.period.name, results.period.due.date()) if several else ""
