"""Five hundred contacts in ten Pemda whose deadline is tomorrow, reminded by the bot's own tick when a test says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, update

from core.effects import ImportOpds, OpenPeriod
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from simulator import Person, Simulator
from storage import effects
from storage.database import Database
from storage.engine.schema import MEMBERSHIP, PEMDA, PERSON
from storage.pemda import regions
from tests.office import PERIOD, Office, opd_lines

PEMDAS = 10
OPDS = 50
FIRST_ACCOUNT = 500_000
AFTER_RELEASE = 90.0
"""Seconds within which the tick comes: it looks once a minute."""

DRAINED = 120.0
"""Seconds for five hundred messages at what the overall pace leaves them."""


@dataclass
class Reminded:
    """Contacts who owe everything and do nothing. They are not reminded before `release`."""

    sim: Simulator
    office: Office
    people: Sequence[Person]
    pemdas: Sequence[int]

    def release(self) -> None:
        """From now on the next tick finds that they are due."""
        database = Database.open(self.office.database)
        held = update(PEMDA).where(PEMDA.c.id.in_(self.pemdas)).values(reminded_on="")
        database.write(lambda conn: conn.execute(held))
        database.close()

    @property
    def heard(self) -> int:
        """How many have been reminded."""
        return sum(person.last is not None for person in self.people)

    async def begun(self) -> None:
        await self._reach(1, AFTER_RELEASE)

    async def done(self) -> None:
        await self._reach(len(self.people), DRAINED)

    async def _reach(self, number: int, seconds: float) -> None:
        if not await self.sim.world.until(lambda: self.heard >= number, seconds):
            raise AssertionError(f"{self.heard} of {len(self.people)} were reminded\n{self.office.tail()}")


def due_tomorrow(sim: Simulator, office: Office, batch: int = 0) -> Reminded:
    """Ten new Pemda, in a zone where it is morning now, whatever the time and day."""
    now = datetime.now(UTC)
    zone = _morning(now)
    first = FIRST_ACCOUNT + batch * PEMDAS * OPDS
    people = [sim.person(first + number, f"Kontak {first + number}") for number in range(PEMDAS * OPDS)]
    for person in people:
        person.private.started = True
    database = Database.open(office.database)
    try:
        pemdas = database.write(
            lambda conn: [
                _pemda(conn, f"Kabupaten {batch}.{number}", zone, people[number * OPDS : (number + 1) * OPDS], now)
                for number in range(PEMDAS)
            ]
        )
    finally:
        database.close()
    return Reminded(sim, office, people, pemdas)


def _pemda(conn: Connection, name: str, zone: ZoneInfo, people: Sequence[Person], now: datetime) -> int:
    operator, local = effects.Actor(None, None, now), now.astimezone(zone)
    due = datetime.combine(local.date() + timedelta(days=1), time(16), zone)
    pemda = regions.add(conn, name, zone, now)
    effects.apply(conn, ImportOpds(pemda, tuple(OpdRow(*line.split(",")) for line in opd_lines(len(people)))), operator)
    period = OpenPeriod(pemda, PERIOD, "kematangan-2018", now - timedelta(days=5), due, due + timedelta(days=20))
    effects.apply(conn, period, operator)
    for person, opd in zip(people, regions.opd_codes(conn, pemda).values(), strict=True):
        values = {"telegram_id": person.id, "name": person.user.first_name, "joined_at": now}
        number = conn.execute(insert(PERSON).values(values).returning(PERSON.c.id)).scalar_one()
        role = {"person_id": number, "role": Role.CONTACT.value, "pemda_id": pemda, "opd_id": opd, "since": now}
        conn.execute(insert(MEMBERSHIP).values(role))
    conn.execute(update(PEMDA).where(PEMDA.c.id == pemda).values(reminded_on=local.date().isoformat()))
    return pemda


def _morning(now: datetime) -> ZoneInfo:
    """A zone in which it is between ten and eleven: reminders leave from half past eight to four."""
    ahead = (10 - now.hour + 11) % 24 - 11  # -11 to +12
    return ZoneInfo(f"Etc/GMT{-ahead:+d}")
