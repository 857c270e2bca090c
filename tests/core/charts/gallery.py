"""The pictures of docs/pictures by name: each chart with 3, 30 and 70 OPD, and the cases that are hard to draw."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.charts.data import Chart, Levels, Trend, TrendYear
from core.instrument.scoring import RegionResult
from tests.core.charts import worlds

AFTER = date(2027, 1, 5)


def trend_gap() -> Trend:
    """Two years on another instrument, two without data, then a year with far fewer verified."""
    return Trend(
        worlds.SCALE,
        "Kabupaten Penukal Abab Lematang Ilir",
        worlds.RESULT_DAY,
        (
            TrendYear(2021, None, other_instrument=True),
            TrendYear(2022, None, other_instrument=True),
            TrendYear(2025, Decimal("37.04"), "Sedang", 30, 55),
            TrendYear(2026, Decimal("46.31"), "Sangat Tinggi", 55, 55),
        ),
        RegionResult(55, 55, Decimal("46.31"), "Sangat Tinggi"),
    )


def radar_many() -> Chart:
    """Four variables hold back; the longest name."""
    levels = (2, 3, 3, 2, 3, 2, 3, 3, 4, 2, 3)
    judged = Levels(levels, Decimal(sum(levels)))
    chart = replace(worlds.radar(), opd=worlds.LONGEST_NAME, region=judged, official=worlds.scored(levels))
    return replace(chart, former=None)


def radar_full() -> Chart:
    levels = (5,) * 11
    return replace(worlds.radar(), region=Levels(levels, Decimal(55)), official=worlds.scored(levels), former=None)


GALLERY: dict[str, Chart] = {
    "radar": worlds.radar(),
    "radar-provinsi": worlds.radar_province(),
    "radar-sementara": worlds.radar_open(),
    "radar-nama-terpanjang": radar_many(),
    "radar-semua-v": radar_full(),
    "radar-3": worlds.radar_among(3, 2, "Dispora"),
    "radar-30": worlds.radar_among(30, 19, worlds.LONG_NAME),
    "radar-70": worlds.radar_among(70, 70, worlds.LONGEST_NAME),
    "peringkat-3": worlds.ranking(3, verified=2),
    **{f"peringkat-30-{page}": worlds.ranking(30, page, 19) for page in (1, 2)},
    **{f"peringkat-70-{page}": worlds.ranking(70, page, 66) for page in (1, 2, 3, 4)},
    "peringkat-belum": worlds.ranking(30, 1, 0),
    "peta-3": worlds.heatmap(3, verified=2),
    **{f"peta-30-{page}": worlds.heatmap(30, page, 19) for page in (1, 2)},
    **{f"peta-70-{page}": worlds.heatmap(70, page, 66) for page in (1, 2, 3, 4)},
    **{f"peta-kertas-70-{page}": worlds.heatmap(70, page, 66, paper=True) for page in (1, 2)},
    "sebaran-3": worlds.distribution(3),
    "sebaran-30": worlds.distribution(30, 19),
    "sebaran-70": worlds.distribution(70),
    "sebaran-belum": worlds.distribution(30, 0),
    "kemajuan-3": worlds.progress(3, share=0.67, verified=0.34),
    "kemajuan-30": worlds.progress(30, date(2026, 11, 20), 0.1, 0.0),
    "kemajuan-70": worlds.progress(70),
    "kemajuan-70-lewat": worlds.progress(70, AFTER, 0.96, 0.5),
    "tren": worlds.trend(),
    "tren-3": worlds.trend_among(3, 2, "Kota Bontang"),
    "tren-30": worlds.trend_among(30, 30, "Kota Pekalongan"),
    "tren-70": worlds.trend_among(70, 66, "Kabupaten Kepulauan Siau Tagulandang Biaro"),
    "tren-celah": trend_gap(),
}
