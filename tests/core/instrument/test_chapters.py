"""A long instrument is listed in parts that hold each variable once."""

import pytest

from core.instrument.chapters import MOST_LISTED, chapter_of, chapters
from core.instrument.parse import load_packaged
from tests.made_instruments import YES_NO, made, text, variable


@pytest.mark.parametrize("name", ["pekppp-2023", "sotk-2018"])
def test_each_variable_stands_in_one_part_in_order(name: str) -> None:
    instrument = load_packaged(name).part("unit")
    parts = chapters(instrument)
    assert tuple(code for part in parts for code in part.variables) == instrument.codes
    assert all(chapter_of(instrument, code) == part.code for part in parts for code in part.variables)
    assert max(len(part.variables) for part in parts) <= MOST_LISTED


def test_what_fits_into_one_list_has_no_parts() -> None:
    assert chapters(load_packaged("kematangan-2018")) == ()
    assert chapter_of(load_packaged("kematangan-2018"), "V03") == ""


def test_a_long_list_without_aspects_is_cut_in_tens() -> None:
    asked = [variable(f"E{n:02}", range(2), "scored: false,") for n in range(1, 26)]
    parts = chapters(made(text("none", YES_NO, "bands: []\n", *asked)))
    assert [(one.code, one.name, len(one.variables)) for one in parts] == [
        ("E01", "E01 sampai E10", 10),
        ("E11", "E11 sampai E20", 10),
        ("E21", "E21 sampai E25", 5),
    ]
