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
