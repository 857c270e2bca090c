"""Lanes: order per person, attempts and pauses, setting aside, the sweep, and the end of the process."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest_asyncio
from sqlalchemy import select

from bot.intake.lanes import Lanes
from bot.intake.strangers import AT_ONCE, Strangers
from core.people.invitation import token_hash
from core.people.roles import Role
from storage.database import Connection, Database
from storage.engine.schema import INBOX
from storage.messaging import inbox
from storage.messaging.inbox import Arrival, Pending
from storage.pemda import regions
from storage.people import invitations
from tests.bot.desk import eventually
from tests.conftest import Clock


class Hall:
    """Lanes over a real inbox; `work` notes what it is given and does what the test says."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock
        self.worked: list[str] = []
        self.skipped: list[str] = []
        self.told: list[tuple[str, int, bool]] = []
        self.pauses: list[float] = []
        self.before: Callable[[Pending], object] = lambda pending: None
        self.lanes = self.open()
        self.number = 100

    def open(self) -> Lanes:
        nobody = Strangers(self.database, self.clock, range(1000))
        return Lanes(self.database, self.clock, self.work, self.tell, nobody, lambda seconds: self.wait(seconds))

    async def work(self, pending: Pending, following: int | None) -> None:
        made = self.before(pending)
        if asyncio.iscoroutine(made):
            await made
        now = self.clock()
        await self.database.submit(lambda conn: inbox.finish(conn, pending.id, now, following))
        (self.skipped if pending.unanswered else self.worked).append(pending.body)

    async def tell(self, pending: Pending, error: str, aside: bool) -> None:
        self.told.append((pending.body, pending.attempts, aside))

    async def wait(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.clock.advance(seconds=seconds)
        await asyncio.sleep(0)

    async def arrive(self, *bodies: str, lane: str = "p1", busy: frozenset[str] | None = frozenset()) -> None:
        arrivals = []
        for body in bodies:
            self.number += 1
            arrivals.append(Arrival(self.number, body, lane, body))
        known = frozenset(self.lanes.busy()) if busy == frozenset() else busy
        new = await self.database.submit(lambda conn: inbox.store(conn, arrivals, self.clock(), known))
        if known is not None:
            self.lanes.give(new, known)

    def states(self) -> list[str]:
        return list(
            self.database.read(lambda conn: conn.execute(select(INBOX.c.state).order_by(INBOX.c.id)).scalars().all())
        )


@pytest_asyncio.fixture
async def hall(database: Database, clock: Clock) -> AsyncIterator[Hall]:
    opened = Hall(database, clock)
    yield opened
    await opened.lanes.stop(2.0)


def fail(*bodies: str) -> Callable[[Pending], None]:
    def before(pending: Pending) -> None:
        if pending.body in bodies:
            raise ValueError("kata orang")

    return before


def unreadable(body: str) -> Callable[[Pending], None]:
    def before(pending: Pending) -> None:
        if pending.body == body:
            try:
                raise KeyError("kata orang")
            except KeyError as error:
                raise inbox.Unreadable from error

    return before


async def test_one_persons_updates_are_worked_in_order(hall: Hall) -> None:
    hall.before = lambda pending: asyncio.sleep(0.003 if pending.body == "a" else 0)
    await hall.arrive("a", "b", "c")
    await hall.arrive("d")
    await eventually(lambda: len(hall.worked) == 4)
    assert hall.worked == ["a", "b", "c", "d"]
    assert hall.states() == ["done"] * 4


async def test_different_persons_do_not_wait_for_each_other(hall: Hall) -> None:
    gate = asyncio.Event()
    hall.before = lambda pending: gate.wait() if pending.body == "a" else None
    await hall.arrive("a", "b")
    await hall.arrive("x", lane="p2")
    await eventually(lambda: hall.worked == ["x"])
    gate.set()
    await eventually(lambda: hall.worked == ["x", "a", "b"])


async def test_the_row_in_work_is_the_one_marked_as_running(hall: Hall) -> None:
    gates = {body: asyncio.Event() for body in "abc"}
    hall.before = lambda pending: gates[pending.body].wait()
    await hall.arrive("a", "b")
    await hall.arrive("c")
    for body, expected in (("a", ["running", "queued", "queued"]), ("b", ["done", "running", "queued"])):
        await eventually(lambda expected=expected: hall.states() == expected)
        gates[body].set()
    await eventually(lambda: hall.states() == ["done", "done", "running"])
    gates["c"].set()
    await eventually(lambda: len(hall.worked) == 3)


async def test_a_row_that_came_while_the_last_one_finished_is_marked_first(hall: Hall) -> None:
    gate = asyncio.Event()
    await hall.arrive("a")
    await eventually(lambda: hall.worked == ["a"])
    hall.before = lambda pending: gate.wait()
    await hall.arrive("b", busy=frozenset({"p1"}))
    await eventually(lambda: hall.states() == ["done", "running"])
    gate.set()


async def test_five_attempts_with_growing_pauses_then_set_aside(hall: Hall) -> None:
    hall.before = fail("a")
    await hall.arrive("a", "b")
    await hall.arrive("x", lane="p2")
    await eventually(lambda: sorted(hall.worked) == ["b", "x"])
    assert hall.pauses == [1.0, 4.0, 15.0, 60.0]
    assert hall.told == [("a", 1, False), ("a", 2, False), ("a", 3, False), ("a", 4, False), ("a", 5, True)]
    assert hall.states() == ["aside", "done", "done"]


async def test_what_cannot_be_read_is_set_aside_at_once_and_can_be_tried_again(hall: Hall) -> None:
    hall.before = unreadable("a")
    await hall.arrive("a", "b")
    await eventually(lambda: hall.worked == ["b"])
    assert (hall.pauses, hall.told, hall.states()) == ([], [("a", 1, True)], ["aside", "done"])
    (error, _) = hall.database.read(
        lambda conn: conn.execute(select(INBOX.c.error).order_by(INBOX.c.id)).scalars().all()
    )
    assert error.startswith("KeyError at intake/test_lanes.py:")
    hall.before = fail()
    hall.database.write(lambda conn: inbox.retry(conn, 1, hall.clock()))
    await hall.lanes.look()
    await eventually(lambda: hall.worked == ["b", "a"])


async def test_the_stored_error_names_places_and_no_words(hall: Hall) -> None:
    hall.before = fail("a")
    await hall.arrive("a")
    await eventually(lambda: hall.told)
    await hall.lanes.stop(1.0)
    (error,) = hall.database.read(lambda conn: conn.execute(select(INBOX.c.error)).scalars().all())
    assert error.startswith("ValueError at intake/test_lanes.py:")
    assert "kata orang" not in error


async def test_a_retried_update_is_found_by_the_sweep(hall: Hall) -> None:
    hall.before = fail("a")
    await hall.arrive("a")
    await eventually(lambda: hall.states() == ["aside"])
    hall.before = fail()
    hall.database.write(lambda conn: inbox.retry(conn, 1, hall.clock()))
    await hall.lanes.look()
    await eventually(lambda: hall.worked == ["a"])


async def test_what_a_standby_stored_is_found_by_the_sweep(hall: Hall) -> None:
    await hall.arrive("a", "b", busy=None)
    assert hall.states() == ["waiting", "waiting"]
    await hall.lanes.look()
    await eventually(lambda: hall.worked == ["a", "b"])


async def test_after_a_death_the_running_row_has_used_up_an_attempt(hall: Hall) -> None:
    stuck = asyncio.Event()
    hall.before = lambda pending: stuck.wait()
    await hall.arrive("a", "b")
    await hall.lanes.stop(0.0)  # as a kill leaves it: the turn did not commit
    hall.before, hall.lanes = fail(), hall.open()
    seen: list[Pending] = []
    hall.before = seen.append
    await hall.lanes.revive()
    await eventually(lambda: hall.worked == ["a", "b"])
    assert [(pending.body, pending.attempts) for pending in seen] == [("a", 1), ("b", 0)]


async def test_an_update_that_kills_the_process_is_set_aside_and_announced(hall: Hall) -> None:
    for _ in range(5):
        hall.before = lambda pending: asyncio.sleep(3600)
        await hall.lanes.stop(0.0)
        hall.lanes = hall.open()
        if not hall.states():
            await hall.arrive("a", "b")
        else:
            await hall.lanes.revive()
        hall.clock.now += timedelta(hours=1)
        await eventually(lambda: "running" in hall.states())
    await hall.lanes.stop(0.0)
    hall.before, hall.lanes = fail(), hall.open()
    await hall.lanes.revive()
    await eventually(lambda: hall.worked == ["b"])
    assert hall.told == [("a", 5, True)]


async def test_a_clean_stop_lets_the_turn_under_way_finish(hall: Hall) -> None:
    hall.before = lambda pending: asyncio.sleep(0.05)
    await hall.arrive("a", "b")
    await eventually(lambda: hall.lanes._at_work)
    await hall.lanes.stop(2.0)
    assert hall.worked == ["a"]


STRANGER = "p5001"


def said(words: str) -> str:
    return json.dumps({"message": {"text": words}})


async def use_up(hall: Hall) -> None:
    """All that is answered at once."""
    await hall.arrive(*(said(f"{number}") for number in range(AT_ONCE)), lane=STRANGER)
    await eventually(lambda: len(hall.worked) == AT_ONCE)
    hall.worked.clear()


async def nothing_ends(seconds: float) -> None:
    await asyncio.Event().wait()


async def test_what_a_stranger_is_not_answered_is_answered_by_itself_later(hall: Hall) -> None:
    await use_up(hall)
    await hall.arrive(said("halo"), lane=STRANGER)
    await eventually(lambda: hall.worked == [said("halo")])
    assert (hall.pauses, hall.skipped, hall.states()) == ([60.0], [], ["done"] * (AT_ONCE + 1))


async def test_of_what_waits_only_the_newest_is_answered(hall: Hall) -> None:
    await use_up(hall)
    wait, hall.wait = hall.wait, nothing_ends  # type: ignore[method-assign]
    for number in range(3):
        await hall.arrive(said(f"halo {number}"), lane=STRANGER)
    await eventually(lambda: hall.skipped == [said("halo 0"), said("halo 1")])
    await eventually(lambda: STRANGER in hall.lanes._came)
    hall.wait = wait  # type: ignore[method-assign]
    await hall.arrive(said("halo 3"), lane=STRANGER)
    await eventually(lambda: hall.worked == [said("halo 3")])
    assert hall.skipped[2:] == [said("halo 2")]


async def test_an_invitation_does_not_wait_behind_what_is_held(hall: Hall) -> None:
    def invite(conn: Connection) -> str:
        pemda = regions.add(conn, "Kabupaten Contoh", ZoneInfo("Asia/Makassar"), hall.clock())
        until = hall.clock() + timedelta(days=9)
        return invitations.issue(conn, pemda, Role.COORDINATOR, [], 1, until, None, None, hall.clock())[0].token

    token = await hall.database.submit(invite)
    await use_up(hall)
    hall.wait = nothing_ends  # type: ignore[method-assign]
    await hall.arrive(said("halo"), lane=STRANGER)
    await eventually(lambda: STRANGER in hall.lanes._came)
    invited = json.dumps({"message": {"text": ""}, "invited": token_hash(token)})
    await hall.arrive(invited, lane=STRANGER)
    await eventually(lambda: hall.worked == [invited])
    assert hall.skipped == [said("halo")]


async def test_what_is_held_outlives_the_process_and_counts_no_attempt(hall: Hall) -> None:
    await use_up(hall)
    wait, hall.wait = hall.wait, nothing_ends  # type: ignore[method-assign]
    await hall.arrive(said("halo"), lane=STRANGER)
    await eventually(lambda: STRANGER in hall.lanes._came)
    await hall.lanes.stop(0.0)
    hall.wait, hall.lanes = wait, hall.open()  # type: ignore[method-assign]
    seen: list[int] = []
    hall.before = lambda pending: seen.append(pending.attempts)
    await hall.lanes.revive()
    await eventually(lambda: hall.worked == [said("halo")])
    assert seen == [0]
