"""Orders of a contact about answers: level and explanation. Every change raises the answer's version."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from core.assessment.model import (
    OPEN_FOR_ANSWERS,
    Act,
    Status,
)
from core.effects import SaveExplanation, SaveLevel
from core.instrument.parse import Instrument, UnknownVariable
from core.people.roles import Role
from storage import instruments, writes
from storage.effects_base import Actor, Refused, for_role, log, moved
from storage.schema import ANSWER, ASSESSMENT, AnyRow
from storage.statements import Prepared

_ANSWER = Prepared(
    select(ANSWER).where(ANSWER.c.assessment_id == bindparam("assessment"), ANSWER.c.variable == bindparam("code"))
)
_INSERT, _UPDATE = writes.Insert(ANSWER), writes.Update(ANSWER)
_UPDATE_ASSESSMENT = writes.Update(ASSESSMENT)


def save_level(conn: Connection, order: SaveLevel, actor: Actor) -> None:
    """The level that is stored already changes nothing."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    if order.level not in {step.value for step in instrument_of(conn, row, order.variable).levels}:
        raise Refused("the scale has no such level")
    answer = writable(conn, row, order.variable)
    before = answer.level if answer else None
    if before == order.level:
        return
    _store(conn, row, order.variable, answer, actor, {"level": order.level, "levelled_by": actor.someone})
    content = {"variable": order.variable, "from": before, "to": order.level}
    log(conn, row.pemda_id, actor, "level_saved", content, row.id)


def save_explanation(conn: Connection, order: SaveExplanation, actor: Actor) -> None:
    """The explanation that is stored already raises no version; the messages it came from are kept in step."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    instrument_of(conn, row, order.variable)
    answer = writable(conn, row, order.variable)
    before = answer.explanation if answer else ""
    parts = [list(part) for part in order.parts]
    if before == order.text:
        if answer and answer.parts != parts:
            _UPDATE.run(conn, {"row": answer.id, "parts": parts})
        return
    _store(
        conn,
        row,
        order.variable,
        answer,
        actor,
        {"explanation": order.text, "parts": parts, "explained_by": actor.someone},
    )
    content = {"variable": order.variable, "from": before, "to": order.text}
    log(conn, row.pemda_id, actor, "explanation_saved", content, row.id)


def instrument_of(conn: Connection, row: AnyRow, variable: str) -> Instrument:
    """The instrument of this assessment, which must have the variable."""
    instrument = instruments.pinned(conn, row.instrument)
    try:
        instrument.variable(variable)
    except UnknownVariable:
        raise Refused("the instrument has no such variable") from None
    return instrument


def writable(conn: Connection, row: AnyRow, variable: str) -> AnyRow | None:
    """The variable's answer, if there is one; refused when the variable may not be changed now.

    The rule is that of core.assessment.Assessment.writable, the period being open.
    """
    answer = _ANSWER.first(conn, {"assessment": row.id, "code": variable})
    if row.status in OPEN_FOR_ANSWERS:
        return answer
    if row.status == Status.RETURNED and answer is not None and answer.reopened_at is not None:
        return answer
    raise Refused(f"{variable} is locked while {row.status}")


def begun(conn: Connection, row: AnyRow, variable: str) -> None:
    """What every change of a variable does besides: a first one begins the assessment, a repair is marked."""
    moved(row, Act.ANSWER)
    if row.status == Status.NOT_STARTED:
        _UPDATE_ASSESSMENT.run(conn, {"row": row.id, "status": Status.DRAFT.value})
    elif row.status == Status.RETURNED:
        this = (ANSWER.c.assessment_id == row.id, ANSWER.c.variable == variable)
        writes.update(conn, ANSWER, {"repaired": True}, *this)


def _store(
    conn: Connection, row: AnyRow, variable: str, answer: AnyRow | None, actor: Actor, change: dict[str, Any]
) -> None:
    change |= {"answered_by": actor.someone, "answered_at": actor.now}
    if answer is None:
        blank = {"assessment_id": row.id, "variable": variable, "explanation": "", "parts": [], "repaired": False}
        _INSERT.run(conn, blank | {"level": None, "version": 1, "reopened_note": ""} | change)
    else:
        _UPDATE.run(conn, {"row": answer.id, "version": answer.version + 1} | change)
    begun(conn, row, variable)
