"""Ranks, pages and names, as lists and pictures share them."""

import pytest

from core.assessment.model import Status
from core.charts.data import OpdResult
from core.charts.order import fitting_names, page_of, pages, ranked, rows_a_page
from tests.core.charts.worlds import verified_opd


def opd(short: str, *levels: int) -> OpdResult:
    return verified_opd(short, levels) if levels else OpdResult(short, Status.DRAFT, 7)


def test_equal_totals_share_a_rank_and_stand_by_name() -> None:
    four, three, two = (4,) * 11, (3,) * 11, (2,) * 11
    listed = [
        opd("Telen"),
        opd("Dishub", *three),
        opd("bappeda", *three),
        opd("Ani", *two),
        opd("Setda", *four),
        opd("BRIDA"),
    ]
    assert [(row.rank, row.opd.short) for row in ranked(listed)] == [
        (1, "Setda"),
        (2, "bappeda"),
        (2, "Dishub"),
        (4, "Ani"),
        (None, "BRIDA"),
        (None, "Telen"),
    ]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (20, [20]),
        (21, [11, 10]),
        (30, [15, 15]),
        (55, [19, 19, 17]),
        (70, [18, 18, 18, 16]),
    ],
)
def test_pages_are_evenly_filled(count: int, sizes: list[int]) -> None:
    rows = list(range(count))
    found = [page_of(rows, page) for page in range(1, pages(count) + 1)]
    assert [len(page) for page in found] == sizes
    assert [row for page in found for row in page] == rows


def test_no_page_is_empty_or_over_full() -> None:
    for count in range(1, 200):
        sizes = [len(page_of(range(count), page)) for page in range(1, pages(count) + 1)]
        assert max(sizes) == rows_a_page(count) <= 20
        assert min(sizes) > 0
        assert sum(sizes) == count


def test_seventy_opd_take_two_pages_of_paper() -> None:
    assert [len(page_of(range(70), page, 35)) for page in (1, 2)] == [35, 35]


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_does_not_exist_is_refused(page: int) -> None:
    with pytest.raises(IndexError):
        page_of(range(30), page)


def test_a_name_over_sixteen_characters_is_cut_and_alike_ones_keep_their_ends() -> None:
    names = (
        "Sangatta Selatan",
        "Dinas Kelautan dan Perikanan",
        "Kecamatan Sangatta Utara",
        "Kecamatan Sangatta Selatan",
        "BadanRisetdanInovasiDaerah",
        "BadanRisetdanInovasiNasional",
    )
    fitting = fitting_names([opd(name) for name in names])
    assert [fitting[name] for name in names] == [
        "Sangatta Selatan",
        "Dinas Kelautan…",
        "…Sangatta Utara",
        "…Selatan",
        "…anInovasiDaerah",
        "…InovasiNasional",
    ]
    assert max(map(len, fitting.values())) <= 16
