"""Every number on a chart is what the stored levels and verdicts give: reckoned here once more, the plain way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from core.assessment.model import Period, PeriodStatus, Status
from core.charts import order, pictures
from core.charts.data import Chart, Levels, ProgressDay, TrendYear
from core.charts.drawings import words
from core.charts.drawings.drawing import render
from core.instrument.parse import load_packaged
from core.results.period import OpdResults, PeriodResults
from core.results.stages import ResultBasis, stages
from core.review.verdicts import Stage, Verdict
from tests.core.charts.layout import said

WITA = ZoneInfo("Asia/Makassar")
INSTRUMENT = load_packaged("kematangan-2018")
CODES = INSTRUMENT.codes
OPENS = datetime(2026, 11, 16, 8, tzinfo=WITA)
DUE = datetime(2026, 12, 14, 16, tzinfo=WITA)
AT = datetime(2026, 12, 20, 9, tzinfo=WITA)
DONE = (Status.VERIFIED, Status.FINAL)
SENT = (Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED, *DONE)


@dataclass(frozen=True)
class Stored:
    """What the tables hold of one OPD; verdicts as (stage, variable, version, level), oldest first."""

    status: Status
    levels: Mapping[str, int]
    versions: Mapping[str, int]
    verdicts: tuple[tuple[Stage, str, int, int | None], ...] = ()
    sent: int = 0
    reviewed: int = 0

    def result(self, number: int) -> OpdResults:
        given = [Verdict(code, stage, version, level, "", "", AT) for stage, code, version, level in self.verdicts]
        return OpdResults(
            assessment=number,
            opd_id=number,
            code=f"OPD{number:02}",
            name=f"Dinas {number}",
            short=f"Dinas {number}",
            status=self.status,
            late=False,
            due=DUE,
            stages=stages(INSTRUMENT, self.status, ResultBasis(self.levels, given, self.versions)),
            incomplete=tuple(code for code in CODES if code not in self.levels),
            submitted_at=OPENS + timedelta(days=self.sent) if self.status in SENT else None,
            reviewed_at=OPENS + timedelta(days=self.reviewed) if self.status in DONE else None,
        )

    def judged(self, last: Stage) -> dict[str, int]:
        """Level by level: the newest verdict of the stage on the present version, else what the stage below has."""
        below = dict(self.levels) if last is Stage.REGION else self.judged(Stage.REGION)
        for code in CODES:
            mine = [one for one in self.verdicts if one[:2] == (last, code)]
            if mine and mine[-1][2] == self.versions[code] and mine[-1][3] is not None:
                below[code] = mine[-1][3]
        return below

    @property
    def province(self) -> bool:
        """Has the province judged every variable as it stands?"""
        newest = {code: (version, level) for stage, code, version, level in self.verdicts if stage is Stage.PROVINCE}
        return all(newest.get(code, (0, None))[0] == self.versions[code] and newest[code][1] for code in CODES)

    @property
    def official(self) -> dict[str, int] | None:
        if self.status not in DONE:
            return None
        return self.judged(Stage.PROVINCE if self.province else Stage.REGION)


def period(stored: list[Stored], year: int = 2026) -> PeriodResults:
    held = Period(1, str(year), year, PeriodStatus.OPEN, OPENS, DUE, DUE + timedelta(days=30))
    opds = tuple(one.result(number) for number, one in enumerate(stored, start=1))
    return PeriodResults(1, "Kabupaten Kutai Timur", held, INSTRUMENT, AT, "WITA", opds, known=True)


level = st.integers(1, 5)


@st.composite
def kept(draw: st.DrawFn) -> Stored:
    status = draw(st.sampled_from(Status))
    whole = status in SENT or draw(st.booleans())
    answered = CODES if whole else draw(st.lists(st.sampled_from(CODES), unique=True))
    levels = {code: draw(level) for code in answered}
    versions = {code: draw(st.integers(1, 2)) for code in answered}
    verdicts: list[tuple[Stage, str, int, int | None]] = []
    if status in DONE:
        for stage in draw(st.sampled_from(((), (Stage.REGION,), (Stage.REGION, Stage.PROVINCE)))):
            every = stage is Stage.PROVINCE and draw(st.booleans())
            for code in CODES if every else draw(st.lists(st.sampled_from(CODES), max_size=20)):
                version = versions[code] if every else draw(st.integers(1, 2))
                verdicts.append((stage, code, version, draw(level) if every else draw(st.none() | level)))
    sent = draw(st.integers(0, 30))
    return Stored(status, levels, versions, tuple(verdicts), sent, sent + draw(st.integers(0, 4)))


worlds = st.lists(kept(), max_size=8)


def totals(stored: list[Stored]) -> list[int]:
    return [sum(one.official.values()) for one in stored if one.official]


def two_places(values: list[int]) -> Decimal | None:
    if not values:
        return None
    return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def in_order(levels: Mapping[str, int]) -> tuple[int | None, ...]:
    return tuple(levels.get(code) for code in CODES)


@given(worlds)
def test_ranking_and_heatmap_show_the_official_levels_of_every_opd(stored: list[Stored]) -> None:
    results = period(stored)
    for chart in (pictures.ranking(results), pictures.heatmap(results)):
        assert (chart.verified.n, chart.verified.of) == (len(totals(stored)), len(stored))
        assert chart.verified.mean == two_places(totals(stored))
        for shown, one in zip(chart.opds, stored, strict=True):
            assert (shown.status, shown.complete) == (one.status, len(one.levels))
            if one.official is None:
                assert (shown.score, shown.levels, shown.stage) == (None, (), None)
                continue
            assert shown.score is not None
            assert shown.levels == in_order(one.official)
            assert shown.score.value == sum(one.official.values())
            assert shown.score.staged_level == min(one.official.values())
            assert shown.stage is (Stage.PROVINCE if one.province else Stage.REGION)


@given(worlds)
def test_distribution_counts_verified_opd_once_by_band_and_once_by_level(stored: list[Stored]) -> None:
    chart = pictures.distribution(period(stored))
    limits = (19, 28, 37, 46, 55)
    found = [next(place for place, limit in enumerate(limits) if total <= limit) for total in totals(stored)]
    assert chart.bands == tuple(found.count(place) for place in range(5))
    lowest = [min(one.official.values()) for one in stored if one.official]
    assert chart.staged == tuple(lowest.count(value) for value in range(1, 6))


@given(worlds.filter(bool), st.data())
def test_radar_shows_each_stage_as_it_was_judged(stored: list[Stored], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(stored)))
    one, chart = stored[number - 1], pictures.radar(period(stored), number)
    assert chart.own == Levels(in_order(one.levels), sum(one.levels.values()) if len(one.levels) == 11 else None)
    done = one.official is not None
    region, province = one.judged(Stage.REGION) if done else {}, one.judged(Stage.PROVINCE) if done else {}
    assert chart.region == (Levels(in_order(region), sum(region.values())) if done else None)
    assert chart.province == (Levels(in_order(province), sum(province.values())) if done and one.province else None)
    assert (chart.official.value if chart.official else None) == (sum(one.official.values()) if one.official else None)
    official = [other.official for other in stored if other.official]
    assert chart.means == tuple(two_places([levels[code] for levels in official]) for code in CODES if official)


@given(worlds)
def test_progress_rises_day_by_day_to_what_stands_now(stored: list[Stored]) -> None:
    chart = pictures.progress(period(stored))
    sent, done = [one for one in stored if one.status in SENT], [one for one in stored if one.status in DONE]
    assert (chart.states.sent, chart.states.verified, chart.states.total) == (len(sent), len(done), len(stored))
    days = [one.day for one in chart.days]
    assert days == sorted(set(days))
    for shown in chart.days:
        passed = (shown.day - OPENS.date()).days
        assert shown.sent == sum(one.sent <= passed for one in sent)
        assert shown.verified == sum(one.reviewed <= passed for one in done)
    if chart.days:
        assert (chart.days[-1].sent, chart.days[-1].verified) == (len(sent), len(done))


@given(worlds.filter(bool), worlds)
def test_trend_has_each_years_mean(before: list[Stored], now: list[Stored]) -> None:
    years = [period(before, 2025), period(now, 2026)]
    chart = pictures.trend(years)
    expected = {year: totals(stored) for year, stored in ((2025, before), (2026, now)) if totals(stored)}
    assert {one.year: one.value for one in chart.years} == {year: two_places(all) for year, all in expected.items()}
    assert {one.year: (one.n, one.of) for one in chart.years} == {
        year: (len(all), len(before if year == 2025 else now)) for year, all in expected.items()
    }


def full(value: int, status: Status = Status.FINAL, sent: int = 3, reviewed: int = 9) -> Stored:
    return Stored(status, dict.fromkeys(CODES, value), dict.fromkeys(CODES, 1), (), sent, reviewed)


def test_days_are_those_of_the_pemdas_zone() -> None:
    chart = pictures.progress(period([full(3), full(3, Status.SUBMITTED, sent=3), full(2, Status.DRAFT)]))
    assert chart.days == (ProgressDay(date(2026, 11, 19), 2, 0), ProgressDay(date(2026, 11, 25), 2, 1))
    assert (chart.opens, chart.due, chart.as_of) == (date(2026, 11, 16), date(2026, 12, 14), date(2026, 12, 20))


def test_a_trend_does_not_mix_scales() -> None:
    """On another instrument there was a result, but none that can be compared."""
    old = period([full(4)], 2024)
    years = [replace(old, instrument=replace(INSTRUMENT, id="lain-2020")), period([full(2)], 2025), period([], 2026)]
    chart = pictures.trend(years)
    assert chart.years == (
        TrendYear(2024, None, other_instrument=True),
        TrendYear(2025, Decimal("22.00"), "Rendah", 1, 1),
    )
    assert (chart.verified.n, chart.verified.of) == (1, 1)


def test_who_takes_no_part_has_no_picture() -> None:
    with pytest.raises(LookupError):
        pictures.radar(period([full(3)]), 2)
    with pytest.raises(LookupError):
        pictures.trend([])


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (1, 1), (4, 4), (9, 4)])
def test_a_page_beyond_the_last_is_the_last(asked: int, shown: int) -> None:
    results = period([full(3)] * 70)
    assert pictures.pages(results) == 4
    assert (pictures.ranking(results, asked).page, pictures.heatmap(results, asked).page) == (shown, shown)
    assert (pictures.pages(results, paper=True), pictures.heatmap(results, asked, paper=True).page) == (
        2,
        min(shown, 2),
    )


def every_chart(results: PeriodResults) -> list[Chart]:
    opds = [pictures.radar(results, 1)] if results.opds else []
    made = (pictures.ranking, pictures.heatmap, pictures.distribution, pictures.progress)
    return [*(build(results) for build in made), pictures.trend([results]), *opds]


@pytest.mark.parametrize("stored", [[], [full(3, Status.NOT_STARTED)], [full(5), full(1)]], ids=["none", "one", "two"])
def test_every_chart_of_a_young_region_can_be_drawn(stored: list[Stored]) -> None:
    for chart in every_chart(period(stored)):
        assert render(chart).startswith(b"\x89PNG")


def test_what_is_written_on_the_pictures() -> None:
    """Nine verified of ten: never a tenth counted as zero."""
    raised = Stored(Status.FINAL, dict.fromkeys(CODES, 3), dict.fromkeys(CODES, 1), ((Stage.REGION, "V04", 1, 1),))
    results = period([*[full(3)] * 8, raised, full(5, Status.SUBMITTED)])
    footer = "Per tanggal 20 Desember 2026 · 9 terverifikasi dari 10"
    for chart in every_chart(results):
        assert footer in said(chart) or chart.kind == "trend", chart.kind
    ranking = said(pictures.ranking(results))
    assert "Rata-rata sementara 32,78 · kategori Sedang" in ranking
    assert (ranking.count("33"), ranking.count("31"), ranking.count("menunggu verifikasi")) == (8, 1, 1)
    assert "Total 31 · kategori Sedang · tingkat berjenjang I" in said(pictures.radar(results, 9))
    assert "9 mengirim" not in said(pictures.progress(results))
    assert {"10 mengirim", "9 terverifikasi"} <= set(said(pictures.progress(results)))
    assert "32,78" in said(pictures.trend([results]))
    assert order.ranked(pictures.ranking(results).opds)[8].opd.short == "Dinas 9"


def test_the_trend_says_that_a_mean_of_some_opd_is_provisional() -> None:
    some = TrendYear(2026, Decimal("38.55"), "Tinggi", 5, 55)
    assert words.trend_subtitle(some, None) == "2026: sementara 38,55 · kategori Tinggi"
    assert "sementara" not in words.trend_subtitle(replace(some, n=55), None)
