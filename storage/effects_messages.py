"""Orders that say something: they become outbox rows, sent after the commit."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from core.assessment.model import (
    SENT,
    Approval,
    EvidenceKind,
    Status,
)
from core.charts import pictures as charts
from core.effects import (
    NEW,
    Invite,
    ReadOpdFile,
    SendEvidence,
    SendLetter,
    SendPicture,
    SendRecap,
    SendResult,
    Tell,
    TellRole,
)
from core.people.roles import OPD_ROLES, Role
from core.screen import Button, Notice, Tie, as_payload, escape
from storage import outbox, pictures, places, results
from storage.effects_base import Actor, Refused, for_role, must_coordinate, roles, scope
from storage.outbox import Call, Kind, Priority
from storage.progress import COUNTS
from storage.schema import ASSESSMENT, EVIDENCE, MEMBERSHIP, OPD, PERIOD, PERSON, QUESTION

_MAY_SEE_EVIDENCE = frozenset({Role.CONTACT, Role.HEAD, Role.VERIFIER, Role.COORDINATOR, Role.PROVINCE})

REACHABLE = (PERSON.c.telegram_id.is_not(None), PERSON.c.unreachable_since.is_(None))
_EVER_HELD = select(MEMBERSHIP.c.id).where(
    MEMBERSHIP.c.person_id == bindparam("person"), MEMBERSHIP.c.pemda_id == bindparam("pemda")
)
_UNSENT = select(ASSESSMENT.c.opd_id).where(ASSESSMENT.c.status.not_in(sorted(status.value for status in SENT)))
_AWAITING = select(ASSESSMENT.c.opd_id).where(ASSESSMENT.c.status == Status.AWAITING_HEAD.value)
_NEWEST_QUESTION = select(func.max(QUESTION.c.id)).where(
    QUESTION.c.asked_by == bindparam("person"), QUESTION.c.asked_at == bindparam("now")
)


def tell(conn: Connection, order: Tell, actor: Actor) -> None:
    """To people by number; who is unreachable or gone is left out."""
    of_these = select(PERSON.c.telegram_id).where(PERSON.c.id.in_(order.people), *REACHABLE).order_by(PERSON.c.id)
    notify(conn, conn.execute(of_these).scalars(), order.notice, actor, order.pemda)


def tell_role(conn: Connection, order: TellRole, actor: Actor) -> None:
    """Never to the sender. Coordinators failing, the administrators are told."""
    _must_belong(conn, actor, order.pemda)
    where: list[ColumnElement[bool]] = [
        MEMBERSHIP.c.pemda_id == order.pemda,
        MEMBERSHIP.c.role == order.role.value,
        MEMBERSHIP.c.ended_at.is_(None),
        *REACHABLE,
    ]
    if order.opd is not None:
        where.append(MEMBERSHIP.c.opd_id == order.opd)
    if order.field is not None:
        where.append(MEMBERSHIP.c.field == order.field)
    if order.unsent_of is not None:
        where.append(MEMBERSHIP.c.opd_id.in_(_UNSENT.where(ASSESSMENT.c.period_id == order.unsent_of)))
    if order.awaiting_head_in is not None:
        where.append(MEMBERSHIP.c.opd_id.in_(_AWAITING.where(ASSESSMENT.c.period_id == order.awaiting_head_in)))
    query = (
        select(PERSON.c.telegram_id).join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id).where(*where).distinct()
    )
    accounts = set(conn.execute(query).scalars())
    if not accounts and order.role is Role.COORDINATOR:
        accounts = set(actor.admin_ids)
    notify(conn, sorted(accounts - {actor.telegram_id}), order.notice, actor, order.pemda)


def send_evidence(conn: Connection, order: SendEvidence, actor: Actor) -> None:
    """A file as itself, a link as text; to those only who may see this OPD's evidence."""
    query = (
        select(EVIDENCE, OPD.c.id.label("opd"), OPD.c.pemda_id)
        .join(ASSESSMENT, ASSESSMENT.c.id == EVIDENCE.c.assessment_id)
        .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
        .where(EVIDENCE.c.id == order.evidence, COUNTS)
    )
    file = conn.execute(query).one_or_none()
    if file is None or not _MAY_SEE_EVIDENCE & roles(conn, actor, file.pemda_id, file.opd):
        raise Refused("no such evidence for this person")
    name = escape(file.name)
    if file.kind == EvidenceKind.LINK:
        call = Call(_chat(actor), Kind.SEND, {"text": name, "rows": [], "rev": 0}, Priority.NOTICE)
    else:
        name = name if file.kind == EvidenceKind.PHOTO else ""  # a document shows its own name
        kind = Kind.PHOTO if file.kind == EvidenceKind.PHOTO else Kind.DOCUMENT
        call = Call(
            _chat(actor), kind, {"file_id": file.file_id, "caption": name, "evidence": file.id}, Priority.NOTICE
        )
    outbox.add(conn, [call], actor.now, sending=False)


def send_my_data(conn: Connection, actor: Actor) -> None:
    _job(conn, {"job": "my_data", "person": actor.someone}, actor)


def send_template(conn: Connection, actor: Actor) -> None:
    _job(conn, {"job": "opd_template"}, actor)


def send_letter(conn: Connection, order: SendLetter, actor: Actor) -> None:
    """To the contact who asks, while the signed letter is waited for."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    if row.approval != Approval.LETTER or row.status != Status.AWAITING_HEAD:
        raise Refused("no letter is waited for")
    for format in ("docx", "pdf"):
        _job(conn, {"job": "letter", "assessment": row.id, "format": format}, actor)


def send_result(conn: Connection, order: SendResult, actor: Actor) -> None:
    """To those of the OPD itself, open period or not. The numbers of the picture are read here."""
    row = scope(conn, order.assessment, actor.someone, *OPD_ROLES)
    if row.role is None:
        raise Refused("the actor holds no role in this OPD")
    chart = charts.radar(results.load(conn, row.period_id, actor.now), row.opd_id)
    call = pictures.call(conn, _chat(actor), chart, order.notice.text, order.notice.rows)
    outbox.add(conn, [call], actor.now, sending=False)


def send_picture(conn: Connection, order: SendPicture, actor: Actor) -> None:
    call = pictures.call(conn, _chat(actor), order.chart, order.notice.text, order.notice.rows)
    outbox.add(conn, [call], actor.now, sending=False)


def send_recap(conn: Connection, order: SendRecap, actor: Actor) -> None:
    """The file a group gets."""
    found = select(PERIOD.c.id).where(PERIOD.c.id == order.period, PERIOD.c.pemda_id == order.pemda)
    if Role.VIEWER not in roles(conn, actor, order.pemda) or conn.execute(found).first() is None:
        raise Refused("only who looks on in this Pemda may have its recap")
    _job(conn, {"job": "group_recap", "period": order.period, "caption": order.caption}, actor)


def read_opd_file(conn: Connection, order: ReadOpdFile, actor: Actor) -> None:
    """The file is fetched after the commit; what was read comes back into the sender's lane."""
    must_coordinate(conn, actor, order.pemda)
    _job(
        conn,
        {"job": "opd_list", "pemda": order.pemda, "file_id": order.file_id, "name": order.name, "size": order.size},
        actor,
    )


def invite(conn: Connection, order: Invite, actor: Actor) -> None:
    """Tokens are made when the sheet is drawn, so that none lies in the outbox."""
    must_coordinate(conn, actor, order.pemda)
    if not order.opds and order.role in OPD_ROLES:
        raise Refused("contacts and heads are invited for an OPD")
    of_pemda = select(func.count()).select_from(OPD).where(OPD.c.pemda_id == order.pemda, OPD.c.id.in_(order.opds))
    if conn.execute(of_pemda).scalar_one() != len(set(order.opds)):
        raise Refused("an OPD of another Pemda cannot be invited")
    if order.uses < 1 or order.until <= actor.now:
        raise Refused("nobody could take such an invitation")
    arguments = {
        "pemda": order.pemda,
        "role": order.role.value,
        "opds": list(order.opds),
        "uses": order.uses,
        "until": order.until.isoformat(),
        "field": order.field,
        "issued_by": actor.person,
    }
    _job(conn, {"job": "invitations", **arguments}, actor)


def _job(conn: Connection, payload: dict[str, object], actor: Actor) -> None:
    outbox.add(conn, [Call(_chat(actor), Kind.DOCUMENT, payload, Priority.NOTICE)], actor.now, sending=False)


def _chat(actor: Actor) -> int:
    if actor.telegram_id is None:
        raise Refused("there is no chat to send to")
    return actor.telegram_id


def _must_belong(conn: Connection, actor: Actor, pemda: int) -> None:
    """A role of the past suffices: who leaves a role tells the coordinators."""
    if actor.coordinates_all:
        return
    if conn.execute(_EVER_HELD, {"person": actor.someone, "pemda": pemda}).first() is None:
        raise Refused("the actor has no part in this Pemda")


def notify(
    conn: Connection,
    accounts: Iterable[int | None],
    notice: Notice,
    actor: Actor,
    pemda: int | None = None,
    *,
    watched: bool = False,
) -> list[int]:
    """To accounts somebody else has chosen; the outbox rows. `pemda`: of which it speaks, named to those who have
    several. `watched`: the actor's screen is drawn again when one of them is settled."""
    said = Notice(notice.text, tuple(tuple(_button(conn, button, actor) for button in row) for row in notice.rows))
    whom = [account for account in accounts if account is not None]
    known = places.read(conn, pemda, whom, actor.admin_ids)
    calls = [notice_call(account, known.named(account, said)) for account in whom]
    if watched:
        calls = [replace(call, payload={**call.payload, "watcher": actor.telegram_id}) for call in calls]
    return [sending.id for sending in outbox.add(conn, calls, actor.now, sending=False)]


def notice_call(account: int, notice: Notice, priority: Priority = Priority.NOTICE) -> Call:
    """A notice as the outbox holds it; sent once more when its outcome is unknown (promise 1)."""
    rows = as_payload(notice.rows)
    return Call(account, Kind.SEND, {"text": notice.text, "rows": rows, "rev": 0}, priority, again=True)


def _button(conn: Connection, button: Button, actor: Actor) -> Button:
    """NEW becomes the number of the question asked in this transaction."""
    parts = button.value.split(":")
    if button.tie is Tie.STEADY and NEW in parts[1:]:
        asked = conn.execute(_NEWEST_QUESTION, {"person": actor.someone, "now": actor.now}).scalar()
        if asked is None:
            raise Refused("no question was asked beside this notice")
        parts = [str(asked) if part == NEW else part for part in parts]
    return replace(button, value=":".join(parts))
