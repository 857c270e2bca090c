"""The values of an invitation sheet, for new tokens: for a coordinator's chat and for `pandu invite`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.texts.common import day, moment
from core.facts import PeriodLine
from core.papers.invitations import Invitations, Sheet
from core.papers.letterhead import letterhead
from core.pemda.parts import NOTHING
from core.pemda.zones import zone_label
from core.people.roles import OPD_ROLES, Role
from storage.database import Connection
from storage.engine import settings
from storage.messaging.contents import InvitationSheet
from storage.pemda import facts as pemda_facts, regions
from storage.pemda.regions import PemdaSummary
from storage.people import invitations
from storage.people.invitations import IssuedInvitation


def open_period(conn: Connection, pemda: int, now: datetime) -> PeriodLine | None:
    """The period that invitations are for, open or scheduled."""
    return pemda_facts.load(conn, pemda, now, parts=NOTHING).coming


def sheet(
    conn: Connection,
    pemda: PemdaSummary,
    role: Role,
    uses: int,
    until: datetime,
    issued: Sequence[IssuedInvitation],
    now: datetime,
) -> Invitations:
    """The sheet, a page for each token. Links are None until the bot has run once. A past due date is not printed."""
    bot = settings.bot_username(conn)
    period = open_period(conn, pemda.id, now)
    return Invitations(
        letterhead=letterhead(pemda.name, pemda.letterhead),
        organiser=pemda.organiser,
        pemda=pemda.name,
        role=role,
        until=day(until.astimezone(pemda.zone)),
        sheets=tuple(
            Sheet(one.opd_name, one.head_title, one.token, f"https://t.me/{bot}?start={one.token}" if bot else None)
            for one in issued
        ),
        year=str(period.year) if period else "",
        due=moment(period.due, zone_label(period.due)) if period and period.due > now else "",
        uses=uses,
    )


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """New invitations and the pages they are printed on. `code`: of the OPD, where they are for a single one."""

    pemda: int
    code: str
    pages: Invitations


def issue(conn: Connection, order: InvitationSheet, now: datetime) -> IssuedSheet:
    """Makes the tokens and the values of their sheets."""
    pemda = next(one for one in regions.listed(conn) if one.id == order.pemda)
    role, until = Role(order.role), datetime.fromisoformat(order.until)
    issued = invitations.issue(conn, pemda.id, role, order.opds, order.uses, until, order.field, order.issued_by, now)
    alone = order.opds[0] if role in OPD_ROLES and len(order.opds) == 1 else None
    code = next((one.opd_code for one in issued if one.opd_id == alone), "") if alone is not None else ""
    return IssuedSheet(pemda.id, code, sheet(conn, pemda, role, order.uses, until, issued, now))
