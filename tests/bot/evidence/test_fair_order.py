"""OPD take turns, and a file that may end the process has no other like it beside it."""

from bot.evidence.fair_order import EACH, chosen
from core.assessment.model import EvidenceKind
from storage.evidence.queue import REVIVED, Fetch


def due(*assessments: int, attempts: int = 0) -> list[Fetch]:
    """Files of these assessments, in the order in which they arrived."""
    return [
        Fetch(100 * opd + number, EvidenceKind.DOCUMENT, "SK.pdf", "f", "application/pdf", 9, attempts, opd)
        for number, opd in enumerate(assessments)
    ]


def served(found: list[Fetch]) -> list[int]:
    return [file.assessment for file in found]


def test_who_was_served_longest_ago_comes_first_and_nobody_has_more_than_the_share() -> None:
    found = due(1, 1, 1, 1, 2, 3)
    assert served(chosen(found, [], {2: 5, 1: 7}, 8)) == [3, 2, *[1] * EACH]


def test_files_under_way_count_and_are_not_begun_again() -> None:
    found = due(1, 1, 2)
    assert chosen(found, found[:1], {}, 8) == [found[2], found[1]]


def test_no_more_than_there_is_room_for() -> None:
    assert len(chosen(due(1, 2, 3, 4), [], {}, 3)) == 3


def test_only_one_suspect_at_a_time() -> None:
    suspects = due(1, 2, attempts=REVIVED)
    assert len(chosen(suspects, [], {}, 8)) == 1
    begun = due(3, attempts=REVIVED + 1)
    assert chosen(suspects, begun, {}, 8) == []
