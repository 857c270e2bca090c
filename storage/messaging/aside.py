"""Updates that were set aside, because they failed or cannot be read: whose they are, and which Pemda looks after them.

Reads are bounded, however many updates there are: the oldest few, one by its number, or a count.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, String, and_, cast, func, literal_column, or_, select, text

from core.foreign import digits, part, words
from storage.engine.attempts import UPDATES
from storage.engine.schema import INBOX, MEMBERSHIP, OPD, OPD_SHORT, PEMDA, PERSON, AnyRow

SHOWN = 20
"""Updates in a Pemda's list, the oldest ones. The next ones follow when these are settled."""
COUNTED = 1000
"""Counting stops here; "at least so many" is enough to know."""

_IS_ASIDE = text("state = 'aside'")  # word for word the condition of the index
_ASIDE = (
    select(INBOX.c.id, INBOX.c.lane, INBOX.c.body, INBOX.c.error, INBOX.c.received_at, INBOX.c.attempts)
    .where(_IS_ASIDE)
    .order_by(INBOX.c.id)
)
LANES = (
    select(literal_column("'p'").concat(cast(PERSON.c.telegram_id, String)))
    .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
    .where(MEMBERSHIP.c.ended_at.is_(None), PERSON.c.telegram_id.is_not(None))
)
_PEMDAS = select(func.count()).select_from(PEMDA)


@dataclass(frozen=True, slots=True)
class Aside:
    """An update that was set aside. `what` is "text", "photo", "document", "tap" or "unknown"; `at` is UTC;
    `unreadable`: it could not be understood and was tried only once.
    """

    id: int
    who: str
    opd_short: str
    what: str
    at: datetime
    error: str
    telegram_id: int | None = None
    unreadable: bool = False


def of_pemda(conn: Connection, pemda: int, *, strangers: bool = False) -> tuple[Aside, ...]:
    """The oldest updates of people of this Pemda. Those of strangers and groups are listed if it is the only Pemda, or
    with `strangers`.
    """
    return _read(conn, conn.execute(_ASIDE.where(_of(conn, pemda, strangers)).limit(SHOWN)).all(), pemda)


def count(conn: Connection, pemda: int, *, strangers: bool = False) -> int:
    """How many these are, at most COUNTED."""
    return _count(conn, _of(conn, pemda, strangers))


def numbers(conn: Connection, pemda: int, *, strangers: bool = False) -> list[int]:
    """The numbers of these, the oldest COUNTED."""
    query = select(INBOX.c.id).where(_IS_ASIDE, _of(conn, pemda, strangers)).order_by(INBOX.c.id).limit(COUNTED)
    return list(conn.execute(query).scalars())


def find(conn: Connection, id: int, pemda: int | None = None) -> Aside | None:
    """The update of this number if it is set aside, with what `pemda` knows of its sender."""
    return next(iter(_read(conn, conn.execute(_ASIDE.where(INBOX.c.id == id)).all(), pemda)), None)


def belongs(conn: Connection, id: int, pemda: int) -> bool:
    """Whether the update is set aside and in the list of this Pemda."""
    this = select(INBOX.c.id).where(_IS_ASIDE, INBOX.c.id == id, _of(conn, pemda, False))
    return conn.execute(this).first() is not None


def numbers_everywhere(conn: Connection, most: int) -> list[int]:
    """The numbers of the oldest of all, for the operator of the machine."""
    return list(conn.execute(select(INBOX.c.id).where(_IS_ASIDE).order_by(INBOX.c.id).limit(most)).scalars())


def account_of(lane: str) -> int | None:
    """The account of a private lane ("p<id>"); None for the lane of a group, or a number that no account can have."""
    return (digits(lane[1:]) or None) if lane.startswith("p") else None


def _of(conn: Connection, pemda: int, strangers: bool) -> ColumnElement[bool]:
    theirs = INBOX.c.lane.in_(LANES.where(MEMBERSHIP.c.pemda_id == pemda))
    if strangers or conn.execute(_PEMDAS).scalar_one() == 1:
        return or_(theirs, INBOX.c.lane.not_in(LANES))
    return theirs


def _count(conn: Connection, *which: ColumnElement[bool]) -> int:
    some = select(literal_column("1")).select_from(INBOX).where(_IS_ASIDE, *which).limit(COUNTED).subquery()
    return int(conn.execute(select(func.count()).select_from(some)).scalar_one())


def _read(conn: Connection, rows: Iterable[AnyRow], pemda: int | None) -> tuple[Aside, ...]:
    rows = list(rows)
    accounts = {account for row in rows if (account := account_of(row.lane)) is not None}
    owners = _owners(conn, accounts, pemda) if pemda is not None and accounts else {}
    return tuple(_aside(row, owners) for row in rows)


def _owners(conn: Connection, accounts: Iterable[int], pemda: int) -> Mapping[int, tuple[str, str]]:
    """Account -> (name, OPD) of those with a role in this Pemda."""
    rows = conn.execute(
        select(PERSON.c.telegram_id, PERSON.c.name, OPD_SHORT)
        .join(MEMBERSHIP, and_(MEMBERSHIP.c.person_id == PERSON.c.id, MEMBERSHIP.c.ended_at.is_(None)))
        .outerjoin(OPD, OPD.c.id == MEMBERSHIP.c.opd_id)
        .where(PERSON.c.telegram_id.in_(list(accounts)), MEMBERSHIP.c.pemda_id == pemda)
        .order_by(MEMBERSHIP.c.id.desc())
    )
    return {row.telegram_id: (row.name, row.short or "") for row in rows}


def _aside(row: AnyRow, owners: Mapping[int, tuple[str, str]]) -> Aside:
    update, account = update_of(row.body), account_of(row.lane)
    name, short = owners.get(account or 0, ("", ""))
    return Aside(
        row.id,
        name or words(part(_message(update), "from"), "first_name"),
        short,
        _what(update),
        row.received_at,
        row.error,
        account,
        row.attempts < UPDATES.attempts,
    )


def update_of(body: str | None) -> Mapping[str, object]:
    """The raw update; an empty one where the body is no JSON object or cannot be read."""
    try:
        return part(json.loads(body or ""))
    except (ValueError, RecursionError):
        return {}


def _message(update: Mapping[str, object]) -> Mapping[str, object]:
    return part(update, "message") or part(update, "edited_message") or part(update, "callback_query")


def _what(update: Mapping[str, object]) -> str:
    if "callback_query" in update:
        return "tap"
    return next((kind for kind in ("photo", "document", "text") if kind in _message(update)), "unknown")
