"""A region at work, made through the same orders as the bot gives: Ani fills in Dinkes, Dishub has begun."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.assessment.model import Declarant, EvidenceKind
from core.effects import (
    AttachFile,
    AttachLink,
    Effect,
    Redeem,
    SaveExplanation,
    SaveLevel,
    SetDeclarant,
    Submit,
    UseEvidence,
)
from core.pemda.parts import EVERYTHING
from core.people.roles import Role
from storage import effects
from storage.database import Connection, Database
from storage.evidence import copying
from storage.evidence.folder import FolderStore
from storage.messaging import outbox
from storage.messaging.outbox import Call
from storage.pemda import facts as pemda_facts, regions
from storage.people import invitations
from tests.bot.cli.place import Pandu

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LEVELS = (3, 4, 4, 3, 4, 3, 3, 1, 5, 4, 4)
PDF, PHOTO = b"%PDF-1.4 Renja", b"\xff\xd8\xff foto"


@dataclass
class Clock:
    """A minute passes between two orders."""

    now: datetime = START

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


class Desk:
    """One account giving orders."""

    def __init__(self, conn: Connection, clock: Clock, account: int, person: int | None = None) -> None:
        self.conn, self.clock, self.account, self.person = conn, clock, account, person

    def order(self, effect: Effect) -> None:
        actor = effects.Actor(self.person, self.account, self.clock.tick())
        effects.apply(self.conn, effect, actor)


def fill(pandu: Pandu) -> None:
    """Dinkes complete and sent, with a PDF for two variables, a photo, a link; Dishub at its first variable."""
    database = Database.open(pandu.url)
    try:
        database.write(lambda conn: _fill(conn, FolderStore(pandu.folder / "data" / "evidence")))
    finally:
        database.close()


def _fill(conn: Connection, store: FolderStore) -> None:
    clock = Clock()
    (pemda,) = regions.listed(conn)
    ani = _join(conn, clock, pemda.id, "DINKES", 1001, "Ani <b>&")
    opds = {
        line.code: line.assessment or 0 for line in pemda_facts.load(conn, pemda.id, clock.now, parts=EVERYTHING).opds
    }
    dinkes = opds["DINKES"]
    for number, level in enumerate(LEVELS, start=1):
        variable = f"V{number:02d}"
        ani.order(SaveLevel(dinkes, variable, level))
        ani.order(SaveExplanation(dinkes, variable, "=Renja" if number == 1 else f"Penjelasan {variable}"))
        if number == 1:
            ani.order(_file(dinkes, variable, EvidenceKind.DOCUMENT, "Renja_2026.pdf", 2026))
            _keep(conn, store, clock, PDF, "application/pdf")
            ani.order(AttachLink(dinkes, variable, "https://drive.example/renja"))
        elif number == 2:
            ani.order(UseEvidence(dinkes, 1, variable))
            ani.order(_file(dinkes, variable, EvidenceKind.PHOTO, "Foto", None))
            _keep(conn, store, clock, PHOTO, "image/jpeg")
        elif level > 1:
            ani.order(UseEvidence(dinkes, 1, variable))
    ani.order(SaveLevel(dinkes, "V03", 3))
    ani.order(SetDeclarant(dinkes, Declarant("Ani", "Sekretaris", "198001012005012001")))
    ani.order(Submit(dinkes))
    budi = _join(conn, clock, pemda.id, "DISHUB", 1003, "Budi")
    budi.order(SaveLevel(opds["DISHUB"], "V01", 2))
    budi.order(_file(opds["DISHUB"], "V01", EvidenceKind.DOCUMENT, "SK.pdf", None))


def _join(conn: Connection, clock: Clock, pemda: int, code: str, account: int, name: str) -> Desk:
    number = regions.opd_codes(conn, pemda)[code]
    until = clock.now + timedelta(days=30)
    (issued,) = invitations.issue(conn, pemda, Role.CONTACT, [number], 1, until, None, None, clock.tick())
    found, _, _ = invitations.find(conn, issued.token, account, clock.now)
    assert found is not None
    desk = Desk(conn, clock, account)
    desk.order(Redeem(found.id, name))
    desk.person = _person(conn, account)
    return desk


def _person(conn: Connection, account: int) -> int:
    from sqlalchemy import select

    from storage.engine.schema import PERSON

    return int(conn.execute(select(PERSON.c.id).where(PERSON.c.telegram_id == account)).scalar_one())


def _file(assessment: int, variable: str, kind: EvidenceKind, name: str, year: int | None) -> AttachFile:
    unique = f"{assessment}{variable}{name}"
    return AttachFile(assessment, variable, kind, name, "application/pdf", 9, f"file-{unique}", unique, year)


def _keep(conn: Connection, store: FolderStore, clock: Clock, data: bytes, mime: str) -> None:
    """The newest file's bytes are copied."""
    (waiting,) = copying.due(conn, clock.now + timedelta(hours=1), 10)
    with store.begin() as writer:
        writer.write(data)
        kept = writer.commit()
    copying.stored(conn, waiting.id, kept.key, kept.sha256, kept.bytes, mime, clock.tick())


def join(conn: Connection, code: str, account: int, name: str) -> None:
    """Somebody becomes contact of an OPD of the only Pemda."""
    (pemda,) = regions.listed(conn)
    _join(conn, Clock(datetime.now(UTC)), pemda.id, code, account, name)


def queued(url: str) -> list[Call]:
    """What the bot is to send."""
    database = Database.open(url)
    claimed = database.write(lambda conn: outbox.claim(conn, datetime.now(UTC), 100))
    database.close()
    return [sending.call for sending in claimed]


def evidence_files(pandu: Pandu) -> list[Path]:
    return sorted(path for path in (pandu.folder / "data" / "evidence").rglob("*") if path.is_file())
