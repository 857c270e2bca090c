"""Invitations: who may take which role. Only the SHA-256 of a token is stored, and a wrong guess tells nothing."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, bindparam, exists, func, select

from core.assessment.model import PeriodStatus
from core.facts import InvitationFacts, InvitationState
from core.people.invitation import token_hash
from core.people.roles import OPD_ROLES, Role
from storage.assessment.head import TAKES_PART
from storage.audit import chain, writes
from storage.engine.schema import (
    ASSESSMENT,
    INVITATION,
    INVITATION_USE,
    MEMBERSHIP,
    OPD,
    OPD_NAME,
    PEMDA,
    PERIOD,
    PERSON,
    AnyRow,
)
from storage.people.guesses import throttled

_TOKEN_BYTES = 16  # 128 bits: 22 characters of the start parameter's alphabet


@dataclass(frozen=True, slots=True)
class IssuedInvitation:
    """A new token, which nobody can read again. `opd_code` is "" for a role in the whole Pemda."""

    opd_code: str
    opd_name: str
    token: str
    opd_id: int | None = None
    head_title: str = ""
    phone: str = ""


_BY_TOKEN = (
    select(INVITATION, PEMDA.c.name.label("pemda_name"), PEMDA.c.timezone, OPD_NAME.label("opd_name"))
    .join(PEMDA, PEMDA.c.id == INVITATION.c.pemda_id)
    .outerjoin(OPD, OPD.c.id == INVITATION.c.opd_id)
    .where(INVITATION.c.token_hash == bindparam("hash"))
)
_ASSESSMENT = (
    select(ASSESSMENT.c.id)
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .where(ASSESSMENT.c.opd_id == bindparam("opd"), TAKES_PART, PERIOD.c.status == PeriodStatus.OPEN.value)
    .order_by(PERIOD.c.opens_at > bindparam("now"), PERIOD.c.due_at.desc())
    .limit(1)
)
"""In the open period, else in the scheduled one."""
_HOLDER = select(PERSON.c.id).where(PERSON.c.telegram_id == bindparam("account"))


def find(
    conn: Connection, token: str, account: int, now: datetime
) -> tuple[InvitationFacts | None, datetime | None, ZoneInfo | None]:
    """The same as `find_by_hash`, for a token as it was typed."""
    return find_by_hash(conn, token_hash(token), account, now)


def find_by_hash(
    conn: Connection, offered: str, account: int, now: datetime
) -> tuple[InvitationFacts | None, datetime | None, ZoneInfo | None]:
    """The invitation with this hash as this account may see it, or until when the account may not guess; and the
    invitation's zone. While an account is throttled, right tokens are refused like wrong ones, or it could go on
    guessing.
    """
    until = throttled(conn, account, now)
    if until is not None:
        return None, until, None
    row = conn.execute(_BY_TOKEN, {"hash": offered}).one_or_none()
    if row is None:
        return None, None, None
    zone = ZoneInfo(row.timezone)
    person = conn.execute(_HOLDER, {"account": account}).scalar()
    of_opd = row.role in (Role.CONTACT, Role.HEAD)
    facts = InvitationFacts(
        id=row.id,
        state=state_of(conn, row, person, now),
        role=Role(row.role),
        expires=row.expires_at.astimezone(zone),
        pemda_id=row.pemda_id,
        pemda_name=row.pemda_name,
        opd_id=row.opd_id if of_opd else None,
        opd_name=row.opd_name or "" if of_opd else "",
        assessment=conn.execute(_ASSESSMENT, {"opd": row.opd_id, "now": now}).scalar() if of_opd else None,
    )
    return facts, None, zone


def state_of(conn: Connection, row: AnyRow, person: int | None, now: datetime) -> InvitationState:
    """What an invitation is for this person. Who has its role already gets HELD, whatever its state."""
    if person is not None and membership_of(conn, row, person) is not None:
        return InvitationState.HELD
    if row.revoked_at is not None:
        return InvitationState.REVOKED
    if row.expires_at <= now:
        return InvitationState.EXPIRED
    return InvitationState.USED_UP if row.used >= row.uses else InvitationState.OPEN


def membership_of(conn: Connection, row: AnyRow, person: int) -> int | None:
    """The present membership by which this person has what the invitation offers."""
    of_opd = row.role in (Role.CONTACT, Role.HEAD)
    same = select(MEMBERSHIP.c.id).where(
        MEMBERSHIP.c.person_id == person,
        MEMBERSHIP.c.role == row.role,
        MEMBERSHIP.c.pemda_id == row.pemda_id,
        MEMBERSHIP.c.opd_id == row.opd_id if of_opd else MEMBERSHIP.c.opd_id.is_(None),
        MEMBERSHIP.c.field.is_not_distinct_from(row.field),
        MEMBERSHIP.c.ended_at.is_(None),
    )
    return conn.execute(same).scalar()


def issue(
    conn: Connection,
    pemda: int,
    role: Role,
    opds: Sequence[int],
    uses: int,
    until: datetime,
    field: str | None,
    issued_by: int | None,
    now: datetime,
) -> list[IssuedInvitation]:
    """Makes an invitation for each OPD (of this Pemda, by code), or one for a role in the whole Pemda.

    For a verifier, `opds` are home OPD. Earlier invitations stay valid. Raises ValueError for an OPD of another Pemda,
    or for a contact or head without an OPD.
    """
    if not opds and role in (Role.CONTACT, Role.HEAD):
        raise ValueError("contacts and heads are invited for an OPD")
    issued = _drawn(conn, pemda, opds)
    rows = [
        {
            "token_hash": token_hash(made.token),
            "role": role.value,
            "pemda_id": pemda,
            "opd_id": made.opd_id,
            "field": field,
            "uses": uses,
            "used": 0,
            "expires_at": until,
            "issued_by": issued_by,
            "issued_at": now,
        }
        for made in issued
    ]
    writes.insert(conn, INVITATION, rows)
    codes = [made.opd_code for made in issued if made.opd_code]
    content = {"role": role.value, "opds": codes, "uses": uses, "until": until.isoformat(), "field": field}
    chain.append(conn, pemda, [chain.Entry(issued_by, "invited", content)], now)
    return issued


def _drawn(conn: Connection, pemda: int, opds: Sequence[int]) -> list[IssuedInvitation]:
    """An invitation with its token for each OPD, or for none."""
    if not opds:
        return [IssuedInvitation("", "", secrets.token_urlsafe(_TOKEN_BYTES))]
    wanted = select(OPD.c.id, OPD.c.code, OPD_NAME, OPD.c.head_title, OPD.c.phone).where(
        OPD.c.pemda_id == pemda, OPD.c.id.in_(opds)
    )
    found = [
        IssuedInvitation(row.code, row.name, secrets.token_urlsafe(_TOKEN_BYTES), row.id, row.head_title, row.phone)
        for row in conn.execute(wanted.order_by(OPD.c.code))
    ]
    if len(found) != len(set(opds)):
        raise ValueError("an OPD of another Pemda cannot be invited")
    return found


def revoke(conn: Connection, pemda: int, opd: int | None, revoked_by: int | None, now: datetime) -> int:
    """Revokes what could still be used, of one OPD or (None) of the whole Pemda, and returns how many. A verifier's
    invitation belongs to the team; the OPD it names is only the verifier's home.
    """
    of_opd = (INVITATION.c.opd_id == opd, INVITATION.c.role.in_(sorted(OPD_ROLES))) if opd is not None else ()
    return _revoke(conn, pemda, of_opd, opd, revoked_by, now)


def replace(conn: Connection, pemda: int, role: Role, opds: Sequence[int], by: int | None, now: datetime) -> int:
    """Revokes the invitations of these OPD for a role, contact or head, that new ones take the place of."""
    if role not in OPD_ROLES:
        return 0
    these = (INVITATION.c.opd_id.in_(opds), INVITATION.c.role == role.value)
    return _revoke(conn, pemda, these, None, by, now)


def _revoke(
    conn: Connection, pemda: int, which: tuple[ColumnElement[bool], ...], opd: int | None, by: int | None, now: datetime
) -> int:
    still = (*_still_open(pemda, now), *which)
    revoked = sorted(writes.update(conn, INVITATION, {"revoked_at": now}, *still))
    if revoked:
        content = {"invitations": revoked, "opd": opd}
        chain.append(conn, pemda, [chain.Entry(by, "invitations_revoked", content)], now)
    return len(revoked)


def _still_open(pemda: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        INVITATION.c.pemda_id == pemda,
        INVITATION.c.revoked_at.is_(None),
        INVITATION.c.expires_at > now,
        INVITATION.c.used < INVITATION.c.uses,
    )


def open_count(conn: Connection, pemda: int, now: datetime) -> int:
    """How many invitations can still be used."""
    return int(conn.execute(select(func.count()).select_from(INVITATION).where(*_still_open(pemda, now))).scalar_one())


def open_ones(conn: Connection, pemda: int, now: datetime) -> Sequence[AnyRow]:
    """The OPD, role and day of issue of invitations of OPD that nobody has used, the oldest first."""
    columns = select(INVITATION.c.opd_id, INVITATION.c.role, INVITATION.c.issued_at)
    of_opd = INVITATION.c.role.in_(sorted(OPD_ROLES))
    return conn.execute(columns.where(*_still_open(pemda, now), of_opd).order_by(INVITATION.c.id)).all()


def take(conn: Connection, row: AnyRow, person: int, now: datetime) -> bool:
    """Counts a use of this person, once. False when all uses are taken."""
    used = exists().where(INVITATION_USE.c.invitation_id == row.id, INVITATION_USE.c.person_id == person)
    if conn.execute(select(used)).scalar_one():
        return True
    free = (INVITATION.c.id == row.id, INVITATION.c.used < INVITATION.c.uses)
    counted = writes.update(conn, INVITATION, {"used": INVITATION.c.used + 1}, *free)
    if counted:
        writes.insert(conn, INVITATION_USE, {"invitation_id": row.id, "person_id": person, "at": now})
    return bool(counted)
