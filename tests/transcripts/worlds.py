"""The worlds transcripts play in: Kutai Timur with its 55 OPD, its people, and how far they are."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from core.assessment.model import Declarant, EvidenceKind
from core.assessment.subjects import Subject
from core.effects import (
    AttachFile,
    ChangePemda,
    CreatePemda,
    Effect,
    ImportOpds,
    KeepSubject,
    MarkReachable,
    OpenPeriod,
    Redeem,
    SaveExplanation,
    SaveLevel,
    SetDeclarant,
    Submit,
    SubmitRepair,
)
from core.effects.review import DraftVerdict, FixVerdicts
from core.pemda.opd_list.reading import read_opd_list
from core.people.roles import Role
from core.review.verdicts import Stage
from core.screen import Notice
from storage import effects
from storage.assessment import instruments
from storage.database import Connection, Database
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    EVIDENCE,
    INSTRUMENT,
    INVITATION,
    OPD,
    OUTBOX,
    PERIOD,
    PERSON,
    VERDICT,
)
from storage.people import invitations, joins
from tests.made_instruments import SERVICE_TEXT, STRUCTURE_TEXT, on_shelf

WITA = ZoneInfo("Asia/Makassar")
ACCOUNTS = {"Ani": 1001, "Dodi": 1002, "Citra": 1003, "Hasan": 1004, "Eko": 1005, "Budi": 1006, "Bimo": 1007}
ACCOUNTS |= {"Prita": 1008, "Umi": 1009}
START = datetime(2026, 12, 1, 8, 0, tzinfo=WITA)
DUE = datetime(2026, 12, 14, 16, 0, tzinfo=WITA)
VERIFICATION_DUE = datetime(2027, 1, 8, 16, 0, tzinfo=WITA)
PEMDA = 1
OPENED, BEFORE = (datetime(2026, 11, day, 9, 0, tzinfo=WITA) for day in (16, 27))
"""For worlds in which much has happened already."""
OF_ORGANISASI = ("V03", "V04", "V10", "V11")
Verdicts = Mapping[str, tuple[int | None, str]]
"""Variable -> level (None: given back) and note."""
DECLARANT = Declarant("dr. Sari Wulandari", "Sekretaris", "198001012005012003")

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

    def token(self, role: Role, code: str | None = None, until: datetime = DUE, of: str | None = None) -> str:
        """An invitation's; `of` is a verifier's field, whose `code` names the home OPD."""
        opds = (self.opd(code),) if code else ()
        issued = invitations.issue(self.conn, PEMDA, role, opds, 1, until, of, None, self.now)
        return str(issued[0].token)

    def join(self, who: str, role: Role, code: str | None = None, of: str | None = None) -> None:
        token = self.token(role, code, of=of)
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

    def meanwhile(self, what: str) -> None:
        """ "DISHUB 41, DLH 36": what the team has finished elsewhere."""
        for one in what.split(", "):
            code, total = one.split()
            self.put(code, "verified", spread(int(total)))

    def former_year(self, code: str, total: int) -> None:
        """Last year's period with one OPD in it."""
        instrument = self.conn.execute(select(INSTRUMENT.c.id)).scalar_one()
        at = datetime(2025, 12, 14, 16, 0, tzinfo=WITA)
        period = {"pemda_id": PEMDA, "instrument_id": instrument, "name": "2025", "year": 2025, "status": "archived"}
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

    def judge(self, who: str, code: str, verdicts: Verdicts, stage: Stage = Stage.REGION, *, fix: bool = True) -> None:
        """Verdicts on the newest versions; what is given back is due on 29 December."""
        assessment = self.assessment(code)
        query = select(ANSWER.c.variable, ANSWER.c.version).where(ANSWER.c.assessment_id == assessment)
        versions = {row.variable: row.version for row in self.conn.execute(query)}
        for variable, (level, note) in verdicts.items():
            self.do(DraftVerdict(assessment, stage, variable, versions[variable], level, note), who)
        if fix:
            due, told = datetime(2026, 12, 29, 16, 0, tzinfo=WITA), Notice("Ada yang dikembalikan.")
            self.do(FixVerdicts(assessment, stage, due, told), who)
            self.conn.execute(update(OUTBOX).values(state="sent", sent_at=self.now))

    def prove(self, who: str, code: str, variable: str) -> None:
        """A document that was copied long ago."""
        name, unique = f"Bukti_{variable}_2026.pdf", f"lama-{code}-{variable}"
        kind, pdf = EvidenceKind.DOCUMENT, "application/pdf"
        assessment = self.assessment(code)
        self.do(AttachFile(assessment, variable, kind, name, pdf, 1000, unique, unique, 2026), who)
        self._copied()

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


def ingatkan(world: World) -> None:
    """Dinkes has begun, with two contacts; RSUD has not; nobody reaches the contact of Diskan."""
    dua_kontak(world)
    world.fill("Ani", "DINKES", ("V01", "V02"))
    world.join("Eko", Role.CONTACT, "DISHUB")
    world.join("Dodi", Role.CONTACT, "RSUD")
    world.join("Hasan", Role.CONTACT, "DISKAN")
    world.do(MarkReachable(False), "Hasan")


def kepala_di_bot(world: World) -> None:
    sebelas_lengkap(world)
    world.do(ChangePemda(PEMDA, "approval", "in_bot"))
    world.join("Hasan", Role.HEAD, "DINKES")


def kepala_surat(world: World) -> None:
    sebelas_lengkap(world)
    world.do(ChangePemda(PEMDA, "approval", "letter"))


def penilai(world: World) -> None:
    """The team: two verifiers of organisasi, one of everything else, and one of the province."""
    world.join("Budi", Role.VERIFIER, "BRIDA", "organisasi")
    world.join("Bimo", Role.VERIFIER, "DISHUB", "organisasi")
    for of in ("pengawasan", "perencanaan", "kepegawaian", "keuangan"):
        world.join("Umi", Role.VERIFIER, None, of)
    world.join("Prita", Role.PROVINCE)
    world.do(ChangePemda(PEMDA, "province_review", True))


def verifikasi(world: World) -> None:
    """Dinkes lacks the evidence of V04 and V11; Dishub has sent; the team is there."""
    dua_kontak(world)
    world.fill("Ani", "DINKES", [code for code in LEVELS if code not in ("V04", "V11")])
    world.fill("Ani", "DINKES", ("V04", "V11"), evidence=False)
    dinkes, dishub = world.assessment("DINKES"), world.assessment("DISHUB")
    world.do(SetDeclarant(dinkes, DECLARANT), "Ani")
    world.join("Eko", Role.CONTACT, "DISHUB")
    world.fill("Eko", "DISHUB", list(LEVELS))
    world.do(SetDeclarant(dishub, DECLARANT), "Eko")
    world.do(Submit(dishub), "Eko")
    penilai(world)


def dikembalikan(world: World) -> None:
    """All of Dinkes is judged; V04 was lowered, V11 given back on 18 December."""
    verifikasi(world)
    for code in ("V04", "V11"):
        world.prove("Ani", "DINKES", code)
    dinkes = world.assessment("DINKES")
    world.do(Submit(dinkes), "Ani")
    world.now += timedelta(days=17)
    accepted = {code: (level, "") for code, level in LEVELS.items()}
    world.judge("Umi", "DINKES", {code: accepted[code] for code in LEVELS if code not in OF_ORGANISASI})
    back = "Foto piagam tidak terbaca, mohon kirim hasil pindai."
    lowered = {"V04": (2, "Bukti yang diminta tidak ada"), "V11": (None, back)}
    world.judge("Budi", "DINKES", {code: accepted[code] for code in OF_ORGANISASI} | lowered)


def diperiksa_provinsi(world: World) -> None:
    """Dinkes is verified: V04 was lowered. The province has drafted all but V04 and V11."""
    dikembalikan(world)
    dinkes = world.assessment("DINKES")
    world.now += timedelta(days=4)
    world.do(SaveLevel(dinkes, "V11", 3), "Ani")
    world.do(SaveExplanation(dinkes, "V11", "Nilai budaya kerja ditetapkan, piagamnya dipindai ulang."), "Ani")
    world.do(SubmitRepair(dinkes, "V11"), "Ani")
    world.now += timedelta(hours=1)
    world.judge("Budi", "DINKES", {"V11": (3, "")})
    world.now += timedelta(days=10)
    drafted = {code: (level, "") for code, level in LEVELS.items() if code not in ("V04", "V11")}
    world.judge("Prita", "DINKES", drafted, Stage.PROVINCE, fix=False)


def tiga_periode(world: World) -> None:
    """Ani fills in for Dinkes and RSUD; beside the assessment of maturity of all OPD an evaluation of services and one
    of the structure are open for these two, the last with codes that the first has too.
    """
    mulai(world)
    world.join("Ani", Role.CONTACT, "RSUD")
    for file, title in ((SERVICE_TEXT, "Layanan"), (STRUCTURE_TEXT, "Struktur")):
        instruments.add(world.conn, on_shelf(file, title))
    opds = (world.opd("DINKES"), world.opd("RSUD"))
    for name, slug, due in (
        ("Layanan 2026", "layanan-contoh", DUE),
        ("Struktur 2026", "struktur-contoh", DUE + timedelta(days=4)),
    ):
        world.do(OpenPeriod(PEMDA, name, slug, world.now, due, VERIFICATION_DUE, opds=opds))


def evaluasi_sop(world: World) -> None:
    """Ani fills in for Dinkes; beside the assessment of maturity a half-yearly round about its SOP is open for it."""
    mulai(world)
    opds = (world.opd("DINKES"),)
    for code, name in (("065/01", "Izin praktik"), ("065/02", "Rujukan pasien")):
        world.do(KeepSubject(opds[0], Subject("sop", code, name, {"TGL": "2021-03-12", "UNIT": "Sekretariat"})), "Ani")
    due = DUE + timedelta(days=4)
    world.do(OpenPeriod(PEMDA, "SOP 2026", "sop-evaluasi", world.now, due, VERIFICATION_DUE, opds=opds))


def tanpa_periode(world: World) -> None:
    region(world)
    world.join("Ani", Role.CONTACT, "DINKES")


def satu_hari(world: World) -> None:
    """The morning of the opening: Ani fills in for Dinkes, Hasan heads it, Budi is the team, nothing is open yet."""
    tanpa_periode(world)
    world.join("Hasan", Role.HEAD, "DINKES")
    world.join("Budi", Role.VERIFIER, "BRIDA", "organisasi")


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
        ingatkan,
        kepala_di_bot,
        kepala_surat,
        terverifikasi,
        tanpa_periode,
        satu_hari,
        dikembalikan,
        diperiksa_provinsi,
        tim,
        tim_siap,
        akhir,
        verifikasi,
        tiga_periode,
        evaluasi_sop,
    )
}


def build(database: Database, name: str) -> None:
    def fill(conn: Connection) -> None:
        WORLDS[name](World(conn))
        joins.settle(conn)

    database.write(fill)
