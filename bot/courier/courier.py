"""The courier: the only sender (docs/architecture.md).

A turn hands over the rows that it has just committed as being sent. Everything else that waits in the outbox is claimed
once a second and whenever `wake` is called. The rows of a chat are sent one after another, different chats at the same
time, answers to presses at once.

A row that has to wait longer than a moment goes back to the outbox, so that a kill does not make it look unsure. From
then on its chat counts as waiting: further rows go through the outbox as well, which keeps their order. The same
happens to rows after a screen that did not arrive, because the record of the former screen is sent only when the new
one has arrived.
"""

import asyncio
import heapq
import time
from collections.abc import Callable, Collection, Coroutine, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.courier import reminding
from bot.courier.at_work import AtWork
from bot.courier.gate import Gate
from bot.courier.marks import Mark, Marks
from bot.courier.post import Outcome, Post, Unfit
from bot.courier.waiting_chats import UNKNOWN, Numbers, WaitingChats
from bot.courier.workshop import Workshop, not_known
from bot.log import describe, log
from bot.rendering.documents import Documents
from bot.telegram.door import Door
from bot.telegram.pace import Pace
from storage.database import Connection, Database
from storage.messaging import outbox
from storage.messaging.contents import NOTHING, Message
from storage.messaging.outbox import Call, Kind, Priority, Result, Sending
from storage.operations import reach

SWEEP = 1.0
SOON = 0.2
"""Seconds after a turn until the notices it left are looked for. One look serves all turns of that time."""
PATIENCE = 2.0
"""Seconds that a row may wait in memory for its chat's pace."""
RECORD_PAUSE = timedelta(seconds=5)
RECORD_ATTEMPTS = 12
"""A record whose chat is too busy is put off, a little longer each time, about six minutes in all."""
CARRIED = 3
"""Attempts of a row that fails for reasons of our own."""
AT_ONCE = 60
"""Claimed rows held at a time: what is sent in two seconds at Telegram's overall pace."""
REFILL, TAKEN = 12, 20
"""The fewest rows claimed at a time while many are held, because claiming one costs nearly as much; and the most,
because everybody who waits for the writer waits for all of them."""

Queue = list[tuple[int, Sending]]


class Courier:
    def __init__(
        self,
        database: Database,
        post: Post,
        pace: Pace,
        documents: Documents,
        door: Door,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        admin_ids: Collection[int] = (),
    ) -> None:
        """`admin_ids` are told when a document cannot be made."""
        self._database = database
        self._post = post
        self._door = door
        self._clock = clock
        self._monotonic = monotonic
        door.on_open(self._opened)
        self._gate = Gate(pace, monotonic)
        self._marks = Marks(database, clock, self._written)
        at_work = AtWork(
            post.show, lambda chat: door.shut or self._gate.closed or self._gate.held(chat) > 0, self._gate.refused
        )
        self._workshop = Workshop(documents, self._marks, at_work, clock, self.wake, admin_ids)
        self._queues: dict[int, Queue] = {}
        self._waiting_chats = WaitingChats(monotonic)
        self._numbers = Numbers()
        self._claimed: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._called = asyncio.Event()
        self._soon: asyncio.TimerHandle | None = None
        self._more = False
        self.sent = self.failed = self.unsure = 0

    async def revive(self) -> None:
        """To be called when this process becomes the active one. What its predecessor was sending is in doubt."""
        now = self._clock()
        chats = await self._database.submit(lambda conn: _revive(conn, now))
        self._waiting_chats.add(*chats)
        await self._door.remember()

    def take(self, sendings: Iterable[Sending]) -> None:
        """Takes rows that were committed as being sent a moment ago. Without any, something waits in the outbox and is
        looked for soon.
        """
        some = False
        for sending in sendings:
            some = True
            self._begin(sending)
        if not some:
            self.wake()
        elif self._soon is None:  # the same commit may have left notices to others waiting
            self._soon = asyncio.get_running_loop().call_later(SOON, self.wake)

    def wake(self) -> None:
        """Looks into the outbox now, not only with the next sweep."""
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        self._called.set()

    def idle(self, chat_id: int) -> bool:
        """Whether a turn may commit this chat's rows as being sent. False while earlier ones wait in the outbox, or
        while all rows wait.
        """
        if self._door.shut:
            self._waiting_chats.add(chat_id)
            return False
        return self._waiting_chats.idle(chat_id)

    def expect(self, chat_id: int) -> None:
        """A row of this chat is about to wait in the outbox; later ones must not overtake it."""
        self._waiting_chats.add(chat_id)

    @property
    def waiting(self) -> int:
        """Rows held that have not been sent yet."""
        return sum(map(len, self._queues.values()))

    async def sweep(self) -> None:
        """Claims what waits in the outbox, until cancelled."""
        while True:
            try:
                await self._claim()
            except Exception as error:  # the next sweep is a second away
                log.warning("the outbox cannot be read", error=describe(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(SWEEP):
                    await self._called.wait()
            self._called.clear()

    async def stop(self, limit: float) -> None:
        """Finishes the calls under way within `limit` seconds, marks them, and puts the rest back."""
        self._gate.close()
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=limit)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._marks.written()

    async def _claim(self) -> None:
        room = min(AT_ONCE - len(self._claimed), TAKEN)
        if room <= 0 or self._gate.closed or self._door.shut:
            return
        began, now, chats = self._monotonic(), self._clock(), self._waiting_chats.to_check()

        def claim(conn: Connection) -> tuple[list[Sending], bool, set[int]]:
            taken = outbox.claim(conn, now, room)
            return reminding.freshen(conn, taken, now), len(taken) == room, reach.waiting(conn, chats)

        rows, more, waiting = await self._database.submit(claim)
        self._waiting_chats.release(chats - waiting, began)
        for sending in rows:
            self._claimed.add(sending.id)
            self._begin(sending)
        if more:
            self.wake()

    def _begin(self, sending: Sending) -> None:
        chat_id = sending.call.chat_id
        if sending.call.kind is Kind.ANSWER:
            return self._run(self._safely(sending, self._answer(sending)))
        if self._workshop.wants(sending):
            self._claimed.discard(sending.id)
            return self._run(self._safely(sending, self._workshop.make(sending)))
        queue = self._queues.get(chat_id)
        if queue is None:
            queue = self._queues[chat_id] = []
            self._run(self._drain(chat_id, queue))
        heapq.heappush(queue, (sending.id, sending))
        return None

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _safely(self, sending: Sending, work: Coroutine[Any, Any, None], rest: Queue | None = None) -> None:
        """A row that cannot be carried out, whatever the reason, must not hold up its chat for ever. One that can never
        be sent is given up at once, any other after a few attempts.
        """
        try:
            await work
        except Exception as error:
            log.error("a row cannot be carried out", row=sending.id, kind=sending.call.kind, error=describe(error))
            result = Result(sending.id, "failed", error=describe(error))
            if not isinstance(error, Unfit) and sending.attempts < CARRIED:
                result = replace(result, state="waiting", next_at=self._clock() + outbox.pause(sending.attempts))
            self._settle(sending, Outcome(result))
            self._put_back(_emptied(rest or []), self._clock())

    async def _answer(self, sending: Sending) -> None:
        """Answers to presses count against no pace. They wait only while Telegram has told their chat, or everybody, to
        wait.
        """
        held = self._gate.held(sending.call.chat_id)
        if self._door.shut or held:
            return self._put_back((sending,), self._clock() + timedelta(seconds=held))
        return self._settle(sending, await self._post.carry(sending))

    async def _drain(self, chat_id: int, queue: Queue) -> None:
        while queue:
            _, sending = heapq.heappop(queue)
            await self._safely(sending, self._send(sending, queue), queue)
        del self._queues[chat_id]

    async def _send(self, sending: Sending, queue: Queue) -> None:
        call, target = sending.call, self._target(sending)
        if self._gate.closed or self._door.shut or target == UNKNOWN:
            return self._put_back((sending, *_emptied(queue)), self._clock())
        if call.kind is Kind.EDIT and any(self._same(target, later) for _, later in queue):
            return self._settle(sending, Outcome(Result(sending.id, "skipped", error="a later edit takes its place")))
        wait = self._gate.chat_wait(call)
        if wait and call.priority is Priority.RECORD:
            return self._put_off(sending, wait)
        if wait > PATIENCE:
            return self._put_back((sending, *_emptied(queue)), self._clock() + timedelta(seconds=wait))
        if not await self._gate.admit(call, wait):
            return self._put_back((sending, *_emptied(queue)), self._clock())
        call, file = self._workshop.take(sending)
        whole = replace(sending, call=replace(call, target_message=target))
        outcome = await self._post.carry(whole, file)
        if outcome.hold and call.priority is Priority.RECORD:
            self._gate.refused(call.chat_id, outcome.hold)
            return self._put_off(sending, outcome.hold)
        self._settle(sending, outcome, target)
        state = outcome.result.state
        if state in ("waiting", "unsure") or (state == "failed" and call.priority is Priority.SCREEN):
            self._put_back(_emptied(queue), self._clock())  # the claim knows what may still leave, and in which order
        return None

    def _target(self, sending: Sending) -> int | None:
        """The message a call is about: as the claim found it, or for rows straight from a turn as we know ourselves."""
        return sending.call.target_message if sending.id in self._claimed else self._numbers.target(sending.call)

    def _same(self, target: int | None, later: Sending) -> bool:
        return target is not None and later.call.kind is Kind.EDIT and self._target(later) == target

    def _put_off(self, sending: Sending, wait: float) -> None:
        """A line of record is not needed for anything. While its chat is busy it waits, and in the end it
        is left out.
        """
        self._claimed.discard(sending.id)
        result = Result(sending.id, "skipped", error="the chat was busy")
        if sending.attempts < RECORD_ATTEMPTS:
            later = self._clock() + max(RECORD_PAUSE * sending.attempts, timedelta(seconds=wait))
            result = Result(sending.id, "waiting", error="the chat is busy", next_at=later)
        self._marks.add(Mark(result, put_off=sending.call.chat_id))

    def _settle(self, sending: Sending, outcome: Outcome, target: int | None = None) -> None:
        """Notes an outcome and has it marked."""
        result, chat_id = outcome.result, sending.call.chat_id
        if result.state == "sent":
            self.sent += 1
            self._numbers.remember(sending.id, result.message_id or target)
        else:
            self._count(sending, result)
            if sending.call.kind is not Kind.ANSWER and result.state in ("waiting", "unsure"):
                self._waiting_chats.add(chat_id)
        if outcome.unknown:
            self._door.refused()
        if outcome.hold:
            self._gate.refused(chat_id, outcome.hold)
        lost = chat_id if outcome.gone and chat_id > 0 else None
        reminder = reminding.is_reminder(sending)
        moved = (chat_id, outcome.moved_to) if outcome.moved_to is not None else None
        picture = self._workshop.settled(sending, outcome.file_id)
        content = sending.call.content
        final = result.state in ("sent", "failed")
        watcher = content.watcher if final and isinstance(content, Message) else None
        told = not_known(sending.call) if result.state == "unsure" else ()
        self._marks.add(Mark(result, lost, moved, told, picture=picture, watcher=watcher, reminder=reminder))
        if sending.id in self._claimed:
            self._claimed.discard(sending.id)
            self._more = True

    def _count(self, sending: Sending, result: Result) -> None:
        if result.state == "failed" and sending.call.priority is not Priority.RECORD:
            self.failed += 1
            log.warning("a call failed", row=sending.id, kind=sending.call.kind, reason=result.error)
        elif result.state == "unsure":
            self.unsure += 1
            log.warning("a call's outcome is unknown", row=sending.id, kind=sending.call.kind, reason=result.error)

    def _put_back(self, rows: Iterable[Sending], next_at: datetime) -> None:
        """Lets these rows, none of which was sent, wait in the outbox again."""
        for sending in rows:
            self._waiting_chats.add(sending.call.chat_id)
            self._claimed.discard(sending.id)
            self._marks.add(Mark(Result(sending.id, "waiting", next_at=next_at)))

    def _opened(self) -> None:
        """The token works again. Every chat with waiting rows is served in order."""
        self.wake()

    def _written(self) -> None:
        if self._waiting_chats or (self._more and len(self._claimed) <= AT_ONCE - REFILL):
            self._more = False
            self.wake()  # the next rows of these chats wait for the marks just written


def _emptied(queue: Queue) -> list[Sending]:
    rows = [sending for _, sending in queue]
    queue.clear()
    return rows


def _revive(conn: Connection, now: datetime) -> set[int]:
    for left in outbox.revive(conn, now):
        outbox.add(conn, not_known(Call(left.chat_id, left.kind, NOTHING, Priority.NOTICE)), now, sending=False)
    return reach.waiting(conn)
