"""Parallel turns through the whole program, and commands of a second process meanwhile, on both databases."""

import asyncio
import os
import random
from contextlib import suppress
from pathlib import Path

import pytest

from tests.contact import Contact
from tests.ledger import Ledger
from tests.load.crowd import VARIABLES, answer, differences, running
from tests.office import opd_list
from tests.timing import Over, Pace, latencies, time_in_queue

AT_ONCE = 60
CONTACTS = 20
RATE = 15.0
ROUNDS = 2


async def test_sixty_files_sent_at_once_to_one_variable_all_count(tmp_path: Path, database_url: str) -> None:
    async with running(tmp_path, database_url, opds=1, uses=AT_ONCE) as (office, crowd):
        rng = random.Random(3)
        await asyncio.gather(*(contact.join(token) for contact, token in crowd))
        first = crowd[0][0]
        await first.fill({"V01": answer("V01", rng)})
        everybody = [contact for contact, _ in crowd]
        for contact in everybody:
            await contact.jump("V01")

        await asyncio.gather(*(contact.add("V01", answer("V01", rng).items) for contact in everybody))

        assert await office.sim.settled()
        exported = await office.settled_export()
        found = await office.doctor()
    assert differences(everybody, exported) == []
    assert len(exported["opds"][0]["answers"][0]["evidence"]) == AT_ONCE + 1
    assert found["audit_ok"]
    assert found["ok"]


async def test_two_contacts_of_one_opd_fill_in_at_once(tmp_path: Path, database_url: str) -> None:
    async with running(tmp_path, database_url, opds=5, uses=2) as (office, crowd):
        rng = random.Random(4)

        async def fill(index: int) -> None:
            contact, token = crowd[index]
            await contact.join(token)
            await contact.fill({code: answer(code, rng) for code in VARIABLES[index % 2 :: 2]})

        await asyncio.gather(*map(fill, range(len(crowd))))

        assert await office.sim.settled()
        exported = await office.settled_export()
    assert differences([contact for contact, _ in crowd], exported) == []
    assert all(opd["self"]["total"] == 33 for opd in exported["opds"])
    assert [contact.asked_again for contact, _ in crowd] == [[]] * len(crowd)


async def test_commands_of_another_process_lose_nothing(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Printed, not held: the longest time from an update lying ready to the new screen, while the commands run.

    The pace leaves the bot idle most of the time, so what is seen is what holds it up, not how much it can do. Time in
    which bot or test were ready to run but had no processor is taken off: that is the machine's, and is told apart.
    """
    async with running(tmp_path, database_url, opds=CONTACTS) as (office, crowd):
        rng = random.Random(5)
        pace = Pace(RATE)

        async def fill(contact: Contact, token: str) -> None:
            contact.turn = pace.turn
            with suppress(Over):
                await contact.join(token)
                await contact.fill({code: answer(code, rng) for code in VARIABLES})

        processes = (os.getpid(), *(process.pid for process in office.tree()))
        with latencies(office.sim.world, lambda: time_in_queue(processes)) as seen:
            work = asyncio.gather(*(fill(contact, token) for contact, token in crowd))
            for round_ in range(ROUNDS):
                issued = await office.invite("--all")
                listed = opd_list(tmp_path / "more.csv", CONTACTS, prefix=f"BARU{round_}-")
                await office.pandu("opd", "import", str(listed))
                await office.pandu("backup", str(tmp_path / f"{round_}.zip"))
            pace.over = True
            await work

        assert await office.sim.settled()
        exported = await office.settled_export()
        late = Contact(office.sim.person(9001, "Penerus"), Ledger(issued[0]["opd"]))
        await late.join(issued[0]["token"])
    longest = max(seen.all)
    with capsys.disabled():
        kind = database_url.partition(":")[0]
        print(
            f"\n{kind}: {len(seen.all)} actions beside {3 * ROUNDS} commands, longest stall {longest:.2f} s "
            f"({max(seen.with_queues):.2f} s with the queues for a processor)"
        )
    assert differences([contact for contact, _ in crowd], exported) == []
    assert len(exported["opds"]) == CONTACTS * (1 + ROUNDS)
