"""The live boards: one pinned message a group, edited in place when what it shows has changed.

A look costs one select while nothing happened in the Pemda (its audit log did not grow) and the hour is the same.
Otherwise the board is drawn and compared by its fingerprint, without the line that says when it was drawn, so quiet
nights cost no edit. At most one row waits in the outbox: a later edit replaces one that has not left.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2s

from bot.texts.groups import board as group_board, views as texts
from core.effects import TellRole
from core.groups import ADDRESS, BELOW, PIN, BoardTrouble, Group, PinStatus, ViewName
from core.people.roles import Role
from core.screen import Notice, Rows, link, steady
from scheduler.env import Piece, TickEnv, seems_due
from storage import effects
from storage.assessment import purposes
from storage.database import Connection
from storage.groups import groups
from storage.groups.groups import Board
from storage.messaging import outbox
from storage.messaging.calls import Call, Kind, Priority
from storage.messaging.contents import Message
from storage.results import period as results

PAUSE = timedelta(seconds=32)
"""Between two edits of a board. Promised are 30 seconds, and at most 20 edits in any ten minutes."""

_GONE = ("kicked", "not a member", "chat not found", "chat was deleted", "deactivated")
_CLOSED = ("topic_closed",)
_DELETED = ("thread not found", "topic_deleted", "topic_id_invalid")
_ON_ITS_WAY = ("waiting", "sending")


def boards(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """The boards that may have to be changed."""
    for row in groups.board_rows(conn):
        if seems_due(lambda row=row: _needs(groups.read_board(row), now)):  # type: ignore[misc]
            yield Piece(f"group:{row.id}", row.pemda_id, partial(_look_at, group=row.id, now=now, env=env))


def _look_at(conn: Connection, group: int, now: datetime, env: TickEnv) -> bool:
    return any(_look(conn, groups.read_board(row), now, env) for row in groups.board_rows(conn, group))


def _needs(board: Board, now: datetime) -> bool:
    return _is_settled(board) or _may_differ(board, now)


def _is_settled(board: Board) -> bool:
    """Whether the outcome of an earlier call is known."""
    return board.state not in (None, *_ON_ITS_WAY) or board.pin_state not in (None, *_ON_ITS_WAY)


def _look(conn: Connection, board: Board, now: datetime, env: TickEnv) -> bool:
    if not _needs(board, now) or not groups.living(conn, board.group.id):
        return False  # nothing to do, or a turn was quicker
    if _is_settled(board) and _settle(conn, board, now, env):
        return True
    if not _may_differ(board, now):
        return False
    _draw(conn, board, now, env)
    return True


def _may_differ(board: Board, now: datetime) -> bool:
    """Whether the board is to be compared now. Not while it is stopped, nor while its first message is on its way."""
    waits = board.state == "sending" or (board.state == "waiting" and board.group.board is None)
    early = board.at is not None and now - board.at < PAUSE
    stopped = board.group.trouble is BoardTrouble.TOPIC_CLOSED
    return not (waits or early or stopped) and board.seen != _seen(board, now)


def _seen(board: Board, now: datetime) -> str:
    """While this value stays the same, so does the board: days are counted, and periods open and close, on the hour."""
    return f"{board.changes} {now.astimezone(board.group.zone):%Y-%m-%d %H}"


def _draw(conn: Connection, board: Board, now: datetime, env: TickEnv) -> None:
    group, seen = board.group, _seen(board, now)
    text, drawn = _text(conn, board, now)
    shown = blake2s(text.encode(), digest_size=8).hexdigest()
    if shown == board.shown and group.trouble is BoardTrouble.NONE:
        return groups.change(conn, group.id, board_seen=seen)
    message = Message(f"{text}\n{drawn}" if drawn else text, buttons(env.bot_username))
    kind = Kind.SEND if group.board is None else Kind.EDIT
    call = Call(
        group.chat_id,
        kind,
        message,
        Priority.BOARD,
        again=True,  # a board whose number stays unknown could never be edited
        target_message=group.board,
        thread_id=group.thread_id,
    )
    (sending,) = outbox.add(conn, [call], now, sending=False)
    days = {at.astimezone(group.zone).date() for at in (board.at, now) if at}
    groups.change(conn, group.id, board_outbox=sending.id, board_shown=shown, board_seen=seen, board_at=now)
    if kind is Kind.SEND:
        groups.pin(conn, group, now, sending.id)
    elif len(days) == 2 and group.pinned is PinStatus.YES:
        groups.pin(conn, group, now)  # somebody may have unpinned it; Telegram tells nobody
    return None


def _text(conn: Connection, board: Board, now: datetime) -> tuple[str, str]:
    """The text of the board, and the line that says when it was drawn."""
    present = results.present(conn, board.group.pemda_id, now)
    if not present:
        return group_board.no_period(board.group.pemda_name, purposes.of_pemda(conn, board.group.pemda_id)), ""
    found = [results.load(conn, one.id, now) for one in present]
    return group_board.boards(found), group_board.drawn(found[0].at, found[0].zone_label)


def buttons(username: str) -> Rows:
    """The buttons of the board; the views they open are sent below it (bot/flows/groups/views.py)."""
    unsent = steady(group_board.SEE_OPEN, ADDRESS, BELOW, ViewName.OPEN)
    scores = steady(group_board.SEE_SCORES, ADDRESS, BELOW, ViewName.SCORES)
    chart = steady(group_board.SEE_CHART, ADDRESS, BELOW, ViewName.CHART)
    bot = (link(group_board.OPEN_BOT, f"https://t.me/{username}"),) if username else ()
    return ((unsent, scores), (chart, *bot))


def _settle(conn: Connection, board: Board, now: datetime, env: TickEnv) -> bool:
    """Handles the outcome of the last calls. Returns whether anything followed from it."""
    return _settle_board(conn, board, now, env) or _settle_pin(conn, board, now)


def _settle_board(conn: Connection, board: Board, now: datetime, env: TickEnv) -> bool:
    group = board.group
    if board.state is None or board.state in _ON_ITS_WAY:
        return False
    if board.state == "sent":
        if board.number is None or board.number == group.board:
            return _recovered(conn, group) or _done(conn, group)
        groups.change(conn, group.id, board_message=board.number, board_outbox=None, trouble=BoardTrouble.NONE.value)
        if group.board is not None:  # somebody had deleted it, and the edit became a new message
            groups.pin(conn, replace(group, board=board.number), now)
        return True
    if board.state == "failed":
        _failed(conn, group, board.error.lower(), now, env)
    elif group.board is None:
        groups.draw_anew(conn, group.id)  # nobody knows where it is, if anywhere
    groups.change(conn, group.id, board_outbox=None, board_shown="")
    return True


def _recovered(conn: Connection, group: Group) -> bool:
    if group.trouble is not BoardTrouble.SILENCED:
        return False
    groups.change(conn, group.id, trouble=BoardTrouble.NONE.value)
    return True


def _done(conn: Connection, group: Group) -> bool:
    groups.change(conn, group.id, board_outbox=None)
    return False


def _failed(conn: Connection, group: Group, error: str, now: datetime, env: TickEnv) -> None:
    """The board could not be sent or edited for good. The coordinators are told once."""
    if any(words in error for words in _GONE):
        groups.end(conn, group.id, now)
        return _tell(conn, group, texts.lost(group.title), now, env)
    trouble, words = BoardTrouble.SILENCED, texts.silenced(group.title)
    if any(part in error for part in _CLOSED):
        trouble, words = BoardTrouble.TOPIC_CLOSED, texts.topic_closed(group.title)
    elif any(part in error for part in _DELETED):
        trouble, words = BoardTrouble.TOPIC_CLOSED, texts.topic_deleted(group.title)
    if group.trouble is not trouble:
        groups.change(conn, group.id, trouble=trouble.value)
        _tell(conn, group, words, now, env)
    return None


def _settle_pin(conn: Connection, board: Board, now: datetime) -> bool:
    group = board.group
    if board.pin_state is None or board.pin_state in _ON_ITS_WAY:
        return False
    pinned = board.pin_state == "sent"
    groups.change(conn, group.id, pin_outbox=None, pinned=(PinStatus.YES if pinned else PinStatus.REFUSED).value)
    if not pinned and group.board is not None:
        message = Message(texts.PIN_REFUSED, ((steady(texts.PIN_BOARD, ADDRESS, PIN),),))
        call = Call(group.chat_id, Kind.SEND, message, Priority.BOARD, thread_id=group.thread_id)
        outbox.add(conn, [call], now, sending=False)
    return True


def _tell(conn: Connection, group: Group, words: str, now: datetime, env: TickEnv) -> None:
    actor = effects.Actor(None, None, now, env.admin_ids)
    effects.apply(conn, TellRole(group.pemda_id, Role.COORDINATOR, Notice(words)), actor)
