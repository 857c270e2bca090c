"""Orders about results: made final, reopened with a reason, made known; and notices to single OPD."""

from collections import defaultdict

from sqlalchemy import Connection, select

from core.assessment.model import PeriodStatus, Status
from core.assessment.status import Act
from core.effects import Finalise, PublishResults, ReopenResult, SendPicture, SendRecap, SendResult, TellOpds
from core.results.stages import FinalResult, ResultBasis, made_final
from core.screen import Notice, merged
from core.typed import is_reason
from storage.assessment import instruments
from storage.audit import anchors, writes
from storage.audit.anchors import Reason
from storage.engine.schema import ANSWER, ASSESSMENT, MEMBERSHIP, OPD, OPD_SHORT, PEMDA, PERIOD, PERSON, AnyRow
from storage.messaging import outbox, places
from storage.messaging.calls import Priority
from storage.orders.handlers import handler, handlers
from storage.orders.notices import REACHABLE, notice_call
from storage.orders.rights import Actor, Refused, log, moved, must_coordinate, scope
from storage.results import final as final_results, sending


def finalise(conn: Connection, order: Finalise, actor: Actor) -> None:
    """Makes all of these results final, or none: exactly those that the coordinator saw in the preview. Each gets a
    record.
    """
    for number in sorted(set(order.assessments)):
        row = scope(conn, number)
        must_coordinate(conn, actor, row.pemda_id)
        if row.left_out_at is not None:
            raise Refused("its OPD was left out of the period")
        anchors.want(conn, row.pemda_id, Reason.FINAL, actor.now)
        status = moved(row, Act.FINALISE)
        final = _made_final(conn, row)
        final_results.keep(conn, number, final, actor.person, actor.now)
        values = {"status": status.value, "final_at": actor.now}
        writes.update(conn, ASSESSMENT, values, ASSESSMENT.c.id == number)
        change = {"from": row.status, "to": status.value}
        log(conn, row.pemda_id, actor, "finalised", change | final_results.content(final), number)


def _made_final(conn: Connection, row: AnyRow) -> FinalResult:
    instrument = instruments.of_team(conn, row.instrument)
    judged = final_results.of_these(conn, [row.id], instrument).get(row.id, ResultBasis())
    named = conn.execute(select(PEMDA.c.official_result).where(PEMDA.c.id == row.pemda_id)).scalar_one()
    return made_final(instrument, judged, final_results.next_version(conn, row.id), named)


def reopen(conn: Connection, order: ReopenResult, actor: Actor) -> None:
    """Sends a result back into review (docs/decisions/reopening-a-result.md). These variables wait for a verdict as if
    they had been sent again; the others keep theirs.
    """
    reason = " ".join(order.reason.split())
    if not is_reason(reason):
        raise Refused("a result is opened again for a reason")
    row = scope(conn, order.assessment)
    must_coordinate(conn, actor, row.pemda_id)
    if row.period_status == PeriodStatus.ARCHIVED or row.left_out_at is not None:
        raise Refused("the period is archived, or the OPD was left out of it")
    status = moved(row, Act.REOPEN)
    values = {"status": status.value, "final_at": None, "reviewed_at": None}
    writes.update(conn, ASSESSMENT, values, ASSESSMENT.c.id == row.id)
    chosen = (ANSWER.c.assessment_id == row.id, ANSWER.c.variable.in_(order.variables))
    again = writes.update(conn, ANSWER, {"sent_again_at": actor.now}, *chosen)
    if len(again) != len(set(order.variables)) or not order.variables:
        raise Refused("these are no variables of the assessment")
    version = final_results.end(conn, row.id, actor.person, actor.now, reason)
    content = {"from": row.status, "to": status.value, "version": version}
    content |= {"variables": sorted(order.variables), "reason": reason}
    log(conn, row.pemda_id, actor, "result_reopened", content, row.id)


def publish(conn: Connection, order: PublishResults, actor: Actor) -> None:
    """Makes the results known, once. A second press is refused, together with the notices beside it."""
    row = conn.execute(select(PERIOD).where(PERIOD.c.id == order.period).with_for_update()).one_or_none()
    if row is None or row.status == PeriodStatus.DRAFT or row.opens_at > actor.now:
        raise Refused("there is no such period, or it has not opened")
    must_coordinate(conn, actor, row.pemda_id)
    if row.result_at is not None:
        raise Refused("the results are known already")
    final = select(ASSESSMENT.c.id).where(ASSESSMENT.c.period_id == row.id, ASSESSMENT.c.status == Status.FINAL.value)
    count = len(conn.execute(final).all())
    if not count:
        raise Refused("no result is final")
    name = conn.execute(select(PEMDA.c.name).where(PEMDA.c.id == row.pemda_id)).scalar_one()
    writes.update(conn, PERIOD, {"result_at": actor.now, "published_as": name}, PERIOD.c.id == row.id)
    anchors.want(conn, row.pemda_id, Reason.PUBLISHED, actor.now, str(row.id))
    log(conn, row.pemda_id, actor, "results_published", {"period": row.id, "name": row.name, "final": count})


def tell_opds(conn: Connection, order: TellOpds, actor: Actor) -> None:
    """Sends the notices with one read for all of them. A person with roles in several OPD gets one message."""
    must_coordinate(conn, actor, order.pemda)
    holders = (
        select(MEMBERSHIP.c.opd_id, PERSON.c.telegram_id, OPD_SHORT)
        .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
        .join(OPD, OPD.c.id == MEMBERSHIP.c.opd_id)
        .where(
            MEMBERSHIP.c.pemda_id == order.pemda,
            MEMBERSHIP.c.role.in_(sorted(order.roles)),
            MEMBERSHIP.c.ended_at.is_(None),
            *REACHABLE,
        )
        .distinct()
        .order_by(MEMBERSHIP.c.opd_id, PERSON.c.telegram_id)
    )
    accounts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in conn.execute(holders):
        accounts[row.opd_id].append((row.telegram_id, row.short))
    told: dict[int, list[tuple[str, Notice]]] = defaultdict(list)
    for opd, notice in order.notices:
        for account, short in accounts[opd]:
            told[account].append((short, notice))
    told.pop(actor.telegram_id or 0, None)
    known = places.read(conn, order.pemda, set(told), actor.admin_ids)
    calls = [
        notice_call(account, known.named(account, notice), Priority.BROADCAST)
        for account, notices in told.items()
        for notice in merged(notices)
    ]
    outbox.add(conn, calls, actor.now, sending=False)


EFFECTS = handlers(
    handler(Finalise, finalise),
    handler(ReopenResult, reopen),
    handler(PublishResults, publish),
    handler(TellOpds, tell_opds),
    handler(SendResult, sending.send_result),
    handler(SendPicture, sending.send_picture),
    handler(SendRecap, sending.send_recap),
)
