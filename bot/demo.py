"""`pandu demo`: an example region on a Telegram of its own, in one process, without network.

The bot is that of `pandu run`; only its Telegram is another address. The region lies in a temporary folder, begins
afresh each time and goes when the demo ends, so that it never meets the data of an office.
"""

import asyncio
import errno
import signal
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import typer
from pydantic import SecretStr

from bot.app import run
from bot.cli_base import DUE_HOUR, Refused
from bot.holidays import days_off
from bot.settings import DEFAULT_KINDS, Settings
from bot.texts import cli as texts
from core.deadlines import verification_due, working_day_from
from core.effects import CreatePemda, ImportOpds, OpenPeriod
from core.opd_list import OpdRow, read_opd_list
from core.people import Role
from simulator import Simulator
from storage import effects, invitations, regions
from storage.database import Connection, Database, migrate

CONTACT, COORDINATOR = 1001, 1002
"""Telegram numbers of the two people the page offers."""

PEMDA, ZONE = "Kabupaten Kutai Timur", ZoneInfo("Asia/Makassar")
ORGANISER = "Bagian Organisasi Setda Kabupaten Kutai Timur"
OPD = "DINKES"
WEEKS = 3
PORTS = 100
"""How many ports are tried, from the wanted one on."""


def demo(port: int) -> None:
    """Plays until Ctrl-C, SIGTERM, or the terminal is closed; then nothing of it is left."""
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
        token = _prepare(settings, datetime.now(UTC))
        sim.person(CONTACT, "Ani", about="kontak Dinas Kesehatan", start=token)
        sim.person(COORDINATOR, "Citra", about="koordinator, Bagian Organisasi")
        await _serve(settings, f"{sim.url}/")
    finally:
        await sim.stop()


async def _serve(settings: Settings, address: str) -> None:
    """Runs the bot and says where, once it answers."""
    ready = asyncio.Event()
    bot = asyncio.create_task(run(settings, ready=ready))
    telling = asyncio.create_task(ready.wait())
    await asyncio.wait({bot, telling}, return_when=asyncio.FIRST_COMPLETED)
    if telling.done():
        typer.echo(address)
    telling.cancel()
    await bot


async def _listening(port: int) -> Simulator:
    """A Telegram on this port, or on the next one that is free."""
    for candidate in range(port, min(port + PORTS, 65536)):
        sim = Simulator(candidate)
        try:
            await sim.start()
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return sim
    raise Refused(texts.no_port(port))


def _settings(folder: Path, sim: Simulator) -> Settings:
    """Every setting by name: nothing of the environment and of `.env` reaches the demo."""
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


def _prepare(settings: Settings, now: datetime) -> str:
    """The region, its OPD and an open period; returns the token of the contact's invitation."""
    migrate(settings.database_url)
    database = Database.open(settings.database_url)
    try:
        return database.write(lambda conn: _fill(conn, now))
    finally:
        database.close()


def _fill(conn: Connection, now: datetime) -> str:
    operator = effects.Actor(None, None, now)
    effects.apply(conn, CreatePemda(PEMDA, str(ZONE)), operator)
    (one,) = regions.listed(conn)
    regions.describe(conn, one.id, ORGANISER, "Sangatta", {})
    effects.apply(conn, ImportOpds(one.id, _opds()), operator)
    today = now.astimezone(ZONE).date()
    off = days_off((today.year, today.year + 1))
    due = datetime.combine(working_day_from(today + timedelta(weeks=WEEKS), off), DUE_HOUR, ZONE)
    period = OpenPeriod(one.id, str(today.year), "kematangan-2018", now, due, verification_due(due, off))
    effects.apply(conn, period, operator)
    codes = regions.opd_codes(conn, one.id)
    (issued,) = invitations.issue(conn, one.id, Role.CONTACT, [codes[OPD]], 1, due, None, None, now)
    return issued.token


def _opds() -> tuple[OpdRow, ...]:
    name = "opd-kutai-timur.csv"
    return read_opd_list(files("core").joinpath("examples", name).read_bytes(), name).rows
