"""Updates that were set aside, failed or not to be read: whose they are, and which Pemda may look after them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, literal_column, select

from storage.inbox import ATTEMPTS
from storage.schema import INBOX, MEMBERSHIP, OPD, PEMDA, PERSON, AnyRow

_ASIDE = (
    select(INBOX.c.id, INBOX.c.lane, INBOX.c.body, INBOX.c.error, INBOX.c.received_at, INBOX.c.attempts)
    .where(literal_column("state <> 'done'"), INBOX.c.state == "aside")  # word for word the condition of the index
    .order_by(INBOX.c.id)
)


@dataclass(frozen=True, slots=True)
class Aside:
    """A set-aside update. `what` is "text", "photo", "document", "tap" or "unknown"; `at` is UTC; `unreadable`: not
    even a first attempt could understand it."""

    id: int
    who: str
    opd_short: str
    what: str
    at: datetime
    error: str
    telegram_id: int | None = None
    unreadable: bool = False


def of_pemda(conn: Connection, pemda: int) -> tuple[Aside, ...]:
    """What people of this Pemda sent. Strangers' and groups' belong to the only Pemda, if there is but one."""
    rows = conn.execute(_ASIDE).all()
    if not rows:
        return ()
    accounts = {account for row in rows if (account := account_of(row.lane)) is not None}
    owners = _owners(conn, accounts, pemda)
    strangers_too = conn.execute(select(func.count()).select_from(PEMDA)).scalar_one() == 1
    members = _members(conn, accounts)
    found = []
    for row in rows:
        account = account_of(row.lane)
        if account in owners or (strangers_too and account not in members):
            name, short = owners.get(account or 0, ("", ""))
            found.append(_aside(row, account, name, short))
    return tuple(found)


def everywhere(conn: Connection) -> tuple[Aside, ...]:
    """All that are set aside, for the operator of the machine; names only as far as the updates themselves say."""
    return tuple(_aside(row, account_of(row.lane), "", "") for row in conn.execute(_ASIDE))


def account_of(lane: str) -> int | None:
    """The account of a private lane ("p<id>"); None for a group's."""
    return int(lane[1:]) if lane.startswith("p") and lane[1:].isdigit() else None


def _owners(conn: Connection, accounts: Iterable[int], pemda: int) -> Mapping[int, tuple[str, str]]:
    """Account -> (name, OPD) of those who hold a role in this Pemda."""
    rows = conn.execute(
        select(PERSON.c.telegram_id, PERSON.c.name, OPD.c.short)
        .join(MEMBERSHIP, and_(MEMBERSHIP.c.person_id == PERSON.c.id, MEMBERSHIP.c.ended_at.is_(None)))
        .outerjoin(OPD, OPD.c.id == MEMBERSHIP.c.opd_id)
        .where(PERSON.c.telegram_id.in_(list(accounts)), MEMBERSHIP.c.pemda_id == pemda)
        .order_by(MEMBERSHIP.c.id.desc())
    )
    return {row.telegram_id: (row.name, row.short or "") for row in rows}


def _members(conn: Connection, accounts: Iterable[int]) -> frozenset[int]:
    """Accounts that hold a role somewhere."""
    rows = conn.execute(
        select(PERSON.c.telegram_id)
        .join(MEMBERSHIP, and_(MEMBERSHIP.c.person_id == PERSON.c.id, MEMBERSHIP.c.ended_at.is_(None)))
        .where(PERSON.c.telegram_id.in_(list(accounts)))
    )
    return frozenset(rows.scalars())


def _aside(row: AnyRow, account: int | None, name: str, short: str) -> Aside:
    update = _read(row.body)
    return Aside(
        row.id,
        name or _sender(update),
        short,
        _what(update),
        row.received_at,
        row.error,
        account,
        row.attempts < ATTEMPTS,
    )


def _read(body: str | None) -> dict[str, Any]:
    """The raw update; {} for one that is no JSON object."""
    try:
        update = json.loads(body or "")
    except ValueError:
        return {}
    return update if isinstance(update, dict) else {}


def _message(update: dict[str, Any]) -> dict[str, Any]:
    found = update.get("message") or update.get("edited_message") or update.get("callback_query")
    return found if isinstance(found, dict) else {}


def _what(update: dict[str, Any]) -> str:
    if "callback_query" in update:
        return "tap"
    return next((kind for kind in ("photo", "document", "text") if kind in _message(update)), "unknown")


def _sender(update: dict[str, Any]) -> str:
    sender = _message(update).get("from")
    name = sender.get("first_name") if isinstance(sender, dict) else None
    return name if isinstance(name, str) else ""
