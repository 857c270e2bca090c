"""The region of the golden conversations, as facts: Ani fills in for Dinkes, Budi verifies, Citra coordinates.

55 OPD of Kutai Timur, period 2026 due Monday 14 December 2026 at 16.00 WITA, now Monday 7 December, 09.00.
"""

from csv import DictReader
from dataclasses import fields, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.assessment.model import Approval, Assessment, Opd, Period, PeriodStatus, Status
from core.facts import (
    AdminFacts,
    AsideLine,
    Facts,
    InvitationFacts,
    InvitationState,
    LateFileLine,
    OpdLine,
    PeriodLine,
    PersonLine,
    QuestionFacts,
    StuckLine,
    UnreachableLine,
    WaitLine,
)
from core.instrument.parse import load_packaged
from core.pemda.settings import PemdaSettings
from core.people.roles import Membership, Person, Role, Sender
from core.reminders.facts import LogDay, LogLine, Pressed, Remindable, Reminding
from core.reminders.policy import Duty, ReminderCase
from tests.places import ROOT

WITA = ZoneInfo("Asia/Makassar")
ORGANISER = "Bagian Organisasi Setda Kabupaten Kutai Timur"
PEMDA = 1
DINKES, RSUD = 13, 55
INSTRUMENT = load_packaged("kematangan-2018")
LIST = ROOT / "core" / "examples" / "opd-kutai-timur.csv"


def at(day: int, hour: int = 9, minute: int = 0, month: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=WITA)


NOW = at(7)
DUE, VERIFICATION_DUE = at(14, 16), at(8, 16, month=1, year=2027)
CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)


def member(role: Role, number: int = 1, opd: int | None = None, **more: object) -> Membership:
    """A role; of an OPD when one is named."""
    values: dict[str, object] = {"since": "2026-12-01"}
    if opd is not None:
        name, short = OPD_NAMES[opd]
        values |= {"opd_id": opd, "opd_name": name, "opd_short": short}
    return Membership(number, role, PEMDA, "Kutai Timur", **(values | more))  # type: ignore[arg-type]


OPD_NAMES = {DINKES: ("Dinas Kesehatan", "Dinkes"), RSUD: ("RSUD Kudungga", "RSUD")}

ANI = Person(1, 1001, "Ani")
BUDI = Person(2, 1002, "Budi")
CITRA = Person(3, 1003, "Citra")


def person(who: Person, *held: Membership, **more: object) -> Facts:
    """What somebody knows before anything else is loaded."""
    values: dict[str, object] = {
        "now": NOW,
        "sender": Sender(who.telegram_id, who.name, who.telegram_id),
        "person": who,
        "memberships": held,
        "organiser": ORGANISER,
        "zone_label": "WITA",
        "coordinators": 1,
    }
    return Facts(**(values | more))  # type: ignore[arg-type]


def stranger(**more: object) -> Facts:
    return replace(person(ANI), person=None, **more)  # type: ignore[arg-type]


PERIOD = Period(1, "2026", 2026, PeriodStatus.OPEN, at(1, 8, month=11), DUE, VERIFICATION_DUE)


def assessment(number: int = 7, opd: int = DINKES, **more: object) -> Assessment:
    name, short = OPD_NAMES[opd]
    values: dict[str, object] = {
        "id": number,
        "pemda_id": PEMDA,
        "opd": Opd(opd, short.upper(), name, short),
        "period": PERIOD,
        "instrument": INSTRUMENT,
        "status": Status.NOT_STARTED,
        "due": DUE,
        "approval": Approval.NONE,
        "links_alone": True,
    }
    return Assessment(**(values | more))  # type: ignore[arg-type]


def ani(**more: object) -> Facts:
    """The contact of Dinkes, her assessment loaded."""
    values = {"assessment": assessment()} | more
    return person(ANI, member(Role.CONTACT, 1, DINKES), **values)


def invitation(
    role: Role = Role.CONTACT, state: InvitationState = InvitationState.OPEN, **more: object
) -> InvitationFacts:
    values: dict[str, object] = {"expires": at(20, 23, 59, month=11), "assessment": 7}
    if role in (Role.CONTACT, Role.HEAD):
        values |= {"opd_id": DINKES, "opd_name": "Dinas Kesehatan"}
    else:
        values["assessment"] = None
    return InvitationFacts(5, state, role, pemda_id=PEMDA, pemda_name="Kutai Timur", **(values | more))  # type: ignore[arg-type]


# the coordinator's view


def opds() -> tuple[OpdLine, ...]:
    """All 55: 33 have sent (9 of them verified), 2 repair, 13 fill in, 9 wait; three lack a contact."""
    statuses = [Status.VERIFIED] * 9 + [Status.SUBMITTED] * 22 + [Status.RETURNED] * 2
    statuses += [Status.DRAFT] * 13 + [Status.NOT_STARTED] * 9
    with LIST.open(encoding="utf-8-sig") as file:
        rows = list(DictReader(file))
    return tuple(
        OpdLine(
            id=number,
            code=row["kode"],
            name=row["nama"],
            short=row["singkatan"] or row["nama"],
            kind=row["jenis"] or "Lainnya",
            contacts=0 if number > 52 else 1,
            unreachable=0,
            assessment=number,
            status=status,
            complete=0 if status is Status.NOT_STARTED else 7 if status is Status.DRAFT else 11,
            due=DUE,
            reach=frozenset() if number > 52 else frozenset({1000 + number}),
        )
        for number, (row, status) in enumerate(zip(rows, statuses, strict=True), start=1)
    )


PERIOD_LINE = PeriodLine(1, "2026", 2026, "open", DUE, VERIFICATION_DUE, "kematangan-2018", at(1, 8, month=11))
OPDS = opds()


def find_opd(code: str) -> OpdLine:
    return next(line for line in OPDS if line.code == code)


def admin(**more: object) -> AdminFacts:
    values: dict[str, object] = {
        "pemda_id": PEMDA,
        "pemda_name": "Kutai Timur",
        "opds": OPDS,
        "periods": (PERIOD_LINE,),
        "days_off": frozenset({CHRISTMAS, NEW_YEAR}),
    }
    settings = {key: more.pop(key) for key in tuple(more) if key in SETTINGS}
    base = PemdaSettings(timezone="Asia/Makassar", organiser=ORGANISER)
    return AdminFacts(**(values | {"settings": replace(base, **settings)} | more))  # type: ignore[arg-type]


SETTINGS = {entry.name for entry in fields(PemdaSettings)}


def citra(more_of_pemda: dict[str, object] | None = None, **more: object) -> Facts:
    """The coordinator; `more_of_pemda` changes what her Pemda looks like."""
    values = {"admin": admin(**(more_of_pemda or {})), "pemdas": {PEMDA: "Kutai Timur"}} | more
    return person(CITRA, member(Role.COORDINATOR, 3), **values)


def budi(**more: object) -> Facts:
    return person(BUDI, member(Role.VERIFIER, 2, field="perencanaan"), **more)


def question(**more: object) -> QuestionFacts:
    values: dict[str, object] = {
        "id": 4,
        "assessment": 7,
        "variable": "V01",
        "opd_short": "Dinkes",
        "pemda_id": PEMDA,
        "asked_by": ANI.id,
        "asker": "Ani",
        "text": "Apakah notulen tahun 2025 masih berlaku?",
        "answer": None,
        "at": at(7, 9, 20),
        "field": "perencanaan",
        "verifiers": 1,
    }
    return QuestionFacts(**(values | more))  # type: ignore[arg-type]


ASIDE = AsideLine(9, "Dewi", "Disdukcapil", "document", at(7, 8, 12), "StoreError: bucket did not answer")
WAITS = tuple(WaitLine(kind, 3, at(7, 8, 12)) for kind in ("updates", "calls"))
STUCK = StuckLine(4, "posts", at(7, 8, 12), "KeyError at scheduler/posts.py:60", True)
LATE_FILES = tuple(LateFileLine(n, "Dinkes", f"SK_{n}.pdf", at(7, 8, n)) for n in range(1, 9))
UNREACHABLE = UnreachableLine(6, "Eko", find_opd("DISKAN").id, "Diskan", at(3, 10), 0)
PEOPLE = (
    PersonLine(1, "Ani", Role.CONTACT, "Dinkes", None, ANI.id),
    PersonLine(2, "Budi", Role.VERIFIER, "Bappeda", "perencanaan", BUDI.id),
    PersonLine(3, "Citra", Role.COORDINATOR, "", None, CITRA.id),
)


def owing(opd: int = DINKES, **more: object) -> ReminderCase:
    """Dinkes with 7 of 11, as reminders see it."""
    name, short = OPD_NAMES[opd]
    lacking = {"V04": ("evidence",), **dict.fromkeys(("V08", "V10", "V11"), ("level", "explanation", "evidence"))}
    values: dict[str, object] = {
        "assessment": 7,
        "pemda": PEMDA,
        "opd": opd,
        "opd_name": name,
        "opd_short": short,
        "head_title": "",
        "period": "2026",
        "status": Status.DRAFT,
        "approval": Approval.NONE,
        "opens": PERIOD.opens,
        "due": DUE,
        "of": 11,
        "lacking": lacking,
    }
    return ReminderCase(**(values | more))  # type: ignore[arg-type]


def reminding(**more: object) -> Reminding:
    """Dinkes with two contacts, one of them told today; RSUD has not begun; a third cannot be reached."""
    nothing = dict.fromkeys(INSTRUMENT.codes, ("level", "explanation", "evidence"))
    rsud = owing(RSUD, assessment=8, status=Status.NOT_STARTED, lacking=nothing)
    gone = replace(owing(), assessment=9, opd=77, opd_short="Diskan", opd_name="Dinas Perikanan")
    values: dict[str, object] = {
        "opds": (
            Remindable(owing(), Duty.FILLING, frozenset({1, 4}), frozenset(), frozenset({4})),
            Remindable(rsud, Duty.FILLING, frozenset({5}), frozenset(), frozenset()),
            Remindable(gone, Duty.FILLING, frozenset(), frozenset({6}), frozenset()),
        ),
        "done": 31,
        "pressed": Pressed(31, 33, 0, 0, NOW),
        "days": (LogDay(NOW.date(), 33, 24, 31, 2, 0), LogDay(at(4).date(), 2, 1, 2, 0, 0)),
        "lines": (LogLine(NOW, "Dinkes", "Ani", "due-7", "sent"), LogLine(NOW, "Diskan", "Eko", "now", "unreachable")),
    }
    return Reminding(**(values | more))  # type: ignore[arg-type]
