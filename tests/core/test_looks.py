"""Colours and words that tables share."""

import pytest

from core import looks
from core.assessment.model import Status


def test_every_status_has_a_word() -> None:
    assert looks.STATUS.keys() == set(Status)


@pytest.mark.parametrize(
    ("steps", "chosen"), [(5, [0, 1, 2, 3, 4]), (3, [0, 2, 4]), (2, [0, 4]), (1, [0]), (4, [0, 1, 3, 4])]
)
def test_a_scale_is_spread_over_the_palette(steps: int, chosen: list[int]) -> None:
    assert [looks.shade(range(5), place, steps) for place in range(steps)] == chosen
