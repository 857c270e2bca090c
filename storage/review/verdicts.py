"""Orders of the team: claims, drafts, verdicts. Every rule of `core/review/rules.py` is checked again, with the
assessment locked.
"""

from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from core.assessment.status import Act
from core.effects import TellRole
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts, TakeOver, UndoDraft
from core.people.roles import Role
from core.review.rules import Draft
from core.review.verdicts import LONGEST_NOTE, Stage
from core.screen import Notice
from storage.assessment import instruments
from storage.audit import writes
from storage.engine.schema import ANSWER, DRAFT_VERDICT, VERDICT
from storage.evidence.refusal import contacts_of
from storage.orders import notices as messages
from storage.orders.rights import Actor, Refused
from storage.review.cases import load
from storage.review.checks import Review


def claim(conn: Connection, order: ClaimReview, actor: Actor) -> None:
    review = Review(conn, order.assessment, order.stage, actor)
    codes = review.task
    if not codes:
        raise Refused("nothing here is this person's to judge now")
    review.begin()
    review.claim(codes)
    review.log("review_claimed", {"variables": codes})


def take_over(conn: Connection, order: TakeOver, actor: Actor) -> None:
    """Takes the task of colleagues before their time is over. Their drafts stay and can be changed."""
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
    """Stores a draft, in place of an earlier one by the sender or a colleague. The same draft again changes nothing."""
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
    writes.insert(conn, DRAFT_VERDICT, values | given)
    review.log("verdict_drafted", {k: v for k, v in (values | given).items() if k in _DRAFTED})


_DRAFTED = ("variable", "version", "level", "note")


def _must_be_sound(review: Review, order: DraftVerdict, note: str) -> None:
    case = review.case
    if order.version != case.versions.get(order.variable):
        raise Refused("only the newest version is judged")
    if order.level is None and not case.returnable(order.stage):
        raise Refused("the OPD can repair nothing any more")
    instrument = instruments.of_team(review.conn, review.head.instrument)
    if order.level is None and instrument.filled_by(order.variable) != "unit":
        raise Refused("the OPD has nothing here to repair")
    if order.level is not None and not instrument.has_level(order.variable, order.level):
        raise Refused(f"there is no level {order.level}")
    base = case.base(order.stage, order.variable)
    if order.level != base and not note and not (base is None and order.level is not None):
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
    """Makes the drafts verdicts, all or none. Refused unless the sender has judged everything that is their task."""
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
    _finish(review, bool(returned), order.finished)


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
    writes.insert(review.conn, VERDICT, rows)
    content = {one.variable: {"version": one.version, "level": one.level, "note": one.note} for one in given}
    review.log("verdicts_fixed", {"verdicts": content})


def _give_back(review: Review, returned: list[Draft], order: FixVerdicts) -> list[int]:
    """Returns these variables, each with its note. Returns the outbox rows that tell the contacts."""
    head, now = review.head, review.actor.now
    if not review.case.returnable(order.stage) or order.due is None or order.notice is None:
        raise Refused("nothing can be given back now")
    if not now < order.due <= head.verification_due_at:
        raise Refused("a repair is due before verification is")
    for one in returned:
        this = (ANSWER.c.assessment_id == head.id, ANSWER.c.variable == one.variable)
        values = {"reopened_at": now, "reopened_note": one.note, "reopened_due": order.due, "repaired": False}
        writes.update(review.conn, ANSWER, values, *this)
    before = head.status
    review.move(Act.RETURN, reviewed_at=None)
    due = order.due.astimezone(ZoneInfo(head.timezone)).isoformat()
    review.log("returned", {"variables": [one.variable for one in returned], "due": due, "from": before})
    accounts = contacts_of(review.conn, head.opd_id).values()
    return messages.notify(review.conn, accounts, order.notice, review.actor, head.pemda_id, watched=True)


def _finish(review: Review, returned: bool, finished: Notice | None) -> None:
    """The region's last verdict makes the OPD verified; the province's last one is only announced."""
    case = load(review.conn, [review.head], review.actor.now)[review.head.id]
    if returned or not case.done(review.stage):
        return
    if finished is not None:
        messages.tell_role(review.conn, TellRole(review.head.pemda_id, Role.COORDINATOR, finished), review.actor)
    if review.stage is Stage.PROVINCE:
        review.log("province_reviewed", {})
        return
    before = review.head.status
    review.move(Act.VERIFY, reviewed_at=review.actor.now)
    review.log("verified", {"from": before, "to": review.head.status})
