"""How much of a period was sent: an OPD has sent when all of its lines are, and counts without any too."""

from core.assessment.model import Status
from core.assessment.sent import Sent, sent_of

SENT, OPEN = Status.SUBMITTED, Status.DRAFT


def test_opd_and_lines_are_counted_apart() -> None:
    of_lines = [("A", True, SENT), ("A", True, OPEN), ("B", True, SENT), ("C", False, OPEN)]
    assert sent_of(of_lines, "sop") == Sent(1, 3, 2, 3, "sop")
    assert sent_of([("A", False, SENT), ("B", False, OPEN)], "opd") == Sent(1, 2)
    assert not sent_of(of_lines, "sop").all
    assert sent_of(of_lines[2:3], "sop").all
    assert sent_of([], "opd").all
