"""The board of a group under Telegram's flood limits, by a moved clock: cheap however much happens, and always true."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.app.process import House
from bot.settings import Settings
from bot.telegram.pace import Pacing
from core.assessment.model import Declarant
from core.effects import Effect, ImportOpds, OpenPeriod, Redeem, SaveExplanation, SaveLevel, SetDeclarant
from core.instrument.parse import load_packaged
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from simulator import FloodLimits, ManualClock, Person, Simulator
from simulator.groups import Group
from storage import effects
from storage.database import Connection, Database
from storage.engine.schema import ASSESSMENT, INBOX, INVITATION, OUTBOX, PERSON
from storage.pemda import regions
from storage.people import invitations

OPDS = 60
START = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)  # Monday, 09.00 WITA
STEP = 5.0
"""Seconds between two looks of the clock, as in the running bot."""
TEN_MINUTES = 600.0
MOST_EDITS = 20
COORDINATOR = 1000
CODES = load_packaged("kematangan-2018").codes


class Place:
    """A bot at work in this process, whose group is bound, with contacts who can send at any moment."""

    def __init__(self, sim: Simulator, clock: ManualClock, house: House, database: Database) -> None:
        self.sim, self.clock, self.house, self.database = sim, clock, house, database
        self.contacts = [sim.person(1001 + n, f"Kontak {n}") for n in range(OPDS)]
        self.coordinator = sim.person(COORDINATOR, "Citra")
        for person in (*self.contacts, self.coordinator):
            person.private.started = True
        self.group: Group = sim.group("Tim Penilai", self.contacts[:5], [self.coordinator], supergroup=True)

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.clock.value, UTC)

    async def step(self, seconds: float = STEP) -> None:
        """The clock moves, its ticks come, and everything that can be done is done."""
        self.clock.advance(seconds)
        await self.house.tick()
        await self.settle()

    async def settle(self) -> None:
        async with asyncio.timeout(120):
            while self.sim.world.unconfirmed or await asyncio.to_thread(self.database.read, self._busy):  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    def _busy(self, conn: Connection) -> bool:
        """Updates not worked, or calls that could leave now: a chat's first one holds up the others."""
        if conn.execute(select(func.count()).select_from(INBOX).where(INBOX.c.state != "done")).scalar_one():
            return True
        waiting = select(OUTBOX).where(OUTBOX.c.state.in_(("waiting", "sending"))).order_by(OUTBOX.c.id.desc())
        first = {row.chat_id: row for row in conn.execute(waiting)}
        return any(row.next_at is None or row.next_at <= self.now for row in first.values())

    async def bind(self) -> None:
        self.group.promote_bot(self.coordinator)
        self.group.text(self.coordinator, "/hubungkan")
        await self.settle()
        self.group.press(self.coordinator, "Hubungkan grup ini")
        await self.settle()
        await self.step()
        assert self.group.chat.pinned

    def board(self) -> str:
        return self.group.chat.by_id[self.group.chat.pinned[0]].text

    def edits(self) -> list[float]:
        """When the board was edited, as the simulator saw it."""
        board = self.group.chat.by_id[self.group.chat.pinned[0]]
        return [edit.at for edit in board.edits]

    def refused(self) -> int:
        """429 in the group."""
        return sum(call.status == 429 and call.chat_id == self.group.id for call in self.sim.world.calls)

    async def begin(self, contact: Person) -> None:
        """A first answer: the OPD has begun."""
        contact.command("/isi")
        await self.settle()
        contact.press("V01")
        await self.settle()
        contact.press("I")
        await self.settle()


def people(conn: Connection, *, answered: bool) -> None:
    """60 OPD with a contact each; `answered`: nothing is left but to send."""
    now = START - timedelta(days=2)
    operator = effects.Actor(None, None, now)
    pemda = regions.add(conn, "Kabupaten Contoh", ZoneInfo("Asia/Makassar"), now)
    rows = tuple(OpdRow(f"OPD{n:02d}", f"Dinas {n}", f"Dinas {n}", "Dinas") for n in range(OPDS))
    due = START + timedelta(days=7)
    effects.apply(conn, ImportOpds(pemda, rows), operator)
    effects.apply(conn, OpenPeriod(pemda, "2026", "kematangan-2018", now, due, due + timedelta(days=20)), operator)
    join(conn, pemda, Role.COORDINATOR, None, COORDINATOR, now)
    for place, opd in enumerate(regions.opd_codes(conn, pemda).values()):
        actor = join(conn, pemda, Role.CONTACT, opd, 1001 + place, now)
        found = select(ASSESSMENT.c.id).where(ASSESSMENT.c.opd_id == opd)
        assessment = conn.execute(found).scalar_one()
        orders: list[Effect] = [SaveLevel(assessment, code, 1) for code in CODES]
        orders += [SaveExplanation(assessment, code, "Belum ada.") for code in CODES]
        orders.append(SetDeclarant(assessment, Declarant("Siti Aminah", "Sekretaris", "197501011998032001")))
        for order in orders if answered else ():
            effects.apply(conn, order, actor)


def join(conn: Connection, pemda: int, role: Role, opd: int | None, account: int, now: datetime) -> effects.Actor:
    opds, until = (opd,) if opd else (), now + timedelta(days=9)
    token = invitations.issue(conn, pemda, role, opds, 1, until, None, None, now)[0].token
    found = select(INVITATION.c.id).where(INVITATION.c.token_hash == sha256(token.encode()).hexdigest())
    order = Redeem(conn.execute(found).scalar_one(), f"Orang {account}")
    effects.apply(conn, order, effects.Actor(None, account, now))
    person = conn.execute(select(PERSON.c.id).where(PERSON.c.telegram_id == account)).scalar_one()
    return effects.Actor(person, account, now)


@asynccontextmanager
async def place(folder: Path, url: str, *, answered: bool) -> AsyncIterator[Place]:
    """Bot and Telegram on one moved clock, flood limits on."""
    database = Database.open(url)
    database.write(lambda conn: people(conn, answered=answered))
    clock = ManualClock(START.timestamp())
    async with Simulator(clock=clock) as sim:
        sim.world.monotonic = clock
        sim.world.set_flood(FloodLimits())
        settings = Settings(
            _env_file=None,
            bot_token=sim.token,
            telegram_api_url=sim.url,
            database_url=url,
            evidence_url=f"file:{folder / 'evidence'}",
            timezone="Asia/Makassar",
            log_level="ERROR",
        )
        pacing = Pacing(monotonic=clock)
        house = House(settings, lambda: datetime.fromtimestamp(clock.value, UTC), ticking=False, pacing=pacing)
        await house.open()
        ready = asyncio.Event()
        serving = asyncio.create_task(house.serve(ready))
        await ready.wait()
        here = Place(sim, clock, house, database)
        try:
            await here.bind()
            yield here
        finally:
            house.end()
            with suppress(asyncio.CancelledError):
                await serving
            await house.close()
            database.close()
        assert not sim.world.violations


async def test_a_board_costs_twenty_edits_in_ten_minutes_however_many_answers_arrive(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with place(tmp_path, sqlite_url, answered=False) as here:
        before = len(here.edits())
        contacts = iter(here.contacts)
        for number in range(int(TEN_MINUTES / STEP)):
            if number % 2 == 0:
                await here.begin(next(contacts))
            await here.step()
        edits = here.edits()[before:]
        await here.step(60.0)
        board = here.board()
        quiet = len(here.edits())
        for _ in range(14 * 4 - 1):  # the rest of the day, looked at every quarter of an hour
            await here.step(900.0)
        night = len(here.edits()) - quiet
        for _ in range(8):
            await here.step(900.0)
        midnight = len(here.edits()) - quiet
        refused = here.refused()
    with capsys.disabled():
        print(f"\n{OPDS} OPD began within ten minutes: the board was edited {len(edits)} times, {refused} x 429")
    assert 0 < len(edits) <= MOST_EDITS
    assert min(later - sooner for sooner, later in pairwise(edits)) >= 30.0
    assert f"🟡 {OPDS} sedang mengisi" in board
    assert "belum mulai" not in board
    assert (night, midnight) == (0, 1)
    assert refused == 0


async def test_twenty_people_turn_the_same_page_at_once(tmp_path: Path, sqlite_url: str) -> None:
    async with place(tmp_path, sqlite_url, answered=False) as here:
        members = [person for person in here.contacts[:5] for _ in range(4)]
        here.group.text(members[0], "/belum")
        await here.settle()
        listed = here.group.chat.last_from_bot
        assert listed is not None
        presses = [here.group.press(person, "›", listed) for person in members]
        for _ in range(12):
            await here.step()
        refused = here.refused()
    assert all(press.answered_at is not None for press in presses)
    assert listed.labels[1] == "2 dari 8"  # what each of them saw was the first page
    assert len(listed.edits) < len(presses)
    assert refused == 0


async def test_sixty_submissions_in_a_minute_are_no_429_in_the_group(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with place(tmp_path, sqlite_url, answered=True) as here:
        for number, contact in enumerate(here.contacts):
            contact.command("/ringkasan")
            await here.settle()
            contact.press("Kirim ke tim penilai")
            if number % 6 == 0:
                here.group.text(here.contacts[number % 5], "/progres")
            await here.step(1.0)
        for _ in range(36):
            await here.step()
        edits, board, refused = len(here.edits()), here.board(), here.refused()
        answered = sum("mengirim," in message.text for message in here.group.chat.from_bot)
    with capsys.disabled():
        print(f"\n{OPDS} submissions in a minute: {edits} edits of the board, {answered} answers, {refused} x 429")
    assert f"{OPDS} dari {OPDS} OPD mengirim (100,0%)" in board
    assert answered == OPDS / 6
    assert refused == 0
