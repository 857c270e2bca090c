"""The values of an invitation sheet, for new tokens: for a coordinator's chat and for `pandu invite`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from bot.texts import documents
from bot.texts.common import day, moment
from bot.texts.pemda import menu as menu_texts
from bot.texts.people import invitations as texts, join
from core.facts import PeriodLine
from core.papers.invitations import Invitations, Sheet
from core.papers.letterhead import letterhead
from core.pemda.parts import NOTHING
from core.pemda.zones import zone_label
from core.people.roles import OPD_ROLES, Role
from core.screen import Rows, copy, link, steady
from storage.assessment import purposes
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
    """The sheet, a page for each token. Links are None until the bot has run once. A past due date is not printed, nor
    that of one of several open periods: the role is for all of them.
    """
    bot = settings.bot_username(conn)
    known = pemda_facts.load(conn, pemda.id, now, parts=NOTHING)
    period, alone = known.coming, len(known.running) < 2
    asked = period.pinned.part("unit") if period and period.pinned and alone else None
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
        due=moment(period.due, zone_label(period.due)) if period and alone and period.due > now else "",
        uses=uses,
        purpose=purposes.of_pemda(conn, pemda.id),
        variables=len(asked.codes) if asked else 0,
        work=join.work(asked) if asked else join.ANY_WORK,
    )


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """New invitations and the pages they are printed on. `single`: the only one, where it is for an OPD. With a single
    page comes the text to be passed on: to be copied, or sent by WhatsApp where the office's telephone is known. It has
    a token, and so is stored nowhere.
    """

    pemda: int
    pages: Invitations
    field: str = ""
    single: IssuedInvitation | None = None

    @property
    def file_name(self) -> str:
        code = self.single.opd_code if self.single else ""
        return documents.invitations_name(self.pages.role, self.field, code, self.pages.year)

    @property
    def caption(self) -> str:
        until = self.pages.until
        return texts.single_caption(self._whom, until, self._text) if self._text else self._counted

    @property
    def rows(self) -> Rows:
        one, text = self.single, self._text
        revoke = steady(texts.REVOKE, "revoke", self.pemda, *((one.opd_id,) if one else ()))
        copied = (copy(texts.COPY, text),) if text else ()
        address = f"https://wa.me/{one.phone}?text={quote(text)}" if one and one.phone and text else ""
        whatsapp = (link(texts.WHATSAPP, address),) if address else ()
        menu = steady(menu_texts.BACK_TO_MENU, "admin", self.pemda)
        return tuple(row for row in (copied, whatsapp, (revoke, menu)) if row)

    @property
    def _counted(self) -> str:
        return texts.sheet_caption(len(self.pages.sheets), self.pages.until)

    @property
    def _whom(self) -> str:
        return texts.whom(self.pages.role, self.pages.sheets[0].opd, self.field)

    @property
    def _text(self) -> str:
        """ "" for several pages, and while nobody knows the bot's name."""
        page = self.pages.sheets[0]
        if len(self.pages.sheets) > 1 or page.link is None:
            return ""
        return texts.to_pass_on(self._whom, self.pages.purpose.brief, self.pages.year, page.link)


def issue(conn: Connection, order: InvitationSheet, now: datetime) -> IssuedSheet:
    """Makes the tokens and the values of their sheets. Invitations that they take the place of are revoked."""
    pemda = next(one for one in regions.listed(conn) if one.id == order.pemda)
    role, until = Role(order.role), datetime.fromisoformat(order.until)
    invitations.replace(conn, pemda.id, role, order.opds, order.issued_by, now)
    issued = invitations.issue(conn, pemda.id, role, order.opds, order.uses, until, order.field, order.issued_by, now)
    single = issued[0] if role in OPD_ROLES and len(issued) == 1 else None
    made = sheet(conn, pemda, role, order.uses, until, issued, now)
    return IssuedSheet(pemda.id, made, order.field or "", single)
