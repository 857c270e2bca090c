"""500 contacts get a reminder while 50 people answer, under Telegram's flood limits: no limit is exceeded, no reply is
lost, nobody is reminded twice. How long answers take meanwhile is measured by benchmarks/reminding.py."""

import asyncio
import random
from contextlib import suppress
from pathlib import Path

import pytest

from simulator import FloodLimits
from tests.contact import Contact
from tests.load.crowd import VARIABLES, answer, differences, running
from tests.load.reminding import due_tomorrow
from tests.office import PEMDA
from tests.timing import Over, Pace, latencies

ANSWERING = 50
RATE = 8.0
"""Actions a second of all of them: a person needs six seconds for one."""


async def test_reminders_leave_room_for_those_who_answer(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(tmp_path, sqlite_url, opds=ANSWERING, flood=FloodLimits()) as (office, crowd):
        sim, pace, rng = office.sim, Pace(RATE), random.Random(5)
        reminded = due_tomorrow(sim, office)
        for contact, token in crowd:
            contact.turn = pace.turn
            await contact.join(token)
        office.kill()
        reminded.release()
        office.start()  # its first look comes with the start, not with the next minute
        await office.ready()

        async def fill(contact: Contact) -> None:
            with suppress(Over):
                await contact.fill({code: answer(code, rng) for code in VARIABLES})

        with latencies(sim.world) as seen:
            filling = [asyncio.create_task(fill(contact)) for contact, _ in crowd]
            await reminded.begun()
            before = len(seen.all)
            await reminded.done()
            answered = len(seen.all) - before
            pace.over = True
            await asyncio.gather(*filling)

        assert await sim.settled(60)
        exported = await office.settled_export(pemda=PEMDA)
        with capsys.disabled():
            print(f"\nreminders: {len(reminded.people)} left while {answered} actions were replied to")
        assert sim.world.too_many == 0
        assert answered > 0
        assert seen.unanswered == 0
        assert all(len(person.private.from_bot) == 1 for person in reminded.people)
        assert all("besok" in person.private.from_bot[0].text for person in reminded.people)
        assert differences([contact for contact, _ in crowd], exported) == []
