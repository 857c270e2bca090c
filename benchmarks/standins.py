"""The two stand-ins as processes, and people who talk with them.

Both use python-telegram-bot with its defaults. echo: sends each text back and stores nothing. survey: the usual
ConversationHandler bot with our eleven questions, see `survey_bot`.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from simulator import Person, Simulator
from tests.ledger import pdf
from tests.timing import Pace

ROOT = Path(__file__).resolve().parent.parent
EXPLANATION = "Renja 2026 memakai tabel keluaran dan hasil, dibahas pada forum 12 Februari 2026."
EVIDENCE_BYTES = 20_000
VARIABLES = tuple(f"V{n:02d}" for n in range(1, 12))
ACTIONS = 1 + 3 * len(VARIABLES)
"""/start, then level, explanation and file of each variable."""
PATIENCE = 60.0
"""Seconds a person waits for a reply; nobody presses twice here."""

Talk = Callable[[Person, Pace], Awaitable[None]]


def document(code: str) -> bytes:
    """A PDF by its head and its end; no two are alike."""
    return pdf(code.encode() + os.urandom(EVIDENCE_BYTES))


async def echo_talk(person: Person, pace: Pace) -> None:
    """As many actions as a questionnaire has, all of them texts."""
    for number in range(ACTIONS):
        await pace.turn()
        person.text(f"{EXPLANATION} {number}")
        await person.sees(f"{EXPLANATION} {number}", PATIENCE)


async def survey_talk(person: Person, pace: Pace) -> None:
    """The whole questionnaire: level by button, explanation by text, evidence by document."""
    await pace.turn()
    person.start()
    await person.sees("V01", PATIENCE)
    for code, following in zip(VARIABLES, (*VARIABLES[1:], "Selesai"), strict=True):
        await pace.turn()
        person.press("III")
        await person.sees(f"{code}: jelaskan", PATIENCE)
        await pace.turn()
        person.text(EXPLANATION)
        await person.sees(f"{code}: kirim bukti", PATIENCE)
        await pace.turn()
        person.document(f"{code}.pdf", document(code))
        await person.sees(following, PATIENCE)


TALKS: dict[str, Talk] = {"echo": echo_talk, "survey": survey_talk}


@asynccontextmanager
async def standin(name: str, sim: Simulator, folder: Path) -> AsyncIterator[psutil.Process]:
    """The stand-in of this name, running until the context ends."""
    environment = {
        **os.environ,
        "BOT_TOKEN": sim.token,
        "TELEGRAM_API_URL": sim.url,
        "SURVEY_FOLDER": str(folder),
    }
    with (folder / f"{name}.log").open("wb") as log:
        process = psutil.Popen(
            [sys.executable, "-m", f"benchmarks.{name}_bot"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        if not await sim.world.until(lambda: sim.world.updates.polling, 20):
            raise RuntimeError((folder / f"{name}.log").read_text())
        yield process
    finally:
        process.kill()
        await asyncio.to_thread(process.wait)
