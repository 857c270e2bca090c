"""The world that conversations are played in: the region of `tests/storage/region.py` in one real SQLite database.

It is built once a session. Each World begins by undoing what the one before has done, so that it costs no copy.
"""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, delete, insert, make_url, select, update

from core.assessment.model import (
    Answer,
    Approval,
    Assessment,
    Declarant,
    Evidence,
    EvidenceKind,
    FormerAnswer,
    PeriodStatus,
    Status,
    Submission,
)
from core.effects import AttachFile, Effect, SaveExplanation, SaveLevel, SetDeclarant
from core.facts import Facts, Limits
from core.instrument.parse import load_packaged
from core.people.roles import Role, Sender
from core.results.period import OwnResults
from core.screen import Notice
from core.wish import Wish
from storage import effects, facts
from storage.audit import chain
from storage.database import Database
from storage.engine.engines import SqliteLines
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    CONVERSATION,
    EVIDENCE,
    EVIDENCE_USE,
    MEMBERSHIP,
    PEMDA,
    PERIOD,
    VERDICT,
)
from storage.messaging.conversations import Conversation
from storage.people.facts import Env
from tests.conftest import filled, in_memory
from tests.storage import region

ZONE = ZoneInfo("Asia/Makassar")
INSTRUMENT = load_packaged("kematangan-2018")
CODES = INSTRUMENT.codes
ENV = Env(frozenset(), "Asia/Jakarta", Limits(kinds=frozenset({"application/pdf", "image/jpeg"})), "pandu_bot")
NUMBER, OFFICE = 1, 1
"""The assessment and the OPD of Dinas Kesehatan: Ani and Dewi are its contacts, Eko its head."""


def at(text: str) -> datetime:
    """ "2026-12-07 09.00" in WITA."""
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=ZONE)


MORNING = at("2026-12-07 09.00")


@cache
def _ground() -> tuple[Connection, region.Region]:
    """The database with everybody in it, inside a transaction that never commits."""
    folder = tempfile.mkdtemp(dir=in_memory())
    url = filled(f"sqlite:///{folder}/pandu.db")
    database = Database.open(url)
    region.build(database)
    known = region.opened(database, region.OPENS)
    database.close()
    assert (known.dinkes, known.opd[1, "DINKES"]) == (NUMBER, OFFICE)
    shutil.copy(f"{folder}/pandu.db", f"{folder}/played.db")  # the template is held against its log after the test
    open_until_exit = ExitStack()
    open_until_exit.callback(shutil.rmtree, folder)
    lines = SqliteLines(make_url(f"sqlite:///{folder}/played.db"), foreign_keys=True)
    conn = open_until_exit.enter_context(lines.writing())
    conn.exec_driver_sql("SAVEPOINT pristine").close()
    atexit.register(open_until_exit.close)
    return conn, known


class World:
    """What is stored, and what others do. `told` collects notices with the name of who got them; `results`, if given,
    stand in the place of the stored ones."""

    def __init__(
        self,
        now: datetime = MORNING,
        approval: Approval = Approval.NONE,
        links_alone: bool = True,
        heads: int = 1,
        coordinators: int = 1,
        other_office: bool = False,
        results: OwnResults | None = None,
    ) -> None:
        self.now, self.results = now, results
        self.told: list[tuple[str, Notice]] = []
        self.conn, self._region = _ground()
        self.conn.exec_driver_sql("ROLLBACK TO pristine").close()
        self.approval = approval
        self._set(PEMDA, links_alone=links_alone, organiser="Bagian Organisasi Setda Kabupaten Kutai Timur")
        if not heads:
            self.without(Role.HEAD)
        if not coordinators:
            self.without(Role.COORDINATOR)
        if other_office:
            self.join("Ani", Role.CONTACT, "DISHUB")

    # people

    def number(self, name: str) -> int:
        return self._region.person[name]

    def account(self, name: str) -> int:
        return self.number(name) * 11

    def name(self, account: int) -> str:
        return next(name for name, number in self._region.person.items() if number * 11 == account)

    def without(self, role: Role) -> None:
        """Nobody has this role any more."""
        self.conn.execute(update(MEMBERSHIP).where(MEMBERSHIP.c.role == role.value).values(ended_at=self.now))

    def join(self, name: str, role: Role, opd: str = "DINKES") -> None:
        """A role besides those that somebody has."""
        held = {"person_id": self.number(name), "role": role.value, "pemda_id": 1, "since": self.now}
        self.conn.execute(insert(MEMBERSHIP), held | {"opd_id": self._region.opd[1, opd]})

    def told_last(self, name: str) -> Notice:
        """The newest notice that somebody got."""
        return next(notice for who, notice in reversed(self.told) if who == name)

    # what is stored

    def facts(self, name: str, wish: Wish | None = None, evidence_for: str | None = None) -> Facts:
        """What somebody may know."""
        account = self.account(name)
        talk = Conversation(account, evidence_for=evidence_for)
        sender = Sender(account, name, account)
        return facts.Reader(self.conn, sender, self.now, ENV).load(wish or Wish(NUMBER), talk)

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

    @property
    def submission(self) -> Submission | None:
        return self.assessment.submission

    @property
    def status(self) -> Status:
        return self.assessment.status

    @status.setter
    def status(self, status: Status) -> None:
        self._set(ASSESSMENT, status=status.value)

    @property
    def approval(self) -> Approval:
        return self.assessment.approval

    @approval.setter
    def approval(self, approval: Approval) -> None:
        self._set(PEMDA, approval=approval.value)

    def period_is(self, status: PeriodStatus) -> None:
        self._set(PERIOD, status=status.value)

    def _set(self, table: Table, **values: object) -> None:
        """Of the row that is about Dinas Kesehatan."""
        self.conn.execute(update(table).where(table.c.id == 1).values(**values))

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
        period = self._insert(PERIOD, values | {"opens_at": opens, "due_at": due, "verification_due_at": due})
        number = self._insert(ASSESSMENT, {"period_id": period, "opd_id": OFFICE, "status": "final"})
        by = self.number("Ani")
        said = {"assessment_id": number, "variable": code, "answered_by": by, "answered_at": opens}
        self._insert(ANSWER, said | {"level": former.level, "explanation": former.explanation})
        if former.verified is not None:
            verdict = {"assessment_id": number, "variable": code, "version": 1, "stage": "region", "at": due}
            self._insert(VERDICT, verdict | {"level": former.verified, "by": self.number("Budi")})
        for file, name in former.evidence:
            kept = {"id": file, "assessment_id": number, "kind": "document", "name": name, "state": "stored"}
            self._insert(EVIDENCE, kept | {"sent_by": by, "sent_at": opens, "year": 2025})
            self._insert(EVIDENCE_USE, {"evidence_id": file, "variable": code, "added_by": by, "added_at": opens})
        return self

    def _insert(self, table: Table, values: Mapping[str, object]) -> int:
        return int(self.conn.execute(insert(table).values(**values).returning(table.c.id)).scalar_one())

    def forget_phone(self, name: str) -> None:
        self.conn.execute(delete(CONVERSATION).where(CONVERSATION.c.telegram_id == self.account(name)))

    def pass_time(self, **span: float) -> "World":
        self.now += timedelta(**span)
        return self

    def with_results(self, known: Facts) -> Facts:
        return replace(known, results=self.results) if self.results and known.results else known
