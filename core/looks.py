"""Colours and words that tables share: two palettes of fill and text colours, mint to navy for kategori, cream to brown
for tingkat.
"""

from collections.abc import Sequence
from typing import TypeVar

from core.assessment.model import Status

T = TypeVar("T")

INK, WHITE = "#1A1A1A", "#FFFFFF"
HEADER = "#1B2F6B"
FAINT, GRID = "#4A4F55", "#D5D8DC"

BANDS = (("#EAF6F2", INK), ("#A6D5CF", INK), ("#5CAAB8", INK), ("#2775A8", WHITE), ("#1B2F6B", WHITE))
LEVELS = (("#FFF3D9", INK), ("#F8D08C", INK), ("#DE9A45", INK), ("#A65A1B", WHITE), ("#5E2C0E", WHITE))
"""Lowest first."""

STATUS = {
    Status.NOT_STARTED: "Belum mulai",
    Status.DRAFT: "Sedang mengisi",
    Status.AWAITING_HEAD: "Menunggu kepala",
    Status.SUBMITTED: "Menunggu verifikasi",
    Status.IN_REVIEW: "Diperiksa",
    Status.RETURNED: "Memperbaiki",
    Status.VERIFIED: "Terverifikasi",
    Status.FINAL: "Ditetapkan",
}


def shade(palette: Sequence[T], place: int, of: int) -> T:
    """The colour number `place` (lowest 0) of a scale with `of` steps, spread over the palette."""
    return palette[round(place * (len(palette) - 1) / max(of - 1, 1))]
