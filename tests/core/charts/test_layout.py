"""Every picture, asked of the renderer: nothing is cut off, nothing lies on anything else, everything can be read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from random import Random

import pytest

from core.assessment.model import Status
from core.charts.data import (
    Chart,
    Distribution,
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
)
from core.charts.drawings.drawing import draw
from core.charts.drawings.frame import DPI, LEAST, SECONDARY, TALLEST, Sheet
from core.charts.drawings.heatmap import PAPER_HEIGHT, PAPER_SIZE, PAPER_WIDTH
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import RegionResult, region_summary, score
from core.results.stages import StatusCounts
from core.review.verdicts import Stage
from tests.core.charts import worlds
from tests.core.charts.gallery import GALLERY
from tests.core.charts.layout import cut_off, lines, on_each_other, written
from tests.made_instruments import PEKPPP_BANDS, PEKPPP_RULE, STEPS, made, pekppp_text, text, variable

NAMES = ("Dinas Kesehatan", "X", worlds.LONG_NAME, worlds.LONGEST_NAME)


def by_chance(seed: int) -> Iterator[Chart]:
    """One of each kind with numbers nobody chose."""
    chance = Random(seed)
    opds = chance.choice((1, 2, 20, 21, 41, 55, 61, 70))
    verified, page = chance.randint(0, opds), chance.randint(1, -(-opds // 20))
    yield worlds.ranking(opds, page, verified)
    yield worlds.heatmap(opds, page, verified)
    yield worlds.distribution(opds, verified)
    yield radar(chance)
    yield progress(chance)
    yield trend(chance)


def radar(chance: Random) -> Radar:
    own, region, province = (tuple(chance.randint(1, 5) for _ in range(11)) for _ in range(3))
    chart = replace(
        worlds.radar(),
        opd=chance.choice(NAMES),
        own=Levels(own, Decimal(sum(own))),
        region=Levels(region, Decimal(sum(region))),
        official=worlds.scored(region),
    )
    if chance.random() < 0.3:
        return replace(chart, province=Levels(province, Decimal(sum(province))), official=worlds.scored(province))
    if chance.random() < 0.3:
        some = tuple(chance.choice((level, None)) for level in own)
        return replace(chart, own=Levels(some, None), official=None)
    return chart


def progress(chance: Random) -> Progress:
    opds = chance.choice((1, 3, 55, 70, 128))
    sent = chance.choice((0, opds, chance.randint(0, opds)))
    verified = chance.choice((0, sent, chance.randint(0, sent)))
    repairing, filling = chance.randint(0, sent - verified), chance.randint(0, opds - sent)
    states = StatusCounts(verified, sent - verified - repairing, repairing, filling, opds - sent - filling)
    opens = date(2026, 1, 1) + timedelta(days=chance.randint(0, 300))
    due = opens + timedelta(days=chance.choice((1, 7, 28, 60, 170)))
    as_of = opens + timedelta(days=chance.randint(-3, 200))
    days = tuple(ProgressDay(opens + timedelta(days=n), min(sent, n), min(verified, n // 2)) for n in range(0, 60, 3))
    return Progress(2026, as_of, opens, due, states, days)


def trend(chance: Random) -> Trend:
    years = []
    for year in range(2026 - chance.randint(0, 7), 2027):
        value = Decimal(chance.randint(1100, 5500)) / 100
        known = TrendYear(year, value, "Sangat Tinggi", chance.randint(1, 128), 128)
        unknown = TrendYear(year, None, other_instrument=chance.random() < 0.5)
        years.append(chance.choice((known, known, known, unknown)))
    region = RegionResult(128, 128, Decimal("38.55"), "Tinggi")
    return Trend(worlds.SCALE, chance.choice(NAMES), worlds.RESULT_DAY, tuple(years), region)


@lru_cache(maxsize=len(GALLERY))
def in_gallery(name: str) -> Sheet:
    return draw(GALLERY[name])


@pytest.mark.parametrize("name", GALLERY)
def test_a_picture_fits_its_sheet(name: str) -> None:
    chart, sheet = GALLERY[name], in_gallery(name)
    paper = isinstance(chart, HeatMap) and chart.paper
    assert cut_off(sheet) == []
    assert on_each_other(sheet) == []
    assert min(one.size for one in written(sheet)) >= (PAPER_SIZE if paper else LEAST)
    assert sheet.figure.bbox.width == (PAPER_WIDTH if paper else 6.0) * DPI
    assert sheet.figure.bbox.height <= (PAPER_HEIGHT if paper else TALLEST) * DPI


@pytest.mark.parametrize("seed", range(6))
def test_numbers_nobody_chose_fit_too(seed: int) -> None:
    for chart in by_chance(seed):
        sheet = draw(chart)
        assert (cut_off(sheet), on_each_other(sheet)) == ([], []), chart
        assert min(one.size for one in written(sheet)) >= LEAST


NINE_BANDS = made(
    text(
        "weighted_mean",
        STEPS,
        PEKPPP_BANDS + PEKPPP_RULE,
        *(variable(f"P{n:02}", range(6), "not_applicable: true,") for n in range(1, 11)),
    )
)


def on_another_scale(chance: Random) -> Iterator[Chart]:
    """Values 0,00 to 5,00 in nine categories, not staged; some variables do not apply."""
    opds = [judged(f"Dinas {n}", chance) for n in range(16)] + [OpdResult(f"Badan {n}", Status.DRAFT) for n in range(4)]
    scores = [opd.score for opd in opds if opd.score]
    region = region_summary(NINE_BANDS, [score.value for score in scores], len(opds))
    scale, day = Scale.of(NINE_BANDS), worlds.RESULT_DAY
    yield Ranking(scale, 2026, day, region, tuple(opds))
    yield HeatMap(scale, 2026, day, region, tuple(opds))
    yield HeatMap(scale, 2026, day, region, tuple(opds), paper=True)
    counts = tuple(sum(score.band == band.name for score in scores) for band in scale.bands)
    yield Distribution(scale, 2026, day, region, counts, ())
    years = (TrendYear(2025, Decimal("2.31"), "C-", 10, 20), TrendYear(2026, region.mean, region.band, region.n, 20))
    yield Trend(scale, "Kutai Timur", day, years, region)
    found = judged("Dinas Kesehatan", chance)
    levels = Levels(found.levels, found.score.value if found.score else None)
    yield Radar(scale, found.short, 2026, day, region, levels, levels, official=found.score)


def judged(name: str, chance: Random) -> OpdResult:
    about = chance.randint(1, 4)
    levels = tuple(NOT_APPLICABLE if chance.random() < 0.1 else about + chance.randint(-1, 1) for _ in NINE_BANDS.codes)
    found = score(NINE_BANDS, dict(zip(NINE_BANDS.codes, levels, strict=True)))
    return OpdResult(name, Status.FINAL, 10, found, levels, Stage.REGION)


@pytest.mark.parametrize("seed", range(2))
def test_pictures_of_another_scale_fit_and_speak_of_nothing_it_does_not_have(seed: int) -> None:
    for chart in on_another_scale(Random(seed)):
        sheet = draw(chart)
        assert (cut_off(sheet), on_each_other(sheet)) == ([], []), chart
        said = " ".join(one.words for one in written(sheet))
        assert not re.search(r"berjenjang|Berj\.|Romawi|[Tt]otal|55|Tinggi|Rendah|\bI+\b", said)


def of_thirty_one_variables(chance: Random) -> Iterator[Chart]:
    wide = made(pekppp_text())
    opds = []
    for n in range(6):
        levels = {code: chance.randint(0, 5) for code in wide.codes}
        found = score(wide, levels)
        opds.append(OpdResult(f"Dinas {n}", Status.FINAL, 31, found, tuple(levels.values()), Stage.REGION))
    scale, day = Scale.of(wide), worlds.RESULT_DAY
    region = region_summary(wide, [opd.score.value for opd in opds if opd.score], 6)
    yield HeatMap(scale, 2026, day, region, tuple(opds))
    yield HeatMap(scale, 2026, day, region, tuple(opds), paper=True)
    one = opds[0]
    levels_of_one = Levels(one.levels, one.score.value if one.score else None)
    yield Radar(scale, one.short, 2026, day, region, levels_of_one, levels_of_one, official=one.score)


def test_pictures_of_thirty_one_variables_fit_their_sheets() -> None:
    """Cells are too narrow for numerals, so that their colour alone says the level; around the radar stand codes."""
    for chart in of_thirty_one_variables(Random(3)):
        sheet = draw(chart)
        assert (cut_off(sheet), on_each_other(sheet)) == ([], []), chart
        said = [one.words for one in written(sheet)]
        assert any("arna: tingkat" in words for words in said) == isinstance(chart, HeatMap)


@pytest.mark.parametrize(
    "staged",
    [(1, 0, 49, 16, 4), (1, 1, 66, 1, 1), (66, 1, 1, 1, 1), (1, 1, 1, 1, 66), (0, 0, 70, 0, 0), (2, 3, 60, 3, 2)],
)
def test_every_part_of_the_stack_bears_its_numeral(staged: tuple[int, ...]) -> None:
    """Found: the part of one or two OPD bore none."""
    chart = replace(worlds.distribution(70), staged=staged)
    sheet = draw(chart)
    words = [one.words for one in written(sheet)]
    for numeral, opds in zip(chart.scale.numerals, staged, strict=True):
        assert (numeral in words) is (opds > 0), numeral
    assert (cut_off(sheet), on_each_other(sheet)) == ([], [])


@pytest.mark.parametrize("name", [name for name in GALLERY if name.startswith("peringkat-")])
def test_the_line_of_the_mean_meets_no_words(name: str) -> None:
    """Found: it went through the totals of the bars."""
    sheet = in_gallery(name)
    for (x, lower), (x_to, upper) in (sorted(points) for points in lines(sheet, SECONDARY)):
        if x != x_to:
            continue  # in the legend
        met = [
            one.words
            for one in written(sheet)
            if one.left < x * DPI < one.right and lower * DPI < one.upper and one.lower < upper * DPI
        ]
        assert met == []


def test_the_least_size_is_ten_pixels_on_a_phone() -> None:
    """11,5 pt on 6 inches, shown 360 pixels wide: em of 9,6, which rounds to ten."""
    assert round(LEAST / 72 * 360 / 6.0) == 10


@pytest.mark.parametrize("name", GALLERY)
def test_every_picture_says_of_when_it_is_and_how_many_are_verified(name: str) -> None:
    footer = [one.words for one in written(in_gallery(name)) if one.words.startswith("Per tanggal ")]
    assert len(footer) == 1
    assert " terverifikasi dari " in footer[0]


def test_dollars_and_markup_in_names_are_drawn_as_they_are() -> None:
    sheet = draw(replace(worlds.radar(), opd="Bagian <Umum> $x_1$ & B"))
    assert written(sheet)[0].words == "Bagian <Umum> $x_1$ & B · Hasil 2026"


def test_the_longest_title_loses_the_end_of_the_name_and_keeps_the_year() -> None:
    sheet = draw(replace(worlds.radar(), opd=worlds.LONGEST_NAME))
    assert [one.words for one in written(sheet)[:2]] == [
        "Dinas Pemberdayaan Perempuan, Perlindungan Anak,",
        "Pengendalian Penduduk dan Keluarga… · Hasil 2026",
    ]


def test_overlap_and_edge_would_be_noticed() -> None:
    sheet = draw(worlds.trend())
    sheet.text(0.30, sheet.height - 0.30, "di atas judul")
    sheet.text(5.90, 2.0, "di tepi")
    assert on_each_other(sheet) == [("Tren nilai Kabupaten Kutai Timur", "di atas judul")]
    assert [one.words for one in cut_off(sheet)] == ["di tepi"]
