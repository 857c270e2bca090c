"""Plays a transcript on the whole program: simulator, HTTP, intake, turn, courier, fetcher, a real database.

Three ways, one expected text: straight, restarted after every line, every update delivered twice.
"""

import asyncio
import atexit
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from sqlalchemy import func, select

from bot.app.process import House
from bot.settings import Settings
from bot.telegram.pace import Pacing, Rates
from core.people.roles import Role
from simulator import ManualClock, Message, Person, Simulator
from storage.database import Connection, Database
from storage.engine.schema import EVIDENCE, INBOX, OUTBOX
from storage.people import invitations
from tests.conftest import filled, in_memory
from tests.transcripts import worlds
from tests.transcripts.files import code, opd_list, pdf, position_table, program
from tests.transcripts.groups import GroupStage
from tests.transcripts.script import CLOCK, MEANWHILE, Line, Script
from tests.transcripts.watching import Watch

NO_HURRY = Pacing(Rates(chat_rate=1000.0, chat_burst=1000.0, group_rate=1000.0, group_burst=1000.0))
"""What a transcript tells in a moment takes people minutes, in which a chat's allowance grows again."""


PACE = timedelta(minutes=1)

LEFT = select(
    select(func.count()).select_from(INBOX).where(INBOX.c.state != "done").scalar_subquery(),
    select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state.in_(("waiting", "sending"))).scalar_subquery(),
    select(func.count()).select_from(EVIDENCE).where(EVIDENCE.c.next_at.is_not(None)).scalar_subquery(),
)
"""Updates, calls and files that are not done."""

NEXT = select(func.min(OUTBOX.c.next_at)).where(OUTBOX.c.state == "waiting")
"""When the first waiting call may go."""


MANY = re.compile(r"^\((?P<verb>mengisi|menerima) V(?P<first>\d\d) sampai V(?P<last>\d\d)\)$")


def steps_of(what: str) -> list[str]:
    """The single actions of "(mengisi V02 sampai V11)" and "(menerima V05 sampai V10)"; any other is one itself."""
    many = MANY.match(what)
    if many is None:
        return [what]
    steps = []
    for number in range(int(many["first"]), int(many["last"]) + 1):
        code = f"V{number:02}"
        level = worlds.LEVELS[code]
        numeral = ("I", "II", "III", "IV", "V")[level - 1]
        if many["verb"] == "menerima":
            steps.append(f"[Terima {numeral}]")
            continue
        steps += [f"[{numeral}]", f"Keadaan {code} pada tahun 2026."]
        steps += [f"(berkas Bukti_{code}_2026.pdf)"] if level > 1 else []  # level I needs no proof
    return steps


class Way(StrEnum):
    STRAIGHT = "straight"
    RESTARTED = "restarted"
    DOUBLED = "doubled"


class Stage:
    """The program and its people, for one transcript."""

    def __init__(self, folder: Path, url: str, script: Script, way: Way, sim: Simulator, clock: ManualClock) -> None:
        self.url, self.script, self.way, self.sim, self.telegram_clock = url, script, way, sim, clock
        self.now = worlds.START
        self.database = Database.open(url)
        self.settings = Settings(
            _env_file=None,
            bot_token=sim.token,
            telegram_api_url=sim.url,
            database_url=url,
            evidence_url=f"file:{folder / 'evidence'}",
            timezone="Asia/Makassar",
            log_level="ERROR",
        )
        self.people = {name: sim.person(account, name) for name, account in worlds.ACCOUNTS.items()}
        for person in self.people.values():
            person.private.started = True  # everybody has written to the bot before
        self.watches = [Watch(person, name) for name, person in self.people.items()]
        self.group = GroupStage(sim)
        self.tokens: dict[str, str] = {}
        if way is Way.DOUBLED:
            sim.world.faults.add("twice")

    async def play(self) -> list[list[str]]:
        """What was seen after each line."""
        seen = []
        async with self._running() as house:
            for line in self.script.lines:
                seen.append(await self._line(line, house))
                if self.way is Way.RESTARTED and line.who:
                    await house.restart()
        assert not self.sim.world.violations
        return seen

    async def _line(self, line: Line, house: "Running") -> list[str]:
        match = CLOCK.match(line.text)
        if match:
            day = datetime.strptime(match["day"], "%Y-%m-%d").replace(tzinfo=worlds.WITA)
            self.now = day + timedelta(hours=int(match["hour"]), minutes=int(match["minute"]))
        self.telegram_clock.value = self.now.timestamp()
        if line.who:
            await self._does(line)
        elif meanwhile := MEANWHILE.match(line.text):
            self.database.write(lambda conn: worlds.World(conn, self.now).meanwhile(meanwhile["what"]))
            return []
        elif match and self.script.ticking:
            await self._tick(house)
        else:
            return []
        await self._quiet()
        return [*(text for watch in self.watches for text in watch.look()), *self.group.look()]

    async def _does(self, line: Line) -> None:
        for number, step in enumerate(steps_of(line.what)):
            if number:  # what was seen on the way is not written down
                for watch in self.watches:
                    watch.look()
            await self._act_on(line.who, step)
            await self._quiet()

    async def _act_on(self, who: str, what: str) -> None:
        self._act(self.people[who], what)

    async def _tick(self, house: "Running") -> None:
        """However often the ticks come, and in whatever process, once is what is seen. The last one finds how the
        calls of the first went."""
        await house.house.tick()
        if self.way is Way.DOUBLED:
            await house.house.tick()
        await self._quiet()
        if self.way is Way.RESTARTED:
            await house.restart()
        await house.house.tick()

    def _act(self, person: Person, what: str) -> None:
        if not what.startswith("/start "):
            what = re.sub(r"\{undangan [^}]*\}", lambda found: self._token(found[0]), what)
        match what[0], what:
            case "[", _:
                self._press(person, what)
            case "(", _ if what.startswith("(grup"):
                self.group.act(person, what)
            case "(", _:
                self._send(person, what[1:-1])
            case _, str() if what.startswith("/start "):
                person.start(self._token(what.removeprefix("/start ")))
            case _, str() if what.startswith("/"):
                person.command(what)
            case _:
                person.text(what)

    def _press(self, person: Person, what: str) -> None:
        label, _, words = what.partition("] pada ")
        label = label.strip("[]")
        if label.startswith("lagi "):
            self._press_again(person)
            return
        message = self._message(person, words.strip('"')) if words else None
        person.press(label, message)
        self.last_press = self.sim.world.presses[max(self.sim.world.presses, key=int)]

    def _press_again(self, person: Person) -> None:
        """The finger was quicker than the screen: the same button data once more."""
        person.press_data(self.last_press.message, self.last_press.data)

    def _message(self, person: Person, words: str) -> Message:
        found = [m for m in person.private.messages if not m.deleted and words in m.text]
        assert found, f"no message with {words!r}:\n{person.private.screen()}"
        return found[-1]

    def _send(self, person: Person, what: str) -> None:
        word, _, rest = what.partition(" ")
        match word.rstrip(":"):
            case "foto":
                person.photo(caption=rest or None)
            case "QR":
                person.photo(code(rest))
            case "album":
                person.album([None] * int(rest.split()[0]))
            case "berkas":
                self._document(person, rest)
            case "lagi":
                person.document(rest, file=self._file(person, rest))
            case "program":
                person.document(rest, program())
            case "stiker" | "suara" | "lokasi":
                {"stiker": person.sticker, "suara": person.voice, "lokasi": person.location}[word]()
            case "ubah":
                old, new = re.findall(r'"([^"]*)"', rest)
                person.edit(self._message(person, old), new)
            case "ketik":
                sentence = "Renja 2026 disusun bersama. "
                person.text((sentence * 250)[: int(rest.split()[0])])
            case "tiga":
                person.text("\n".join(part.strip() for part in rest.partition(": ")[2].split(" / ")))
            case "daftar":
                person.document(*opd_list(rest))
            case "tabel":
                person.document(*position_table(rest))
            case _:
                raise AssertionError(f"unknown action ({what})")

    def _document(self, person: Person, what: str) -> None:
        name, _, size = what.partition(" ")
        if size == "kosong":
            person.document(name, b"")
        elif size:
            person.document(name, size=int(size.split()[0]) * 1_000_000)
        else:
            person.document(name, pdf(name))

    def _file(self, person: Person, name: str) -> object:
        return next(m.file for m in reversed(person.private.messages) if m.file and m.file.name == name)

    def _token(self, words: str) -> str:
        """{undangan DINKES}: the same token each time; a guess as it stands."""
        if not words.startswith("{"):
            return words
        if words not in self.tokens:
            _, code, *more = words.strip("{}").split()
            self.tokens[words] = self.database.write(lambda conn: self._issue(conn, code, more))
        return self.tokens[words]

    def _issue(self, conn: Connection, code: str, more: list[str]) -> str:
        world = worlds.World(conn, self.now)
        if code == "peninjau":
            return world.token(Role.VIEWER)
        role = Role.HEAD if "kepala" in more else Role.CONTACT
        until = self.now - timedelta(days=1) if "kedaluwarsa" in more else worlds.DUE
        token = world.token(role, code, until)
        if "dicabut" in more:
            invitations.revoke(conn, worlds.PEMDA, world.opd(code), None, world.now)
        return token

    async def _quiet(self) -> None:
        """Until everything that was said has been answered and every file copied."""
        async with asyncio.timeout(60):
            while self.sim.world.unconfirmed or await asyncio.to_thread(self.database.read, _is_busy):
                await asyncio.sleep(0.005)
                self._let_pace_go_on()
            assert await self.sim.settled()

    def _let_pace_go_on(self) -> None:
        """A call that keeps a chat's pace waits some seconds; the clock of the stage goes on to then."""
        next_at = self.database.read(lambda conn: conn.execute(NEXT).scalar())
        if next_at is not None and self.now < next_at < self.now + PACE:
            self.now = next_at.astimezone(worlds.WITA)

    @asynccontextmanager
    async def _running(self) -> AsyncIterator["Running"]:
        running = Running(self)
        await running.start()
        try:
            yield running
        finally:
            await running.stop()
            self.database.close()


def _is_busy(conn: Connection) -> bool:
    """Is there anything left to do?"""
    return any(conn.execute(LEFT).one())


class Running:
    """The bot's process, as far as it can be one inside a test."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def start(self) -> None:
        ready = asyncio.Event()
        self.house = House(self.stage.settings, lambda: self.stage.now, ticking=False, pacing=NO_HURRY)
        await self.house.open()
        self.task = asyncio.create_task(self.house.serve(ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait([self.task, waiting], return_when=asyncio.FIRST_COMPLETED)
        if self.task.done():
            self.task.result()

    async def stop(self) -> None:
        self.house.end()
        with suppress(asyncio.CancelledError):
            await self.task
        await self.house.close()

    async def restart(self) -> None:
        await self.stop()
        await self.start()


@cache
def _template(world: str) -> Path:
    """A database in which this world is built. Each play works on a copy."""
    folder = Path(tempfile.mkdtemp(dir=in_memory()))
    atexit.register(shutil.rmtree, folder)
    database = Database.open(filled(f"sqlite:///{folder / 'pandu.db'}"))
    worlds.build(database, world)
    database.close()
    return folder / "pandu.db"


async def play(folder: Path, script: Script, way: Way) -> list[list[str]]:
    url = f"sqlite:///{shutil.copy(_template(script.world), folder / 'pandu.db')}"
    clock = ManualClock(worlds.START.timestamp())
    async with Simulator(clock=clock) as sim:
        return await Stage(folder, url, script, way, sim, clock).play()
