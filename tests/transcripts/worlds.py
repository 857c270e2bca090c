"""The worlds transcripts play in: Kutai Timur with its 55 OPD, its people, and how far they are."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from core.assessment import EvidenceKind
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
)
from core.opd_list import read_opd_list
from core.people import Role
from storage import effects, invitations
from storage.database import Connection, Database
from storage.schema import ASSESSMENT, EVIDENCE, INVITATION, OPD, PERSON

WITA = ZoneInfo("Asia/Makassar")
ACCOUNTS = {"Ani": 1001, "Dodi": 1002, "Citra": 1003, "Hasan": 1004, "Eko": 1005}
START = datetime(2026, 12, 1, 8, 0, tzinfo=WITA)
DUE = datetime(2026, 12, 14, 16, 0, tzinfo=WITA)
VERIFICATION_DUE = datetime(2027, 1, 8, 16, 0, tzinfo=WITA)
PEMDA = 1

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
        found = select(ASSESSMENT.c.id).where(ASSESSMENT.c.opd_id == self.opd(code))
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
        tanpa_periode,
    )
}


def build(database: Database, name: str) -> None:
    database.write(lambda conn: WORLDS[name](World(conn)))
