"""Plays updates through the real intake, lanes and turns, on a real database. Only Telegram is not there: whatever is
to be sent counts as sent, and is looked at for words that its reader must not see."""

import asyncio
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from bot import handlers
from bot.courier import reminding
from bot.holidays.days import days_off
from bot.intake.intake import Intake, read
from bot.intake.lanes import Lanes
from bot.intake.strangers import Strangers
from bot.intake.trouble import FailureNotices
from bot.telegram.batches import bodies, following
from bot.turn.turn import Turns
from scheduler.clock import Ticker
from scheduler.env import TickEnv
from storage.database import Database
from storage.engine.schema import INBOX
from storage.messaging import outbox, work_items
from storage.messaging.arrivals import UNNUMBERED
from storage.messaging.calls import Result
from storage.messaging.inbox import Pending
from storage.messaging.packing import pack
from tests.bot.desk import eventually
from tests.conftest import Clock
from tests.mutations.counting import counted
from tests.mutations.mutate import written
from tests.mutations.updates import BOT, FIRST_UPDATE, Author, Chats
from tests.permissions.world import ADMIN, BY_ACCOUNT, ENV, MARKS, NOW

BATCH = 50
TICKS_EVERY = 40  # batches
STRANGER = 4711
LONG = 3600.0
"""Seconds that end only what would never come."""


@dataclass
class Seen:
    """What came of it all."""

    sent: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    ticks: list[str] = field(default_factory=list)


class Stage:
    """A bot without Telegram."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.clock = Clock(NOW)
        self.rng = random.Random(seed)
        self.chats = Chats()
        self.author = Author(self.rng, self.chats)
        self.seen = Seen()
        self.number = FIRST_UPDATE
        self.offset: int | None = FIRST_UPDATE
        turns = Turns(database, ENV, self.clock, lambda chat: False, lambda sendings: None)
        trouble = FailureNotices(database, ENV.admin_ids, self.clock, lambda: None)

        async def work(pending: Pending, following: int | None) -> None:
            await handlers.handle(
                pending,
                lambda sender, event, place: turns.run(pending, following, sender, event, place),
                lambda: turns.skip(pending, following),
            )

        async def failed(pending: Pending, error: str, aside: bool) -> None:
            if pending.attempts > 1 or not aside:
                self.seen.failed[error] += 1
            await trouble.tell(pending, error, aside)

        self.lanes = Lanes(
            database, self.clock, work, failed, Strangers(database, self.clock, ENV.admin_ids), self._wait
        )
        self.intake = Intake(database, BOT, self.clock)
        self.intake.activate(self.lanes.give, self.lanes.busy)
        env = TickEnv(frozenset({ADMIN}), days_off, "pandu_bot")
        self.ticker = Ticker(database, self.clock, env, lambda: None, self._tick_failed)

    async def _wait(self, seconds: float) -> None:
        self.clock.advance(seconds=seconds)
        await asyncio.sleep(0)

    def _tick_failed(self, name: str, error: Exception) -> str:
        self.seen.ticks.append(f"{name}: {error!r}")
        return type(error).__name__

    async def play(self, count: int) -> None:
        """So many updates, batch by batch, as getUpdates would bring them."""
        for number in range(0, count, BATCH):
            await self.take([self._next() for _ in range(min(BATCH, count - number))])
            if number // BATCH % TICKS_EVERY == 0:
                self.clock.advance(minutes=20)
                await self.ticker.once()
                self._deliver()

    async def take(self, texts: list[str]) -> None:
        """One batch, until its last update is done or set aside."""
        answer = ('{"ok":true,"result":[' + ",".join(texts) + "]}").encode("utf-8", "backslashreplace")
        arrivals = read(bodies(answer))
        known = [one.update_id for one in arrivals if one.update_id != UNNUMBERED]
        self.offset = following(known, self.offset) or self.offset
        await self.intake.store(arrivals, self.offset)
        await eventually(self._idle, LONG)
        await self.lanes.look()  # what turns put into the inbox themselves
        await eventually(self._idle, LONG)
        self.clock.advance(seconds=2)
        self._deliver()

    def _idle(self) -> bool:
        """Nothing is worked, and nobody has still to be told."""
        return not self.lanes.waiting and not self.lanes._tasks

    def _next(self) -> str:
        self.number += 1
        kind, thing = self.author.next()
        return written(self.number, kind, thing, self.rng, self.author.who)

    def _deliver(self) -> None:
        """The courier's work, without the way to Telegram."""

        def work(conn: Connection) -> bool:
            now = self.clock()
            taken = reminding.freshen(conn, outbox.claim(conn, now, 200), now)
            results = [Result(one.id, "sent", one.call.target_message or one.id) for one in taken]
            for one, result in zip(taken, results, strict=True):
                self._look(one.call.chat_id, result.message_id or 0, pack(one.call.content))
            outbox.mark(conn, results, now)
            reminding.settled(conn, results, [], now)
            return bool(taken)

        while self.database.write(work):
            pass

    def _look(self, chat: int, message: int, payload: dict[str, Any]) -> None:
        self.seen.sent += 1
        reader = BY_ACCOUNT.get(chat)
        allowed = reader.may_read if reader else frozenset()
        said = json.dumps(payload, ensure_ascii=False)
        for word in MARKS.keys() - allowed:
            if word in said:
                self.seen.leaks.append(f"{reader.name if reader else chat} is told {word}: {said[:300]}")
        rev = payload.get("rev", 0)
        rows = [button for row in payload.get("rows", ()) for button in row]
        data = [f"{'-' if tie == 'steady' else rev}:{value}" for _, value, tie in rows if tie in ("screen", "steady")]
        if data:
            self.chats.note(chat, message, data)

    # what is left

    def states(self) -> Counter[str]:
        rows = select(INBOX.c.state, func.count()).group_by(INBOX.c.state)
        return Counter(dict(self.database.read(lambda conn: [tuple(row) for row in conn.execute(rows)])))

    def failing_work(self) -> list[str]:
        later = self.clock() + timedelta(days=1)
        return [
            f"{one.kind} {one.key}: {one.error}"
            for one in self.database.read(lambda c: work_items.everywhere(c, later))
        ]

    async def cost_of_one(self) -> int:
        """Statements it takes to set one unreadable update of a stranger aside, alarm included."""
        for _ in range(2):  # what was held back is told, and then an hour goes by
            self.clock.advance(hours=2)
            await self.ticker.once()
            self._deliver()
        self.clock.advance(hours=2)
        self.number += 1
        chat, sender = {"id": STRANGER, "type": "private"}, {"id": STRANGER, "first_name": 7}
        message = {"message_id": self.number, "date": "kemarin", "chat": chat, "from": sender}
        before = self.states()["aside"]
        with counted() as statements:
            await self.take([json.dumps({"update_id": self.number, "message": message})])
        assert self.states()["aside"] == before + 1
        return statements()
