"""Names the Pemda in notices to people with roles in several (core/pemda/naming.py)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from html import unescape
from re import sub

from sqlalchemy import Connection, bindparam, func, select

from core.pemda.naming import TIE, places
from core.screen import Notice, escape
from storage.engine.schema import MEMBERSHIP, PEMDA, PERSON

_SEVERAL = (
    select(MEMBERSHIP.c.person_id)
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .where(PERSON.c.telegram_id.in_(bindparam("accounts", expanding=True)), MEMBERSHIP.c.ended_at.is_(None))
    .group_by(MEMBERSHIP.c.person_id)
    .having(func.count(MEMBERSHIP.c.pemda_id.distinct()) > 1)
)
_THEIRS = (
    select(PERSON.c.telegram_id, PERSON.c.id.label("person"), PEMDA.c.id, PEMDA.c.name)
    .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
    .join(PEMDA, PEMDA.c.id == MEMBERSHIP.c.pemda_id)
    .where(MEMBERSHIP.c.ended_at.is_(None), PERSON.c.id.in_(bindparam("people", expanding=True)))
    .distinct()
)
_ALL = select(PEMDA.c.id, PEMDA.c.name)


@dataclass(frozen=True, slots=True)
class Places:
    """How each account calls the Pemda of a notice. Accounts with one Pemda are absent."""

    of: Mapping[int, str]

    def named(self, account: int, notice: Notice) -> Notice:
        """The notice with the Pemda as its first line, unless its words name it already."""
        place = self.of.get(account, "")
        if not place or place in _plain(notice.text):
            return notice
        return replace(notice, text=f"<i>{escape(place)}</i>\n{notice.text}")


def _plain(text: str) -> str:
    return unescape(sub(r"<[^>]*>", "", text)).replace(TIE, " ")


def read(
    conn: Connection, pemda: int | None, accounts: Collection[int], admin_ids: Collection[int] = frozenset()
) -> Places:
    """How these accounts call the Pemda. `admin_ids` coordinate every Pemda. Empty where the notice is
    about no Pemda.
    """
    if pemda is None or not accounts:
        return Places({})
    found = {account: theirs.get(pemda, "") for account, theirs in of_accounts(conn, accounts).items()}
    if set(accounts) & set(admin_ids):
        everywhere = places({row.id: row.name for row in conn.execute(_ALL)})
        found |= {account: everywhere.get(pemda, "") for account in accounts if account in admin_ids}
    return Places(found)


def of_accounts(conn: Connection, accounts: Collection[int]) -> dict[int, dict[int, str]]:
    """Account -> Pemda -> its name, for accounts with roles in several."""
    people = conn.execute(_SEVERAL, {"accounts": list(accounts)}).scalars().all()
    return {account: theirs for account, _, theirs in _of(conn, people)}


def of_people(conn: Connection, people: Collection[int]) -> dict[int, dict[int, str]]:
    """The same by person."""
    return {person: theirs for _, person, theirs in _of(conn, people) if theirs}


def _of(conn: Connection, people: Collection[int]) -> list[tuple[int, int, dict[int, str]]]:
    names: dict[tuple[int, int], dict[int, str]] = {}
    for row in conn.execute(_THEIRS, {"people": list(people)}) if people else ():
        names.setdefault((row.telegram_id, row.person), {})[row.id] = row.name
    return [(account, person, places(theirs)) for (account, person), theirs in names.items()]
