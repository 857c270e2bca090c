"""Wrong tokens: an account may send only a few in a while, so that no invitation is found by guessing."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select

from storage.engine.schema import GUESS

GUESSES = 5
"""Wrong tokens that an account may send within `GUESS_WINDOW`; further ones are not looked at."""
GUESS_WINDOW = timedelta(minutes=15)
GUESS_KEPT = timedelta(days=1)
_GUESSES = (
    select(GUESS.c.at)
    .where(GUESS.c.telegram_id == bindparam("account"), GUESS.c.at > bindparam("since"))
    .order_by(GUESS.c.at.desc())
    .limit(GUESSES)
)


def throttled(conn: Connection, account: int, now: datetime) -> datetime | None:
    """When this account may guess again; None: now."""
    recent = list(conn.execute(_GUESSES, {"account": account, "since": now - GUESS_WINDOW}).scalars())
    return recent[-1] + GUESS_WINDOW if len(recent) == GUESSES else None


def count_guess(conn: Connection, account: int, now: datetime) -> None:
    """Stores a wrong token, and removes those that do not count any more."""
    conn.execute(delete(GUESS).where(GUESS.c.telegram_id == account, GUESS.c.at < now - GUESS_KEPT))
    conn.execute(insert(GUESS).values(telegram_id=account, at=now))


def forget_guesses(conn: Connection, now: datetime) -> None:
    """For upkeep: removes wrong tokens of accounts that never came back."""
    conn.execute(delete(GUESS).where(GUESS.c.at < now - GUESS_KEPT))
