"""The Ombudsman's letter as it is typed."""

from decimal import Decimal

import pytest

from core.register.opinions import Amiss, Opinion, read_opinion

OPDS = {"dinkes": 12, "dinas kesehatan": 12}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2025; Kualitas Sedang; 62,57", Opinion(2025, "Kualitas Sedang", Decimal("62.57"))),
        (" 2024 ;  DINKES; Kualitas  Tertinggi; 100", Opinion(2024, "Kualitas Tertinggi", Decimal(100), 12)),
        ("2025; Kualitas Rendah; 0.5", Opinion(2025, "Kualitas Rendah", Decimal("0.5"))),
        ("2025; Kualitas Sedang", Amiss.PARTS),
        ("2025 Kualitas Sedang 62,57", Amiss.PARTS),
        ("2027; Kualitas Sedang; 62,57", Amiss.YEAR),
        ("tahun; Kualitas Sedang; 62,57", Amiss.YEAR),
        ("2025; DISHUB; Kualitas Sedang; 62,57", Amiss.OPD),
        ("2025; 62,57; 62,57", Amiss.WORDS),
        ("2025; ; 62,57", Amiss.WORDS),
        ("2025; Kualitas Sedang; 100,01", Amiss.VALUE),
        ("2025; Kualitas Sedang; 62,571", Amiss.VALUE),
        ("2025; Kualitas Sedang; 1e1", Amiss.VALUE),
        ("2025; Kualitas Sedang; tinggi", Amiss.VALUE),
    ],
)
def test_a_typed_letter(line: str, found: Opinion | Amiss) -> None:
    assert read_opinion(line, OPDS, 2026) == found
