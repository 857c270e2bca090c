"""Two Pemda with people everybody knows: Ani fills in, Eko approves, Budi verifies, Citra coordinates.

Kutai Timur (WITA): Ani and Dewi are contacts of Dinkes, Eko its head; Fajar is the contact of Dishub; Budi verifies
planning; Citra coordinates. Bontang (WITA): Gita is the contact of its Dinkes, Hadi coordinates. Each person's account
is their number times 11.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from core.assessment.model import Declarant, EvidenceKind
from core.effects import (
    ArchivePeriod,
    AttachFile,
    ClosePeriod,
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
from core.facts import Facts, Limits
from core.instrument.parse import load_packaged
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role, Sender
from core.wish import Wish
from storage import effects, facts
from storage.audit.chain import COLUMNS, PROOF, ROWS
from storage.audit.digests import canonical
from storage.database import Database
from storage.engine.schema import (
    ASSESSMENT,
    AUDIT,
    AUDIT_CONTENT,
    EVIDENCE,
    MEMBERSHIP,
    OPD,
    PEMDA,
    PERIOD,
    PERSON,
    VERDICT,
)
from storage.people import invitations
from storage.people.facts import Env
from tests.proving import accept

CODES = load_packaged("kematangan-2018").codes
OPENS = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
DUE = datetime(2026, 12, 14, 8, 0, tzinfo=UTC)  # Monday, 16.00 WITA
VERIFY_DUE = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
ADMIN = 999
"""The account of ADMIN_IDS."""

ENV = Env(frozenset({ADMIN}), "Asia/Jakarta", Limits(), "pandu_bot")
OPERATOR = effects.Actor(None, None, OPENS)

PEOPLE = (
    ("Ani", Role.CONTACT, 1, "DINKES", None),
    ("Dewi", Role.CONTACT, 1, "DINKES", None),
    ("Eko", Role.HEAD, 1, "DINKES", None),
    ("Fajar", Role.CONTACT, 1, "DISHUB", None),
    ("Budi", Role.VERIFIER, 1, None, "perencanaan"),
    ("Citra", Role.COORDINATOR, 1, None, None),
    ("Gita", Role.CONTACT, 2, "DINKES", None),
    ("Hadi", Role.COORDINATOR, 2, None, None),
)


@dataclass
class Region:
    """The database with everybody in it. `now` stands still unless a test moves it."""

    database: Database
    now: datetime
    person: dict[str, int] = field(default_factory=dict)
    opd: dict[tuple[int, str], int] = field(default_factory=dict)
    assessment: dict[tuple[int, str], int] = field(default_factory=dict)
    period: dict[int, int] = field(default_factory=dict)

    @property
    def dinkes(self) -> int:
        return self.assessment[1, "DINKES"]

    @property
    def dishub(self) -> int:
        return self.assessment[1, "DISHUB"]

    @property
    def bontang(self) -> int:
        return self.assessment[2, "DINKES"]

    def actor(self, name: str) -> effects.Actor:
        number = self.person[name]
        return effects.Actor(number, number * 11, self.now, ENV.admin_ids)

    def do(self, name: str, *orders: Effect) -> None:
        """One transaction, as a turn does it."""
        self.do_as(self.actor(name), *orders)

    def do_as(self, actor: effects.Actor, *orders: Effect) -> None:
        def work(conn: Connection) -> None:
            for order in orders:
                effects.apply(conn, order, actor)

        self.database.write(work)

    def refuses(self, name: str, *orders: Effect) -> bool:
        """Is the last of these orders refused, and is everything as it was? All are given in one transaction."""
        before = self.dump()
        try:
            self.do(name, *orders)
        except effects.Refused:
            assert self.dump() == before
            return True
        return False

    def knows(self, name: str, wish: Wish = Wish()) -> Facts:  # noqa: B008
        return self.knows_account(self.person[name] * 11, wish)

    def knows_account(self, account: int, wish: Wish = Wish()) -> Facts:  # noqa: B008
        sender = Sender(account, "Nama Telegram", account)
        return self.database.read(lambda conn: facts.Reader(conn, sender, self.now, ENV).load(wish))

    def rows(self, table, **where):  # type: ignore[no-untyped-def]
        """Rows as mappings, by number."""
        query = select(table).where(*(table.c[key] == value for key, value in where.items()))
        ordered = query.order_by(*table.primary_key.columns)
        return self.database.read(lambda conn: [dict(row) for row in conn.execute(ordered).mappings()])

    def row(self, table, **where):  # type: ignore[no-untyped-def]
        (found,) = self.rows(table, **where)
        return found

    def dump(self):  # type: ignore[no-untyped-def]
        """Every row of every table."""

        def read(conn: Connection) -> dict[str, list[tuple[object, ...]]]:
            tables = MEMBERSHIP.metadata.tables.items()
            return {
                name: [tuple(row) for row in conn.execute(select(table).order_by(*table.primary_key.columns))]
                for name, table in tables
            }

        return self.database.read(read)

    def acts(self, assessment: int | None = None) -> list[str]:
        """What Kutai Timur's audit log says, in order; of one assessment, or all of it. Bare proofs are left out."""
        links = self.rows(AUDIT, pemda_id=1, **({} if assessment is None else {"assessment_id": assessment}))
        return [link["act"] for link in links if link["act"] != ROWS]

    def last_content(self) -> str:
        """What the newest act says, without the states of rows that it proves."""
        (*_, last) = (link["number"] for link in self.rows(AUDIT, pemda_id=1) if link["act"] != ROWS)
        return told(self.row(AUDIT_CONTENT, pemda_id=1, number=last)["content"])

    def invite(self, role: Role, pemda: int = 1, opds: tuple[str, ...] = (), **options) -> str:  # type: ignore[no-untyped-def]
        """A new token."""
        numbers = [self.opd[pemda, code] for code in opds]
        values = {"uses": 1, "until": DUE, "field": None} | options

        def work(conn: Connection) -> str:
            (issued,) = invitations.issue(
                conn, pemda, role, numbers, values["uses"], values["until"], values["field"], None, self.now
            )
            return issued.token

        return self.database.write(work)

    def take(self, token: str, account: int, name: str) -> None:
        """A stranger's or member's turn of opening the invitation's link."""

        def work(conn: Connection) -> None:
            known = conn.execute(select(PERSON.c.id).where(PERSON.c.telegram_id == account)).scalar()
            found, _, _ = invitations.find(conn, token, account, self.now)
            assert found is not None
            effects.apply(conn, Redeem(found.id, name), effects.Actor(known, account, self.now))

        self.database.write(work)

    def next_year(self, status: str = "final") -> int:
        """Dinkes submits, all evidence is copied, V05 is judged; 2026 is closed and 2027 open. Its new assessment."""
        self.do("Ani", *filled(self.dinkes, {"V05": 4}), Submit(self.dinkes))

        def review(conn: Connection) -> None:
            conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == self.dinkes).values(status=status))
            conn.execute(update(EVIDENCE).values(state="stored", sha256="ab" * 32, mime="image/jpeg"))
            given = {"assessment_id": self.dinkes, "variable": "V05", "by": self.person["Budi"], "at": self.now}
            for version, stage, level in ((1, "region", 1), (2, "region", 3), (2, "province", 2)):
                conn.execute(insert(VERDICT).values(**given, version=version, stage=stage, level=level))

        self.database.write(review)
        year = timedelta(days=365)
        order = OpenPeriod(1, "2027", "kematangan-2018", OPENS + year, DUE + year, VERIFY_DUE + year)
        self.do("Citra", ClosePeriod(self.period[1]), ArchivePeriod(self.period[1]), order)
        self.now = OPENS + year
        return int(self.rows(ASSESSMENT, opd_id=self.opd[1, "DINKES"])[-1]["id"])


def told(content: str) -> str:
    """Content of a link as its act says it, without proofs."""
    return canonical({key: value for key, value in json.loads(content).items() if key not in (PROOF, COLUMNS)})


TWO_OPD = (
    OpdRow("DINKES", "Dinas Kesehatan", "Dinkes", "Dinas"),
    OpdRow("DISHUB", "Dinas Perhubungan", "Dishub", "Dinas"),
)


def build(database: Database, opds: Sequence[OpdRow] = TWO_OPD) -> None:
    """Puts everybody in. Done once for each kind of database; tests work on copies. `opds` are those of Kutai Timur."""
    database.write(lambda conn: _pemdas(conn, opds))
    database.write(lambda conn: _people(conn, opened(database, OPENS)))
    database.write(accept)


def opened(database: Database, now: datetime) -> Region:
    """The region in a database that `build` has filled."""
    region = Region(database, now)
    region.person = {row["name"]: row["id"] for row in region.rows(PERSON)}
    region.opd = {(row["pemda_id"], row["code"]): row["id"] for row in region.rows(OPD)}
    region.period = {row["pemda_id"]: row["id"] for row in region.rows(PERIOD)}
    codes = {number: key for key, number in region.opd.items()}
    region.assessment = {codes[row["opd_id"]]: row["id"] for row in region.rows(ASSESSMENT)}
    return region


def _pemdas(conn: Connection, opds: Sequence[OpdRow]) -> None:
    for name in ("Kabupaten Kutai Timur", "Kota Bontang"):
        effects.apply(conn, CreatePemda(name, "Asia/Makassar"), OPERATOR)
    for number, rows in zip(
        conn.execute(select(PEMDA.c.id).order_by(PEMDA.c.id)).scalars().all(), (opds, TWO_OPD), strict=True
    ):
        effects.apply(conn, ImportOpds(number, tuple(rows)), OPERATOR)
        effects.apply(conn, OpenPeriod(number, "2026", "kematangan-2018", OPENS, DUE, VERIFY_DUE), OPERATOR)


def _people(conn: Connection, region: Region) -> None:
    for number, (name, role, pemda, opd, of_field) in enumerate(PEOPLE, start=1):
        values = {"telegram_id": number * 11, "name": name, "joined_at": OPENS}
        person = conn.execute(insert(PERSON).returning(PERSON.c.id), values).scalar_one()
        place = region.opd[pemda, opd] if opd else None
        values = {"person_id": person, "role": role.value, "pemda_id": pemda, "opd_id": place, "field": of_field}
        conn.execute(insert(MEMBERSHIP), values | {"since": OPENS})


def photo(assessment: int, variable: str, unique: str = "", name: str = "Foto", **more) -> AttachFile:  # type: ignore[no-untyped-def]
    unique = unique or f"unique-{assessment}-{variable}"
    values = {"mime": "image/jpeg", "size": 1234, "file_id": f"file-{unique}", "unique_id": unique} | more
    return AttachFile(assessment, variable, EvidenceKind.PHOTO, name, **values)


def answered(assessment: int, variable: str, level: int = 3) -> tuple[Effect, ...]:
    """Everything one variable needs."""
    said = SaveExplanation(assessment, variable, f"Keadaan {variable}.", ((1, f"Keadaan {variable}."),))
    proof = () if level == 1 else (photo(assessment, variable),)
    return (SaveLevel(assessment, variable, level), said, *proof)


DECLARANT = Declarant("Dr. Sari", "Sekretaris", "198001012005012003")


def filled(assessment: int, levels: dict[str, int] | None = None) -> tuple[Effect, ...]:
    """A whole questionnaire with its declarant."""
    chosen = dict.fromkeys(CODES, 3) | (levels or {})
    orders = [order for code in CODES for order in answered(assessment, code, chosen[code])]
    return (*orders, SetDeclarant(assessment, DECLARANT))


def later(at: datetime, **span: float) -> datetime:
    return at + timedelta(**span)
