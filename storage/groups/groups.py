"""Groups and their boards: reads and changes rows of `team_group`. A chat has at most one binding that has
not ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.groups import BoardTrouble, FormerBinding, Group, PinStatus
from storage.audit import chain, writes
from storage.engine.schema import AUDIT_HEAD, GROUP_POST, OUTBOX, PEMDA, TEAM_GROUP
from storage.messaging.calls import Call, Kind, Priority
from storage.messaging.contents import NOTHING
from storage.messaging.outbox import add
from storage.messaging.outbox_queries import unsettled

_G = TEAM_GROUP
_LIVING = _G.c.ended_at.is_(None)
_OF_CHAT = _G.c.chat_id == bindparam("chat")
_FIND = (
    select(_G, PEMDA.c.name.label("pemda_name"), PEMDA.c.timezone)
    .join(PEMDA, PEMDA.c.id == _G.c.pemda_id)
    .where(_OF_CHAT, _LIVING)
)
_FORMER = (
    select(_G.c.id, _G.c.pemda_id, _G.c.thread_id, _G.c.board_message).where(_OF_CHAT).order_by(_G.c.id.desc()).limit(1)
)
_BOARD, _PIN = OUTBOX.alias("board"), OUTBOX.alias("pin")
_WITH_BOARD = (
    select(
        _G,
        PEMDA.c.name.label("pemda_name"),
        PEMDA.c.timezone,
        AUDIT_HEAD.c.number.label("changes"),
        _BOARD.c.state.label("board_state"),
        _BOARD.c.message_id.label("board_number"),
        _BOARD.c.error.label("board_error"),
        _PIN.c.state.label("pin_state"),
        _PIN.c.error.label("pin_error"),
    )
    .join(PEMDA, PEMDA.c.id == _G.c.pemda_id)
    .outerjoin(AUDIT_HEAD, AUDIT_HEAD.c.pemda_id == _G.c.pemda_id)
    .outerjoin(_BOARD, _BOARD.c.id == _G.c.board_outbox)
    .outerjoin(_PIN, _PIN.c.id == _G.c.pin_outbox)
    .where(_LIVING)
    .order_by(_G.c.board_at, _G.c.id)
)
_NOTHING = {"board_outbox": None, "board_message": None, "board_shown": "", "board_seen": "", "pin_outbox": None}
_POST = {
    name: dialect.insert(GROUP_POST)
    .on_conflict_do_nothing(index_elements=["group_id", "kind", "key"])
    .returning(GROUP_POST.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
VIEW = "view"
"""Kind of the posts that are views sent below a board. They are remembered for a moment only."""
MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Board:
    """A group with the outcome of its board and pin: states and errors of their newest outbox rows, None without one.

    `changes` counts what happened in the Pemda, by its audit log. `number` is the message number of a board that was
    sent as a new message. `at` is when the board was last drawn.
    """

    group: Group
    changes: int
    outbox: int | None
    state: str | None
    number: int | None
    error: str
    pin_state: str | None
    pin_error: str
    shown: str
    seen: str
    at: datetime | None
    bound_at: datetime


def find(conn: Connection, chat_id: int) -> Group | None:
    """The present binding of a chat."""
    row = conn.execute(_FIND, {"chat": chat_id}).first()
    return _group(row) if row else None


def former(conn: Connection, chat_id: int) -> FormerBinding | None:
    """The newest binding of a chat, ended or not."""
    row = conn.execute(_FORMER, {"chat": chat_id}).first()
    return FormerBinding(row.pemda_id, row.thread_id) if row else None


def left_behind(conn: Connection, chat_id: int) -> int | None:
    """The board of a binding that has ended, if it still looks alive. Returned once."""
    row = conn.execute(_FORMER, {"chat": chat_id}).first()
    if row is None or row.board_message is None:
        return None
    change(conn, row.id, board_message=None)
    return int(row.board_message)


def board_rows(conn: Connection, group: int | None = None) -> Sequence[Row[Any]]:
    """Every bound group, or this one, the longest not drawn first. Each row is read by itself (`read_board`), so that a
    faulty one hides no other.
    """
    return conn.execute(_WITH_BOARD if group is None else _WITH_BOARD.where(_G.c.id == group)).all()


def living(conn: Connection, group: int) -> bool:
    """Whether this binding has not ended. Nobody else can end it until the commit."""
    alive = select(_G.c.id).where(_G.c.id == group, _LIVING).with_for_update()
    return conn.execute(alive).first() is not None


def insert_binding(conn: Connection, values: dict[str, Any]) -> int:
    known = {**_NOTHING, "pinned": PinStatus.NOT_YET.value, "trouble": BoardTrouble.NONE.value, "ended_at": None}
    return writes.insert(conn, TEAM_GROUP, known | values)[0]


def change(conn: Connection, group: int, **values: Any) -> None:
    writes.update(conn, TEAM_GROUP, values, TEAM_GROUP.c.id == group)


def end(conn: Connection, group: int, now: datetime) -> None:
    change(conn, group, ended_at=now)
    drop_waiting(conn, find_board(conn, group))


def draw_anew(conn: Connection, group: int) -> None:
    """Has the board sent as a new message at the next look. Calls about the old one that have not left are dropped."""
    drop_waiting(conn, find_board(conn, group))
    change(conn, group, **_NOTHING, board_at=None)


def find_board(conn: Connection, group: int) -> tuple[int, ...]:
    """The outbox rows of a board and its pin."""
    row = conn.execute(select(_G.c.board_outbox, _G.c.pin_outbox).where(_G.c.id == group)).one()
    return tuple(number for number in row if number is not None)


def drop_waiting(conn: Connection, rows: Sequence[int]) -> None:
    """Drops these calls where they have not left yet."""
    where = (unsettled(), OUTBOX.c.id.in_(rows), OUTBOX.c.state == "waiting")
    conn.execute(update(OUTBOX).where(*where).values(state="skipped", error="no longer wanted"))


def moved(conn: Connection, chat_id: int, to: int, now: datetime) -> None:
    """Moves the binding of a group that became a supergroup. Its board is sent as a new message, because the bot cannot
    reach the old ones. Does nothing when that was done already, or nothing is bound.
    """
    group = find(conn, chat_id)
    if group is None:
        return
    if find(conn, to) is not None:  # somebody was quicker than the news, and bound it there
        end(conn, group.id, now)
        content = {"group": group.id, "chat": chat_id}
        chain.append(conn, group.pemda_id, [chain.Entry(None, "group_unbound", content)], now)
        return
    draw_anew(conn, group.id)
    conn.execute(
        update(OUTBOX)
        .where(unsettled(), OUTBOX.c.chat_id == chat_id, OUTBOX.c.state == "waiting")
        .where(or_(OUTBOX.c.target_message.is_not(None), OUTBOX.c.target_outbox.is_not(None)))
        .values(state="skipped", error="its message stayed in the old chat")
    )
    change(conn, group.id, chat_id=to, pinned=PinStatus.NOT_YET.value)
    content = {"group": group.id, "from": chat_id, "to": to}
    chain.append(conn, group.pemda_id, [chain.Entry(None, "group_moved", content)], now)


def pin(conn: Connection, group: Group, now: datetime, on_its_way: int | None = None) -> None:
    """Has the live board pinned, without a sound; or the board that the outbox row `on_its_way` is sending."""
    board = None if on_its_way else group.board
    if board is None and on_its_way is None:
        return
    call = Call(group.chat_id, Kind.PIN, NOTHING, Priority.BOARD, target_outbox=on_its_way, target_message=board)
    (pinning,) = add(conn, [call], now, sending=False)
    change(conn, group.id, pin_outbox=pinning.id, pinned=PinStatus.NOT_YET.value)


def post_once(conn: Connection, group: int, kind: str, key: str, now: datetime) -> bool:
    """Marks a post as made; False when it was made before."""
    values = {"group_id": group, "kind": kind, "key": key, "at": now}
    return conn.execute(_POST[conn.dialect.name], values).scalar() is not None


def recent_views(conn: Connection, group: int, now: datetime) -> frozenset[str]:
    """The views sent below the board a moment ago."""
    of_group = (GROUP_POST.c.group_id == group, GROUP_POST.c.kind == VIEW)
    return frozenset(conn.execute(select(GROUP_POST.c.key).where(*of_group, GROUP_POST.c.at > now - MOMENT)).scalars())


def view_comes(conn: Connection, chat_id: int, now: datetime) -> bool:
    """Whether a view sent below the board a moment ago is not known to have arrived."""
    new = OUTBOX.c.kind.in_((Kind.SEND, Kind.PHOTO))
    recent = OUTBOX.c.created_at > now - MOMENT
    return (
        conn.execute(select(OUTBOX.c.id).where(unsettled(), OUTBOX.c.chat_id == chat_id, new, recent)).first()
        is not None
    )


def note_view(conn: Connection, group: int, view: str, now: datetime) -> None:
    """Remembers that a view was sent below the board."""
    which = (GROUP_POST.c.group_id == group, GROUP_POST.c.kind == VIEW, GROUP_POST.c.key == view)
    conn.execute(delete(GROUP_POST).where(*which))
    conn.execute(insert(GROUP_POST).values(group_id=group, kind=VIEW, key=view, at=now))


def _group(row: Row[Any]) -> Group:
    return Group(
        row.id,
        row.pemda_id,
        row.pemda_name,
        row.chat_id,
        row.thread_id,
        row.title,
        ZoneInfo(row.timezone),
        BoardTrouble(row.trouble),
        PinStatus(row.pinned),
        row.board_message,
    )


def read_board(row: Row[Any]) -> Board:
    return Board(
        _group(row),
        row.changes or 0,
        row.board_outbox,
        row.board_state,
        row.board_number,
        row.board_error or "",
        row.pin_state,
        row.pin_error or "",
        row.board_shown,
        row.board_seen,
        row.board_at,
        row.bound_at,
    )
