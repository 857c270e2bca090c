"""Two Pemda in which every OPD's words carry the OPD's own mark, so that a leak shows whose words leaked.

Each Pemda has three OPD: Dinkes has been sent and partly judged, Dishub is being filled in, DLH is finished. Whatever
people said, sent, asked or noted there contains the mark of that OPD; file numbers and names do too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection, insert, select, update

from core.assessment.model import Declarant, EvidenceKind
from core.assessment.subjects import Subject
from core.effects import (
    Ask,
    AttachFile,
    ChangeOwnList,
    CreatePemda,
    Effect,
    ImportOpds,
    KeepRegister,
    OpenPeriod,
    SaveExplanation,
    SaveLevel,
    SaveWorkload,
    SetDeclarant,
    Submit,
)
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts
from core.facts import Limits
from core.instrument.parse import load_packaged
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from core.productivity.model import Position
from core.review.verdicts import Stage
from storage import effects
from storage.engine.schema import ANSWER, ASSESSMENT, EVIDENCE, MEMBERSHIP, OPD, PEMDA, PERSON, TEAM_GROUP, VERDICT
from storage.people.facts import Env

INSTRUMENT = load_packaged("kematangan-2018")
OPENS = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
NOW = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)  # a Monday morning
DUE = datetime(2026, 12, 14, 8, 0, tzinfo=UTC)
VERIFY_DUE = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
ADMIN = 9999
BOUND, UNBOUND = -500, -600
"""A group of the first Pemda's team, and one that belongs to nobody."""
ENV = Env(frozenset({ADMIN}), "Asia/Jakarta", Limits(), "pandu_bot")
CODES = ("DINKES", "DISHUB", "DLH")
FIELDS = tuple(sorted({variable.field for variable in INSTRUMENT.variables}))


def mark(pemda: int, code: str) -> str:
    """A word that stands in everything of this OPD and nowhere else."""
    return f"rahasia{pemda}{code.lower()}"


def list_mark(pemda: int) -> str:
    """A word in the Pemda's own list of evidence, which all who fill in or judge there may read."""
    return f"rahasia{pemda}daftar"


MARKS = {mark(pemda, code): (pemda, code) for pemda in (1, 2) for code in CODES}
LIST_MARKS = {list_mark(pemda): pemda for pemda in (1, 2)}
ALL_MARKS = frozenset({*MARKS, *LIST_MARKS})


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody with one role, or none. `home`: a verifier's own OPD."""

    name: str
    account: int
    role: Role | None = None
    pemda: int = 0
    opd: str = ""
    field: str | None = None
    home: str = ""
    left: bool = False

    @property
    def may_read(self) -> frozenset[str]:
        """Marks of the OPD whose words this person may read: access only through memberships."""
        if self.account == ADMIN:
            return ALL_MARKS
        if self.left or self.role in (None, Role.VIEWER):
            return frozenset()
        if self.role in (Role.CONTACT, Role.HEAD):
            return frozenset({mark(self.pemda, self.opd), list_mark(self.pemda)})
        return frozenset({*(word for word, (pemda, _) in MARKS.items() if pemda == self.pemda), list_mark(self.pemda)})


def _people() -> Iterator[Who]:
    number = 1000
    for pemda in (1, 2):
        for code in CODES:
            for role in (Role.CONTACT, Role.HEAD):
                number += 1
                yield Who(f"{role}-{mark(pemda, code)}", number, role, pemda, code)
        for name in FIELDS:
            number += 1
            yield Who(f"verifier-{pemda}-{name}", number, Role.VERIFIER, pemda, field=name, home="DISHUB")
        for role in (Role.COORDINATOR, Role.PROVINCE, Role.VIEWER):
            number += 1
            yield Who(f"{role}-{pemda}", number, role, pemda)
    yield Who("left-contact", 1900, Role.CONTACT, 1, "DINKES", left=True)
    yield Who("left-verifier", 1901, Role.VERIFIER, 1, field=FIELDS[0], left=True)
    yield Who("left-coordinator", 1902, Role.COORDINATOR, 1, left=True)
    yield Who("stranger", 1903)
    yield Who("administrator", ADMIN)


PEOPLE = tuple(_people())


def _tries(who: Who) -> bool:
    if who.pemda == 2:
        return who.name in (f"contact-{mark(2, 'DINKES')}", "coordinator-2")
    return who.opd != "DLH" and who.field not in FIELDS[2:]


ACTORS = tuple(filter(_tries, PEOPLE))
"""Those who try; the others are as these are, and are there to be told what they must not be."""
BY_NAME = {who.name: who for who in PEOPLE}
BY_ACCOUNT = {who.account: who for who in PEOPLE}


@dataclass(slots=True)
class Numbers:
    """Our numbers of what is in the world."""

    person: dict[str, int] = field(default_factory=dict)
    opd: dict[tuple[int, str], int] = field(default_factory=dict)
    assessment: dict[tuple[int, str], int] = field(default_factory=dict)


def build(conn: Connection) -> None:
    """Fills an empty database."""
    operator = effects.Actor(None, None, OPENS)
    for name in ("Kabupaten Kutai Timur", "Kota Bontang"):
        effects.apply(conn, CreatePemda(name, "Asia/Makassar"), operator)
    for pemda in conn.execute(select(PEMDA.c.id).order_by(PEMDA.c.id)).scalars().all():
        rows = tuple(OpdRow(code, f"Dinas {code.title()}", code.title(), "Dinas") for code in CODES)
        effects.apply(conn, ImportOpds(pemda, rows), operator)
        effects.apply(conn, OpenPeriod(pemda, "2026", INSTRUMENT.id, OPENS, DUE, VERIFY_DUE), operator)
        lines = (f"SK {list_mark(pemda)}",)
        cells = tuple((code, level, lines) for code in INSTRUMENT.codes for level in (2, 3))
        effects.apply(conn, ChangeOwnList(pemda, INSTRUMENT.id, cells), operator)
    _memberships(conn)
    known = numbers(conn)
    for pemda in (1, 2):
        for code in CODES:
            _fill(conn, known, pemda, code)
    conn.execute(insert(TEAM_GROUP), {"pemda_id": 1, "chat_id": BOUND, "title": "Tim penilai", "bound_at": OPENS})


def numbers(conn: Connection) -> Numbers:
    opds = {(row.pemda_id, row.code): row.id for row in conn.execute(select(OPD))}
    codes = {number: key for key, number in opds.items()}
    return Numbers(
        {row.name: row.id for row in conn.execute(select(PERSON))},
        opds,
        {codes[row.opd_id]: row.id for row in conn.execute(select(ASSESSMENT))},
    )


def _memberships(conn: Connection) -> None:
    opds = numbers(conn).opd
    for who in PEOPLE:
        if who.role is None:
            continue
        person = {"telegram_id": who.account, "name": who.name, "joined_at": OPENS}
        number = conn.execute(insert(PERSON).returning(PERSON.c.id), person).scalar_one()
        held = {"person_id": number, "role": who.role.value, "pemda_id": who.pemda, "field": who.field, "since": OPENS}
        held["opd_id"] = opds.get((who.pemda, who.opd))
        held["home_opd_id"] = opds.get((who.pemda, who.home))
        held["ended_at"] = OPENS + timedelta(days=1) if who.left else None
        conn.execute(insert(MEMBERSHIP), held)


def _fill(conn: Connection, known: Numbers, pemda: int, code: str) -> None:
    """Everything said here carries the mark."""
    word, assessment = mark(pemda, code), known.assessment[pemda, code]
    contact = f"contact-{word}"
    actor = effects.Actor(known.person[contact], BY_NAME[contact].account, NOW - timedelta(days=3))

    def do(*orders: Effect) -> None:
        for order in orders:
            effects.apply(conn, order, actor)

    for variable in INSTRUMENT.codes[: 4 if code == "DISHUB" else None]:
        name, number = f"{word}-{variable}.pdf", f"file-{word}-{variable}"
        kind = EvidenceKind.DOCUMENT
        do(
            SaveLevel(assessment, variable, 3),
            SaveExplanation(assessment, variable, f"Keadaan {word} {variable}."),
            AttachFile(assessment, variable, kind, name, "application/pdf", 1000, number, number, 2026),
        )
    do(Ask(assessment, "V01", f"Tanya {word}?"))
    do(KeepRegister(known.opd[pemda, code], "service", (Subject("service", "L1", f"Layanan {word}"),)))
    do(SaveWorkload(known.opd[pemda, code], 2026, (Position(f"Jabatan {word}", Decimal(1250), 1),)))
    conn.execute(
        update(EVIDENCE).values(state="stored", next_at=None, sha256="0" * 64, bytes=1000, mime="application/pdf")
    )
    if code == "DISHUB":
        return
    do(SetDeclarant(assessment, Declarant(f"Sari {word}", "Sekretaris", "-")), Submit(assessment))
    _judge(conn, known, pemda, code, assessment)


def _judge(conn: Connection, known: Numbers, pemda: int, code: str, assessment: int) -> None:
    """DLH is finished by the region; of Dinkes one field is, another has drafts."""
    word = mark(pemda, code)
    for number, name in enumerate(FIELDS):
        who = BY_NAME[f"verifier-{pemda}-{name}"]
        actor = effects.Actor(known.person[who.name], who.account, NOW - timedelta(days=1))
        effects.apply(conn, ClaimReview(assessment, Stage.REGION), actor)
        for variable in INSTRUMENT.variables:
            if variable.field == name:
                version = _version(conn, assessment, variable.code)
                order = DraftVerdict(assessment, Stage.REGION, variable.code, version, 2, f"Catatan {word}")
                effects.apply(conn, order, actor)
        if code == "DLH" or number == 0:
            effects.apply(conn, FixVerdicts(assessment, Stage.REGION), actor)
        if code != "DLH" and number == 1:
            return


def _version(conn: Connection, assessment: int, variable: str) -> int:
    where = (ANSWER.c.assessment_id == assessment, ANSWER.c.variable == variable)
    return int(conn.execute(select(ANSWER.c.version).where(*where)).scalar_one())


def is_whole(conn: Connection) -> bool:
    """Is what could leak really there?"""
    said = " ".join(conn.execute(select(ANSWER.c.explanation)).scalars())
    files = " ".join(conn.execute(select(EVIDENCE.c.name)).scalars())
    notes = " ".join(conn.execute(select(VERDICT.c.note)).scalars())
    judged = [word for word, (_, code) in MARKS.items() if code != "DISHUB"]
    return all(word in said and word in files for word in MARKS) and all(word in notes for word in judged)
