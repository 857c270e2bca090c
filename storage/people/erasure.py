"""Erases what is left of a person besides roles and answers (UU PDP 27/2022).

The number of the account and the name are removed from every table with something said to, by or about the person.
Words of the OPD (explanations, names of files) stay with the OPD.

What is still to be sent, the last notice, is sent first, and Telegram is told that the chat has no menu of its own any
more. Until then the account is in the setting FORGETTING, and `sweep` does the rest.
"""

import json
import re
import secrets
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Text, cast, delete, func, or_, select, update

from core.people.roles import ERASED_NAME
from core.screen import escape
from storage.engine import settings
from storage.engine.engines import SCRUB
from storage.engine.schema import CONVERSATION, GUESS, INBOX, OUTBOX, PERSON
from storage.people import menus

FORGETTING = "forgetting"
"""Setting: accounts to whom something is still to be sent, each as [account, newest row of the outbox, when]."""

PATIENCE = timedelta(days=1)
"""A notice that was not sent by then is given up."""

NOBODY = 0
"""Stands for an account that was erased."""

_IN_FLIGHT = ("waiting", "sending")
_SHORTEST = 8
"""The fewest characters of a shortened name that still identify the person."""


def forget(conn: Connection, account: int | None, name: str, now: datetime) -> None:
    """Erases everything said to or by this account, and the name where it was told to others. Messages that this
    transaction wrote to the account are still sent.
    """
    conn.info[SCRUB] = True
    _forget_name(conn, name)
    if account is None:
        return
    conn.execute(delete(GUESS).where(GUESS.c.telegram_id == account))
    newest = conn.execute(select(func.max(OUTBOX.c.id)).where(OUTBOX.c.chat_id == account)).scalar() or 0
    leaves = (OUTBOX.c.state == "sending") | ((OUTBOX.c.state == "waiting") & (OUTBOX.c.created_at >= now))
    _empty_outbox(conn, account, ~leaves)
    _empty_lane(conn, account, now)
    conn.execute(delete(CONVERSATION).where(CONVERSATION.c.telegram_id == account))
    _note(conn, [*_noted(conn), (account, newest, now)])


def pending(conn: Connection) -> bool:
    """Whether `sweep` has something to do."""
    return bool(_noted(conn))


def sweep(conn: Connection, now: datetime) -> bool:
    """Erases the rest of accounts whose last notice was sent meanwhile, or who cannot be reached. Returns False:
    nothing follows.
    """
    noted = _noted(conn)
    left = [one for one in noted if not _swept(conn, *one, now)]
    if len(left) < len(noted):
        conn.info[SCRUB] = True
        _note(conn, left)
    return False


def _swept(conn: Connection, account: int, newest: int, since: datetime, now: datetime) -> bool:
    """Erases one account. Rows after `newest` belong to an account that came back as a stranger."""
    mine = OUTBOX.c.id <= newest
    leaving = select(OUTBOX.c.id).where(OUTBOX.c.chat_id == account, mine, OUTBOX.c.state.in_(_IN_FLIGHT)).limit(1)
    worked = select(INBOX.c.id).where(INBOX.c.lane == f"p{account}", INBOX.c.state.not_in(("done", "aside"))).limit(1)
    waits = menus.waits(conn, account) or conn.execute(leaving).first() or conn.execute(worked).first()
    if now < since + PATIENCE and waits:
        return False
    menus.forget(conn, account)
    _empty_outbox(conn, account, mine)
    if conn.execute(select(PERSON.c.id).where(PERSON.c.telegram_id == account)).first() is None:
        _empty_lane(conn, account, now)
    return True


def _noted(conn: Connection) -> list[tuple[int, int, datetime]]:
    noted = json.loads(settings.get(conn, FORGETTING) or "[]")
    return [(account, newest, datetime.fromisoformat(since)) for account, newest, since in noted]


def _note(conn: Connection, left: Collection[tuple[int, int, datetime]]) -> None:
    settings.put(conn, FORGETTING, json.dumps([[one[0], one[1], one[2].isoformat()] for one in left]))


def _empty_outbox(conn: Connection, account: int, which: Any) -> None:
    """Empties the rows and removes the account from them. The rows themselves stay, because on SQLite the newest of a
    table must.
    """
    mine = (OUTBOX.c.chat_id == account, which)
    conn.execute(update(OUTBOX).where(*mine, OUTBOX.c.state.not_in(("sent", "failed"))).values(state="failed"))
    nothing = {"chat_id": NOBODY, "payload": {}, "error": "", "message_id": None, "target_message": None}
    conn.execute(update(OUTBOX).where(*mine).values(nothing))


def _empty_lane(conn: Connection, account: int, now: datetime) -> None:
    """Updates that are being worked go on. Finished ones are not recognised any more, should Telegram send
    them again.
    """
    lane = INBOX.c.lane == f"p{account}"
    aside = {"state": "done", "body": None, "error": "", "done_at": now}
    conn.execute(update(INBOX).where(lane, INBOX.c.state == "aside").values(aside))
    done = select(INBOX.c.id).where(lane, INBOX.c.state == "done")
    for number in conn.execute(done).scalars().all():
        blank = {"lane": "p0", "identity": f"erased:{secrets.token_hex(8)}"}
        conn.execute(update(INBOX).where(INBOX.c.id == number).values(blank))
    elsewhere = (INBOX.c.state == "aside", INBOX.c.body.contains(f"{account}", autoescape=True))
    conn.execute(update(INBOX).where(*elsewhere).values(aside))


def _forget_name(conn: Connection, name: str) -> None:
    """Removes the name from what others were told, or are about to be told, and from what they typed."""
    replaced = replacing(name)
    likely = [json.dumps(one, ensure_ascii=False)[1:-1] for one in {name, escape(name)}]
    for table, key, column in (
        (OUTBOX, OUTBOX.c.id, OUTBOX.c.payload),
        (CONVERSATION, CONVERSATION.c.telegram_id, CONVERSATION.c.state),
    ):
        said = cast(column, Text)
        named = or_(*(said.contains(one[:_SHORTEST], autoescape=True) for one in likely))
        for row in conn.execute(select(key.label("key"), column.label("said")).where(named)).all():
            without = _each(row.said, replaced)
            if without != row.said:
                conn.execute(update(table).where(key == row.key).values({column.name: without}))
    raw = (INBOX.c.state == "aside", or_(*(INBOX.c.body.contains(one, autoescape=True) for one in likely)))
    conn.execute(update(INBOX).where(*raw).values(state="done", body=None, error=""))


def replacing(name: str) -> Callable[[str], str]:
    """A function that replaces a name by ERASED_NAME: whole or shortened, as text or as HTML."""
    cuts = [name[:end].rstrip() + "…" for end in range(len(name) - 1, _SHORTEST - 1, -1)]
    forms = dict.fromkeys(form for words in (name, *cuts) for form in (words, escape(words)))
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, forms))})(?!\w)")
    return lambda words: pattern.sub(ERASED_NAME, words)


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """A JSON value with each of its texts changed."""
    match value:
        case str():
            return change(value)
        case list():
            return [_each(one, change) for one in value]
        case dict():
            return {key: _each(one, change) for key, one in value.items()}
    return value
