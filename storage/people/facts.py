"""The person behind an account and their roles: the only source of rights."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, select

from core.facts import Limits, Member
from core.pemda.naming import called, places
from core.people.roles import OPD_ROLES, Membership, Person, Role
from storage.engine.schema import MEMBERSHIP, OPD, OPD_NAME, OPD_SHORT, PEMDA, PERSON, AnyRow
from storage.engine.statements import Prepared

ADMIN_MEMBERSHIP = 0
"""Number of the memberships that ADMIN_IDS have without a row."""


@dataclass(frozen=True, slots=True)
class Env:
    """Settings that facts depend on. ADMIN_IDS coordinate every Pemda; `zone` is for people without a Pemda.
    `surveys_at`: the public address that a survey's code is put behind, "" where there is none."""

    admin_ids: frozenset[int]
    zone: str
    limits: Limits
    bot_username: str
    surveys_at: str = ""


@dataclass(frozen=True, slots=True)
class PemdaBrief:
    """What every screen needs to know of a Pemda."""

    id: int
    name: str
    zone: ZoneInfo
    organiser: str
    rule_link: str
    rule_file: bool
    kept_years: int


@dataclass(frozen=True, slots=True)
class AccountHolder:
    """The person behind an account (None: a stranger), with their roles and the Pemda of these."""

    person: Person | None = None
    memberships: tuple[Membership, ...] = ()
    pemdas: Mapping[int, PemdaBrief] = field(default_factory=dict)

    @property
    def opds(self) -> tuple[int, ...]:
        """OPD that this person fills in or approves, each once, ordered by how long they have held the role."""
        held = (item.opd_id for item in self.memberships if item.role in OPD_ROLES and item.opd_id is not None)
        return tuple(dict.fromkeys(held))

    @property
    def places(self) -> Mapping[int, str]:
        """Pemda -> its name beside the person's others; empty for people with one Pemda."""
        return places({item.pemda_id: item.pemda_name for item in self.memberships})

    @property
    def coordinated(self) -> Mapping[int, str]:
        """Pemda this person coordinates: number -> name."""
        return {item.pemda_id: item.pemda_name for item in self.memberships if item.role is Role.COORDINATOR}


_PEMDA = (
    PEMDA.c.id.label("pemda"),
    PEMDA.c.name.label("pemda_name"),
    PEMDA.c.timezone,
    PEMDA.c.organiser,
    PEMDA.c.rule_link,
    PEMDA.c.rule_file,
    PEMDA.c.kept_years,
)
_KNOWN = Prepared(
    select(
        PERSON.c.id.label("person"),
        PERSON.c.name.label("person_name"),
        MEMBERSHIP.c.id,
        MEMBERSHIP.c.role,
        MEMBERSHIP.c.opd_id,
        MEMBERSHIP.c.field,
        MEMBERSHIP.c.home_opd_id,
        MEMBERSHIP.c.since,
        MEMBERSHIP.c.disputed_at,
        OPD_NAME.label("opd_name"),
        OPD_SHORT.label("opd_short"),
        *_PEMDA,
    )
    .outerjoin(MEMBERSHIP, and_(MEMBERSHIP.c.person_id == PERSON.c.id, MEMBERSHIP.c.ended_at.is_(None)))
    .outerjoin(PEMDA, PEMDA.c.id == MEMBERSHIP.c.pemda_id)
    .outerjoin(OPD, OPD.c.id == MEMBERSHIP.c.opd_id)
    .where(PERSON.c.telegram_id == bindparam("account"))
    .order_by(MEMBERSHIP.c.id)
)
_MEMBER = (
    select(MEMBERSHIP.c.id, MEMBERSHIP.c.role, MEMBERSHIP.c.opd_id, MEMBERSHIP.c.pemda_id, PERSON.c.name)
    .add_columns(OPD_NAME.label("opd_name"))
    .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
    .join(OPD, OPD.c.id == MEMBERSHIP.c.opd_id)
    .where(MEMBERSHIP.c.id == bindparam("number"), MEMBERSHIP.c.ended_at.is_(None))
)
_ALL_PEMDAS = Prepared(select(*_PEMDA).order_by(PEMDA.c.id))


def known(conn: Connection, account: int, is_admin: bool) -> AccountHolder:
    """The person and their present roles. An administrator also coordinates every Pemda."""
    rows = _KNOWN.all(conn, {"account": account})
    person = Person(rows[0].person, account, rows[0].person_name) if rows else None
    held = [row for row in rows if row.id is not None]
    pemdas = {row.pemda: _brief(row) for row in held}
    memberships = [_membership(row, pemdas[row.pemda].zone) for row in held]
    if is_admin:
        everywhere = {row.pemda: _brief(row) for row in _ALL_PEMDAS.all(conn)}
        own = {item.pemda_id for item in memberships if item.role is Role.COORDINATOR}
        memberships += [
            Membership(ADMIN_MEMBERSHIP, Role.COORDINATOR, brief.id, brief.name)
            for brief in everywhere.values()
            if brief.id not in own
        ]
        pemdas |= everywhere
    return _told_apart(AccountHolder(person, tuple(memberships), pemdas))


def _told_apart(who: AccountHolder) -> AccountHolder:
    """The same, with the Pemda in the names of their OPD where there are several."""
    where = who.places
    if not where:
        return who
    memberships = (
        replace(
            item,
            opd_name=called(item.opd_name, where[item.pemda_id]),
            opd_short=called(item.opd_short, where[item.pemda_id]),
        )
        for item in who.memberships
    )
    return replace(who, memberships=tuple(memberships))


def member(conn: Connection, who: AccountHolder, number: int) -> Member | None:
    """A person with a role in one of this person's OPD; None for anybody else."""
    row = conn.execute(_MEMBER, {"number": number}).one_or_none()
    if row is None or row.opd_id not in who.opds:
        return None
    opd = called(row.opd_name, who.places.get(row.pemda_id, ""))
    return Member(row.id, row.name, Role(row.role), row.pemda_id, opd)


def _brief(row: AnyRow) -> PemdaBrief:
    zone = ZoneInfo(row.timezone)
    return PemdaBrief(
        row.pemda, row.pemda_name, zone, row.organiser, row.rule_link, bool(row.rule_file), row.kept_years
    )


def _membership(row: AnyRow, zone: ZoneInfo) -> Membership:
    return Membership(
        row.id,
        Role(row.role),
        row.pemda,
        row.pemda_name,
        row.opd_id,
        row.opd_name or "",
        row.opd_short or "",
        row.field,
        row.home_opd_id,
        row.since.astimezone(zone).date().isoformat(),
        row.disputed_at is not None,
    )


def works_in(conn: Connection, pemda: int, person: int | None) -> bool:
    """Whether the person has any role in the Pemda, in whichever OPD."""
    held = select(MEMBERSHIP.c.id).where(
        MEMBERSHIP.c.pemda_id == pemda, MEMBERSHIP.c.person_id == person, MEMBERSHIP.c.ended_at.is_(None)
    )
    return conn.execute(held.limit(1)).first() is not None
