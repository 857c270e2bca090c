"""Orders about answers: level and explanation. Every change raises the answer's version. The other orders of this
room stand in the files beside."""

from typing import Any

from sqlalchemy import Connection

from core.effects import (
    Ask,
    AskHead,
    Forward,
    HeadReturns,
    Reply,
    SaveExplanation,
    SaveLevel,
    SendLetter,
    SetDeclarant,
    Submit,
    SubmitRepair,
    Withdraw,
)
from core.people.roles import Role
from storage.actions import effects as actions
from storage.answers import letters, questions, submission
from storage.audit import writes
from storage.engine.schema import ANSWER, AnyRow
from storage.orders.changes import begun, instrument_of, writable
from storage.orders.handlers import handler, handlers
from storage.orders.rights import Actor, Refused, for_role, log

_INSERT, _UPDATE = writes.Insert(ANSWER), writes.Update(ANSWER)


def save_level(conn: Connection, order: SaveLevel, actor: Actor) -> None:
    """Saving the stored level again changes nothing."""
    row = for_role(conn, order.assessment, actor, Role.CONTACT)
    instrument = instrument_of(conn, row, order.variable)
    if not instrument.has_level(order.variable, order.level) or instrument.given_by_team(order.variable):
        raise Refused("the scale has no such level, or the team gives it")
    answer = writable(conn, row, order.variable)
    before = answer.level if answer else None
    if before == order.level:
        return
    _store(conn, row, order.variable, answer, actor, {"level": order.level, "levelled_by": actor.someone})
    actions.drop(conn, row, order.variable, order.level, instrument, actor)
    content = {"variable": order.variable, "from": before, "to": order.level}
    log(conn, row.pemda_id, actor, "level_saved", content, row.id)


def save_explanation(conn: Connection, order: SaveExplanation, actor: Actor) -> None:
    """Saving the stored explanation again raises no version, but keeps the list of its messages up to date."""
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


EFFECTS = handlers(
    handler(SaveLevel, save_level),
    handler(SaveExplanation, save_explanation),
    handler(SetDeclarant, submission.set_declarant),
    handler(AskHead, submission.ask_head),
    handler(Submit, submission.submit),
    handler(Withdraw, submission.withdraw),
    handler(HeadReturns, submission.head_returns),
    handler(SubmitRepair, submission.submit_repair),
    handler(Ask, questions.ask),
    handler(Reply, questions.reply),
    handler(Forward, questions.forward),
    handler(SendLetter, letters.send_letter),
)
