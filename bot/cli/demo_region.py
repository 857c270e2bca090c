"""The example region of `pandu demo`: Kutai Timur a week after its period opened.

Everything is done by the orders that people give in the chat, so that nothing here is anything the bot would refuse.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.cli.base import DUE_HOUR
from bot.flows.review.result import returned_notice
from bot.holidays.days import days_off
from bot.texts.operations import demo as texts
from core.assessment.model import Declarant
from core.deadlines import repair_due, verification_due, working_day_from
from core.effects import (
    AttachLink,
    ChangePemda,
    CreatePemda,
    Effect,
    Finalise,
    ImportOpds,
    OpenPeriod,
    Redeem,
    SaveExplanation,
    SaveLevel,
    SetDeclarant,
    Submit,
)
from core.effects.groups import BindGroup
from core.effects.review import DraftVerdict, FixVerdicts
from core.instrument.parse import DEFAULT_ID
from core.pemda.opd_list.reading import OpdRow, read_opd_list
from core.pemda.parts import Part
from core.pemda.zones import zone_label
from core.people.roles import Role
from core.review.facts import ReviewWish
from core.review.verdicts import Stage
from core.screen import Notice
from storage import effects
from storage.database import Connection
from storage.pemda import facts as pemda_facts, regions
from storage.people import facts as people_facts, invitations, joins
from storage.review import cases, facts as review_facts

CONTACT, COORDINATOR, VERIFIER, HEAD, COLLEAGUE = 1001, 1002, 1003, 1004, 1005
"""Telegram numbers of the people that the page offers: Ani, Citra, Budi, Hasan, Dodi."""

ZONE = ZoneInfo("Asia/Makassar")
OPD, HOME_OPD, FIELD = "DINKES", "BRIDA", "organisasi"
WEEKS = 3
RUNNING = timedelta(days=6)
"""How long the period has been open."""


@dataclass(frozen=True, slots=True)
class Story:
    """How far one of Dodi's OPD is: the levels of V01 to V11, what the team changed (level and note; level None:
    returned), and whether the result is final.
    """

    code: str
    levels: str
    sent: bool = False
    changed: Mapping[str, tuple[int | None, str]] | None = None
    final: bool = False


STORIES: Sequence[Story] = (
    Story("BAPPEDA", "55444453444", True, {}, final=True),
    Story("DISKOMINFO", "44434443434", True, {"V04": (3, texts.SOP_NOT_EVALUATED)}, final=True),
    Story("DISDUKCAPIL", "34433334443", True, {}),
    Story("ITWIL", "44344433534", True, {"V03": (3, texts.INCOMPLETE), "V07": (3, texts.OUTDATED)}),
    Story("BPBD", "33323323323", True, {"V11": (None, texts.UNREADABLE)}),
    Story("DISHUB", "33433333433", True),
    Story("DLH", "43434344333", True),
    Story("DISPAR", "23323233323", True),
    Story("DISDIKBUD", "4343443"),
    Story("DPMPTSP", "443"),
    Story("DISPORA", "33"),
    Story("SATPOLPP", "2"),
)
"""OPD that have begun; the others have not. Ani's is left for the visitor."""


def fill(conn: Connection, now: datetime, group: int | None = None) -> str:
    """Fills the region with its people. Returns the token of Ani's invitation. `group` is a chat that shows
    the board.
    """
    opened = Region(conn, now - RUNNING)
    opened.do(CreatePemda(texts.PEMDA, str(ZONE)))
    (one,) = regions.listed(conn)
    region = Region(conn, now - RUNNING, one.id)
    for key, value in (("organiser", texts.ORGANISER), ("seat", texts.SEAT), ("code", texts.CODE)):
        region.do(ChangePemda(one.id, key, value))
    region.do(ImportOpds(one.id, _opds()))
    today = now.astimezone(ZONE).date()
    off = days_off((today.year, today.year + 1))
    due = datetime.combine(working_day_from(today + timedelta(weeks=WEEKS), off), DUE_HOUR, ZONE)
    until = verification_due(due, off)
    region.do(OpenPeriod(one.id, str(due.year), DEFAULT_ID, region.now, due, until))
    region.join(texts.BUDI, VERIFIER, Role.VERIFIER, [HOME_OPD], FIELD, due)
    region.join(texts.HASAN, HEAD, Role.HEAD, [OPD], None, due)
    region.join(texts.DODI, COLLEAGUE, Role.CONTACT, [story.code for story in STORIES], None, due)
    back = repair_due(now.astimezone(ZONE), due, until, off)
    for place, story in enumerate(STORIES):
        at = now - RUNNING + timedelta(hours=8 * (place + 1))
        Region(conn, at, one.id).play(story, back)
    joins.settle(conn)
    if group is not None:
        region.do(BindGroup(group, None, texts.GROUP, one.id))
    return region.token(Role.CONTACT, OPD, None, due)


LIST = "opd-kutai-timur.csv"


def opd_list() -> bytes:
    """The file with the example region's OPD."""
    return files("core").joinpath("examples", LIST).read_bytes()


def _opds() -> tuple[OpdRow, ...]:
    return read_opd_list(opd_list(), LIST).rows


class Region:
    """A region at one moment of its story."""

    def __init__(self, conn: Connection, now: datetime, pemda: int = 0) -> None:
        self.conn, self.now, self.pemda = conn, now, pemda

    def do(self, order: Effect, account: int | None = None) -> None:
        """Carries out an order of one of its people, or of the operator."""
        person = None if account is None else self._person(account)
        effects.apply(self.conn, order, effects.Actor(person, account, self.now))

    def _person(self, account: int) -> int | None:
        person = people_facts.known(self.conn, account, is_admin=False).person
        return person.id if person else None

    def token(self, role: Role, code: str, of: str | None, until: datetime) -> str:
        """An invitation for one OPD, or with no code for the whole region."""
        opds = [regions.opd_codes(self.conn, self.pemda)[code]] if code else []
        (issued,) = invitations.issue(self.conn, self.pemda, role, opds, 1, until, of, None, self.now)
        return issued.token

    def join(self, name: str, account: int, role: Role, codes: Sequence[str], of: str | None, until: datetime) -> None:
        for code in codes:
            found, _, _ = invitations.find(self.conn, self.token(role, code, of, until), account, self.now)
            assert found is not None
            self.do(Redeem(found.id, name), account)

    def play(self, story: Story, repair: datetime) -> None:
        opds = pemda_facts.load(self.conn, self.pemda, self.now, parts=frozenset({Part.OPDS})).opds
        assessment = next(line.assessment for line in opds if line.code == story.code)
        assert assessment is not None
        levels = {f"V{place:02}": int(level) for place, level in enumerate(story.levels, start=1)}
        for code, level in levels.items():
            self.do(SaveLevel(assessment, code, level), COLLEAGUE)
            self.do(SaveExplanation(assessment, code, texts.explanation(code)), COLLEAGUE)
            self.do(AttachLink(assessment, code, f"https://contoh.go.id/{story.code}/{code}"), COLLEAGUE)
        if story.sent:
            self.do(SetDeclarant(assessment, Declarant(texts.DECLARANT, texts.POSITION, "-")), COLLEAGUE)
            self.do(Submit(assessment), COLLEAGUE)
        if story.changed is not None:
            self._judge(assessment, story, levels, repair)
        if story.final:
            self.do(Finalise((assessment,)))

    def _judge(self, number: int, story: Story, levels: Mapping[str, int], repair: datetime) -> None:
        """Budi judges all fields, because there is no other verifier."""
        head = cases.find(self.conn, number)
        versions = cases.load(self.conn, [head], self.now)[number].versions if head else {}
        for code, claimed in levels.items():
            level, note = (story.changed or {}).get(code, (claimed, ""))
            self.do(DraftVerdict(number, Stage.REGION, code, versions[code], level, note), VERIFIER)
        self.do(FixVerdicts(number, Stage.REGION, repair, self._notice(number, repair)), VERIFIER)

    def _notice(self, number: int, repair: datetime) -> Notice | None:
        """The notice about Budi's returns, as the flow writes it."""
        budi = people_facts.known(self.conn, VERIFIER, is_admin=False)
        found = review_facts.load(self.conn, budi, ReviewWish(assessment=number), is_admin=False, now=self.now)
        assert found is not None
        assert found.dossier is not None
        returned = [one for one in found.dossier.cards if one.draft and one.draft.level is None]
        due = repair.astimezone(ZONE)
        return returned_notice(found.dossier, returned, due, zone_label(due)) if returned else None
