"""What the team is told and shown: notices to those who may judge, all evidence of a variable."""

from itertools import groupby

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import EvidenceKind
from core.effects.review import SendAllEvidence, TellJudges, TellTeam
from core.people.roles import Role
from core.review.rules import judges
from core.review.verdicts import Stage
from core.screen import Notice, escape
from storage.assessment.progress import COUNTS
from storage.engine.schema import EVIDENCE, EVIDENCE_USE, PERSON, AnyRow
from storage.messaging import outbox
from storage.messaging.contents import Album, AlbumItem, Content, File, Message
from storage.messaging.outbox import Call, Kind, Priority
from storage.orders import notices as messages
from storage.orders.notices import REACHABLE
from storage.orders.rights import Actor, Refused, for_role, must_coordinate, scope
from storage.review import cases
from storage.review.checks import Review

ALBUM = 10
"""Files in one album (Bot API, sendMediaGroup)."""

_EVIDENCE = (
    select(EVIDENCE.c.id, EVIDENCE.c.kind, EVIDENCE.c.name, EVIDENCE.c.file_id)
    .join(EVIDENCE_USE, EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
    .where(
        EVIDENCE.c.assessment_id == bindparam("assessment"), EVIDENCE_USE.c.variable == bindparam("variable"), COUNTS
    )
)


def tell_judges(conn: Connection, order: TellJudges, actor: Actor) -> None:
    """Tells those who may judge a contact's repair."""
    for_role(conn, order.assessment, actor, Role.CONTACT)
    _tell(conn, order.assessment, Stage.REGION, (order.variable,), order.notice, actor)


def tell_team(conn: Connection, order: TellTeam, actor: Actor) -> None:
    """Tells those who judge again after a coordinator has reopened a result."""
    must_coordinate(conn, actor, scope(conn, order.assessment).pemda_id)
    _tell(conn, order.assessment, order.stage, order.variables, order.notice, actor)


def _tell(
    conn: Connection, assessment: int, stage: Stage, variables: tuple[str, ...], notice: Notice, actor: Actor
) -> None:
    head = cases.find(conn, assessment)
    assert head is not None
    fields = cases.load(conn, [head], actor.now)[assessment].fields
    if not fields.keys() >= set(variables):
        raise Refused("there is no such variable")
    members = cases.team(conn, head.pemda_id)
    people = {one for code in variables for one in judges(members, stage, fields[code], head.opd_id)} - {actor.person}
    of_these = select(PERSON.c.telegram_id).where(PERSON.c.id.in_(people), *REACHABLE).order_by(PERSON.c.id)
    messages.notify(conn, conn.execute(of_these).scalars(), notice, actor, head.pemda_id)


def send_all_evidence(conn: Connection, order: SendAllEvidence, actor: Actor) -> None:
    """Sends the evidence in the order of the card; neighbours of one kind are one call. It is sent after everything
    that a person waits for, so that the next card is not delayed.
    """
    review = Review(conn, order.assessment, order.stage, actor)
    if order.variable not in review.portion or actor.telegram_id is None:
        raise Refused("this variable is not this person's to judge, or there is no chat to send to")
    query = {"assessment": order.assessment, "variable": order.variable}
    known = {file.id: file for file in conn.execute(_EVIDENCE, query)}
    files = [(known[number], caption) for number, caption in order.numbered if number in known]
    chat = actor.telegram_id
    calls: list[Call] = []
    for kind, group in groupby(files, lambda one: one[0].kind):
        calls += _calls(chat, kind, list(group))
    calls.append(_broadcast(chat, Kind.SEND, Message.of(order.notice)))
    outbox.add(conn, calls, actor.now, sending=False)


def _calls(chat: int, kind: str, files: list[tuple[AnyRow, str]]) -> list[Call]:
    if kind == EvidenceKind.LINK:
        text = "\n".join(f"{escape(caption)}: {escape(file.name)}" for file, caption in files)
        return [_broadcast(chat, Kind.SEND, Message(text))]
    found = []
    for start in range(0, len(files), ALBUM):
        part = files[start : start + ALBUM]
        if len(part) > 1:
            items = tuple(AlbumItem(kind, file.file_id, file.id, caption) for file, caption in part)
            found.append(_broadcast(chat, Kind.ALBUM, Album(items)))
        else:
            ((file, caption),) = part
            found.append(_broadcast(chat, Kind(kind), File(file.file_id, escape(caption), evidence=file.id)))
    return found


def _broadcast(chat: int, kind: Kind, content: Content) -> Call:
    return Call(chat, kind, content, Priority.BROADCAST)
