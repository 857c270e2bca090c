"""What a letter of an OPD needs besides the assessment: who signs, and what the Pemda's papers look like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import Approval, Assessment, Status
from core.effects import SendLetter
from core.papers.signatures import Signer
from core.pemda.heads import head_title
from core.people.roles import Role
from storage.answers import facts as answer_facts
from storage.assessment.head import TAKES_PART
from storage.engine.schema import ASSESSMENT, OPD, PEMDA
from storage.messaging.contents import CoverLetter
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, for_role


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """An OPD as the writer of a letter. `letterhead` are the Pemda's settings; the emblem in it is a key of the
    evidence store.
    """

    assessment: Assessment
    signer: Signer
    pemda: str
    organiser: str
    seat: str
    rule: str
    letterhead: Mapping[str, str]
    number: str
    paper: str
    at: datetime


_OPD = (
    select(
        OPD.c.name,
        OPD.c.head_title,
        OPD.c.head_name,
        OPD.c.head_rank,
        OPD.c.head_nip,
        OPD.c.head_acting,
        PEMDA.c.name.label("pemda"),
        PEMDA.c.organiser,
        PEMDA.c.seat,
        PEMDA.c.rule_title,
        PEMDA.c.letterhead,
        PEMDA.c.number_pattern,
        PEMDA.c.paper,
    )
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .join(PEMDA, PEMDA.c.id == OPD.c.pemda_id)
    .where(ASSESSMENT.c.id == bindparam("assessment"))
)


def assessment_of(conn: Connection, period: int, code: str) -> int | None:
    """The number of the assessment in a period of the OPD with this code; None if there is none."""
    query = (
        select(ASSESSMENT.c.id)
        .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
        .where(ASSESSMENT.c.period_id == period, OPD.c.code == code, TAKES_PART)
    )
    found: int | None = conn.execute(query).scalar()
    return found


def load(conn: Connection, assessment: int, now: datetime) -> LetterFacts:
    """All values for a letter of this assessment, as of `now`. Raises LookupError when there is no such assessment."""
    row = answer_facts.find(conn, assessment)
    if row is None:
        raise LookupError(f"no assessment {assessment}")
    found = answer_facts.load(conn, row, now)
    opd = conn.execute(_OPD, {"assessment": assessment}).one()
    title = head_title(opd.name, opd.head_title)
    return LetterFacts(
        assessment=found,
        signer=Signer(title, opd.head_name, opd.head_rank, opd.head_nip, opd.head_acting),
        pemda=opd.pemda,
        organiser=opd.organiser,
        seat=opd.seat,
        rule=opd.rule_title,
        letterhead=opd.letterhead,
        number=opd.number_pattern,
        paper=opd.paper,
        at=now.astimezone(found.due.tzinfo),
    )


def send_letter(conn: Connection, order: SendLetter, actor: Actor) -> None:
    """Sends the letter to the contact who asks for it, while the signed letter is awaited."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    if row.approval != Approval.LETTER or row.status != Status.AWAITING_HEAD:
        raise Refused("no letter is waited for")
    for format in ("docx", "pdf"):
        order_job(conn, CoverLetter(row.id, format), actor)
