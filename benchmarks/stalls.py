"""What one write costs and how long it may have to wait, on SQLite.

`empty transaction`: processor time of a transaction without statements. `beside a second process`: the longest that a
write waits while another process writes without a pause; `beside a backup`: the same during `pandu backup`. `claim`:
the outbox with 20,000 waiting messages gives its next 30. Time in the queue for a processor is not counted.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, text

from benchmarks.report import Line, Scale
from storage.audit import chain
from storage.database import Database
from storage.engine.schema import OUTBOX
from storage.messaging import outbox
from storage.messaging.contents import Message
from storage.messaging.outbox import Call, Kind, Priority
from storage.migrations.upgrade import migrate
from storage.operations.backup import backup
from tests.places import ROOT
from tests.storage.rows import add_pemda
from tests.storage.writer import NOW, add_one
from tests.timing import stopwatch

WAITING = 20_000
LINKS = 5_000


async def measure(scale: Scale) -> list[Line]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/pandu.db"
        migrate(url)
        database = Database.open(url)
        database.write(lambda conn: add_pemda(conn, 1))
        database.write(lambda conn: add_one(conn, "bot"))
        try:
            found = [_empty(database), await _second_process(database, url), await _backup(database, url, folder)]
            return [*found, _claim(database)]
        finally:
            database.close()


def _line(what: str, seconds: float, most: float) -> Line:
    return Line(what, f"{seconds * 1000:.2f} ms", f"<= {most * 1000:g} ms", seconds <= most)


def _empty(database: Database, times: int = 500) -> Line:
    began = time.process_time()
    for _ in range(times):
        database.write(lambda conn: None)
    return _line("empty transaction, processor time", (time.process_time() - began) / times, 0.00025)


async def _longest(database: Database, over: Callable[[], bool]) -> float:
    """The longest of the writes until it is over."""
    longest = 0.0
    while not over():
        began = stopwatch()
        await database.submit(lambda conn: add_one(conn, "bot"))
        longest = max(longest, stopwatch() - began)
        await asyncio.sleep(0.001)  # a bot is not always at it
    return longest


def _writer(url: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.storage.writer", url, "command", "300"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


async def _second_process(database: Database, url: str) -> Line:
    process = _writer(url)
    longest = await _longest(database, lambda: process.poll() is not None)
    return _line("a write beside a second process, longest", longest, 0.5)


async def _backup(database: Database, url: str, folder: str) -> Line:
    links = [chain.Entry(None, "filler", {"text": "x" * 500})] * LINKS
    database.write(lambda conn: chain.append(conn, 1, links, NOW))
    file, evidence = Path(folder) / "backup.zip", f"file:{folder}/evidence"
    running = asyncio.ensure_future(asyncio.to_thread(backup, url, evidence, file, now=NOW))
    longest = await _longest(database, running.done)
    await running
    return _line("a write beside a backup, longest", longest, 0.5)


def _claim(database: Database) -> Line:
    def fill(conn: Connection) -> None:
        call = Call(0, Kind.SEND, Message(""), Priority.BROADCAST)
        (number,) = (entry.id for entry in outbox.add(conn, [call], NOW, sending=False))
        columns = ", ".join(column.name for column in OUTBOX.columns if column.name not in ("id", "chat_id"))
        many = f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {WAITING})"
        copy = f"INSERT INTO outbox (chat_id, {columns}) {many} SELECT n, {columns} FROM n, outbox WHERE id = :row"
        conn.execute(text(copy), {"row": number})
        conn.execute(text("ANALYZE"))

    database.write(fill)
    began = time.monotonic()
    database.write(lambda conn: outbox.claim(conn, NOW + timedelta(minutes=1), 30))
    return _line(f"claim among {WAITING} waiting", time.monotonic() - began, 0.2)
