"""Whatever strangers send is read without failing."""

import pytest
from hypothesis import given, strategies as st

from core import foreign

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_what_has_the_right_type_is_read() -> None:
    thing = {"a": {"b": {"n": 5, "w": "x", "t": True}}}
    assert foreign.number(foreign.part(thing, "a", "b"), "n") == 5
    assert foreign.words(foreign.part(thing, "a", "b"), "w") == "x"
    assert foreign.number(foreign.part(thing, "a", "b"), "t") is None
    assert foreign.part(thing, "a", "x", "y") == {}


@given(JSON, st.text())
def test_nothing_raises(thing: object, key: str) -> None:
    assert isinstance(foreign.words(thing, key), str)
    found = foreign.number(thing, key)
    assert found is None or abs(found) < foreign.LIMIT
    foreign.part(thing, key, key)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("007", 7), (str(2**63 - 1), 2**63 - 1), (str(2**63), None), ("-1", None), ("٣", None), ("", None)],
)
def test_digits_are_plain_and_small(text: str, value: int | None) -> None:
    assert foreign.digits(text) == value


UNSEEN = [
    "\u200b",
    "\u202e",
    "\u2066",
    "\u200e",
    "\u061c",
    "\u3164",
    "\u115f",
    "\u2800",
    "\u00ad",
    "\ufeff",
    "\x00",
    "\x07",
]


@pytest.mark.parametrize("sign", [*UNSEEN, "\U000e0041", "\u180e", "\u2060", "\ud83d", "\u200d"])
def test_signs_that_are_not_seen_are_left_out_and_alone_are_nothing(sign: str) -> None:
    assert foreign.cleaned(f"Dinas {sign}Kesehatan{sign}") == "Dinas Kesehatan"
    assert foreign.readable(f" {sign * 3}\u00a0\u0301{sign}") == ""


@pytest.mark.parametrize(
    "words", ["Dinas Kesehatan", "👨\u200d👩\u200d👧", "❤️", "Ré", "e\u0301", "…", "🙂", "satu\ndua\tiga", "١"]
)
def test_what_is_seen_stays(words: str) -> None:
    assert foreign.readable(words) == words


def test_spaces_and_line_ends_are_plain() -> None:
    assert foreign.cleaned("a\u00a0b\u3000c\r\nd\u2028e") == "a b c\nd\ne"


@given(st.text(), st.integers(0, 50))
def test_a_part_is_cleaned_as_in_the_whole(words: str, end: int) -> None:
    """Places of links are counted in the cleaned text, part by part."""
    whole = foreign.cleaned(words)
    assert foreign.cleaned(whole) == whole
    assert whole.startswith(foreign.cleaned(words[:end]).removesuffix("\n"))
    whole.encode()
