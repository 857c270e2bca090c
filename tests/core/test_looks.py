"""Colours and words that tables share."""

import pytest

from core import looks
from core.assessment.model import Status
from tests.core.charts.test_colours import READABLE, contrast, luminance


def test_every_status_has_a_word() -> None:
    assert looks.STATUS.keys() == set(Status)


@pytest.mark.parametrize(
    ("steps", "chosen"), [(5, [0, 1, 2, 3, 4]), (3, [0, 2, 4]), (2, [0, 4]), (1, [0]), (4, [0, 1, 3, 4])]
)
def test_a_scale_is_spread_over_the_palette(steps: int, chosen: list[int]) -> None:
    shades = [looks.shade(looks.BANDS, place, steps) for place in range(steps)]
    assert shades == [looks.BANDS[place] for place in chosen]


@pytest.mark.parametrize("palette", [looks.BANDS, looks.LEVELS], ids=["kategori", "tingkat"])
@pytest.mark.parametrize("steps", [6, 9])
def test_more_steps_than_the_palette_has_are_told_apart_and_read(palette: tuple[looks.Shade, ...], steps: int) -> None:
    """Found: A and A- of nine categories had one colour."""
    shades = [looks.shade(palette, place, steps) for place in range(steps)]
    assert (shades[0], shades[-1]) == (palette[0], palette[-1])
    assert len({fill for fill, _ in shades}) == steps
    lights = [luminance(fill) for fill, _ in shades]
    assert lights == sorted(lights, reverse=True)
    assert all(contrast(fill, ink) >= READABLE for fill, ink in shades)
