"""Two thousand strangers write at once, under Telegram's flood limits. A contact does not wait for them."""

import random
from pathlib import Path

import pytest

from bot.intake.strangers import AT_ONCE
from simulator import FloodLimits
from tests.load.crowd import answer, differences, running

STRANGERS = 2000


async def test_a_flood_of_strangers_delays_no_contact(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(tmp_path, sqlite_url, opds=1, flood=FloodLimits()) as (office, [(contact, token)]):
        world, rng = office.sim.world, random.Random(9)
        crowd = [office.sim.person(5001 + number, f"Orang {number}") for number in range(STRANGERS)]
        for stranger in crowd:
            stranger.start()
        for stranger in crowd[::10]:
            stranger.text("Tolong")
        began = world.monotonic()
        await contact.join(token)
        joined = world.monotonic() - began
        await contact.fill({"V01": answer("V01", rng)})
        waited = world.monotonic() - began
        replied = sum(len(stranger.private.from_bot) for stranger in crowd)
        exported = await office.settled_export()
        most = max(len(stranger.private.from_bot) for stranger in crowd)
        stored = world.unconfirmed
    with capsys.disabled():
        print(f"\n{STRANGERS} strangers: joined after {joined:.1f} s, {contact.actions} actions in {waited:.1f} s;")
        print(f"by then {replied} strangers had their reply; {world.too_many} calls 429, {stored} updates not fetched")
    assert differences([contact], exported) == []
    assert replied < STRANGERS / 2  # the contact came before most of them
    assert most <= AT_ONCE
