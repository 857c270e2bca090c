"""A part of the Pemda that was not loaded is never taken for an empty one."""

from dataclasses import replace

import pytest

from core.facts import AdminFacts
from core.pemda.parts import NOTHING, NotLoaded, Part

KNOWN = AdminFacts(1, "Kabupaten Kutai Timur")
LISTS = (
    "opds",
    "people",
    "aside",
    "stuck",
    "waits",
    "late_files",
    "unreachable",
    "questions",
    "documents",
    "waiting",
    "shelf",
    "own_lists",
    "own_dues",
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_was_not_loaded_cannot_be_read(name: str) -> None:
    lines = getattr(KNOWN.only(NOTHING), name)
    for read in (len, bool, list, lambda found: found[0], lambda found: 1 in found, lambda found: (1, *found)):
        with pytest.raises(NotLoaded):
            read(lines)


@pytest.mark.parametrize("name", ["open_invitations", "aside_more"])
def test_a_number_that_was_not_loaded_cannot_be_read(name: str) -> None:
    count = getattr(KNOWN.only(NOTHING), name)
    for read in (bool, str, lambda found: f"{found}", lambda found: found + 1, lambda found: 1 + found):
        with pytest.raises(NotLoaded):
            read(count)


def test_what_is_derived_from_a_list_cannot_be_read_either() -> None:
    with pytest.raises(NotLoaded):
        assert KNOWN.only(frozenset({Part.PROBLEMS})).disputed


@pytest.mark.parametrize("part", Part)
def test_a_part_that_was_loaded_is_read(part: Part) -> None:
    readable = {name for name in (*LISTS, "open_invitations") if reads(KNOWN.only(frozenset({part})), name)}
    assert (
        readable
        == {
            Part.OPDS: {"opds"},
            Part.PEOPLE: {"people"},
            Part.PROBLEMS: {"aside", "stuck", "waits", "late_files", "unreachable"},
            Part.QUESTIONS: {"questions"},
            Part.INVITATIONS: {"open_invitations"},
            Part.DOCUMENTS: {"documents"},
            Part.RESULTS: {"waiting"},
            Part.SHELF: {"shelf"},
            Part.OWN_LISTS: {"own_lists"},
            Part.DUES: {"own_dues"},
        }[part]
    )


def reads(known: AdminFacts, name: str) -> bool:
    try:
        return not getattr(known, name)
    except NotLoaded:
        return False


def test_the_rest_stays_when_something_else_changes() -> None:
    narrow = replace(KNOWN.only(frozenset({Part.OPDS})), pemda_name="Kutai Timur")
    assert (narrow.opds, narrow.parts) == ((), {Part.OPDS})
    with pytest.raises(NotLoaded):
        assert narrow.people
