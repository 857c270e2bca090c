"""The year of a document, from its file's name."""

import pytest

from core.evidence.years import may_be_stated, of_years, span_in, written, year_in


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Renja_2026.pdf", 2026),
        ("LKjIP 2025 final (2).docx", 2025),
        ("Renstra 2021-2026.pdf", None),
        ("Renja 2026 (Renstra 2021-2026).pdf", 2026),
        ("RPJMD_2021_2026.pdf", None),
        ("Renstra 2021 s/d 2026.pdf", None),
        ("Renja 2025 dan 2026.pdf", None),
        ("SK 120260.pdf", None),
        ("SK 20261.pdf", None),
        ("SK 2026A.pdf", 2026),
        ("Renstra 2016-2021.pdf", None),
        ("SK 12022025.pdf", 2025),
        ("20250212 Notulen.pdf", 2025),
        ("Laporan 2025 revisi 2026.pdf", None),
        ("800.1-2024-77.pdf", 2024),
        ("SK nomor 2099.pdf", None),
        ("Perbup 1999.pdf", None),
        ("197501011998032001.pdf", None),
        ("IMG_20260212_101010.jpg", None),
        ("WhatsApp Image 2026-02-12 at 10.10.jpeg", None),
        ("Scan_2026.pdf", None),
        ("Renja.pdf", None),
        ("", None),
    ],
)
def test_the_year_is_read_from_a_files_name(name, year):
    assert year_in(name, 2026) == year


@pytest.mark.parametrize(("year", "possible"), [(1944, False), (1945, True), (2026, True), (2027, True), (2028, False)])
def test_a_stated_year_is_neither_ancient_nor_beyond_the_next(year: int, possible: bool) -> None:
    assert may_be_stated(year, 2026) is possible


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("Renstra 2021-2026.pdf", (2021, 2026)),
        ("RPJMD 2021 – 2026 final 2.pdf", (2021, 2026)),
        ("RPJPD_2025_2045.pdf", (2025, 2045)),
        ("Renstra 2021 s.d. 2026.pdf", (2021, 2026)),
        ("Renstra 2021 sampai 2026.pdf", (2021, 2026)),
        ("Tahun ajaran 2025/2026.pdf", (2025, 2026)),
        ("Renstra 2016-2021 dan 2021-2026.pdf", None),
        ("Renja 2026-2025.pdf", None),
        ("SK 2000-2099.pdf", None),
        ("Renja 2025 dan 2026.pdf", None),
        ("800.1-2024-77.pdf", None),
        ("12021-20260.pdf", None),
        ("Scan 2021-2026.pdf", None),
        ("Renja 2026.pdf", None),
    ],
)
def test_the_years_that_a_document_is_for(name: str, years: tuple[int, int] | None) -> None:
    assert span_in(name) == years


def test_a_stated_year_stands_before_the_span_of_the_name() -> None:
    assert written(of_years(None, "Renstra 2021-2026.pdf")) == "2021–2026"
    assert written(of_years(2022, "Renstra 2021-2026.pdf")) == "2022"
    assert written(of_years(None, "Renstra.pdf")) == ""
