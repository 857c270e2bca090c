"""The queue of updates that wait for the bot, with the rules of Telegram's TQueue (td/tddb/td/db/TQueue.cpp).

An update stays until an offset above its id is asked for, or until it expires. An offset more than ten beyond
the next id is taken as meaningless: the queue is served from its head and nothing is forgotten, which is what
happens after Telegram restarted ids at a lower number.
"""

import asyncio
import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass

from simulator.errors import ApiError
from simulator.faults import Faults
from simulator.waiting import Bell, Clock

FUTURE_MARGIN = 10
PAST_MARGIN = 100_000
MESSAGE_LIFE = 86_400.0
PRESS_LIFE = 150.0
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that a bot gets only when it names them in allowed_updates (core.telegram.org/bots/api#getupdates)."""


@dataclass(slots=True, eq=False)
class Pending:
    """One update; `lane` is what Telegram keeps in order: a chat's messages, a user's presses."""

    id: int
    kind: str
    body: str
    lane: str
    expires: float
    person: int | None = None
    given: int = 0

    @property
    def json(self) -> str:
        return f'{{"update_id":{self.id},"{self.kind}":{self.body}}}'


class UpdateQueue:
    def __init__(self, clock: Clock, rng: random.Random, faults: Faults, bell: Bell) -> None:
        self._clock = clock
        self._rng = rng
        self._faults = faults
        self.events: dict[int, Pending] = {}
        self.next_id = rng.randrange(100_000_000, 900_000_000)
        self.allowed: frozenset[str] | None = None
        self.bell = bell
        self.on_push: Callable[[Pending], None] | None = None
        self.pushed = 0
        self.expired = 0
        self.dropped = 0
        self.last_poll = (0, float("-inf"))
        self._restart: str | None = None
        self._echoes: list[Pending] = []
        self._echoes_out = 0
        self._waiter: asyncio.Future[None] | None = None

    @property
    def unconfirmed(self) -> int:
        """Updates that the bot has not confirmed yet, second deliveries included."""
        return len(self.events) + len(self._echoes) + self._echoes_out

    @property
    def polling(self) -> bool:
        """A getUpdates is waiting now."""
        return self._waiter is not None

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def allow(self, kinds: list[str] | None) -> None:
        """An empty list means the default kinds; a missing one leaves the setting (Client.cpp)."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def push(self, kind: str, body: str, lane: str, *, person: int | None = None) -> Pending | None:
        """Queue an update, unless the bot did not ask for its kind."""
        if not self.wants(kind):
            return None
        if self._restart is not None and not self.events:
            self._apply_restart(self._restart)
        life = PRESS_LIFE if kind == "callback_query" else MESSAGE_LIFE
        event = Pending(self.next_id, kind, body, lane, self._clock() + life, person)
        self.next_id += 1
        self.pushed += 1
        self.events[event.id] = event
        self._cross(event)
        if self.on_push is not None:
            self.on_push(event)
        elif self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        self.bell.ring()
        return event

    def _cross(self, event: Pending) -> None:
        """Let a text and a press of one person change places: Telegram orders them in different queues.

        A webhook crosses them by itself, so this is for polling.
        """
        if event.person is None or self.on_push is not None or not self._faults.active:
            return
        other = self._neighbour(event)
        if other is None or not self._faults.strike(("cross",), "update"):
            return
        other.kind, event.kind = event.kind, other.kind
        other.body, event.body = event.body, other.body
        other.lane, event.lane = event.lane, other.lane
        other.expires, event.expires = event.expires, other.expires

    def _neighbour(self, event: Pending) -> Pending | None:
        """The person's newest update of another lane that may change places without disturbing either lane."""
        between: set[str] = {event.lane}
        for other in reversed(self.events.values()):
            if other is event:
                continue
            if other.lane == event.lane:
                return None
            if other.person == event.person and other.lane not in between:
                return None if other.given else other
            between.add(other.lane)
        return None

    def restart_ids(self, where: str = "random") -> None:
        """Restart ids at a random number (`lower`, `higher` or `random`) as soon as nothing waits.

        Telegram does so after a week without updates (core.telegram.org/bots/api#update); nothing waits then.
        """
        self._restart = where
        if not self.events:
            self._apply_restart(where)

    def _apply_restart(self, where: str) -> None:
        self._restart = None
        side = self._rng.choice(("lower", "higher")) if where == "random" else where
        # far enough away that the old offset cannot look like a near one
        if side == "lower" and self.next_id > 10_000:
            self.next_id = self._rng.randrange(1, self.next_id - 5_000)
        else:
            self.next_id = self._rng.randrange(self.next_id + 5_000, 2_000_000_000)

    def take(self, offset: int, limit: int) -> list[Pending]:
        """Confirm what lies below the offset and give what comes next."""
        self._echoes_out = 0
        self._expire()
        if offset < 0:
            for event_id in list(self.events)[:offset]:
                self.confirm(event_id)
        elif offset > 0:
            head = next(iter(self.events), self.next_id)
            if head - PAST_MARGIN <= offset <= self.next_id + FUTURE_MARGIN:
                self._confirm_below(offset)
        echoes, self._echoes = self._echoes[:limit], self._echoes[limit:]
        self._echoes_out = len(echoes)
        batch = list(self.events.values())[: limit - len(echoes)]
        for event in batch:
            event.given += 1
        if echoes:
            self.bell.ring()
        return echoes + batch

    def _confirm_below(self, offset: int) -> None:
        """Forget what was confirmed; of what was given, some may come a second time (the fault `twice`)."""
        for event in [e for e in self.events.values() if e.id < offset]:
            self.confirm(event.id)
            if self._faults.active and event.given and self._faults.strike(("twice",), "update"):
                self._echoes.append(event)

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Pending]:
        """getUpdates: answer at once, or wait for the first update. A second poller ends the first."""
        self.end_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        batch = self.take(offset, limit)
        if batch or timeout <= 0:
            return batch
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        self.bell.ring()
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await waiter
        finally:
            if self._waiter is waiter:
                self._waiter = None
            self.bell.ring()
        return self.take(offset, limit)

    def end_poll(self, conflict: str | None) -> None:
        """End a waiting getUpdates, with 409 or (on closing) with an empty answer."""
        if self._waiter is None or self._waiter.done():
            return
        if conflict is None:
            self._waiter.set_result(None)
        else:
            self._waiter.set_exception(ApiError(409, f"Conflict: {conflict}"))

    def confirm(self, event_id: int) -> None:
        if self.events.pop(event_id, None) is not None:
            self.bell.ring()

    def drop_all(self) -> None:
        self.dropped += len(self.events)
        self.events.clear()
        self._echoes.clear()
        self.bell.ring()

    def _expire(self) -> None:
        now = self._clock()
        for event_id in [e.id for e in self.events.values() if e.expires < now]:
            self.expired += 1
            self.confirm(event_id)
