"""Invitations in files: a QR code that was photographed, a link in a document. Such a file is kept nowhere, and whoever
sent it has brought the invitation, as if they had pasted its link (docs/decisions/tokens-when-drawn.md).
"""

from collections.abc import Collection
from datetime import datetime

from bot.evidence.kinds.faults import FileFault, FileRefused
from core.people import invitation
from storage.database import Connection, Database
from storage.evidence.refusal import sender_of
from storage.messaging import inbox
from storage.people import entrance


class InvitationFound(FileRefused):
    """The file shows invitations of this bot. `offered`: the hash of the only one, or SEVERAL."""

    def __init__(self, hashes: Collection[str]) -> None:
        super().__init__(FileFault.INVITATION)
        self.offered = next(iter(hashes)) if len(hashes) == 1 else invitation.SEVERAL


async def look(database: Database, texts: Collection[str]) -> None:
    """Raises InvitationFound where one of the texts holds the token of an invitation, whatever its state."""
    hashes = {token.hash for text in texts for token in invitation.tokens(text)}
    known = await database.submit(lambda conn: entrance.known_hashes(conn, hashes)) if hashes else ()
    if known:
        raise InvitationFound(known)


def brought(conn: Connection, evidence: int, offered: str, now: datetime) -> None:
    """Whoever sent the file is taken to where the invitation leads."""
    account = sender_of(conn, evidence)
    if account is not None:
        inbox.put_internal(conn, account, invitation.KEY, str(evidence), now, {"invitation": offered})
