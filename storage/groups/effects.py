"""Orders about groups. Binding and unbinding need a coordinator; the others report what Telegram says."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from core.effects.groups import BindGroup, CloseTopic, LoseGroup, MoveGroup, OpenTopic, PinBoard, UnbindGroup
from core.groups import BoardTrouble, Group
from storage.groups import groups
from storage.messaging import outbox
from storage.messaging.calls import Call, Kind, Priority
from storage.messaging.contents import NOTHING
from storage.orders.handlers import handler, handlers
from storage.orders.rights import Actor, Refused, log, must_coordinate

OfBound = TypeVar("OfBound", UnbindGroup, PinBoard, LoseGroup, MoveGroup, CloseTopic, OpenTopic)


def bind(conn: Connection, order: BindGroup, actor: Actor) -> None:
    """Ends the former binding, which only a coordinator of its Pemda may do, and makes the new one. If both are the
    same, only the board is sent again, below everything said since.
    """
    former = groups.find(conn, order.chat_id)
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


def unbind(conn: Connection, _: UnbindGroup, group: Group, actor: Actor) -> None:
    must_coordinate(conn, actor, group.pemda_id)
    _end(conn, group, "group_unbound", actor)
    _leave_board(conn, group.chat_id, actor)


def pin(conn: Connection, _: PinBoard, group: Group, actor: Actor) -> None:
    groups.pin(conn, group, actor.now)


def lose(conn: Connection, _: LoseGroup, group: Group, actor: Actor) -> None:
    _end(conn, group, "group_lost", actor)


def move(conn: Connection, order: MoveGroup, group: Group, actor: Actor) -> None:
    groups.moved(conn, group.chat_id, order.to, actor.now)


def close_topic(conn: Connection, _: CloseTopic, group: Group, __: Actor) -> None:
    groups.change(conn, group.id, trouble=BoardTrouble.TOPIC_CLOSED.value)


def open_topic(conn: Connection, _: OpenTopic, group: Group, __: Actor) -> None:
    groups.change(conn, group.id, trouble=BoardTrouble.NONE.value, board_seen="")


def _end(conn: Connection, group: Group, act: str, actor: Actor) -> None:
    groups.end(conn, group.id, actor.now)
    log(conn, group.pemda_id, actor, act, {"group": group.id, "chat": group.chat_id})


def _leave_board(conn: Connection, chat: int, actor: Actor) -> None:
    """Takes the buttons and the pin from the board of the binding that ended last. It stays as it was last drawn."""
    board = groups.left_behind(conn, chat)
    if board is not None:
        kinds = (Kind.STRIP, Kind.UNPIN)
        calls = [Call(chat, kind, NOTHING, Priority.RECORD, target_message=board) for kind in kinds]
        outbox.add(conn, calls, actor.now, sending=False)


def _if_bound(
    change: Callable[[Connection, OfBound, Group, Actor], None],
) -> Callable[[Connection, OfBound, Actor], None]:
    """Does nothing where no Pemda is bound to the chat any more."""

    def handle(conn: Connection, order: OfBound, actor: Actor) -> None:
        group = groups.find(conn, order.chat_id)
        if group is not None:
            change(conn, order, group, actor)

    return handle


EFFECTS = handlers(
    handler(BindGroup, bind),
    handler(UnbindGroup, _if_bound(unbind)),
    handler(PinBoard, _if_bound(pin)),
    handler(LoseGroup, _if_bound(lose)),
    handler(MoveGroup, _if_bound(move)),
    handler(CloseTopic, _if_bound(close_topic)),
    handler(OpenTopic, _if_bound(open_topic)),
)
