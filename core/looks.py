"""Colours and words that tables share: two palettes of fill and text colours, mint to navy for kategori, cream to brown
for tingkat.
"""

from collections.abc import Sequence

from core.assessment.model import Status

Shade = tuple[str, str]
"""A fill, and the colour of the text on it."""

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


def shade(palette: Sequence[Shade], place: int, of: int) -> Shade:
    """The colours number `place` (lowest 0) of a scale with `of` steps, spread over the palette. A scale of more steps
    has colours in between.
    """
    at = place * (len(palette) - 1) / max(of - 1, 1)
    if of <= len(palette):
        return palette[round(at)]
    lower = min(int(at), len(palette) - 2)
    fill = _mixed(palette[lower][0], palette[lower + 1][0], at - lower)
    return fill, INK if _light(fill) > _HALF_LIGHT else WHITE


_HALF_LIGHT = 0.2
"""Of this luminance dark and white letters are read equally well (WCAG 2.2)."""


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = (((part / 255 + 0.055) / 1.055) ** 2.4 if part > 10 else part / 255 / 12.92 for part in _parts(colour))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
