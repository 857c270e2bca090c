"""`pandu demo`: an example region with a Telegram of its own, in one process, without network.

The bot is the one of `pandu run`; only the address of its Telegram differs. The region is in a temporary folder, starts
afresh each time and is removed at the end, so that it never meets the data of an office.
"""

import asyncio
import errno
import signal
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.app.process import run
from bot.cli.base import CommandError
from bot.cli.demo_region import COLLEAGUE, CONTACT, COORDINATOR, HEAD, VERIFIER, ZONE, fill
from bot.settings import DEFAULT_KINDS, Settings
from bot.texts.operations import cli as texts, demo as words
from simulator import Person, Simulator
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
        asyncio.run(_play(Path(folder), port))


async def _play(folder: Path, port: int) -> None:
    sim = await _listening(port)
    try:
        settings = _settings(folder, sim)
        contact, group = _people(sim)
        contact.user.start = _prepare(settings, datetime.now(UTC), group)
        await _serve(settings, f"{sim.url}/")
    finally:
        await sim.stop()


async def _serve(settings: Settings, address: str) -> None:
    """Runs the bot, and prints the address once it answers."""
    ready = asyncio.Event()
    bot = asyncio.create_task(run(settings, ready=ready))
    telling = asyncio.create_task(ready.wait())
    await asyncio.wait({bot, telling}, return_when=asyncio.FIRST_COMPLETED)
    if telling.done():
        typer.echo(address)
    telling.cancel()
    await bot


async def _listening(port: int) -> Simulator:
    """A simulator on this port, or on the next free one."""
    for candidate in range(port, min(port + PORTS, 65536)):
        sim = Simulator(candidate)
        try:
            await sim.start()
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return sim
    raise CommandError(texts.no_port(port))


def _settings(folder: Path, sim: Simulator) -> Settings:
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


def _prepare(settings: Settings, now: datetime, group: int) -> str:
    """Fills the example region. Returns the token of the contact's invitation."""
    migrate(settings.database_url)
    database = Database.open(settings.database_url)
    try:
        return database.write(lambda conn: fill(conn, now, group))
    finally:
        database.close()


def _people(sim: Simulator) -> tuple[Person, int]:
    """Adds the people that the page offers, with their roles, and the team's group. Returns the contact, who has not
    opened her invitation yet, and the group's number; the others have written to the bot before.
    """
    numbers = (CONTACT, COORDINATOR, VERIFIER, HEAD, COLLEAGUE)
    people = [
        sim.person(number, name, about=about)
        for number, (name, about) in zip(numbers, words.ABOUT.items(), strict=True)
    ]
    for person in people[1:]:
        person.private.started = True
    team = sim.group(words.GROUP, [people[1], people[2]], [people[1]], supergroup=True)
    team.promote_bot(people[1])
    return people[0], team.id
