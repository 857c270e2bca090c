"""The year of a document, from its file's name."""

import pytest

from core.evidence.years import may_be_stated, year_in


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Renja_2026.pdf", 2026),
        ("LKjIP 2025 final (2).docx", 2025),
        ("Renstra 2021-2026.pdf", 2026),
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
