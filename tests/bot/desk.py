"""A courier at work between a real database and the simulator, and what tests ask of it."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from bot.courier.courier import Courier
from bot.courier.post import Post
from bot.rendering.documents import Made
from bot.telegram.api import Api, Upload
from bot.telegram.door import Door
from bot.telegram.pace import Pace, Rates
from core.screen import button
from storage.database import Connection, Database
from storage.engine.schema import OUTBOX
from storage.messaging import conversations, outbox
from storage.messaging.contents import Message, WithFile
from storage.messaging.outbox import Call, Kind, Priority, Sending
from tests.conftest import Clock

PATIENT = Rates(patient=True)
GENEROUS = Rates()


async def eventually(condition: Callable[[], Any], seconds: float = 60.0) -> None:
    """Returns when the condition holds; looks every few milliseconds. The bound only ends what would never come: a busy
    machine may take long to draw a chart."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.003)


class Papers:
    """What `Documents` is to the courier; a document is made when the test says so."""

    def __init__(self) -> None:
        self.asked: list[Call] = []
        self.made: Callable[[Call], Made | None] = lambda call: Made(
            Upload("document", "Undangan.pdf", b"%PDF"), "55 lembar"
        )
        self.copies: dict[str, Upload] = {}
        self.may_go = asyncio.Event()
        self.may_go.set()

    async def make(self, call: Call) -> Made | None:
        self.asked.append(call)
        await self.may_go.wait()
        return self.made(call)

    async def copy_of(self, content: WithFile) -> Upload | None:
        return self.copies.get(content.file_id)

    async def ready(self, call: Call) -> None:
        """Nothing equal is on its way."""

    def is_ready(self, call: Call) -> bool:
        return True

    async def give_up(self, call: Call) -> bool:
        return False

    def settled(self, digest: str, file_id: str) -> None:
        """No picture goes through here."""


@dataclass
class Row:
    state: str
    message_id: int | None
    error: str
    attempts: int


class RealClock(Clock):
    """For what happens between two real processes: time goes on by itself."""

    def __init__(self) -> None:
        super().__init__(datetime.now(UTC))

    def __call__(self) -> datetime:
        return datetime.now(UTC)


class Desk:
    """`put` is what a turn does: it commits calls and hands them over, or leaves them waiting."""

    def __init__(self, database: Database, api: Api, clock: Clock, limits: Rates = GENEROUS) -> None:
        self.database, self.api, self.clock = database, api, clock
        self.admin_ids: tuple[int, ...] = ()
        self.asked_again = asyncio.Event()
        self.papers = Papers()
        self.pace = Pace(limits, 0.0)
        self.door = Door(api, database, clock, self.knocking)
        self.courier = self.hire()
        self.sweeping: asyncio.Task[None] | None = None

    def hire(self) -> Courier:
        """A courier, as a process that starts has one."""
        post = Post(self.api, self.clock, self.papers.copy_of)
        start = self.clock.now
        seconds = lambda: (self.clock() - start).total_seconds()  # noqa: E731
        parts: tuple[Any, ...] = (self.database, post, self.pace, self.papers, self.door, self.clock, seconds)
        return Courier(*parts, self.admin_ids)

    async def knocking(self, seconds: float) -> None:
        """The pause between two questions whether the token works again ends when the test says so."""
        self.asked_again.clear()
        await self.asked_again.wait()

    async def begin(self) -> None:
        await self.courier.revive()
        self.sweeping = asyncio.create_task(self.courier.sweep())

    async def end(self) -> None:
        if self.sweeping:
            self.sweeping.cancel()
        await self.courier.stop(2.0)
        await self.door.close()

    async def put(self, *calls: Call, direct: bool = True) -> list[int]:
        rows = await self.database.submit(lambda conn: commit(conn, calls, self.clock(), direct))
        self.courier.take(rows if direct else [])
        return [row.id for row in rows]

    def row(self, number: int) -> Row:
        found = self.database.read(lambda conn: conn.execute(select(OUTBOX).where(OUTBOX.c.id == number)).one())
        return Row(found.state, found.message_id, found.error, found.attempts)

    async def reaches(self, number: int, state: str) -> Row:
        await eventually(lambda: self.row(number).state == state)
        return self.row(number)

    def later(self, **span: float) -> None:
        self.clock.advance(**span)
        self.courier.wake()


def commit(conn: Connection, calls: Iterable[Call], now: datetime, direct: bool) -> list[Sending]:
    """What a turn writes: the calls, and which of them is the live screen."""
    rows = outbox.add(conn, calls, now, sending=direct)
    for row in rows:
        if row.call.kind is Kind.SEND and row.call.priority is Priority.SCREEN and row.call.chat_id > 0:
            before = conversations.load(conn, row.call.chat_id)
            conversations.save(conn, replace(before, live_outbox=row.id, live_message=None))
    return rows


def screen(chat: int, text: str, *labels: str, rev: int = 1, again: bool = True) -> Call:
    rows = (tuple(button(label, "V01", label) for label in labels),) if labels else ()
    return Call(chat, Kind.SEND, Message(text, rows, rev), Priority.SCREEN, again=again)


def edit(chat: int, text: str, message: int | None = None, row: int | None = None, **more: Any) -> Call:
    more.setdefault("priority", Priority.SCREEN)
    return Call(chat, Kind.EDIT, Message(text, revision=1), target_message=message, target_outbox=row, **more)


def record(chat: int, text: str, message: int | None = None, row: int | None = None) -> Call:
    return edit(chat, text, message, row, priority=Priority.RECORD)
