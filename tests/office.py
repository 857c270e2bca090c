"""An office of its own: a folder, a database, and the real `pandu` in processes of its own, as an operator runs it.

office = Office(folder, f"sqlite:///{folder}/pandu.db", sim)
await office.open_year(opds=20)                 # pemda add, opd import, period open
tokens = await office.invite("--all")           # [{"opd", "role", "token", ...}]
office.start(); ...; office.kill()              # `pandu run` in a process group of its own, kill -9
exported = await office.export()
"""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psutil
from sqlalchemy import Connection, func, select

from core.effects import ImportOpds, OpenPeriod
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from simulator import Simulator
from storage import effects
from storage.database import Database
from storage.engine.schema import OUTBOX
from storage.migrations.upgrade import migrate, needs_migration
from storage.pemda import regions
from storage.people import invitations

PANDU = Path(sys.executable).with_name("pandu")
RUN = (str(PANDU), "run")
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH")
"""Of the environment, what a process needs to find itself."""
PEMDA = "Kabupaten Contoh"
PERIOD = "2026"
DAYS_TO_DUE = 30


class Failed(AssertionError):
    """A command of `pandu` ended with another status than 0; the text is what it printed."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def opd_lines(count: int, prefix: str = "OPD") -> list[str]:
    return [f"{prefix}{n:03d},Dinas {prefix} {n},{prefix} {n},Dinas" for n in range(1, count + 1)]


def opd_list(path: Path, count: int, prefix: str) -> Path:
    """A list that `pandu opd import` takes, with `count` OPD."""
    path.write_text("\n".join(["kode,nama,singkatan,jenis", *opd_lines(count, prefix)]) + "\n", encoding="utf-8")
    return path


@dataclass
class Office:
    """`webhook` is the address the bot is to be reached at; empty: it polls. `program` is the bot's process."""

    folder: Path
    database: str
    sim: Simulator
    webhook: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    program: tuple[str, ...] = RUN
    process: psutil.Popen | None = None
    lives: int = 0
    """How often the bot was started; its messages carry the number (simulator.model.Message.caller)."""
    _before: Counter[tuple[str, int]] = field(default_factory=Counter)

    # -- commands ----------------------------------------------------------------------------------------------

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH")
        }
        ours = {
            "BOT_TOKEN": self.sim.token,
            "TELEGRAM_API_URL": f"{self.sim.url}/as/{self.lives}",
            "DATABASE_URL": self.database,
            "EVIDENCE_URL": f"file:{self.folder}/evidence",
            "TIMEZONE": "Asia/Makassar",
            "WEBHOOK_URL": self.webhook,
            "LISTEN": self.webhook.removeprefix("http://"),
            "PYTHONUNBUFFERED": "1",
        }
        return {**kept, **ours, **self.settings}

    async def pandu(self, *words: str, statuses: tuple[int, ...] = (0,)) -> str:
        """Run a command of `pandu` to its end and return what it printed to standard output."""
        process = await asyncio.create_subprocess_exec(
            PANDU,
            *words,
            cwd=self.folder,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        if process.returncode not in statuses:
            raise Failed(f"pandu {' '.join(words)} -> {process.returncode}\n{out.decode()}\n{err.decode()}")
        return out.decode()

    def open_year(self, opds: int, uses: int = 1) -> list[dict[str, Any]]:
        """A Pemda with numbered OPD, an open period and an invitation for each OPD, as `pandu` makes them; done in
        this process, because four commands take seconds. Returns the invitations as `pandu invite --json` does."""
        now = datetime.now(UTC)
        due = now + timedelta(days=DAYS_TO_DUE)
        operator = effects.Actor(None, None, now)
        rows = tuple(OpdRow(*line.split(",")) for line in opd_lines(opds))

        def make(conn: Connection) -> list[dict[str, Any]]:
            pemda = regions.add(conn, PEMDA, ZoneInfo("Asia/Makassar"), now)
            effects.apply(conn, ImportOpds(pemda, rows), operator)
            effects.apply(
                conn, OpenPeriod(pemda, PERIOD, "kematangan-2018", now, due, due + timedelta(days=20)), operator
            )
            numbers = list(regions.opd_codes(conn, pemda).values())
            issued = invitations.issue(conn, pemda, Role.CONTACT, numbers, uses, due, None, None, now)
            return [{"opd": one.opd_code, "token": one.token} for one in issued]

        if needs_migration(self.database):
            migrate(self.database)
        database = Database.open(self.database)
        try:
            return database.write(make)
        finally:
            database.close()

    async def invite(self, *words: str) -> list[dict[str, Any]]:
        """New invitations, as `pandu invite --json` prints them."""
        issued: list[dict[str, Any]] = json.loads(await self.pandu("invite", *words, "--json"))
        return issued

    async def export(self, pemda: str = "") -> dict[str, Any]:
        """`pemda`: its name, where there are several."""
        which = ("--pemda", pemda) if pemda else ()
        exported: dict[str, Any] = json.loads(
            await self.pandu("export", "--period", PERIOD, "--format", "json", *which)
        )
        return exported

    async def settled_export(self, timeout: float = 60, pemda: str = "") -> dict[str, Any]:
        """The export once no file waits to be copied any more."""
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            exported = await self.export(pemda)
            answers = [answer for opd in exported["opds"] for answer in opd["answers"]]
            waiting = [item for answer in answers for item in answer["evidence"] if item["state"] == "received"]
            if not waiting or asyncio.get_running_loop().time() > deadline:
                return exported

    async def silent(self, timeout: float) -> None:
        """Waits until the outbox holds nothing that is still to be sent."""
        database = Database.open(self.database)
        left = select(func.count()).where(OUTBOX.c.state.in_(("waiting", "sending")))
        try:
            async with asyncio.timeout(timeout):
                while await asyncio.to_thread(database.read, lambda conn: conn.execute(left).scalar_one()):  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
        finally:
            database.close()

    async def doctor(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(await self.pandu("doctor", "--json", statuses=(0, 1)))
        return found

    # -- the bot -----------------------------------------------------------------------------------------------

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    def start(self) -> None:
        """`pandu run`, at the head of a process group of its own."""
        self._before = self.sim.world.counts.copy()
        self.lives += 1
        with self.log.open("ab") as log:
            self.process = psutil.Popen(
                self.program,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def ready(self, timeout: float = 120) -> None:
        """Wait until the bot that was started last waits for updates, or has named its webhook."""
        world, method = self.sim.world, "setWebhook" if self.webhook else "getMe"

        def up() -> bool:
            return world.counts[method, 200] > self._before[method, 200] and (
                bool(self.webhook) or world.updates.polling
            )

        if not await world.until(up, timeout):
            raise AssertionError(f"the bot did not come up:\n{self.tail()}")

    def tree(self) -> list[psutil.Process]:
        """The bot's process and all its children."""
        if self.process is None or not self.process.is_running():
            return []
        return [self.process, *self.process.children(recursive=True)]

    def kill(self) -> None:
        """kill -9 for the whole process tree at once."""
        if self.process is None:
            return
        tree = self.tree()
        if tree:
            os.killpg(self.process.pid, signal.SIGKILL)
        for straggler in tree[1:]:
            if straggler.is_running():
                straggler.kill()
        self.process.wait()
        psutil.wait_procs(tree[1:], timeout=60)
        self.process = None

    def tail(self, characters: int = 3000) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-characters:] if self.log.exists() else ""
