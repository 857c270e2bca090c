"""Fifty contacts at once under Telegram's flood limits: 30 messages a second, one a second in a chat, small bursts."""

import asyncio
import random
from pathlib import Path

import pytest

from simulator import FloodLimits
from tests.load.crowd import answer, differences, running

CONTACTS = 50
LIMITS = FloodLimits()


async def test_no_reply_is_lost_to_a_429(tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    async with running(tmp_path, sqlite_url, opds=CONTACTS, flood=LIMITS) as (office, crowd):
        rng = random.Random(2)

        async def begin(index: int) -> None:
            contact, token = crowd[index]
            await contact.join(token)
            await contact.fill({code: answer(code, rng) for code in ("V01", "V02")})

        await asyncio.gather(*map(begin, range(CONTACTS)))

        assert await office.sim.settled(60)
        exported = await office.settled_export()
        refused = office.sim.world.too_many
    everybody = [contact for contact, _ in crowd]
    actions = sum(contact.actions for contact in everybody)
    with capsys.disabled():
        print(f"\nflood limits: {CONTACTS} contacts, {actions} actions, all replied to; {refused} calls answered 429")
    assert differences(everybody, exported) == []
    assert all(press.answered_at is not None for press in office.sim.world.presses.values())
