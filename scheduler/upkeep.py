"""What is old goes, a little at a time."""

from datetime import datetime

from scheduler.env import TickEnv
from storage import group_posts, inbox, invitations, outbox, pictures
from storage.database import Connection


def upkeep(conn: Connection, now: datetime, env: TickEnv) -> bool:
    """Removes some of what is old; says whether there is more."""
    invitations.forget_guesses(conn, now)
    pictures.forget(conn, now)
    group_posts.forget(conn, now)
    more = inbox.bury(conn, now) == inbox.BURIED_AT_ONCE
    return outbox.bury(conn, now) or more
