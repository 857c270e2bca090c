"""The world that conversations are played in: people and OPD of `tests/flows/ground.py` in one real SQLite database.

Each World begins by undoing what the one before has done, so that it costs no copy.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.resources import files
from typing import ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, delete, insert, select, update

from core.assessment.answer import Answer, FormerAnswer
from core.assessment.model import (
    Approval,
    Assessment,
    Declarant,
    Evidence,
    EvidenceKind,
    PeriodStatus,
    Status,
    Submission,
)
from core.effects import AttachFile, Effect, SaveExplanation, SaveLevel, SetDeclarant
from core.facts import Facts, Limits
from core.instrument.parse import load_packaged, parse
from core.people.roles import Role, Sender
from core.results.period import OwnResults
from core.screen import Notice
from core.wish import Wish
from storage import effects, facts
from storage.audit import chain
from storage.engine import schema
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    CONVERSATION,
    EVIDENCE,
    EVIDENCE_USE,
    INSTRUMENT as INSTRUMENT_TABLE,
    MEMBERSHIP,
    PERIOD,
    PERSON,
    VERDICT,
)
from storage.messaging.conversations import Conversation
from storage.people.facts import Env
from storage.results import former
from tests.flows.ground import ground

ZONE = ZoneInfo("Asia/Makassar")
INSTRUMENT = load_packaged("kematangan-2018")
_FORMER = files("core").joinpath("instruments/former/kematangan-2018.1.yaml").read_text("utf-8")
FORMER = parse(_FORMER, "kematangan-2018.1.yaml")
"""The version before, which has no short sentences and no examples; periods that were opened with it keep it."""
CODES = INSTRUMENT.codes
ENV = Env(frozenset(), "Asia/Jakarta", Limits(kinds=frozenset({"application/pdf", "image/jpeg"})), "pandu_bot")
PEMDA, NUMBER, OFFICE = 1, 8, 12
"""Kutai Timur, the assessment and the OPD of Dinas Kesehatan: Ani and Dewi are its contacts, Eko its head."""


def at(text: str) -> datetime:
    """ "2026-12-07 09.00" in WITA."""
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=ZONE)


MORNING = at("2026-12-07 09.00")
DUE, VERIFICATION_DUE = at("2026-12-14 16.00"), at("2027-01-08 16.00")
FIRST_STRANGER = 90_001


class World:
    """What is stored, and what others do. `told` collects notices with the name of who got them; `results`, if given,
    stand in the place of the stored ones."""

    newest: ClassVar["World | None"] = None

    def __init__(
        self,
        now: datetime = MORNING,
        approval: Approval = Approval.NONE,
        links_alone: bool = True,
        heads: int = 1,
        coordinators: int = 1,
        other_office: bool = False,
        results: OwnResults | None = None,
        admin: str = "",
        **settings: object,
    ) -> None:
        self.now, self.results = now, results
        self.told: list[tuple[str, Notice]] = []
        World.newest = self
        self._conn, self._region = ground()
        assert (self._region.dinkes, self._region.opd[1, "DINKES"]) == (NUMBER, OFFICE)
        self.conn.exec_driver_sql("ROLLBACK TO pristine").close()
        former._KEPT.pop(self.conn.engine, None)  # what the process remembers of a world that is undone
        self.strangers: dict[str, int] = {}
        self.env = replace(ENV, admin_ids=frozenset({self.account(admin)} if admin else ()))
        self.set(schema.PEMDA, approval=approval.value, links_alone=links_alone, **settings)
        if not heads:
            self.without(Role.HEAD)
        if not coordinators:
            self.without(Role.COORDINATOR)
        if other_office:
            self.join("Ani", Role.CONTACT, "DISHUB")

    @property
    def conn(self) -> Connection:
        assert World.newest is self, "a newer world has undone what happened in this one"
        return self._conn

    # people

    def number(self, name: str) -> int:
        if name in self._region.person:
            return self._region.person[name]
        found = select(PERSON.c.id).where(PERSON.c.telegram_id == self.strangers[name])
        return int(self.conn.execute(found).scalar_one())

    def account(self, name: str) -> int:
        """Whoever is not of the region is a stranger."""
        number = self._region.person.get(name)
        return number * 11 if number else self.strangers.setdefault(name, FIRST_STRANGER + len(self.strangers))

    def name(self, account: int) -> str:
        known = {self.account(name): name for name in (*self._region.person, *self.strangers)}
        return known[account]

    def opd(self, code: str) -> int:
        return self._region.opd[PEMDA, code]

    def assessment_of(self, code: str) -> int:
        return self._region.assessment[PEMDA, code]

    def without(self, role: Role) -> None:
        """Nobody has this role any more."""
        self.conn.execute(update(MEMBERSHIP).where(MEMBERSHIP.c.role == role.value).values(ended_at=self.now))

    def join(self, name: str, role: Role, opd: str | None = "DINKES", **more: object) -> int:
        """A role besides those that somebody has; the number of the membership."""
        if name not in self._region.person and name not in self.strangers:
            self.insert(PERSON, {"telegram_id": self.account(name), "name": name, "joined_at": self.now})
        held = {"person_id": self.number(name), "role": role.value, "pemda_id": 1, "since": self.now}
        return self.insert(MEMBERSHIP, held | {"opd_id": self.opd(opd) if opd else None} | more)

    def contact_of(self, code: str) -> int:
        """The person who fills in for this OPD."""
        held = select(MEMBERSHIP.c.person_id).where(
            MEMBERSHIP.c.opd_id == self.opd(code), MEMBERSHIP.c.role == Role.CONTACT.value
        )
        return int(self.conn.execute(held.order_by(MEMBERSHIP.c.id).limit(1)).scalar_one())

    def told_last(self, name: str) -> Notice:
        """The newest notice that somebody got."""
        return next(notice for who, notice in reversed(self.told) if who == name)

    # what is stored

    def facts(self, name: str, wish: Wish | None = None, evidence_for: str | None = None) -> Facts:
        """What somebody may know."""
        account = self.account(name)
        talk = Conversation(account, evidence_for=evidence_for)
        sender = Sender(account, name, account)
        return facts.Reader(self.conn, sender, self.now, self.env).load(wish or Wish(NUMBER), talk)

    @property
    def assessment(self) -> Assessment:
        found = self.facts("Ani").assessment
        assert found is not None
        return found

    @property
    def answers(self) -> Mapping[str, Answer]:
        return self.assessment.answers

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.assessment.evidence

    def evidence_of(self, code: str) -> list[int]:
        """Numbers of the files that prove this variable."""
        used = select(EVIDENCE.c.id).join(EVIDENCE_USE, EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
        mine = used.where(EVIDENCE.c.assessment_id == NUMBER, EVIDENCE_USE.c.variable == code).order_by(EVIDENCE.c.id)
        return list(self.conn.execute(mine).scalars())

    @property
    def submission(self) -> Submission | None:
        return self.assessment.submission

    @property
    def status(self) -> Status:
        return self.assessment.status

    @status.setter
    def status(self, status: Status) -> None:
        self.set(ASSESSMENT, status=status.value)

    @property
    def approval(self) -> Approval:
        return self.assessment.approval

    @approval.setter
    def approval(self, approval: Approval) -> None:
        self.set(schema.PEMDA, approval=approval.value)

    def period_is(self, status: PeriodStatus) -> None:
        self.set(PERIOD, status=status.value)

    def set(self, table: Table, **values: object) -> None:
        """Of the row that is about Dinas Kesehatan."""
        number = NUMBER if table is ASSESSMENT else 1
        self.conn.execute(update(table).where(table.c.id == number).values(**values))

    def with_former_instrument(self) -> "World":
        """The period was opened with the version before."""
        self.set(INSTRUMENT_TABLE, version=FORMER.version, hash=FORMER.content_hash, content=_FORMER)
        return self

    def with_instrument(self, file: str) -> "World":
        """The period is about another instrument."""
        found = parse(file, "contoh.yaml")
        self.set(INSTRUMENT_TABLE, slug=found.id, version=found.version, hash=found.content_hash, content=file)
        return self

    # what others did

    def apply(self, effect: Effect, name: str) -> None:
        """An order of somebody, as a turn of theirs would store it."""
        chain.begin(self.conn)
        effects.apply(self.conn, effect, effects.Actor(self.number(name), self.account(name), self.now))
        chain.settle(self.conn)

    def fill(self, *codes: str, name: str = "Ani", level: int = 3) -> "World":
        """Answers variables completely; the files are copied."""
        for code in codes:
            file, unique = f"{code}.pdf", f"u{code}"
            self.apply(SaveLevel(NUMBER, code, level), name)
            self.apply(SaveExplanation(NUMBER, code, f"Penjelasan {code}."), name)
            proof = AttachFile(NUMBER, code, EvidenceKind.DOCUMENT, file, "application/pdf", 1000, unique, unique, 2026)
            self.apply(proof, name)
        self.conn.execute(update(EVIDENCE).values(state="stored", next_at=None))
        return self

    def declare(self, declarant: Declarant) -> "World":
        self.apply(SetDeclarant(NUMBER, declarant), "Ani")
        return self

    def lose_evidence(self, *numbers: int) -> None:
        """These files, or all, are refused after they were copied."""
        lost = EVIDENCE.c.id.in_(numbers) if numbers else EVIDENCE.c.assessment_id == NUMBER
        self.conn.execute(update(EVIDENCE).where(lost).values(state="refused", next_at=None))

    def give_back(self, code: str, note: str) -> "World":
        """The team returns a variable after submission."""
        self.status = Status.RETURNED
        given = {"reopened_at": self.now, "reopened_note": note, "reopened_due": at("2027-01-05 16.00")}
        self.conn.execute(update(ANSWER).where(ANSWER.c.variable == code).values(**given, repaired=False))
        return self

    def year_before(self, code: str, former: FormerAnswer) -> "World":
        """Dinas Kesehatan took part in 2025; of its answers this one is known."""
        opens, due = at("2025-12-01 08.00"), at("2025-12-14 16.00")
        (row,) = self.conn.execute(select(PERIOD).where(PERIOD.c.id == 1)).mappings()
        values = {**row, "id": None, "name": "2025", "year": 2025, "status": "archived", "closed_at": due}
        period = self.insert(PERIOD, values | {"opens_at": opens, "due_at": due, "verification_due_at": due})
        number = self.insert(ASSESSMENT, {"period_id": period, "opd_id": OFFICE, "status": "final"})
        by = self.number("Ani")
        said = {"assessment_id": number, "variable": code, "answered_by": by, "answered_at": opens}
        self.insert(ANSWER, said | {"level": former.level, "explanation": former.explanation})
        if former.verified is not None:
            verdict = {"assessment_id": number, "variable": code, "version": 1, "stage": "region", "at": due}
            self.insert(VERDICT, verdict | {"level": former.verified, "by": self.number("Budi")})
        for file, name in former.evidence:
            kept = {"id": file, "assessment_id": number, "kind": "document", "name": name, "state": "stored"}
            self.insert(EVIDENCE, kept | {"sent_by": by, "sent_at": opens, "year": 2025})
            self.insert(EVIDENCE_USE, {"evidence_id": file, "variable": code, "added_by": by, "added_at": opens})
        return self

    def insert(self, table: Table, values: Mapping[str, object]) -> int:
        return int(self.conn.execute(insert(table).values(**values).returning(table.c.id)).scalar_one())

    def forget_phone(self, name: str) -> None:
        self.conn.execute(delete(CONVERSATION).where(CONVERSATION.c.telegram_id == self.account(name)))

    def pass_time(self, **span: float) -> "World":
        self.now += timedelta(**span)
        return self

    def with_results(self, known: Facts) -> Facts:
        return replace(known, results=self.results) if self.results and known.results else known
