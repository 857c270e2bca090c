"""Three Pemda, one a zone, 55 OPD each, and a moved clock: ticks are called as the bot would, messages leave as the
courier would let them. Nothing is pretended but Telegram itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from bot.courier import reminding
from bot.holidays.days import days_off
from core.assessment.model import Status
from core.effects import ChangePemda, CreatePemda, Effect, Extend, ImportOpds, OpenPeriod
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from scheduler.env import TickEnv
from scheduler.periods import periods
from scheduler.reminders import reminders
from storage import effects
from storage.database import Connection, Database
from storage.engine.schema import ANSWER, ASSESSMENT, MEMBERSHIP, OPD, OUTBOX, PERSON, REMINDER
from storage.messaging import outbox
from storage.messaging.calls import Result
from tests.ticking import work

ENV = TickEnv(frozenset(), days_off)
OPDS = 55
ZONES = {1: ZoneInfo("Asia/Jakarta"), 2: ZoneInfo("Asia/Makassar"), 3: ZoneInfo("Asia/Jayapura")}
NEVER = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it left."""

    at: datetime
    account: int
    text: str
    buttons: tuple[str, ...]


@dataclass
class Nation:
    """`blocked`: accounts nothing reaches. `said`: every reminder that left."""

    database: Database
    now: datetime
    opds: int = OPDS
    zones: dict[int, ZoneInfo] = field(default_factory=lambda: dict(ZONES))
    blocked: set[int] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)

    def do(self, *orders: Effect) -> None:
        actor = effects.Actor(None, None, self.now)

        def work(conn: Connection) -> None:
            for order in orders:
                effects.apply(conn, order, actor)

        self.database.write(work)

    def build(self, opens: datetime, due: dict[int, datetime], verified: datetime) -> None:
        """Opens a period in each Pemda; every OPD has a contact, every fifth two, every tenth a head; one verifier."""
        for pemda, zone in self.zones.items():
            rows = tuple(OpdRow(f"OPD{k:02}", f"Dinas {k}", f"Dinas {k}", "Dinas") for k in range(self.opds))
            self.do(CreatePemda(f"Pemda {pemda}", zone.key), ImportOpds(pemda, rows))
            self.do(OpenPeriod(pemda, "2026", "kematangan-2018", opens.replace(tzinfo=zone), due[pemda], verified))
            self.database.write(lambda conn, pemda=pemda: self._people(conn, pemda))  # type: ignore[misc]

    def _people(self, conn: Connection, pemda: int) -> None:
        for k in range(self.opds):
            self.join(conn, pemda, self.account(pemda, k), Role.CONTACT, k)
            if k % 5 == 0:
                self.join(conn, pemda, self.account(pemda, k, second=True), Role.CONTACT, k)
            if k % 10 == 3:
                self.join(conn, pemda, self.head(pemda, k), Role.HEAD, k)
        self.join(conn, pemda, self.coordinator(pemda), Role.COORDINATOR, None)
        self.join(conn, pemda, self.verifier(pemda), Role.VERIFIER, None)

    def account(self, pemda: int, k: int, *, second: bool = False) -> int:
        return pemda * 1000 + k + (500 if second else 0)

    def head(self, pemda: int, k: int) -> int:
        return pemda * 1000 + k + 700

    def coordinator(self, pemda: int) -> int:
        return pemda * 1000 + 999

    def verifier(self, pemda: int) -> int:
        """Of every field."""
        return pemda * 1000 + 998

    def join(self, conn: Connection, pemda: int, account: int, role: Role, k: int | None) -> None:
        person = conn.execute(select(PERSON.c.id).where(PERSON.c.telegram_id == account)).scalar()
        if person is None:
            values = {"telegram_id": account, "name": f"Orang {account}", "joined_at": self.now}
            person = conn.execute(insert(PERSON).values(values).returning(PERSON.c.id)).scalar_one()
        opd = self.opd(conn, pemda, k) if k is not None else None
        held = {"person_id": person, "role": role.value, "pemda_id": pemda, "opd_id": opd, "since": self.now}
        conn.execute(insert(MEMBERSHIP).values(held))

    def opd(self, conn: Connection, pemda: int, k: int) -> int:
        return int(
            conn.execute(select(OPD.c.id).where(OPD.c.pemda_id == pemda, OPD.c.code == f"OPD{k:02}")).scalar_one()
        )

    def assessment(self, conn: Connection, pemda: int, k: int) -> int:
        found = select(ASSESSMENT.c.id).where(ASSESSMENT.c.opd_id == self.opd(conn, pemda, k))
        return int(conn.execute(found).scalar_one())

    def becomes(self, pemda: int, k: int, status: Status, **more: object) -> None:
        def work(conn: Connection) -> None:
            which = ASSESSMENT.c.id == self.assessment(conn, pemda, k)
            conn.execute(update(ASSESSMENT).where(which).values(status=status.value, **more))

        self.database.write(work)

    def returns(self, pemda: int, k: int, due: datetime) -> None:
        """V01 is given back."""

        def work(conn: Connection) -> None:
            number = self.assessment(conn, pemda, k)
            reopened = {"reopened_at": self.now, "reopened_note": "Foto tidak terbaca.", "reopened_due": due}
            base = {"level": 3, "explanation": "Ada.", "parts": [], "version": 1, "repaired": False}
            who = conn.execute(select(PERSON.c.id).where(PERSON.c.telegram_id == self.account(pemda, k))).scalar_one()
            answer = {"assessment_id": number, "variable": "V01", "answered_by": who, "answered_at": self.now}
            conn.execute(insert(ANSWER).values(**answer, **base, **reopened))
            conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == number).values(status=Status.RETURNED.value))

        self.database.write(work)

    def repairs(self, pemda: int, k: int) -> None:
        def work(conn: Connection) -> None:
            number = self.assessment(conn, pemda, k)
            conn.execute(update(ANSWER).where(ANSWER.c.assessment_id == number).values(reopened_at=None))
            conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == number).values(status=Status.SUBMITTED.value))

        self.database.write(work)

    def extends(self, pemda: int, k: int, due: datetime) -> None:
        number = self.database.read(lambda conn: self.assessment(conn, pemda, k))
        self.do(Extend(number, due))

    def in_bot(self, pemda: int) -> None:
        self.do(ChangePemda(pemda, "approval", "in_bot"))

    def tick(self, *databases: Database) -> None:
        """The ticks come, in one process or in several after one another; the courier empties the outbox."""
        for database in databases or (self.database,):
            self.look(database)
        self.deliver()

    def look(self, database: Database | None = None) -> None:
        """The ticks alone: what they write has not left yet."""
        for tick in (periods, reminders):
            while (database or self.database).write(lambda conn, tick=tick: work(conn, tick, self.now, ENV)):  # type: ignore[misc]
                pass

    def deliver(self) -> None:
        """What the courier does, without the way to Telegram."""

        def work(conn: Connection) -> bool:
            taken = reminding.freshen(conn, outbox.claim(conn, self.now, 60), self.now)
            results, lost = [], []
            for one in taken:
                gone = one.call.chat_id in self.blocked
                results.append(Result(one.id, "failed" if gone else "sent", None if gone else one.id))
                lost += [one.id] if gone else []
                if reminding.is_reminder(one) and not gone:
                    buttons = tuple(button.label for row in one.call.content.rows for button in row)
                    self.said.append(Said(self.now, one.call.chat_id, one.call.content.text, buttons))
            outbox.mark(conn, results, self.now)
            reminding.settled(conn, results, lost, self.now)
            return bool(taken)

        while self.database.write(work):
            pass

    def rows(self) -> list[dict[str, object]]:
        query = select(REMINDER, PERSON.c.telegram_id).join(PERSON, PERSON.c.id == REMINDER.c.person_id)
        return self.database.read(lambda conn: [dict(row._mapping) for row in conn.execute(query)])

    def waiting(self) -> int:
        states = select(OUTBOX.c.id).where(OUTBOX.c.state.in_(("waiting", "sending")))
        return self.database.read(lambda conn: len(conn.execute(states).all()))


Event = tuple[datetime, Callable[[], None]]

HOURS = (time(22), time(23, 29), time(23, 31), time(0, 31), time(1, 31), time(5), time(9, 30))
"""UTC: around 08.30 of each zone (WIT 23.30 the day before, WITA 0.30, WIB 1.30), and at odd hours."""


def moments(first: date, days: int) -> Iterator[datetime]:
    for number in range(days):
        day = first + timedelta(days=number)
        for at in sorted(HOURS):
            yield datetime.combine(day, at, UTC)
