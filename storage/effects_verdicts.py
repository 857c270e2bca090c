"""Orders of the team: claims, drafts, verdicts. Every rule of `core/verification.py` is asked again, under the lock."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from core.assessment import Act, PeriodStatus, Status
from core.effects_review import ClaimReview, DraftVerdict, FixVerdicts, TakeOver, UndoDraft
from core.people import Role
from core.verdicts import Stage
from core.verification import CLAIM, Draft, claimed_field, portion, task
from storage import cases, instruments
from storage import effects_messages as messages
from storage.cases import find, load
from storage.effects_base import Actor, Refused, log, moved
from storage.facts import lock
from storage.schema import ANSWER, ASSESSMENT, DRAFT_VERDICT, MEMBERSHIP, PERSON, VERDICT, AnyRow
from storage.schema import CLAIM as CLAIMS

LONGEST_NOTE = 500
"""Characters of a note: it is read on a phone, below the variable's name."""

_CONTACTS = (
    select(PERSON.c.telegram_id)
    .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
    .where(
        MEMBERSHIP.c.opd_id == bindparam("opd"),
        MEMBERSHIP.c.role == Role.CONTACT.value,
        MEMBERSHIP.c.ended_at.is_(None),
        PERSON.c.telegram_id.is_not(None),
        PERSON.c.unreachable_since.is_(None),
    )
    .distinct()
    .order_by(PERSON.c.telegram_id)
)
_DRAFT = (
    DRAFT_VERDICT.c.assessment_id == bindparam("assessment"),
    DRAFT_VERDICT.c.stage == bindparam("stage"),
    DRAFT_VERDICT.c.variable.in_(bindparam("variables", expanding=True)),
)
_CLAIMED = (
    CLAIMS.c.assessment_id == bindparam("assessment"),
    CLAIMS.c.stage == bindparam("stage"),
    CLAIMS.c.field.in_(bindparam("fields", expanding=True)),
)


class Review:
    """One assessment under its lock, as the sender of an order may judge it."""

    def __init__(self, conn: Connection, assessment: int, stage: Stage, actor: Actor) -> None:
        lock(conn, assessment)
        head = find(conn, assessment)
        if head is None:
            raise Refused("there is no such assessment")
        self.conn, self.stage, self.actor, self.head = conn, stage, actor, head
        self.case = load(conn, [head], actor.now)[assessment]
        self.team = cases.team(conn, head.pemda_id, actor.person if actor.coordinates_all else None)

    @property
    def portion(self) -> tuple[str, ...]:
        """Variables that fall to the sender and are open, whoever is judging them now."""
        mine = portion(self.team, self.stage, self.case, self.actor.someone)
        return tuple(code for code in self.case.open(self.stage) if code in mine)

    @property
    def task(self) -> tuple[str, ...]:
        """The same without what a colleague is judging."""
        return task(self.team, self.stage, self.case, self.actor.someone, self.actor.now)

    def must_be_theirs(self, variable: str) -> None:
        if variable not in self.task:
            raise Refused(f"{variable} is not this person's to judge now")

    def fields(self, codes: Iterable[str]) -> list[str]:
        return sorted({claimed_field(self.stage, self.case.fields[code]) for code in codes})

    def claim(self, codes: Iterable[str]) -> None:
        """The fields of these variables are the sender's task from now on."""
        fields = self.fields(codes)
        self.release(fields)
        common = {"assessment_id": self.head.id, "stage": self.stage.value, "person_id": self.actor.someone}
        until = self.actor.now + CLAIM
        self.conn.execute(insert(CLAIMS), [{**common, "field": of, "until": until} for of in fields])

    def release(self, fields: list[str]) -> None:
        values = {"assessment": self.head.id, "stage": self.stage.value, "fields": fields}
        self.conn.execute(delete(CLAIMS).where(*_CLAIMED), values)

    def drop_drafts(self, codes: Iterable[str]) -> None:
        values = {"assessment": self.head.id, "stage": self.stage.value, "variables": list(codes)}
        self.conn.execute(delete(DRAFT_VERDICT).where(*_DRAFT), values)

    def move(self, act: Act, **values: datetime | None) -> None:
        """The status that follows, with what else changes on the assessment."""
        status = moved(self.head, act)
        changed = update(ASSESSMENT).where(ASSESSMENT.c.id == self.head.id).values(status=status.value, **values)
        self.conn.execute(changed)
        self.head = self._again()

    def _again(self) -> AnyRow:
        head = find(self.conn, self.head.id)
        assert head is not None
        return head

    def begin(self) -> None:
        """The first look of the region's team: from now on nothing is withdrawn."""
        if self.head.status == Status.SUBMITTED:
            self.move(Act.BEGIN_REVIEW, review_began_at=self.head.review_began_at or self.actor.now)
            self.log("review_began", {"from": Status.SUBMITTED.value, "to": self.head.status})
        if self.head.status == Status.RETURNED and self.case.period is not PeriodStatus.OPEN:
            self._take_back()

    def _take_back(self) -> None:
        """The period is over before the OPD has repaired: what it had sent is judged."""
        lapsed = update(ANSWER).where(ANSWER.c.assessment_id == self.head.id, ANSWER.c.reopened_at.is_not(None))
        closed = {"reopened_at": None, "reopened_note": "", "reopened_due": None, "repaired": False}
        codes = self.conn.execute(lapsed.values(closed).returning(ANSWER.c.variable)).scalars().all()
        self.move(Act.BEGIN_REVIEW)
        content = {"variables": sorted(codes), "from": Status.RETURNED.value, "to": self.head.status}
        self.log("repair_lapsed", content)

    def log(self, act: str, content: dict[str, object]) -> None:
        stage = {"stage": self.stage.value}
        log(self.conn, self.head.pemda_id, self.actor, act, stage | content, self.head.id)


def claim(conn: Connection, order: ClaimReview, actor: Actor) -> None:
    review = Review(conn, order.assessment, order.stage, actor)
    codes = review.task
    if not codes:
        raise Refused("nothing here is this person's to judge now")
    review.begin()
    review.claim(codes)
    review.log("review_claimed", {"variables": codes})


def take_over(conn: Connection, order: TakeOver, actor: Actor) -> None:
    """From colleagues, before their time is over; their drafts stay and can be changed."""
    review = Review(conn, order.assessment, order.stage, actor)
    codes = review.portion
    if not codes:
        raise Refused("nothing here falls to this person")
    held = (review.case.claim(order.stage, code) for code in codes)
    holders = {found.person for found in held if found and found.held_from(actor.someone, actor.now)}
    review.begin()
    review.claim(codes)
    review.log("review_taken_over", {"variables": codes, "from": sorted(holders)})


def draft(conn: Connection, order: DraftVerdict, actor: Actor) -> None:
    """Replaces the sender's or a colleague's earlier draft. The same one again changes nothing."""
    review = Review(conn, order.assessment, order.stage, actor)
    review.must_be_theirs(order.variable)
    note = order.note.strip()
    _must_be_sound(review, order, note)
    drafted = review.case.draft(order.stage, order.variable)
    if drafted and (drafted.level, drafted.note, drafted.by) == (order.level, note, actor.someone):
        return
    review.begin()
    review.claim(review.task)
    review.drop_drafts([order.variable])
    values = {"assessment_id": order.assessment, "variable": order.variable, "version": order.version}
    given = {"stage": order.stage.value, "level": order.level, "note": note, "by": actor.someone, "at": actor.now}
    conn.execute(insert(DRAFT_VERDICT), values | given)
    review.log("verdict_drafted", {k: v for k, v in (values | given).items() if k in _DRAFTED})


_DRAFTED = ("variable", "version", "level", "note")


def _must_be_sound(review: Review, order: DraftVerdict, note: str) -> None:
    case = review.case
    if order.version != case.versions.get(order.variable):
        raise Refused("only the newest version is judged")
    if order.level is None and not case.returnable(order.stage):
        raise Refused("the OPD can repair nothing any more")
    scale = [step.value for step in instruments.pinned(review.conn, review.head.instrument).levels]
    if order.level is not None and order.level not in scale:
        raise Refused(f"there is no level {order.level}")
    if order.level != case.base(order.stage, order.variable) and not note:
        raise Refused("whoever does not accept says why")
    if len(note) > LONGEST_NOTE:
        raise Refused("the note is too long")


def undo(conn: Connection, order: UndoDraft, actor: Actor) -> None:
    review = Review(conn, order.assessment, order.stage, actor)
    review.must_be_theirs(order.variable)
    if review.case.draft(order.stage, order.variable) is None:
        return
    review.drop_drafts([order.variable])
    review.log("verdict_undone", {"variable": order.variable})


def fix(conn: Connection, order: FixVerdicts, actor: Actor) -> None:
    """All or nothing: whoever fixes, has judged everything that is their task."""
    review = Review(conn, order.assessment, order.stage, actor)
    codes = review.task
    drafts = {code: review.case.draft(order.stage, code) for code in codes}
    given = [found for found in drafts.values() if found is not None]
    if not codes or len(given) < len(codes):
        raise Refused("something is still to be judged")
    review.begin()
    returned = [one for one in given if one.level is None]
    told = _give_back(review, returned, order) if returned else None
    _store(review, given, told)
    review.drop_drafts(codes)
    review.release(review.fields(codes))
    _finish(review, bool(returned))


def _store(review: Review, given: list[Draft], told: list[int] | None) -> None:
    by, at = review.actor.someone, review.actor.now
    rows = [
        {
            "assessment_id": review.head.id,
            "variable": one.variable,
            "version": one.version,
            "stage": one.stage.value,
            "level": one.level,
            "note": one.note,
            "by": by,
            "at": at,
            "told": told if one.level is None else None,
        }
        for one in given
    ]
    review.conn.execute(insert(VERDICT), rows)
    content = {one.variable: {"version": one.version, "level": one.level, "note": one.note} for one in given}
    review.log("verdicts_fixed", {"verdicts": content})


def _give_back(review: Review, returned: list[Draft], order: FixVerdicts) -> list[int]:
    """Only these variables are open again, each with its note; the outbox rows that tell the contacts."""
    head, now = review.head, review.actor.now
    if not review.case.returnable(order.stage) or order.due is None or order.notice is None:
        raise Refused("nothing can be given back now")
    if not now < order.due <= head.verification_due_at:
        raise Refused("a repair is due before verification is")
    for one in returned:
        this = (ANSWER.c.assessment_id == head.id, ANSWER.c.variable == one.variable)
        values = {"reopened_at": now, "reopened_note": one.note, "reopened_due": order.due, "repaired": False}
        review.conn.execute(update(ANSWER).where(*this).values(values))
    before = head.status
    review.move(Act.RETURN, reviewed_at=None)
    due = order.due.astimezone(ZoneInfo(head.timezone)).isoformat()
    review.log("returned", {"variables": [one.variable for one in returned], "due": due, "from": before})
    accounts = review.conn.execute(_CONTACTS, {"opd": head.opd_id}).scalars().all()
    return messages.notify(review.conn, accounts, order.notice, review.actor, watched=True)


def _finish(review: Review, returned: bool) -> None:
    """The last verdict of the region makes the OPD verified; the province's last one is only said."""
    case = load(review.conn, [review.head], review.actor.now)[review.head.id]
    if returned or not case.done(review.stage):
        return
    if review.stage is Stage.PROVINCE:
        review.log("province_reviewed", {})
        return
    before = review.head.status
    review.move(Act.VERIFY, reviewed_at=review.actor.now)
    review.log("verified", {"from": before, "to": review.head.status})
