"""How much of a period was sent, in OPD and in what of them is assessed: counted alike for the menu, the results and
the board.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from core.assessment.model import SENT
from core.assessment.status import Status
from core.instrument.parts import SubjectKind


@dataclass(frozen=True, slots=True)
class Sent:
    """`opds` of `of` have sent all of theirs. Where each line of a register (`kind`) is assessed by itself, `lines` of
    `of_lines` were sent; an OPD whose register is empty has none and owes some.
    """

    opds: int = 0
    of: int = 0
    lines: int = 0
    of_lines: int = 0
    kind: SubjectKind = "opd"

    @property
    def all(self) -> bool:
        return (self.opds, self.lines) == (self.of, self.of_lines)


def sent_of(assessments: Iterable[tuple[Hashable, bool, Status]], kind: SubjectKind) -> Sent:
    """Of assessments that take part: whose each is, whether it is about a line of the register, and its status."""
    known = list(assessments)
    owing = {opd for opd, _, status in known if status not in SENT}
    lines = [status for _, of_line, status in known if of_line]
    opds = {opd for opd, _, _ in known}
    return Sent(len(opds - owing), len(opds), sum(status in SENT for status in lines), len(lines), kind)
