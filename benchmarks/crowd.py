"""500 people at once: fairness, memory, restart.

Slowest person: everybody joins and answers their first variable, all at the same time, each going on as soon as the
bot has replied. A person's figure is the mean latency of their actions; told is the highest of all persons divided by
the median person, in the median round of actions... (one crowd, because joining is part of it).

Memory: resident memory of the bot's process tree after all of them have a conversation under way.

Restart to first answer: the bot is killed (SIGKILL), a person presses a button, the bot is started; from the start of
the process to the new screen on the phone. Median of the rounds, with the crowd's data in the database.
"""

import asyncio
import time

from benchmarks import ours
from benchmarks.measure import median, resident
from benchmarks.report import Line, Scale
from simulator import Simulator
from tests.contact import Contact
from tests.office import Office
from tests.timing import latencies

FAIR = 2.0
MEMORY = 120.0
RESTART = 2.0
PEOPLE_PER_OPD = 2
PATIENCE = 60.0


async def measure(scale: Scale) -> list[Line]:
    async with Simulator() as sim, ours.office(sim, scale.crowd // PEOPLE_PER_OPD, PEOPLE_PER_OPD) as (office, crowd):
        with latencies(sim.world) as seen:
            await asyncio.gather(*(_begin(contact, token) for contact, token in crowd))
        per_person = [sum(values) / len(values) for values in seen.of.values()]
        fair = max(per_person) / median(per_person)
        memory = resident(office.tree())
        contacts = [contact for contact, _ in crowd]
        restarts = [await _restart(office, contact) for contact in contacts[: scale.rounds]]
    restart = median(restarts)
    return [
        Line(
            f"slowest of {len(crowd)} / median person",
            f"{fair:.2f}",
            f"at most {FAIR:g}",
            fair <= FAIR,
            f"median {median(per_person):.2f} s, slowest {max(per_person):.2f} s",
        ),
        Line(f"memory with {len(crowd)} people", f"{memory:.0f} MB", f"under {MEMORY:.0f} MB", memory < MEMORY),
        Line("restart to first answer", f"{restart:.2f} s", f"at most {RESTART:g} s", restart <= RESTART),
    ]


async def _begin(contact: Contact, token: str) -> None:
    """Joins and answers one variable."""
    await contact.join(token)
    plan = ours.answers()
    mine = "V01" if contact.person.id % 2 == 0 else "V02"  # two contacts of one OPD share the work
    await contact.fill({mine: plan[mine]})


async def _restart(office: Office, contact: Contact) -> float:
    """Seconds from the start of the process to the reply to a press that was waiting."""
    office.kill()
    chat = contact.person.private
    screen = contact.look().message
    assert screen is not None
    contact.person.press("Buka daftar isi", screen)
    since = chat.revision
    began = time.perf_counter()
    office.start()
    if not await chat.bell.until(lambda: chat.revision > since, PATIENCE):
        raise AssertionError(office.tail())
    return time.perf_counter() - began
