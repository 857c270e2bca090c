"""A tick called by hand, in the transaction of the caller, without the counting of what fails (scheduler/clock.py)."""

from datetime import datetime

from scheduler.env import Tick, TickEnv
from storage.database import Connection


def work(conn: Connection, tick: Tick, now: datetime, env: TickEnv) -> bool:
    """Does what is due; says whether something was done, so that there may be more."""
    done = [piece.work(conn) for piece in tick(conn, now, env)]
    return any(done)
