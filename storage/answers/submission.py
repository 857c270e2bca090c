"""Orders that move an assessment: declaration, approval by the head, submission, withdrawal, repair."""

import re
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select

from core.assessment.model import OPEN_FOR_ANSWERS, Approval, Status
from core.assessment.status import Act
from core.effects import AskHead, HeadReturns, SetDeclarant, Submit, SubmitRepair, Withdraw
from core.people.roles import Role
from storage.assessment import instruments, progress
from storage.audit import writes
from storage.engine.schema import ANSWER, ASSESSMENT, AUDIT, AnyRow
from storage.evidence.attachments import count_of, has_letter, void_letters
from storage.orders import viewers
from storage.orders.changes import instrument_of, writable
from storage.orders.rights import Actor, Refused, for_role, log, moved
from storage.results import former

NIP = re.compile(r"\d{18}|-")
"""Eighteen digits, or "-" for a person who is no civil servant."""

_CODE_DIGITS = 4  # of a receipt, more when they are taken

_UPDATE = writes.Update(ASSESSMENT)
_CLOSE_AGAIN = {"reopened_at": None, "reopened_note": "", "reopened_due": None, "repaired": False}
_NOT_RETURNED = {"head_returned_at": None, "head_note": None}
_NEWEST_DIGEST = (
    select(AUDIT.c.digest)
    .where(AUDIT.c.assessment_id == bindparam("assessment"), AUDIT.c.act == "submitted")
    .order_by(AUDIT.c.number.desc())
    .limit(1)
)
_CODE_TAKEN = select(exists().where(ASSESSMENT.c.receipt_code == bindparam("code")))


def set_declarant(conn: Connection, order: SetDeclarant, actor: Actor) -> None:
    """Stores who vouches for the answers. The next period proposes the same person."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    if row.status not in OPEN_FOR_ANSWERS:
        raise Refused("the declaration is sent already")
    who = order.declarant
    if not who.name.strip() or not NIP.fullmatch(who.nip):
        raise Refused("a declarant has a name, and a NIP of 18 digits or none")
    _declare(conn, row, who.name, who.title, who.nip, actor)


def ask_head(conn: Connection, order: AskHead, actor: Actor) -> None:
    """A note of the head stays until it is submitted: it may be withdrawn, and asked again."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    if row.approval == Approval.NONE:
        raise Refused("this Pemda asks no head")
    if row.status == Status.AWAITING_HEAD:
        return
    _must_be_complete(conn, row)
    _UPDATE.run(conn, {"row": row.id, "head_asked_at": actor.now})
    _move(conn, row, Act.ASK_HEAD, actor, "head_asked")


def submit(conn: Connection, order: Submit, actor: Actor) -> None:
    """Submits the assessment. The contact sends it, or the head in the bot where the head approves there, or the
    contact with the letter that the head has signed.

    After the due date it is accepted and marked late. Does nothing if it has been sent already.
    """
    row = for_role(conn, order.assessment, actor, Role.CONTACT, Role.HEAD)
    if row.status == Status.SUBMITTED:
        return
    _must_be_theirs_to_send(conn, row, actor)
    _must_be_complete(conn, row)
    if not row.declarant_name:
        _declare_as_before(conn, row, actor)
    late = actor.now > (row.due_at or row.period_due)
    content = {"late": late, "evidence": count_of(conn, row.id), "levels": _levels(conn, row)}
    sent = {"late": late, "submitted_by": actor.someone, "submitted_at": actor.now, **_NOT_RETURNED}
    _UPDATE.run(conn, {"row": row.id, **sent})
    _put_to_team(conn, row, actor)
    _move(conn, row, Act.SUBMIT, actor, "submitted", content)
    _UPDATE.run(conn, {"row": row.id, "receipt_code": receipt_code(conn, row)})


def withdraw(conn: Connection, order: Withdraw, actor: Actor) -> None:
    """Makes a submitted assessment a draft again, until the review has begun. Its receipt is no longer valid."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    if row.status in OPEN_FOR_ANSWERS:
        return
    if row.review_began_at is not None:
        raise Refused("the review has begun")
    void_letters(conn, row, actor)
    blank = {"late": False, "submitted_by": None, "submitted_at": None, "receipt_code": ""}
    _UPDATE.run(conn, {"row": row.id, **blank})
    writes.update(conn, ANSWER, _CLOSE_AGAIN, ANSWER.c.assessment_id == row.id)
    _move(conn, row, Act.WITHDRAW, actor, "withdrawn", {"receipt": row.receipt_code})


def head_returns(conn: Connection, order: HeadReturns, actor: Actor) -> None:
    row = for_role(conn, order.assessment, actor, Role.HEAD)
    if row.status != Status.AWAITING_HEAD:
        raise Refused("nothing waits for the head")
    _UPDATE.run(conn, {"row": row.id, "head_returned_at": actor.now, "head_note": order.note})
    _move(conn, row, Act.RETURN, actor, "returned_by_head")


def submit_repair(conn: Connection, order: SubmitRepair, actor: Actor) -> None:
    """Locks the variable again. With the last one the assessment is submitted again; its receipt stays valid."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    instrument_of(conn, row, order.variable)
    if row.status != Status.RETURNED:
        raise Refused("nothing was returned")
    answer = writable(conn, row, order.variable)
    if answer is None or order.variable not in _complete(conn, row):
        raise Refused(f"{order.variable} still lacks something")
    writes.update(conn, ANSWER, {**_CLOSE_AGAIN, "sent_again_at": actor.now}, ANSWER.c.id == answer.id)
    late = answer.reopened_due is not None and actor.now > answer.reopened_due
    content = {"variable": order.variable, "version": answer.version, "late": late}
    log(conn, row.pemda_id, actor, "repaired", content, row.id)
    viewers.moved(conn, row.id, "repaired", actor)
    still = exists().where(ANSWER.c.assessment_id == row.id, ANSWER.c.reopened_at.is_not(None))
    if not conn.execute(select(still)).scalar_one():
        _move(conn, row, Act.REPAIR, actor, "submitted_again")


def _put_to_team(conn: Connection, row: AnyRow, actor: Actor) -> None:
    """What the team fills in has an empty answer from now on, so that verdicts about it are verdicts like any other."""
    given = instruments.of_team(conn, row.instrument)
    theirs = [code for code in given.codes if given.filled_by(code) == "evaluator"]
    if not theirs:
        return
    there = set(conn.execute(select(ANSWER.c.variable).where(ANSWER.c.assessment_id == row.id)).scalars())
    blank = {"assessment_id": row.id, "level": None, "explanation": "", "parts": [], "version": 1, "repaired": False}
    blank |= {"answered_by": actor.someone, "answered_at": actor.now, "reopened_note": ""}
    new = [blank | {"variable": code} for code in theirs if code not in there]
    if new:
        writes.insert(conn, ANSWER, new)


def _must_be_theirs_to_send(conn: Connection, row: AnyRow, actor: Actor) -> None:
    """Refuses the order unless this person may send: the contact a draft that needs no approval or a signed letter, the
    head an approval.
    """
    sender = Role.HEAD if row.approval == Approval.IN_BOT else Role.CONTACT
    for_role(conn, row.id, actor, sender)
    waited_for = Status.DRAFT if row.approval == Approval.NONE else Status.AWAITING_HEAD
    if row.status not in (waited_for, Status.AWAITING_HEAD):
        raise Refused("the head has not been asked")
    if row.approval == Approval.LETTER and not has_letter(conn, row.id):
        raise Refused("the signed letter has not come")


def _complete(conn: Connection, row: AnyRow) -> list[str]:
    return progress.complete_variables(conn, row.id, instruments.of_unit(conn, row.instrument), row.links_alone)


def _must_be_complete(conn: Connection, row: AnyRow) -> None:
    if set(instruments.of_unit(conn, row.instrument).codes) - set(_complete(conn, row)):
        raise Refused("something is still lacking")


def _declare(conn: Connection, row: AnyRow, name: str, title: str, nip: str, actor: Actor) -> None:
    before = [row.declarant_name, row.declarant_title, row.declarant_nip]
    if before == [name, title, nip]:
        return
    values = {"declarant_name": name, "declarant_title": title, "declarant_nip": nip}
    _UPDATE.run(conn, {"row": row.id, **values})
    log(conn, row.pemda_id, actor, "declarant_set", {"from": before, "to": [name, title, nip]}, row.id)


def _declare_as_before(conn: Connection, row: AnyRow, actor: Actor) -> None:
    """An earlier declarant was shown on the declaration, so the same person vouches for this one."""
    instrument = instruments.of_unit(conn, row.instrument)
    known = former.declarant(conn, row, former.load(conn, row.opd_id, row.period_due, instrument.id, row.subject_id))
    if known is None:
        raise Refused("nobody declares the answers to be true")
    _declare(conn, row, known.name, known.title, known.nip, actor)


def _levels(conn: Connection, row: AnyRow) -> dict[str, int]:
    query = (
        select(ANSWER.c.variable, ANSWER.c.level).where(ANSWER.c.assessment_id == row.id).order_by(ANSWER.c.variable)
    )
    return {row.variable: row.level for row in conn.execute(query)}


def _move(
    conn: Connection, row: AnyRow, act: Act, actor: Actor, named: str, content: dict[str, Any] | None = None
) -> None:
    status = moved(row, act)
    _UPDATE.run(conn, {"row": row.id, "status": status.value})
    change = {"from": row.status, "to": status.value}
    log(conn, row.pemda_id, actor, named, change | (content or {}), row.id)
    viewers.moved(conn, row.id, named, actor)


def receipt_code(conn: Connection, row: AnyRow) -> str:
    """The code of a receipt: OPD, year, and the first hex digits of the audit digest of this submission, the newest
    one.
    """
    digest = str(conn.execute(_NEWEST_DIGEST, {"assessment": row.id}).scalar_one()).upper()
    for digits in range(_CODE_DIGITS, len(digest)):
        code = f"{row.opd_code}-{row.year % 100:02d}-{digest[:digits]}"
        if not conn.execute(_CODE_TAKEN, {"code": code}).scalar_one():
            return code
    return f"{row.opd_code}-{row.year % 100:02d}-{digest}"
