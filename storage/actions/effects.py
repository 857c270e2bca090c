"""Orders about corrective actions. What is said of one is stored like an answer, while the answer may be changed; that
it is done can be said at any time afterwards.
"""

from typing import Any

from sqlalchemy import Connection, select

from core.actions.typed import last_day
from core.assessment.action import MOST_ACTION, MOST_NOTE, MOST_PERSON
from core.effects.actions import FinishAction, SaveAction, SendMonitoring
from core.instrument.parse import Instrument
from core.people.roles import Role
from storage.audit import writes
from storage.engine.schema import CORRECTIVE_ACTION, AnyRow
from storage.messaging.contents import MonitoringTable
from storage.orders.changes import begun, instrument_of, writable
from storage.orders.handlers import handler, handlers
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, for_role, log, roles, scope

_INSERT, _UPDATE = writes.Insert(CORRECTIVE_ACTION), writes.Update(CORRECTIVE_ACTION)
_BLANK: dict[str, Any] = {"words": "", "person": "", "due": "", "parts": [], "done_note": ""}
_MAY_FINISH = frozenset({Role.CONTACT, Role.HEAD})
_MAY_READ = _MAY_FINISH | {Role.COORDINATOR}


def save(conn: Connection, order: SaveAction, actor: Actor) -> None:
    """Saying the same again changes nothing. Another action than the one that was done is open again."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    instrument = instrument_of(conn, row, order.variable)
    answer = writable(conn, row, order.variable)
    if answer is None or answer.level not in instrument.variable(order.variable).action_at:
        raise Refused("this answer asks for no action")
    said = {"words": order.words, "person": order.person, "due": order.due and order.due.isoformat()}
    change: dict[str, Any] = {key: value for key, value in said.items() if value is not None}
    if not _fits(order, actor):
        raise Refused("there is no such action")
    held = _of_answer(conn, row.id, order.variable)
    known = held if held is not None and held.dropped_at is None else None
    changed = {key: value for key, value in change.items() if known is None or getattr(known, key) != value}
    parts = [list(one) for one in order.messages]
    if known is not None and not changed:
        if known.parts != parts:
            _UPDATE.run(conn, {"row": known.id, "parts": parts})
        return
    now = {"parts": parts, "saved_by": actor.someone, "saved_at": actor.now, "dropped_at": None}
    undone = {"done_at": None, "done_by": None, "done_note": ""}
    if held is None:
        place = {"assessment_id": row.id, "variable": order.variable}
        _INSERT.run(conn, _BLANK | undone | place | changed | now)
    else:
        _UPDATE.run(conn, {"row": held.id} | (_BLANK if known is None else {}) | undone | changed | now)
    begun(conn, row, order.variable)
    log(conn, row.pemda_id, actor, "action_saved", {"variable": order.variable, **changed}, row.id)


def _fits(order: SaveAction, actor: Actor) -> bool:
    long = len(order.words or "") > MOST_ACTION or len(order.person or "") > MOST_PERSON
    return not long and (order.due is None or order.due <= last_day(actor.now.date()))


def drop(conn: Connection, row: AnyRow, variable: str, level: int, instrument: Instrument, actor: Actor) -> None:
    """To be called when a level was chosen: where it asks for no action, a former one is none any more."""
    asking = instrument.variable(variable).action_at
    held = _of_answer(conn, row.id, variable) if asking and level not in asking else None
    if held is None or held.dropped_at is not None:
        return
    _UPDATE.run(conn, {"row": held.id, "dropped_at": actor.now})
    log(conn, row.pemda_id, actor, "action_dropped", {"variable": variable}, row.id)


def finish(conn: Connection, order: FinishAction, actor: Actor) -> None:
    """Saying it twice changes nothing, unless other words come with it."""
    held = conn.execute(select(CORRECTIVE_ACTION).where(CORRECTIVE_ACTION.c.id == order.action)).one_or_none()
    if held is None or held.dropped_at is not None or not held.due:
        raise Refused("there is no such action")
    row = scope(conn, held.assessment_id)
    if not _MAY_FINISH & roles(conn, actor, row.pemda_id, row.opd_id):
        raise Refused("only people of this OPD may do this")
    if len(order.note) > MOST_NOTE:
        raise Refused("the note is too long")
    if (held.done_at is not None) == order.done and order.note in ("", held.done_note):
        return
    done = {"done_at": held.done_at or actor.now, "done_by": actor.someone, "done_note": order.note or held.done_note}
    undone = {"done_at": None, "done_by": None, "done_note": ""}
    _UPDATE.run(conn, {"row": held.id} | (done if order.done else undone))
    content = {"variable": held.variable, **({"note": order.note} if order.note else {})}
    log(conn, row.pemda_id, actor, "action_done" if order.done else "action_reopened", content, row.id)


def send_monitoring(conn: Connection, order: SendMonitoring, actor: Actor) -> None:
    row = scope(conn, order.assessment)
    if not _MAY_READ & roles(conn, actor, row.pemda_id, row.opd_id):
        raise Refused("only people of this OPD and coordinators may have this paper")
    for format in ("xlsx", "pdf"):
        order_job(conn, MonitoringTable(row.period_id, row.opd_id, format), actor)


def _of_answer(conn: Connection, assessment: int, variable: str) -> AnyRow | None:
    mine = (CORRECTIVE_ACTION.c.assessment_id == assessment, CORRECTIVE_ACTION.c.variable == variable)
    found: AnyRow | None = conn.execute(select(CORRECTIVE_ACTION).where(*mine)).one_or_none()
    return found


EFFECTS = handlers(
    handler(SaveAction, save),
    handler(FinishAction, finish),
    handler(SendMonitoring, send_monitoring),
)
