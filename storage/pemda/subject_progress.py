"""How far an OPD is in a period that assesses each of its subjects by itself, for the coordinator's list of OPD."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import SENT, Status
from core.assessment.status import together
from core.facts import OpdLine
from core.instrument.model import Instrument
from storage.engine.schema import ASSESSMENT, AnyRow

_OF_SUBJECTS = (
    select(ASSESSMENT.c.id, ASSESSMENT.c.opd_id, ASSESSMENT.c.status, ASSESSMENT.c.due_at)
    .add_columns(ASSESSMENT.c.left_out_at, ASSESSMENT.c.left_out_reason)
    .where(ASSESSMENT.c.period_id == bindparam("period"), ASSESSMENT.c.subject_id.is_not(None))
    .order_by(ASSESSMENT.c.id)
)


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is known of the period's assessments, by their numbers."""

    period: AnyRow
    instrument: Instrument
    complete: Mapping[int, int]
    letters: Mapping[int, Sequence[int]]
    repairs: Mapping[int, datetime]
    zone: ZoneInfo

    def together(self, conn: Connection, lines: Sequence[OpdLine]) -> tuple[OpdLine, ...]:
        """The lines with what the subjects of each OPD are together. One that has registered nothing stays as it is."""
        rows: dict[int, list[AnyRow]] = defaultdict(list)
        for row in conn.execute(_OF_SUBJECTS, {"period": self.period.id}):
            rows[row.opd_id].append(row)
        return tuple(self._of(line, rows[line.id]) if line.id in rows else line for line in lines)

    def _of(self, line: OpdLine, rows: Sequence[AnyRow]) -> OpdLine:
        here = [row for row in rows if row.left_out_at is None]
        if not here:
            return replace(line, left_out=rows[0].left_out_reason)
        owed = [row for row in here if row.status not in SENT]
        first = owed or here
        due = min(row.due_at or self.period.due_at for row in first)
        return replace(
            line,
            assessment=first[0].id,
            status=together([Status(row.status) for row in here]),
            complete=max(self.complete.get(row.id, 0) for row in first),
            due=due.astimezone(self.zone),
            extended=any(row.due_at is not None for row in first),
            letters=tuple(one for row in here for one in self.letters.get(row.id, ())),
            repair_due=max((self.repairs[row.id] for row in here if row.id in self.repairs), default=None),
            subject=self.instrument.subject,
            answered=sum(self._answered(row) for row in here),
            of=len(here),
            owes=tuple(row.id for row in owed),
        )

    def _answered(self, row: AnyRow) -> bool:
        """Whether it was sent, or nothing of it is missing."""
        return row.status in SENT or self.complete.get(row.id, 0) >= len(self.instrument.variables)
