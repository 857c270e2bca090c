"""What is asked of an OPD as evidence: the instrument's documents and the Pemda's, at one moment of a period."""

from datetime import UTC, datetime, timedelta

from core.assessment.wanted import wanted
from core.evidence.lists import OwnLine
from core.instrument.parse import load_packaged
from core.instrument.parts import NO_DOCUMENT

INSTRUMENT = load_packaged("kematangan-2018")
OPENED = datetime(2026, 11, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def line(number: int, level: int, since: int, until: int | None = None, variable: str = "V04") -> OwnLine:
    """Days are counted from the opening."""
    gone = OPENED + until * DAY if until is not None else None
    return OwnLine(number, variable, level, f"Bukti {number}", OPENED + since * DAY, gone)


LINES = (line(1, 3, -10), line(2, 3, 5), line(3, 2, -10), line(4, 3, -10, 8), line(5, 4, -10), line(6, 3, -20, -5))


def numbers(lines: tuple[OwnLine, ...]) -> list[int]:
    return [one.id for one in lines]


def test_now_it_is_what_is_asked_until_further_notice() -> None:
    found = wanted(INSTRUMENT, LINES, "V04", 3, OPENED)
    assert (numbers(found.own), numbers(found.lower_own), numbers(found.dropped)) == ([1, 2], [3], [4])
    assert found.names == INSTRUMENT.variable("V04").level(3).evidence
    assert found.lower == INSTRUMENT.variable("V04").lower_evidence(3)


def test_what_was_sent_before_a_change_is_measured_by_what_was_asked_then() -> None:
    before = wanted(INSTRUMENT, LINES, "V04", 3, OPENED, OPENED + 4 * DAY)
    assert (numbers(before.own), numbers(before.dropped)) == ([1, 4], [])
    after = wanted(INSTRUMENT, LINES, "V04", 3, OPENED, OPENED + 9 * DAY)
    assert (numbers(after.own), numbers(after.dropped)) == ([1, 2], [4])


def test_lower_levels_apply_only_where_the_variable_says_so() -> None:
    lines = (line(1, 2, -1, variable="V06"), line(2, 3, -1, variable="V06"))
    found = wanted(INSTRUMENT, lines, "V06", 3, OPENED)
    assert (numbers(found.own), found.lower_own, found.lower) == ([2], (), ())


def test_nothing_is_asked_where_no_proof_is_needed() -> None:
    found = wanted(INSTRUMENT, (line(1, 1, -1),), "V04", 1, OPENED)
    assert (found.own, found.names) == ((), ())
    assert INSTRUMENT.variable("V04").level(1).evidence == (NO_DOCUMENT,)
