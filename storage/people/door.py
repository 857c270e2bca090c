"""Whom the bot knows, asked before an update is worked."""

from sqlalchemy import Connection, bindparam, select

from storage.engine.schema import INVITATION, PERSON, TEAM_GROUP
from storage.engine.statements import Prepared

_PERSON = Prepared(select(PERSON.c.id).where(PERSON.c.telegram_id == bindparam("account")))
_INVITATION = Prepared(select(INVITATION.c.id).where(INVITATION.c.token_hash == bindparam("hash")))
_GROUP = Prepared(
    select(TEAM_GROUP.c.id).where(TEAM_GROUP.c.chat_id == bindparam("chat"), TEAM_GROUP.c.ended_at.is_(None)).limit(1)
)


def is_person(conn: Connection, account: int) -> bool:
    """Whether this account has joined once."""
    return _PERSON.first(conn, {"account": account}) is not None


def is_invitation(conn: Connection, token_hash: str) -> bool:
    """Whether there is such an invitation, whatever its state."""
    return _INVITATION.first(conn, {"hash": token_hash}) is not None


def is_team(conn: Connection, chat: int) -> bool:
    """Whether this group shows a Pemda's board."""
    return _GROUP.first(conn, {"chat": chat}) is not None
