"""`pandu demo`: an example region with a Telegram of its own, in one process, without network.

The bot is the one of `pandu run`; only the address of its Telegram and its clock differ. The region is in a temporary
folder, starts afresh each time and is removed at the end, so that it never meets the data of an office.
"""

import asyncio
import errno
import signal
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.app.process import House
from bot.app.serving import run_house
from bot.cli.base import CommandError
from bot.cli.demo_region import COLLEAGUE, CONTACT, COORDINATOR, HEAD, VERIFIER, ZONE, fill, opd_list
from bot.cli.demo_time import Moment, target
from bot.log import set_up
from bot.settings import Settings
from bot.texts.operations import cli as texts, demo as words
from core.evidence.kinds import DEFAULT_KINDS
from simulator import Guide, Hint, Lever, Simulator, Stuck
from storage.database import Database
from storage.migrations.upgrade import migrate

PORTS = 100
"""How many ports are tried, from the wanted one on."""


def demo(port: int) -> None:
    """Runs until Ctrl-C, SIGTERM, or the terminal is closed. Nothing of it is left then."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    with (
        tempfile.TemporaryDirectory(prefix="pandu-demo-") as folder,
        suppress(KeyboardInterrupt, asyncio.CancelledError),
    ):
        asyncio.run(Demo(Path(folder)).play(port))


class Demo:
    """A simulator and the bot that answers in it. Both read the time here, where the visitor can move it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ahead = timedelta()
        self._lives = 0
        self._one = asyncio.Lock()
        self._house: House | None = None

    async def play(self, port: int) -> None:
        """Serves until the bot ends by itself, as on SIGINT."""
        set_up("WARNING")
        self._sim = await self._listening(port)
        try:
            await self._begin(empty=False)
            typer.echo(f"{self._sim.url}/")
            typer.echo(words.STOP)
            while not await self._ended():
                pass
        finally:
            await self._sim.stop()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def seconds(self) -> float:
        return time.time() + self._ahead.total_seconds()

    async def _listening(self, port: int) -> Simulator:
        """A simulator on this port, or on the next free one."""
        for candidate in range(port, min(port + PORTS, 65536)):
            sim = Simulator(candidate, clock=self.seconds)
            try:
                await sim.start()
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
            else:
                return sim
        raise CommandError(texts.no_port(port))

    async def _begin(self, *, empty: bool) -> None:
        """Makes a region and its people, and starts the bot. Returns when it answers."""
        self._lives += 1
        self._ahead = timedelta()
        self._settings = settings(self._folder / str(self._lives), self._sim)
        group = self._people()
        await asyncio.to_thread(migrate, self._settings.database_url)
        if not empty:
            token = await asyncio.to_thread(self._fill, group)
            self._sim.people[CONTACT].user.start = token
            for person in (COORDINATOR, VERIFIER, HEAD, COLLEAGUE):
                self._sim.people[person].private.started = True
        self._sim.world.guide = self._guide(empty=empty)
        ready = asyncio.Event()
        self._house = House(self._settings, self.now)
        self._running = asyncio.create_task(run_house(self._house, ready))
        telling = asyncio.create_task(ready.wait())
        await asyncio.wait({self._running, telling}, return_when=asyncio.FIRST_COMPLETED)
        telling.cancel()
        if self._running.done():
            self._running.result()  # it cannot start; say why

    async def _ended(self) -> bool:
        """Waits until the bot ends. False when another one has taken its place meanwhile."""
        running = self._running
        await running
        async with self._one:  # a lever that ended it is still making the next one
            return self._running is running

    def _fill(self, group: int) -> str:
        """Fills the example region. Returns the token of the contact's invitation."""
        database = Database.open(self._settings.database_url)
        try:
            return database.write(lambda conn: fill(conn, self.now(), group))
        finally:
            database.close()

    def _people(self) -> int:
        """Adds the people that the page offers, with their roles, and the team's group. Returns the group's number."""
        numbers = (CONTACT, COORDINATOR, VERIFIER, HEAD, COLLEAGUE)
        people = [
            self._sim.person(number, name, about=about)
            for number, (name, about) in zip(numbers, words.ABOUT.items(), strict=True)
        ]
        team = self._sim.group(words.GROUP, [people[1], people[2]], [people[1]], supergroup=True)
        team.promote_bot(people[1])
        return team.id

    def _guide(self, *, empty: bool) -> Guide:
        moves = (
            (Moment.MORNING, words.MORNING),
            (Moment.DAY_BEFORE, words.DAY_BEFORE),
            (Moment.AFTER_DUE, words.AFTER_DUE),
            (Moment.AFTER_REVIEW, words.AFTER_REVIEW),
        )
        levers = (
            *(Lever(to, label, partial(self._move, to)) for to, label in moves),
            Lever("again", words.AGAIN, lambda: self._renew(empty=False), words.LOST),
            Lever("empty", words.EMPTY, lambda: self._renew(empty=True), words.LOST),
        )
        if not empty:
            hints = (
                Hint(CONTACT, words.BEGIN),
                Hint(VERIFIER, words.CHECK, "/periksa"),
                Hint(COORDINATOR, words.LEAD, "/admin"),
            )
            return Guide(words.TITLE, hints, (), levers, ZONE.key)
        example = self._sim.world.files.put("document", words.EXAMPLE, opd_list(), "text/csv")
        hints = (Hint(COORDINATOR, words.FOUND), Hint(COORDINATOR, words.LIST), Hint(CONTACT, words.INVITED))
        return Guide(words.EMPTY_TITLE, hints, (example,), levers, ZONE.key)

    async def _move(self, to: Moment) -> str:
        """Moves the clock forward and lets the bot do at once what is due by then."""
        async with self._one:
            assert self._house is not None
            at = await asyncio.to_thread(target, self._settings.database_url, self.now().astimezone(ZONE), to)
            if at is None:
                raise Stuck(words.NO_PERIOD)
            if at <= self.now():
                raise Stuck(words.PAST)
            self._ahead += at - self.now()
            self._sim.world.emit("profile", None)
            await self._house.tick()
            return words.moved(at)

    async def _renew(self, *, empty: bool) -> str:
        """Ends the bot, empties the world and begins anew."""
        async with self._one:
            assert self._house is not None
            self._house.end()
            await self._running
            await self._sim.renew()
            await self._begin(empty=empty)
            return words.MADE_EMPTY if empty else words.MADE_AGAIN


def settings(folder: Path, sim: Simulator) -> Settings:
    """Sets every setting, so that nothing of the environment and of `.env` reaches the demo."""
    return Settings(
        bot_token=SecretStr(sim.token),
        telegram_api_url=sim.url,
        database_url=f"sqlite:///{folder}/pandu.db",
        evidence_url=f"file:{folder}/evidence",
        admin_ids=frozenset({COORDINATOR}),
        timezone=ZONE.key,
        webhook_url="",
        webhook_secret=SecretStr(""),
        listen="",
        log_level="WARNING",
        evidence_max_mb=20,
        evidence_kinds=frozenset(DEFAULT_KINDS),
    )
