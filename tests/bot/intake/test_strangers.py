"""Strangers: known apart, worked behind everybody else, a few replies at once and then one a minute."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import insert

from bot.intake.strangers import AT_ONCE, PAUSE, Strangers
from core.people.invitation import token_hash
from core.people.roles import Role
from storage.database import Connection, Database
from storage.engine.schema import PERSON, TEAM_GROUP
from storage.messaging.inbox import Pending
from storage.pemda import regions
from storage.people import invitations
from tests.bot.desk import eventually
from tests.conftest import Clock

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)
ADMIN, ANI, EKO, DODI, TEAM, OTHER_GROUP = 1, 1001, 1009, 1010, -5, -6


@pytest_asyncio.fixture
async def strangers(sqlite_only: Database) -> Strangers:
    def fill(conn: Connection) -> str:
        pemda = regions.add(conn, "Kabupaten Contoh", ZoneInfo("Asia/Makassar"), NOW)
        conn.execute(insert(PERSON).values(telegram_id=ANI, name="Ani", joined_at=NOW))
        conn.execute(insert(TEAM_GROUP).values(pemda_id=pemda, chat_id=TEAM, bound_at=NOW))
        until = NOW + timedelta(days=9)
        return invitations.issue(conn, pemda, Role.COORDINATOR, [], 1, until, None, None, NOW)[0].token

    token = await sqlite_only.submit(fill)
    CLOCK.advance(hours=1)
    HASHES.append(token_hash(token))
    return Strangers(sqlite_only, CLOCK, {ADMIN})


CLOCK = Clock(NOW)
HASHES: list[str] = []
"""Of the invitation, the newest last."""


def row(sender: int, **content: object) -> Pending:
    lane = f"p{sender}" if sender > 0 else f"g{sender}"
    return Pending(1, lane, json.dumps({"update_id": 1, **(content or {"message": {"text": "Halo"}})}))


async def marks(strangers: Strangers, row: Pending) -> tuple[bool, bool]:
    async with strangers.turn(row) as marked:
        return marked.stranger, marked.unanswered


async def test_who_is_a_stranger(strangers: Strangers) -> None:
    assert await marks(strangers, row(ADMIN)) == (False, False)
    assert await marks(strangers, row(ANI)) == (False, False)
    assert await marks(strangers, row(TEAM)) == (False, False)
    assert await marks(strangers, row(EKO)) == (True, False)
    assert await marks(strangers, row(OTHER_GROUP)) == (True, False)
    assert await marks(strangers, row(EKO, message={}, invited=HASHES[-1])) == (False, False)
    assert await marks(strangers, row(DODI, message={}, invited=token_hash("b" * 22))) == (True, False)
    assert await marks(strangers, Pending(1, "p0", "no update")) == (True, False)


async def held(strangers: Strangers, row: Pending, *behind: Pending) -> datetime | None:
    async with strangers.turn(row, (row, *behind)) as marked:
        return marked.held_until


async def test_the_first_messages_are_all_answered_then_one_a_minute(strangers: Strangers) -> None:
    for _ in range(AT_ONCE):
        assert await held(strangers, row(EKO)) is None
    for kind in ("message", "edited_message", "callback_query"):
        assert await held(strangers, row(EKO, **{kind: {}})) == CLOCK() + PAUSE
    CLOCK.advance(seconds=59)
    assert await held(strangers, row(EKO)) == CLOCK() + timedelta(seconds=1)
    CLOCK.advance(seconds=1)
    assert await held(strangers, row(EKO)) is None
    assert await held(strangers, row(EKO)) == CLOCK() + PAUSE
    CLOCK.advance(minutes=AT_ONCE)
    for _ in range(AT_ONCE):
        assert await held(strangers, row(EKO)) is None
    assert await held(strangers, row(EKO)) == CLOCK() + PAUSE


async def test_used_up_replies_hold_up_no_invitation_no_block_and_no_group(strangers: Strangers) -> None:
    for _ in range(AT_ONCE):
        await held(strangers, row(EKO))
    assert await held(strangers, row(EKO)) is not None
    assert await held(strangers, row(EKO, my_chat_member={})) is None
    assert await held(strangers, row(DODI)) is None
    assert await marks(strangers, row(EKO, message={}, invited=HASHES[-1])) == (False, False)
    for _ in range(AT_ONCE + 1):  # a group's own pace limits the replies
        assert await held(strangers, row(OTHER_GROUP)) is None


async def test_only_the_newest_is_held(strangers: Strangers) -> None:
    for _ in range(AT_ONCE):
        await held(strangers, row(EKO))
    assert await marks(strangers, row(EKO)) == (True, False)
    async with strangers.turn(row(EKO), (row(EKO), row(EKO, my_chat_member={}), row(EKO))) as marked:
        assert (marked.unanswered, marked.held_until) == (True, None)
    assert await held(strangers, row(EKO), row(EKO, my_chat_member={})) == CLOCK() + PAUSE


async def test_a_clock_that_was_set_back_silences_nobody(strangers: Strangers) -> None:
    for _ in range(AT_ONCE):
        await held(strangers, row(EKO))
    CLOCK.advance(hours=-1)
    assert await held(strangers, row(EKO)) is None


async def test_what_was_not_replied_to_is_not_counted(strangers: Strangers) -> None:
    for _ in range(AT_ONCE):
        with pytest.raises(ValueError, match="failed"):
            async with strangers.turn(row(EKO)):
                raise ValueError("failed")
    assert await held(strangers, row(EKO)) is None


async def test_strangers_are_worked_one_at_a_time_and_behind_everybody_else(strangers: Strangers) -> None:
    order: list[str] = []
    working = asyncio.Event()
    finish = asyncio.Event()

    async def ani() -> None:
        async with strangers.turn(row(ANI)):
            working.set()
            await finish.wait()
            order.append("Ani")

    async def stranger(number: int) -> None:
        async with strangers.turn(row(number)):
            order.append(f"begin {number}")
            await asyncio.sleep(0)
            order.append(f"end {number}")

    first = asyncio.create_task(ani())
    await working.wait()
    others = [asyncio.create_task(stranger(number)) for number in (2001, 2002)]
    await eventually(strangers._one.locked)
    assert order == []
    finish.set()
    await asyncio.gather(first, *others)
    assert order in (
        ["Ani", "begin 2001", "end 2001", "begin 2002", "end 2002"],
        ["Ani", "begin 2002", "end 2002", "begin 2001", "end 2001"],
    )
