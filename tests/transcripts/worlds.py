"""The worlds transcripts play in: Kutai Timur with its 55 OPD, its people, and how far they are."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from core.assessment import Declarant, EvidenceKind
from core.effects import (
    AttachFile,
    ChangePemda,
    CreatePemda,
    Effect,
    ImportOpds,
    OpenPeriod,
    Redeem,
    SaveExplanation,
    SaveLevel,
    SetDeclarant,
    Submit,
)
from core.opd_list import read_opd_list
from core.people import Role
from storage import effects, invitations
from storage.database import Connection, Database
from storage.schema import ANSWER, ASSESSMENT, EVIDENCE, INSTRUMENT, INVITATION, OPD, PERIOD, PERSON, VERDICT

WITA = ZoneInfo("Asia/Makassar")
ACCOUNTS = {"Ani": 1001, "Dodi": 1002, "Citra": 1003, "Hasan": 1004, "Eko": 1005}
START = datetime(2026, 12, 1, 8, 0, tzinfo=WITA)
DUE = datetime(2026, 12, 14, 16, 0, tzinfo=WITA)
VERIFICATION_DUE = datetime(2027, 1, 8, 16, 0, tzinfo=WITA)
PEMDA = 1
OPENED, BEFORE = (datetime(2026, 11, day, 9, 0, tzinfo=WITA) for day in (16, 27))
"""For worlds in which much has happened already."""

LEVELS = dict(zip([f"V{n:02}" for n in range(1, 12)], (3, 4, 4, 3, 4, 3, 3, 1, 5, 3, 3), strict=True))


class World:
    """A database being filled, as operator or as one of its people."""

    def __init__(self, conn: Connection, now: datetime = START) -> None:
        self.conn = conn
        self.now = now.astimezone(UTC)

    def do(self, effect: Effect, who: str | None = None) -> None:
        actor = effects.Actor(self.person(who), ACCOUNTS[who], self.now) if who else self.operator
        effects.apply(self.conn, effect, actor)

    @property
    def operator(self) -> effects.Actor:
        return effects.Actor(None, None, self.now)

    def person(self, who: str) -> int | None:
        return self.conn.execute(select(PERSON.c.id).where(PERSON.c.telegram_id == ACCOUNTS[who])).scalar()

    def opd(self, code: str) -> int:
        return int(self.conn.execute(select(OPD.c.id).where(OPD.c.code == code)).scalar_one())

    def assessment(self, code: str) -> int:
        found = select(ASSESSMENT.c.id).where(ASSESSMENT.c.opd_id == self.opd(code), ASSESSMENT.c.status != "final")
        return int(self.conn.execute(found).scalar_one())

    def token(self, role: Role, code: str | None = None, until: datetime = DUE) -> str:
        opds = (self.opd(code),) if code else ()
        issued = invitations.issue(self.conn, PEMDA, role, opds, 1, until, None, None, self.now)
        return str(issued[0].token)

    def join(self, who: str, role: Role, code: str | None = None) -> None:
        token = self.token(role, code)
        digest = sha256(token.encode()).hexdigest()
        number = self.conn.execute(select(INVITATION.c.id).where(INVITATION.c.token_hash == digest)).scalar_one()
        self.do(Redeem(int(number), who), who)

    def fill(self, who: str, code: str, variables: Sequence[str], evidence: bool = True) -> None:
        """Answers as Ani would have given them, with a document each."""
        assessment = self.assessment(code)
        for variable in variables:
            self.do(SaveLevel(assessment, variable, LEVELS[variable]), who)
            self.do(SaveExplanation(assessment, variable, f"Keadaan {variable} pada tahun 2026."), who)
            if evidence and LEVELS[variable] > 1:
                name, unique = f"Bukti_{variable}_2026.pdf", f"lama-{variable}"
                kind, pdf = EvidenceKind.DOCUMENT, "application/pdf"
                self.do(AttachFile(assessment, variable, kind, name, pdf, 1000, unique, unique, 2026), who)
        self._copied()

    def put(self, code: str, status: str, levels: dict[str, int], recent: bool = False) -> None:
        """An OPD as it came to stand, without all that was said on the way."""
        at = datetime(2026, 12, 2, 9, 0, tzinfo=WITA) if recent else BEFORE
        values = {"status": status, "submitted_at": None if status == "draft" else at}
        if status == "verified":
            values["reviewed_at"] = at
        assessment = self.assessment(code)
        self.conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == assessment).values(**values))
        self._answer(assessment, levels)

    def former_year(self, code: str, total: int) -> None:
        """Last year's period with one OPD in it."""
        instrument = self.conn.execute(select(INSTRUMENT.c.id)).scalar_one()
        at = datetime(2025, 12, 14, 16, 0, tzinfo=WITA)
        period = {"pemda_id": PEMDA, "instrument_id": instrument, "name": "2025", "year": 2025, "status": "closed"}
        period |= {"kind": "yearly", "opens_at": at, "due_at": at, "verification_due_at": at}
        number = self.conn.execute(insert(PERIOD).values(**period).returning(PERIOD.c.id)).scalar_one()
        row = {"period_id": number, "opd_id": self.opd(code), "status": "final", "late": False, "receipt_code": ""}
        row |= dict.fromkeys(("declarant_name", "declarant_title", "declarant_nip"), "")
        added = self.conn.execute(insert(ASSESSMENT).values(**row).returning(ASSESSMENT.c.id)).scalar_one()
        self._answer(added, spread(total))

    def _answer(self, assessment: int, levels: dict[str, int]) -> None:
        known = {"assessment_id": assessment, "answered_by": self.person("Ani"), "answered_at": self.now, "version": 1}
        known |= {"explanation": "Ada.", "parts": [], "reopened_note": "", "repaired": False}
        self.conn.execute(
            insert(ANSWER), [known | {"variable": code, "level": level} for code, level in levels.items()]
        )

    def declare(self, who: str, code: str) -> None:
        """Sends what is complete."""
        assessment = self.assessment(code)
        self.do(SetDeclarant(assessment, Declarant("Siti Aminah", "Kepala Subbagian Umum", "-")), who)
        self.do(Submit(assessment), who)

    def verdicts(self, code: str, changed: Mapping[str, tuple[int, str]]) -> None:
        """The region's review, finished: every level as claimed but these, each with its note."""
        assessment = self.assessment(code)
        by = self.person("Citra")
        for variable, claimed in LEVELS.items():
            level, note = changed.get(variable, (claimed, ""))
            judged = {"variable": variable, "version": self._version(assessment, variable), "stage": "region"}
            values = judged | {"assessment_id": assessment, "level": level, "note": note, "by": by, "at": self.now}
            self.conn.execute(insert(VERDICT).values(values))
        verified = {"status": "verified", "review_began_at": self.now, "reviewed_at": self.now}
        self.conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == assessment).values(verified))

    def _version(self, assessment: int, variable: str) -> int:
        found = select(ANSWER.c.version).where(ANSWER.c.assessment_id == assessment, ANSWER.c.variable == variable)
        return int(self.conn.execute(found).scalar_one())

    def _copied(self) -> None:
        """The documents so far were copied long ago."""
        done = {"state": "stored", "next_at": None, "bytes": 1000, "mime": "application/pdf", "sha256": "0" * 64}
        self.conn.execute(update(EVIDENCE).values(**done))


def region(world: World) -> None:
    """55 OPD and a coordinator, no period yet."""
    world.do(CreatePemda("Kabupaten Kutai Timur", "Asia/Makassar"))
    world.do(ChangePemda(PEMDA, "organiser", "Bagian Organisasi Setda Kabupaten Kutai Timur"))
    data = files("core.examples").joinpath("opd-kutai-timur.csv").read_bytes()
    world.do(ImportOpds(PEMDA, read_opd_list(data, "opd-kutai-timur.csv").rows))
    world.join("Citra", Role.COORDINATOR)


def baru(world: World) -> None:
    region(world)
    world.do(OpenPeriod(PEMDA, "2026", "kematangan-2018", world.now, DUE, VERIFICATION_DUE))


def mulai(world: World) -> None:
    baru(world)
    world.join("Ani", Role.CONTACT, "DINKES")


def dua_kontak(world: World) -> None:
    mulai(world)
    world.join("Dodi", Role.CONTACT, "DINKES")


def tujuh_lengkap(world: World) -> None:
    mulai(world)
    world.fill("Ani", "DINKES", ("V01", "V02", "V03", "V05", "V06", "V07", "V09"))
    world.fill("Ani", "DINKES", ("V04",), evidence=False)


def sepuluh_lengkap(world: World) -> None:
    mulai(world)
    world.fill("Ani", "DINKES", [code for code in LEVELS if code != "V08"])


def sebelas_lengkap(world: World) -> None:
    mulai(world)
    world.fill("Ani", "DINKES", list(LEVELS))


def kepala_di_bot(world: World) -> None:
    sebelas_lengkap(world)
    world.do(ChangePemda(PEMDA, "approval", "in_bot"))
    world.join("Hasan", Role.HEAD, "DINKES")


def kepala_surat(world: World) -> None:
    sebelas_lengkap(world)
    world.do(ChangePemda(PEMDA, "approval", "letter"))


def tanpa_periode(world: World) -> None:
    region(world)
    world.join("Ani", Role.CONTACT, "DINKES")


NOT_STARTED = ("BAPENDA", "BRIDA", "KESBANGPOL", "DISBUN", "DISKAN", "KEC-SDR", "KEC-BSG", "KEC-TLN", "KEC-BTA")
VERIFIED = {
    "BAPPEDA": 47,
    "BPKAD": 44,
    "ITWIL": 41,
    "SETDA": 40,
    "DISDUKCAPIL": 38,
    "DISKOMINFO": 36,
    "SETWAN": 35,
    "DPMPTSP": 34,
    "KEC-SGU": 31,
}
RETURNED = ("BPBD", "DISPAR")
FILLING = 13
LAST_WEEK = 12
"""Of those that have sent; the others had before."""


def tim(world: World) -> None:
    """7 December 2026: of 55 OPD 9 are verified, 22 wait, 2 repair, 13 fill in (Ani's), 9 have not begun (Dodi's)."""
    tujuh_lengkap(world)
    world.conn.execute(update(PERIOD).values(opens_at=OPENED))
    world.join("Dodi", Role.CONTACT, "BAPENDA")
    codes = list(world.conn.execute(select(OPD.c.code).order_by(OPD.c.code)).scalars())
    free = [code for code in codes if code not in (*NOT_STARTED, *VERIFIED, *RETURNED, "DINKES")]
    filling, waiting = free[: FILLING - 1], free[FILLING - 1 :]
    for code in filling:
        world.put(code, "draft", {"V01": 3})
    sent = [*((code, "verified") for code in VERIFIED), *((code, "submitted") for code in waiting)]
    sent += [(code, "returned") for code in RETURNED]
    for place, (code, status) in enumerate(sent):
        world.put(code, status, spread(VERIFIED.get(code, 38)), recent=place >= len(sent) - LAST_WEEK)
    world.former_year("DINKES", 35)


def terverifikasi(world: World) -> None:
    """The team has lowered two of Dinkes' variables and raised one; nine other OPD are verified, last year is known."""
    sebelas_lengkap(world)
    world.join("Hasan", Role.HEAD, "DINKES")
    world.declare("Ani", "DINKES")
    missing, more = "Bukti yang diminta tidak ada", "Bukti memenuhi tingkat lebih tinggi"
    world.verdicts("DINKES", {"V03": (3, missing), "V04": (2, missing), "V08": (3, more)})
    for code, total in VERIFIED.items():
        world.put(code, "verified", spread(total))
    world.former_year("DINKES", 35)


def tim_siap(world: World) -> None:
    """The same, but Dodi has only to send."""
    tim(world)
    assessment = world.assessment("BAPENDA")
    for variable in LEVELS:
        world.do(SaveLevel(assessment, variable, 1), "Dodi")
        world.do(SaveExplanation(assessment, variable, "Belum ada."), "Dodi")
    world.do(SetDeclarant(assessment, Declarant("Rahmat", "Sekretaris", "197501011998032001")), "Dodi")


TOTALS = (47,) * 4 + (40,) * 30 + (36,) * 11 + (35,) * 8 + (28,) * 2
"""Of 55 OPD: mean 38,55."""


def akhir(world: World) -> None:
    """All 55 OPD are verified, no result is final yet."""
    mulai(world)
    codes = world.conn.execute(select(OPD.c.code).order_by(OPD.c.code)).scalars().all()
    for code, total in zip(codes, TOTALS, strict=True):
        world.put(code, "verified", spread(total))


def spread(total: int) -> dict[str, int]:
    """Eleven levels that add up to this."""
    low, more = divmod(total, len(LEVELS))
    return {code: low + (place < more) for place, code in enumerate(LEVELS)}


WORLDS: dict[str, Callable[[World], None]] = {
    build.__name__: build
    for build in (
        baru,
        mulai,
        dua_kontak,
        tujuh_lengkap,
        sepuluh_lengkap,
        sebelas_lengkap,
        kepala_di_bot,
        kepala_surat,
        terverifikasi,
        tanpa_periode,
        tim,
        tim_siap,
        akhir,
    )
}


def build(database: Database, name: str) -> None:
    database.write(lambda conn: WORLDS[name](World(conn)))
