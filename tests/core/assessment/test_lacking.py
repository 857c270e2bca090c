"""What an answer lacks."""

from itertools import product

import pytest

from core.assessment.lacking import NOTHING_THERE, lacking
from core.instrument.parse import load_packaged

INSTRUMENT = load_packaged("kematangan-2018")


@pytest.mark.parametrize(
    ("level", "explained", "proven", "expected"),
    [
        (None, False, False, NOTHING_THERE),
        (None, True, True, ("level",)),
        (0, True, False, ()),
        (1, True, False, ()),
        (1, False, False, ("explanation",)),
        (2, True, False, ("evidence",)),
        (5, False, False, ("explanation", "evidence")),
        (5, True, True, ()),
    ],
)
def test_a_level_of_nought_is_a_level_and_needs_no_evidence(
    level: int | None, explained: bool, proven: bool, expected: tuple[str, ...]
) -> None:
    assert lacking(level, explained, proven, INSTRUMENT, "V01") == expected


def test_whatever_is_added_nothing_more_is_lacking() -> None:
    for level, explained, proven in product((None, 0, 1, 2, 5), (False, True), (False, True)):
        now = set(lacking(level, explained, proven, INSTRUMENT, "V01"))
        assert set(lacking(level, True, proven, INSTRUMENT, "V01")) == now - {"explanation"}
        assert set(lacking(level, explained, True, INSTRUMENT, "V01")) == now - {"evidence"}
