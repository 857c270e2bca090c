"""Removes what is old, a little at a time."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from scheduler.env import Piece, TickEnv
from storage.database import Connection
from storage.groups import posts as group_posts
from storage.messaging import inbox, outbox, pictures
from storage.people import erasure, guesses
from storage.periods import retention


def upkeep(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """A piece for each kind of upkeep. Its work returns True when there may be more."""
    for key, forget in _OLD.items():
        yield Piece(key, None, lambda conn, forget=forget: forget(conn, now))  # type: ignore[misc]


def _guesses(conn: Connection, now: datetime) -> bool:
    guesses.forget_guesses(conn, now)
    return False


def _pictures(conn: Connection, now: datetime) -> bool:
    pictures.forget(conn, now)
    return False


def _posts(conn: Connection, now: datetime) -> bool:
    group_posts.forget(conn, now)
    return False


def _inbox(conn: Connection, now: datetime) -> bool:
    return inbox.bury(conn, now) == inbox.BURIED_AT_ONCE


_OLD: dict[str, Callable[[Connection, datetime], bool]] = {
    "guesses": _guesses,
    "pictures": _pictures,
    "posts": _posts,
    "inbox": _inbox,
    "outbox": outbox.bury,
    "strangers": retention.strangers,
}


def erasures(conn: Connection, now: datetime, env: TickEnv) -> Iterator[Piece]:
    """Erases what had to wait for an erased person's last notice."""
    if erasure.pending(conn):
        yield Piece("sweep", None, partial(erasure.sweep, now=now))
