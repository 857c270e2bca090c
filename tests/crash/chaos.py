"""A crowd of contacts, and a bot that is killed again and again while they work.

Everything random comes from one seed. Waiting is for conditions only; the exceptions are the random moments at which
the bot is killed, and the pace of the crowd.
"""

import asyncio
import random
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from simulator.updates import PRESS_LIFE
from tests.ledger import Differences
from tests.office import Office
from tests.reading import Face, first_face
from tests.timing import Pace

SHORTEST, LONGEST = 0.05, 1.5
"""Seconds a bot lives once it is up."""
CUT_SHORT = 0.15
"""Share of the kills that hit a bot before it is up."""
RATE = 33.0
"""Actions a second of the whole crowd: what 500 people do at once. A crowd that never pauses would have a reply
under way for each of its members at every kill, as no region ever has."""
REMEMBERED = 24
"""Messages and edits of a chat among which a copy is looked for."""
RESTARTED_IDS = 5
"""After every so many kills update ids begin anew."""
SETTLE = 90.0
"""Seconds within which everything must be done after the last kill; an update that died four times waits one minute."""


@dataclass
class Copies:
    """Counts messages that a kill made the bot send twice: words and buttons of a message in that chat which another
    life of the bot had sent. What the same life says twice is something done twice (any screen twice in a row with
    nothing the person said or edited between, any notice at all), unless that life did not hear what became of the
    first call: on a machine that stands still longer than a call may last. A life is told by the address it calls at,
    so nothing here depends on time."""

    in_a_life: Counter[tuple[int, str]] = field(default_factory=Counter)
    """Copies by chat and the life that sent them."""
    without_a_kill: list[str] = field(default_factory=list)
    _sent: dict[int, deque[tuple[Face | None, str]]] = field(default_factory=dict)

    @property
    def by_a_kill(self) -> int:
        return self.in_a_life.total()

    def __call__(self, what: str, thing: Any) -> None:
        if what not in ("message", "edit") or (what == "edit" and thing.from_bot):
            return
        sent = self._sent.setdefault(thing.chat.id, deque(maxlen=REMEMBERED))
        if not thing.from_bot:
            sent.append((None, ""))
            return
        face = first_face(thing)
        lives = [life for former, life in sent if former == face]
        if any(life != thing.caller for life in lives):
            self.in_a_life[thing.chat.id, thing.caller] += 1
        elif lives and (sent[-1][0] == face or is_notice(face)):
            self.without_a_kill.append(f"chat {thing.chat.id}: {thing.text[:80]!r}")
        sent.append((face, thing.caller))


def is_notice(face: Face) -> bool:
    """All its buttons work wherever the conversation stands."""
    _, buttons = face
    return bool(buttons) and all(data is not None and data.startswith("-:") for _, data in buttons)


@dataclass
class Outcome:
    """What one run showed. `doubts` counts the calls whose outcome a living bot did not hear."""

    kills: int
    acknowledged: int
    differences: Differences
    copies: Copies
    stuck: list[BaseException]
    asked_again: list[str]
    notices: list[str]
    doctor: dict[str, Any]
    doubts: int

    @property
    def doubled_effects(self) -> list[str]:
        """What was done twice, or said twice without a kill or a doubt."""
        return [*self.differences.doubled, *self.copies.without_a_kill[self.doubts :]]

    def line(self, name: str) -> str:
        lost = len(self.differences.lost) + len(self.notices) + len(self.stuck)
        return (
            f"{name}: kills {self.kills}, acknowledged {self.acknowledged}, lost {lost}, "
            f"doubled effects {len(self.doubled_effects)}, doubled messages {self.copies.by_a_kill}, "
            f"calls in doubt {self.doubts}"
        )


class CrowdGate:
    """Lets the crowd act at its pace, and holds it back where nothing may be under way."""

    def __init__(self) -> None:
        self._pace = Pace(RATE)
        self._open = asyncio.Event()
        self._open.set()

    async def turn(self) -> None:
        await self._pace.turn()
        await self._open.wait()

    async def closed(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work while nobody acts."""
        self._open.clear()
        try:
            await work()
        finally:
            self._open.set()


async def kill_often(office: Office, kills: int, rng: random.Random, gate: CrowdGate) -> None:
    """Start the bot and kill it, `kills` times, then leave it running. Now and then update ids begin anew."""
    for number in range(kills):
        office.start()
        if rng.random() > CUT_SHORT:
            await office.ready()
        if number % RESTARTED_IDS == 2:
            await gate.closed(lambda: ids_begin_anew(office))
        await asyncio.sleep(rng.uniform(SHORTEST, LONGEST))
        office.kill()
    office.start()


async def ids_begin_anew(office: Office) -> None:
    """Telegram restarts its numbers only when nothing waits."""
    await office.ready()
    world = office.sim.world
    if not await world.until(lambda: not world.unconfirmed, SETTLE):
        raise AssertionError(f"{world.unconfirmed} updates stay unconfirmed\n{office.tail()}")
    world.updates.restart_ids("random")


async def settled(office: Office) -> dict[str, Any]:
    """The export once nothing is under way any more: all updates confirmed, all bytes copied, all presses answered
    (save those that Telegram no longer takes an answer to), and everything said that was to be said: notices to
    colleagues stand behind the replies to a whole crowd."""
    world = office.sim.world

    def unanswered() -> int:
        since = world.clock() - PRESS_LIFE
        return sum(press.answered_at is None and press.at > since for press in world.presses.values())

    if not await world.until(lambda: not world.unconfirmed and not unanswered(), SETTLE):
        raise AssertionError(f"{world.unconfirmed} updates unconfirmed, {unanswered()} presses unanswered")
    await office.silent(SETTLE)
    return await office.settled_export(SETTLE)
