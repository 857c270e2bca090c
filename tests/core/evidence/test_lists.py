"""The lines of a Pemda's own list of evidence."""

from datetime import UTC, datetime, timedelta

import pytest

from core.evidence.lists import LINE, OwnLine, present, wrong_words

NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_line_is_asked_from_its_first_moment_up_to_its_last() -> None:
    line = OwnLine(1, "V04", 3, "SK tim", NOON, NOON + HOUR)
    assert [line.asked(NOON + span) for span in (-HOUR, 0 * HOUR, HOUR / 2, HOUR)] == [False, True, True, False]
    assert present([line]) == {}
    kept = OwnLine(2, "V04", 3, "Notulen", NOON)
    assert present([line, kept]) == {("V04", 3): (kept,)}


@pytest.mark.parametrize("words", ["x" * LINE[0], "x" * LINE[1], "SK tim evaluasi SOP (2026), ditandatangani"])
def test_lines_that_may_be_asked(words: str) -> None:
    assert wrong_words(words) == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "0 karakter"),
        ("SK", "2 karakter"),
        ("x" * 101, "101 karakter. Tulis 3 sampai 100"),
        ("SK\ntim", "tidak terlihat"),
        ("SK \u202e tim", "tidak terlihat"),
        ("=HYPERLINK(A1)", 'diawali "="'),
        ("-SK tim", 'diawali "-"'),
    ],
)
def test_lines_that_may_not(words: str, said: str) -> None:
    assert said in wrong_words(words)
