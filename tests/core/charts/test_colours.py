"""The palettes in numbers: contrast of text, order of lightness, distance of neighbours for colour-blind readers."""

from itertools import pairwise
from math import dist

import pytest

from core.charts.drawings import progress, radar
from core.charts.drawings.frame import SECONDARY
from core.charts.drawings.trend import tint
from core.looks import BANDS, INK, LEVELS, WHITE

READABLE = 4.5  # WCAG 2.2 AA, text
VISIBLE = 3.0  # WCAG 2.2 AA, lines and marks
APART = 12.5  # ΔE of 13, rounded

MATRICES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""

Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb: Triple) -> Triple:
    """CIELAB of linear RGB, D65."""
    red, green, blue = rgb
    tristimulus = (
        (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in tristimulus)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, matrix: tuple[Triple, Triple, Triple]) -> Triple:
    rgb = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(part * weight for part, weight in zip(rgb, row, strict=True)))) for row in matrix
    )
    return lab((red, green, blue))


@pytest.mark.parametrize("palette", [BANDS, LEVELS, progress.STATES], ids=["kategori", "tingkat", "keadaan"])
def test_text_on_every_fill_can_be_read(palette: tuple[tuple[str, str], ...]) -> None:
    assert min(contrast(fill, text) for fill, text in palette) >= READABLE


def test_text_on_white_and_on_the_trends_stripes_can_be_read() -> None:
    for colour in (INK, SECONDARY, progress.SENT, progress.VERIFIED, progress.DUE):
        assert contrast(colour, WHITE) >= READABLE
    for fill, _ in BANDS:
        assert contrast(SECONDARY, tint(fill)) >= READABLE


def test_lines_stand_out_from_white() -> None:
    looks = (radar.OWN, radar.REGION, radar.PROVINCE, radar.FORMER)
    assert min(contrast(look.colour, WHITE) for look in looks) >= VISIBLE


@pytest.mark.parametrize("palette", [BANDS, LEVELS], ids=["kategori", "tingkat"])
def test_lightness_falls_so_that_grey_print_keeps_the_order(palette: tuple[tuple[str, str], ...]) -> None:
    lightness = [lab(linear(fill))[0] for fill, _ in palette]
    assert all(upper - lower >= 10 for upper, lower in pairwise(lightness))


def test_lightness_is_as_planned() -> None:
    assert [round(lab(linear(fill))[0]) for fill, _ in BANDS] == [96, 82, 65, 47, 21]
    assert [round(lab(linear(fill))[0]) for fill, _ in LEVELS] == [96, 85, 69, 46, 24]


@pytest.mark.parametrize("palette", [BANDS, LEVELS], ids=["kategori", "tingkat"])
@pytest.mark.parametrize("sight", MATRICES)
def test_neighbours_stay_apart_for_colour_blind_readers(sight: str, palette: tuple[tuple[str, str], ...]) -> None:
    found = [seen(fill, MATRICES[sight]) for fill, _ in palette]
    assert min(dist(one, other) for one, other in pairwise(found)) >= APART


@pytest.mark.parametrize("sight", MATRICES)
def test_the_two_families_are_never_taken_for_each_other(sight: str) -> None:
    """From the second step on; the palest of both are nearly white and have their words beside them."""
    bands = [seen(fill, MATRICES[sight]) for fill, _ in BANDS[1:]]
    levels = [seen(fill, MATRICES[sight]) for fill, _ in LEVELS[1:]]
    assert min(dist(band, level) for band in bands for level in levels) >= APART


@pytest.mark.parametrize("sight", MATRICES)
def test_the_radars_lines_differ_in_colour_and_in_more_than_colour(sight: str) -> None:
    own, region, province = (seen(one.colour, MATRICES[sight]) for one in (radar.OWN, radar.REGION, radar.PROVINCE))
    assert min(dist(own, region), dist(own, province), dist(region, province)) >= APART
    shapes = {(look.style, look.mark) for look in (radar.OWN, radar.REGION, radar.PROVINCE, radar.FORMER, radar.MEAN)}
    assert len(shapes) == 5
