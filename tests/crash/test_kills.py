"""The real `pandu run`, killed with SIGKILL again and again while many contacts work.

At the end the export must equal exactly what the contacts were shown as saved. PANDU_KILLS kills a database (12; `make
chaos` 200), half of them while polling and half behind a webhook; PANDU_SEED repeats a run, as far as the machine's own
timing lets it.
"""

import asyncio
import os
import random
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from simulator import Simulator
from tests.crash.chaos import Copies, CrowdGate, Outcome, kill_often, settled
from tests.crash.work import Desk, Hasty, Worker
from tests.ledger import Differences, Ledger, compare
from tests.office import Office, free_port

KILLS = int(os.environ.get("PANDU_KILLS", "12")) // 2
SEED = int(os.environ.get("PANDU_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
OPDS = 16
SHARED = 4
"""Of these OPD two contacts work at once."""
REPLACED = re.compile(r"^Kontak \d+ mengubah (penjelasan )?V\d\d ")
UNDER_WAY = 3
"""Calls that are under way at a kill, on average and at most: about one on a machine at rest, more on a busy one."""
IN_DOUBT = "a call's outcome is unknown"
"""What the bot logs of a call that outlasts its limit (bot/courier/courier.py)."""
WEBHOOK_UNIT = 0.05
"""Seconds for which the simulator says "one second" between two deliveries of a refused update."""


@pytest.fixture(params=["polling", "webhook"])
def mode(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest_asyncio.fixture
async def office(tmp_path: Path, database_url: str, mode: str) -> AsyncIterator[Office]:
    async with Simulator(seed=SEED, webhook_unit=WEBHOOK_UNIT) as sim:
        webhook = f"http://127.0.0.1:{free_port()}" if mode == "webhook" else ""
        there = Office(tmp_path, database_url, sim, webhook)
        yield there
        there.kill()


async def test_killed_again_and_again_nothing_is_lost_and_nothing_happens_twice(
    office: Office, mode: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        outcome = await _run(office)
    except BaseException as error:
        error.add_note(f"seed {SEED}; the bot's log:\n{office.tail()}")
        raise
    kind = office.database.partition(":")[0]
    with capsys.disabled():
        print(f"\n{outcome.line(f'{kind}, {mode}')} (seed {SEED})")
    assert not outcome.stuck, "\n\n".join([*map(repr, outcome.stuck), office.tail()])
    assert outcome.differences == Differences()
    assert outcome.notices == []
    assert outcome.doubled_effects == []
    assert max(outcome.copies.in_a_life.values(), default=0) <= 1  # calls of a chat are made one after the other
    assert outcome.copies.by_a_kill <= UNDER_WAY * outcome.kills
    assert outcome.asked_again == []
    assert outcome.doctor["audit_ok"]
    assert outcome.doctor["set_aside"] == 0
    assert not office.sim.world.violations


async def _run(office: Office) -> Outcome:
    world, rng = office.sim.world, random.Random(SEED)
    copies, gate, enough = Copies(), CrowdGate(), asyncio.Event()
    workers = _crowd(office, gate, enough)
    world.faults.add("twice", p=0.1)
    world.faults.add("cross", p=0.3)
    with world.subscribe(copies):
        work = asyncio.gather(*(worker.work() for worker in workers), return_exceptions=True)
        await kill_often(office, KILLS, rng, gate)
        enough.set()
        endings = await work
        exported = await settled(office)
    stuck = [ending for ending in endings if ending is not None]
    found = Differences()
    opds = {opd["code"]: opd for opd in exported["opds"]}
    ledgers = {worker.contact.ledger.opd: worker.contact.ledger for worker in workers}
    for code, ledger in ledgers.items():
        found.add(compare(ledger, opds[code]))
    return Outcome(
        KILLS,
        sum(ledger.acknowledged for ledger in ledgers.values()),
        found,
        copies,
        stuck,
        [line for worker in workers for line in worker.contact.asked_again],
        _notices(workers),
        await office.doctor(),
        office.log.read_text(encoding="utf-8").count(IN_DOUBT),
    )


def _crowd(office: Office, gate: CrowdGate, enough: asyncio.Event) -> list[Worker]:
    """One contact for each OPD, two for some; nobody has joined yet."""
    workers: list[Worker] = []
    for number, invitation in enumerate(office.open_year(OPDS, uses=2)):
        ledger, desk, shares = Ledger(invitation["opd"]), Desk(), 2 if number < SHARED else 1
        for share in range(shares):
            account = 1001 + len(workers)
            rng = random.Random(SEED + account)
            desk.accounts.append(account)
            person = office.sim.person(account, f"Kontak {account}")
            contact = Hasty(person, ledger, gate.turn, rng=rng, desk=desk)
            workers.append(Worker(contact, invitation["token"], share, shares, rng, enough))
    return workers


def _notices(workers: list[Worker]) -> list[str]:
    """Contacts who did not read about each of their answers that a colleague replaced, or read of others."""
    wrong = []
    for worker in workers:
        account, chat = worker.contact.person.id, worker.contact.person.private
        seen = {message.text for message in chat.from_bot if REPLACED.search(message.text)}
        if len(seen) != worker.contact.desk.owed[account]:
            wrong.append(f"account {account}: {len(seen)} notices, {worker.contact.desk.owed[account]} owed")
    return wrong
