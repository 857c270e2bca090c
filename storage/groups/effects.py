"""Orders about groups. Binding and unbinding need a coordinator; the others are what Telegram reports."""

from typing import assert_never

from sqlalchemy import Connection

from core.effects.groups import (
    BindGroup,
    CloseTopic,
    GroupEffect,
    LoseGroup,
    MoveGroup,
    OpenTopic,
    PinBoard,
    UnbindGroup,
)
from core.groups import Group, Trouble
from storage.groups import groups
from storage.messaging import outbox
from storage.messaging.calls import Call, Kind, Priority
from storage.orders.rights import Actor, Refused, log, must_coordinate

_OfBound = UnbindGroup | PinBoard | LoseGroup | MoveGroup | CloseTopic | OpenTopic


def apply(conn: Connection, effect: GroupEffect, actor: Actor) -> None:
    group = groups.find(conn, effect.chat_id)
    if isinstance(effect, BindGroup):
        bind(conn, effect, group, actor)
    elif group is not None:  # else nothing is bound there (any more)
        _change(conn, effect, group, actor)


def _change(conn: Connection, effect: _OfBound, group: Group, actor: Actor) -> None:
    match effect:
        case UnbindGroup():
            must_coordinate(conn, actor, group.pemda_id)
            _end(conn, group, "group_unbound", actor)
            _leave_board(conn, group.chat_id, actor)
        case PinBoard():
            groups.pin(conn, group, actor.now)
        case LoseGroup():
            _end(conn, group, "group_lost", actor)
        case MoveGroup(to=to):
            groups.moved(conn, group.chat_id, to, actor.now)
        case CloseTopic():
            groups.change(conn, group.id, trouble=Trouble.TOPIC_CLOSED.value)
        case OpenTopic():
            groups.change(conn, group.id, trouble=Trouble.NONE.value, board_seen="")
        case _:
            assert_never(effect)


def bind(conn: Connection, order: BindGroup, former: Group | None, actor: Actor) -> None:
    """The former binding ends, and only who coordinates it may end it. The same binding again only draws the board
    anew, below everything said since."""
    must_coordinate(conn, actor, order.pemda)
    if order.chat_id >= 0:
        raise Refused("only groups are bound")
    if former is not None:
        must_coordinate(conn, actor, former.pemda_id)
        _end(conn, former, "group_unbound", actor)
    _leave_board(conn, order.chat_id, actor)
    values = {
        "pemda_id": order.pemda,
        "chat_id": order.chat_id,
        "thread_id": order.thread_id,
        "title": order.title,
        "bound_by": actor.person,
        "bound_at": actor.now,
    }
    number = groups.insert_binding(conn, values)
    content = {"group": number, "chat": order.chat_id, "topic": order.thread_id, "title": order.title}
    log(conn, order.pemda, actor, "group_bound", content)


def _end(conn: Connection, group: Group, act: str, actor: Actor) -> None:
    groups.end(conn, group.id, actor.now)
    log(conn, group.pemda_id, actor, act, {"group": group.id, "chat": group.chat_id})


def _leave_board(conn: Connection, chat: int, actor: Actor) -> None:
    """The board of the binding that ended last stays as it was last seen, without buttons and no longer pinned."""
    board = groups.left_behind(conn, chat)
    if board is not None:
        kinds = (Kind.STRIP, Kind.UNPIN)
        calls = [Call(chat, kind, {}, Priority.RECORD, target_message=board) for kind in kinds]
        outbox.add(conn, calls, actor.now, sending=False)
