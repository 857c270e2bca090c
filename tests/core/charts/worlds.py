"""Regions to draw: 3, 30 and 70 OPD with Kutai Timur's names and longer inventions, in numbers that are made up."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from random import Random

from core.assessment.model import Status
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
)
from core.instrument.parse import load_packaged
from core.instrument.scoring import RegionResult, Score, mean, region_summary, score
from core.results.stages import StatusCounts
from core.review.verdicts import Stage

INSTRUMENT = load_packaged("kematangan-2018")
SCALE = Scale.of(INSTRUMENT)
RESULT_DAY = date(2027, 1, 15)
WEEK_BEFORE = date(2026, 12, 7)
DUE = date(2026, 12, 14)
LONG_NAME = "Dinas Pengendalian Penduduk dan Keluarga Berencana"
LONGEST_NAME = (
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana "
    "Kabupaten Penukal Abab Lematang Ilir"
)
INVENTED = (
    "Disdalduk KB P3A",
    "Kecamatan Sangatta Utara Baru",
    "Kecamatan Sangatta Selatan Baru",
    "Dinas Kepemudaan, Olahraga dan Pariwisata",
    "Satuan Polisi Pamong Praja dan Pemadam Kebakaran",
    "RSUD Dr. H. Abdul Moeloek",
    "BAPPERIDA-LITBANG",
    "WWWWWWWWWWWWWWWW",
    "UPT Puskesmas Muara Wahau",
    "Kesbang & Linmas",
    "Bagian <Umum> $x$",
    "Perumda Air",
    "Biro Kesra",
    "Dinas Kelautan dan Perikanan",
    "Sekretariat KORPRI",
)
UNVERIFIED = (
    Status.NOT_STARTED,
    Status.DRAFT,
    Status.AWAITING_HEAD,
    Status.SUBMITTED,
    Status.IN_REVIEW,
    Status.RETURNED,
)


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Short names: 55 real ones, then the inventions."""
    with files("core").joinpath("examples", "opd-kutai-timur.csv").open(encoding="utf-8", newline="") as listed:
        real = [row["singkatan"] or row["nama"] for row in csv.DictReader(listed)]
    return (*real, *INVENTED)


def chosen(count: int) -> tuple[str, ...]:
    """So many names, the inventions among them."""
    every = names()
    return tuple(every[(place * 29) % len(every)] for place in range(count))


def levels(name: str) -> tuple[int, ...]:
    """Made up from the name: most offices between Sedang and Tinggi, each with a weak spot here and there."""
    chance = Random(name)
    aim = 2.5 + chance.random() + chance.random()
    weak = [chance.random() < 0.1 for _ in SCALE.variables]
    return tuple(min(5, max(1, int(aim + chance.random()) - at)) for at in weak)


def scored(found: tuple[int, ...]) -> Score:
    result = score(INSTRUMENT, dict(zip(INSTRUMENT.codes, found, strict=True)))
    assert result is not None
    return result


def verified_opd(name: str, found: tuple[int, ...] | None = None, stage: Stage = Stage.REGION) -> OpdResult:
    given = found or levels(name)
    return OpdResult(name, Status.FINAL, 11, scored(given), given, stage)


def unverified_opd(name: str, place: int) -> OpdResult:
    status = UNVERIFIED[place % len(UNVERIFIED)]
    complete = {Status.NOT_STARTED: 0, Status.DRAFT: 1 + place % 10}.get(status, 11)
    return OpdResult(name, status, complete)


def opds(count: int, verified: int | None = None) -> tuple[OpdResult, ...]:
    done = count if verified is None else verified
    return tuple(
        verified_opd(name) if place < done else unverified_opd(name, place) for place, name in enumerate(chosen(count))
    )


def region(listed: tuple[OpdResult, ...]) -> RegionResult:
    return region_summary(INSTRUMENT, [opd.score.value for opd in listed if opd.score], len(listed))


def ranking(count: int, page: int = 1, verified: int | None = None) -> Ranking:
    listed = opds(count, verified)
    return Ranking(SCALE, 2026, RESULT_DAY, region(listed), listed, page)


def heatmap(count: int, page: int = 1, verified: int | None = None, paper: bool = False) -> HeatMap:
    listed = opds(count, verified)
    return HeatMap(SCALE, 2026, RESULT_DAY, region(listed), listed, page, paper)


def distribution(count: int, verified: int | None = None) -> Distribution:
    listed = opds(count, verified)
    found = [opd.score for opd in listed if opd.score]
    bands = tuple(sum(one.band == band.name for one in found) for band in SCALE.bands)
    staged = tuple(sum(one.staged_level == level for one in found) for level in range(1, 6))
    return Distribution(SCALE, 2026, RESULT_DAY, region(listed), bands, staged)


def progress(count: int, as_of: date = WEEK_BEFORE, share: float = 0.6, verified: float = 0.16) -> Progress:
    """A period of four weeks in which offices send late, as they do."""
    opens = date(2026, 11, 16)
    sent, done = round(count * share), round(count * verified)
    length = max((as_of - opens).days, 1)
    sent_by = [int(sent * (day / length) ** 2) for day in range(length)]
    done_by = [min(int(done * max(0.0, day / length - 0.3) / 0.7), sent_by[day]) for day in range(length)]
    days = tuple(ProgressDay(opens + timedelta(days=day), sent_by[day], done_by[day]) for day in range(length))
    repairing = min(2, (sent - done) // 8)
    filling = round((count - sent) * 0.6)
    states = StatusCounts(done, sent - done - repairing, repairing, filling, count - sent - filling)
    return Progress(2026, as_of, opens, DUE, states, days)


def trend() -> Trend:
    return Trend(
        SCALE,
        "Kabupaten Kutai Timur",
        RESULT_DAY,
        (
            TrendYear(2021, Decimal("33.12"), "Sedang", 42, 55),
            TrendYear(2022, Decimal("34.80"), "Sedang", 51, 55),
            TrendYear(2024, Decimal("35.90"), "Sedang", 51, 55),
            TrendYear(2025, Decimal("37.04"), "Sedang", 54, 55),
            TrendYear(2026, Decimal("38.55"), "Tinggi", 55, 55),
        ),
        RegionResult(55, 55, Decimal("38.55"), "Tinggi"),
    )


def trend_among(count: int, verified: int, name: str) -> Trend:
    """A region of so many OPD, of which fewer were verified in the years before."""
    now = region(opds(count, verified))
    before = ((2023, "33.33", "Sedang", 3), (2024, "35.00", "Sedang", 2), (2025, "36.67", "Sedang", 1))
    years = [
        TrendYear(year, Decimal(value), band, max(1, verified - missing), count)
        for year, value, band, missing in before
    ]
    return Trend(SCALE, name, RESULT_DAY, (*years, TrendYear(2026, now.mean, now.band, now.n, now.of)), now)


OWN = (4, 4, 4, 3, 4, 3, 4, 4, 5, 3, 3)
JUDGED = (4, 4, 3, 2, 4, 3, 4, 4, 5, 3, 3)
PROVINCE = (4, 4, 3, 2, 3, 3, 4, 4, 4, 3, 3)
FORMER = (3, 4, 3, 2, 3, 3, 3, 4, 4, 3, 3)


def radar() -> Radar:
    """Dinas Kesehatan after the region's review, with last year and the region's means."""
    others = opds(55)
    means = tuple(mean([opd.levels[place] for opd in others]) for place in range(len(OWN)))
    return Radar(
        SCALE,
        "Dinas Kesehatan",
        2026,
        RESULT_DAY,
        region(others),
        own=Levels(OWN, Decimal(sum(OWN))),
        region=Levels(JUDGED, Decimal(sum(JUDGED))),
        official=scored(JUDGED),
        former=Former(2025, FORMER, Decimal(sum(FORMER))),
        means=tuple(one for one in means if one is not None),
    )


def radar_among(count: int, verified: int, name: str) -> Radar:
    """One of so many OPD, with a name of one's choice; its own levels are a little higher than the team's."""
    listed = opds(count, verified)
    done = [opd.levels for opd in listed if opd.score]
    own = tuple(min(5, level + (place % 4 == 1)) for place, level in enumerate(done[0]))
    means = tuple(mean([one[place] for one in done]) or Decimal(0) for place in range(len(own)))
    return replace(
        radar(),
        opd=name,
        verified=region(listed),
        own=Levels(own, Decimal(sum(own))),
        region=Levels(done[0], Decimal(sum(done[0]))),
        official=scored(done[0]),
        means=means,
    )


def radar_province() -> Radar:
    return replace(radar(), province=Levels(PROVINCE, Decimal(sum(PROVINCE))), official=scored(PROVINCE))


def radar_open() -> Radar:
    """Seven of eleven answered, nothing verified."""
    some = tuple(level if place not in (3, 7, 9, 10) else None for place, level in enumerate(OWN))
    nobody = RegionResult(0, 55, None, None)
    return Radar(SCALE, LONG_NAME, 2026, WEEK_BEFORE, nobody, own=Levels(some, None))
