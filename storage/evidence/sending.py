"""Sends evidence to a person."""

from sqlalchemy import Connection, select

from core.assessment.model import EvidenceKind
from core.effects import SendEvidence
from core.screen import escape
from storage.assessment.progress import COUNTS
from storage.engine.schema import ASSESSMENT, EVIDENCE, OPD
from storage.messaging import outbox
from storage.messaging.contents import File, Message
from storage.messaging.outbox import Call, Kind, Priority
from storage.orders.notices import MAY_SEE_EVIDENCE, chat_of
from storage.orders.rights import Actor, Refused, roles


def send_evidence(conn: Connection, order: SendEvidence, actor: Actor) -> None:
    """Sends a file as itself, a link as text, only to people who may see this OPD's evidence."""
    query = (
        select(EVIDENCE, OPD.c.id.label("opd"), OPD.c.pemda_id)
        .join(ASSESSMENT, ASSESSMENT.c.id == EVIDENCE.c.assessment_id)
        .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
        .where(EVIDENCE.c.id == order.evidence, COUNTS)
    )
    file = conn.execute(query).one_or_none()
    if file is None or not MAY_SEE_EVIDENCE & roles(conn, actor, file.pemda_id, file.opd):
        raise Refused("no such evidence for this person")
    caption = escape(order.caption)
    if file.kind == EvidenceKind.LINK:
        call = Call(chat_of(actor), Kind.SEND, Message(f"{caption}: {escape(file.name)}"), Priority.NOTICE)
    else:
        call = Call(chat_of(actor), Kind(file.kind), File(file.file_id, caption, evidence=file.id), Priority.NOTICE)
    outbox.add(conn, [call], actor.now, sending=False)
