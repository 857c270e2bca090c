"""The year of a document, from its file's name."""

import pytest

from core.evidence.years import stated_year, year_in


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


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019", 2019),
        (" Tahun 2019.", 2019),
        ("dokumen tahun 2014 ya", 2014),
        ("semua 2024", 2024),
        ("24", None),
        ("2024 dan 2025", None),
        ("Renstra 2021-2026", None),
        ("Rapat tahun 2024", None),
        ("20245", None),
    ],
)
def test_a_year_may_be_stated_in_words(text: str, year: int | None) -> None:
    assert stated_year(text) == year
