"""One assessment, locked, as the sender of an order may judge it. All orders of the team begin here."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from core.assessment.model import PeriodStatus, Status
from core.assessment.status import Act
from core.review.rules import CLAIM, claimed_field, portion, task
from core.review.verdicts import Stage
from storage.audit import writes
from storage.engine.schema import ANSWER, ASSESSMENT, CLAIM as CLAIMS, DRAFT_VERDICT, AnyRow
from storage.orders import viewers
from storage.orders.rights import Actor, Refused, lock, log, moved
from storage.review import cases
from storage.review.cases import find, load

_CLAIMED = (
    CLAIMS.c.assessment_id == bindparam("assessment"),
    CLAIMS.c.stage == bindparam("stage"),
    CLAIMS.c.field.in_(bindparam("fields", expanding=True)),
)


class Review:
    """One assessment, locked, as the sender of an order may judge it."""

    def __init__(self, conn: Connection, assessment: int, stage: Stage, actor: Actor) -> None:
        lock(conn, assessment)
        head = find(conn, assessment)
        if head is None or head.left_out_at is not None:
            raise Refused("there is no such assessment, or its OPD was left out")
        self.conn, self.stage, self.actor, self.head = conn, stage, actor, head
        self.case = load(conn, [head], actor.now)[assessment]
        self.team = cases.team(conn, head.pemda_id, actor.person if actor.coordinates_all else None)

    @property
    def portion(self) -> tuple[str, ...]:
        """Open variables that the sender may judge, whoever is judging them now."""
        mine = portion(self.team, self.stage, self.case, self.actor.someone)
        return tuple(code for code in self.case.open(self.stage) if code in mine)

    @property
    def task(self) -> tuple[str, ...]:
        """The same without those that a colleague is judging."""
        return task(self.team, self.stage, self.case, self.actor.someone, self.actor.now)

    def must_be_theirs(self, variable: str) -> None:
        if variable not in self.task:
            raise Refused(f"{variable} is not this person's to judge now")

    def fields(self, codes: Iterable[str]) -> list[str]:
        return sorted({claimed_field(self.stage, self.case.fields[code]) for code in codes})

    def claim(self, codes: Iterable[str]) -> None:
        """Makes the fields of these variables the sender's task."""
        fields = self.fields(codes)
        self.release(fields)
        common = {"assessment_id": self.head.id, "stage": self.stage.value, "person_id": self.actor.someone}
        until = self.actor.now + CLAIM
        self.conn.execute(insert(CLAIMS), [{**common, "field": of, "until": until} for of in fields])

    def release(self, fields: list[str]) -> None:
        values = {"assessment": self.head.id, "stage": self.stage.value, "fields": fields}
        self.conn.execute(delete(CLAIMS).where(*_CLAIMED), values)

    def drop_drafts(self, codes: Iterable[str]) -> None:
        of_stage = (DRAFT_VERDICT.c.assessment_id == self.head.id, DRAFT_VERDICT.c.stage == self.stage.value)
        writes.delete(self.conn, DRAFT_VERDICT, *of_stage, DRAFT_VERDICT.c.variable.in_(list(codes)))

    def move(self, act: Act, **values: datetime | None) -> None:
        """Changes the status by an act, and these columns of the assessment with it."""
        status = moved(self.head, act)
        writes.update(self.conn, ASSESSMENT, {"status": status.value, **values}, ASSESSMENT.c.id == self.head.id)
        self.head = self._again()
        viewers.moved(self.conn, self.head.id, act, self.actor)

    def _again(self) -> AnyRow:
        head = find(self.conn, self.head.id)
        assert head is not None
        return head

    def begin(self) -> None:
        """Begins the region's review. From now on nothing is withdrawn."""
        if self.head.status == Status.SUBMITTED:
            self.move(Act.BEGIN_REVIEW, review_began_at=self.head.review_began_at or self.actor.now)
            self.log("review_began", {"from": Status.SUBMITTED.value, "to": self.head.status})
        if self.head.status == Status.RETURNED and self.case.period is not PeriodStatus.OPEN:
            self._take_back()

    def _take_back(self) -> None:
        """The period ended before the OPD sent its repair: what it had sent before is judged."""
        closed = {"reopened_at": None, "reopened_note": "", "reopened_due": None, "repaired": False}
        reopened = (ANSWER.c.assessment_id == self.head.id, ANSWER.c.reopened_at.is_not(None))
        lapsed = writes.update(self.conn, ANSWER, closed, *reopened)
        codes = self.conn.execute(select(ANSWER.c.variable).where(ANSWER.c.id.in_(lapsed))).scalars().all()
        self.move(Act.BEGIN_REVIEW)
        content = {"variables": sorted(codes), "from": Status.RETURNED.value, "to": self.head.status}
        self.log("repair_lapsed", content)

    def log(self, act: str, content: dict[str, object]) -> None:
        stage = {"stage": self.stage.value}
        log(self.conn, self.head.pemda_id, self.actor, act, stage | content, self.head.id)
