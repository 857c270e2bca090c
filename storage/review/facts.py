"""What a member of the team may know: their desks, the queue, one OPD's dossier. By membership and the rules of review
only.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core.pemda.naming import called
from core.people.roles import Role
from core.review.facts import Desk, QueueLine, ReviewFacts, ReviewWish
from core.review.rules import JUDGED_IN, Case, judges, portion, task
from core.review.verdicts import Stage
from storage.engine.schema import PEMDA, AnyRow
from storage.people.facts import AccountHolder
from storage.review import cases, dossier as dossiers
from storage.review.dossier import Reader, holder_of

_PEMDA = select(PEMDA.c.timezone, PEMDA.c.working_days, PEMDA.c.own_holidays, PEMDA.c.worked_days).where(
    PEMDA.c.id == bindparam("pemda")
)


def load(conn: Connection, who: AccountHolder, wish: ReviewWish, is_admin: bool, now: datetime) -> ReviewFacts | None:
    """The facts for the team's screens; None for people who judge nothing."""
    desks = _desks(who)
    head = cases.find(conn, wish.assessment) if wish.assessment else None
    desk = _chosen(desks, wish, head)
    if desk is None:
        return None
    me = who.person.id if who.person else 0
    pemda = conn.execute(_PEMDA, {"pemda": desk.pemda}).one()
    team = cases.team(conn, desk.pemda, me if is_admin and me else None)
    reader = Reader(conn, desk, team, me, now, ZoneInfo(pemda.timezone))
    queue, others, stuck = _queue(reader) if wish.queue else ((), 0, ())
    head = head if head is not None and head.pemda_id == desk.pemda and head.left_out_at is None else None
    own = head is not None and any(head.opd_id in one.barred for one in team if one.person == me)
    place = who.places.get(desk.pemda, "")
    dossier = dossiers.load(reader, head) if head is not None and not own else None
    if dossier is not None:
        opd = dossier.opd
        dossier = replace(dossier, opd=replace(opd, name=called(opd.name, place), short=called(opd.short, place)))
    return ReviewFacts(
        desk=desk,
        desks=desks,
        queue=tuple(replace(line, opd_short=called(line.opd_short, place)) for line in queue),
        others=others,
        stuck=tuple(called(short, place) for short in stuck),
        dossier=dossier,
        own=called(head.opd_short, place) if head is not None and own else "",
        working_days=pemda.working_days,
        own_holidays=tuple(pemda.own_holidays),
        worked_days=tuple(pemda.worked_days),
    )


def _desks(who: AccountHolder) -> tuple[Desk, ...]:
    """Where this person judges: as a verifier first, then for the province, then as a coordinator only."""
    fields: dict[tuple[int, Stage], list[str | None]] = {}
    names = {held.pemda_id: held.pemda_name for held in who.memberships}
    for role, stage in ((Role.VERIFIER, Stage.REGION), (Role.PROVINCE, Stage.PROVINCE)):
        for held in who.memberships:
            if held.role is role:
                fields.setdefault((held.pemda_id, stage), []).append(held.field)
    for held in who.memberships:
        if held.role is Role.COORDINATOR:
            fields.setdefault((held.pemda_id, Stage.REGION), [])
    return tuple(Desk(number, names[number], stage, tuple(of)) for (number, stage), of in fields.items())


def _chosen(desks: tuple[Desk, ...], wish: ReviewWish, head: AnyRow | None) -> Desk | None:
    """The desk wished for; for an OPD the desk where it is now; else the first."""
    pemda, stage = wish.pemda, wish.stage
    if head is not None and not wish.stage:
        pemda = head.pemda_id
        stage = next((one.value for one in Stage if head.status in JUDGED_IN[one]), "")
    named = [desk for desk in desks if pemda in (0, desk.pemda)]
    return next((desk for desk in named if desk.stage == stage), None) or next(iter(named), None)


def _queue(reader: Reader) -> tuple[tuple[QueueLine, ...], int, tuple[str, ...]]:
    """The OPD this person may judge, the longest waiting first; how many OPD wait for others only; which ones nobody
    may judge.
    """
    stage = reader.desk.stage
    heads = cases.queued(reader.conn, reader.desk.pemda, JUDGED_IN[stage], reader.now)
    found = cases.load(reader.conn, heads, reader.now)
    lines = [(head, _line(reader, head, found[head.id])) for head in heads]
    mine = sorted((line for _, line in lines if line), key=lambda line: (line.since, line.opd_short))
    others = len({head.opd_id for head, line in lines if line is None and found[head.id].open(stage)})
    stuck = tuple(_called(head) for head in heads if _falls_to_nobody(reader, found[head.id]))
    return tuple(mine), others, stuck


def _called(head: AnyRow) -> str:
    """The OPD in a list about several periods."""
    return called(head.opd_short, f"· {head.period_label}" if head.period_label else "")


def _falls_to_nobody(reader: Reader, case: Case) -> bool:
    """Whether everybody of the team is barred from something that is open."""
    stage = reader.desk.stage
    fields = {case.fields[code] for code in case.open(stage)}
    return any(not judges(reader.team, stage, of, case.opd) for of in fields)


def _line(reader: Reader, head: AnyRow, case: Case) -> QueueLine | None:
    stage = reader.desk.stage
    falls = set(portion(reader.team, stage, case, reader.me))
    waiting = tuple(code for code in case.open(stage) if code in falls)
    if not waiting:
        return None
    free = task(reader.team, stage, case, reader.me, reader.now)
    codes = free or waiting
    holder = None if free else holder_of(reader, case, waiting)
    claims = [case.claim(stage, code) for code in codes]
    own = [one for one in claims if one and one.person == reader.me and one.until > reader.now]
    until = holder.until if holder else min((one.until for one in own), default=None)
    return QueueLine(
        assessment=head.id,
        opd_short=_called(head),
        codes=codes,
        since=reader.local(case.waits_since(stage, codes)),
        repaired=all(code in case.repaired for code in codes),
        judged=sum(case.draft(stage, code) is not None for code in codes),
        mine=bool(own),
        holder=holder.name if holder else "",
        until=reader.local(until) if until else None,
    )
