"""500 people at once: fairness, memory, restart.

Slowest person: in each round everybody answers one more variable (in the first one they join before), all beginning at
the same moment, each going on as soon as the bot has replied. A person's figure is the mean latency of their actions
in the round; the round's figure is the slowest person's divided by the median person's; told is the median round.

Memory: resident memory of the bot's process tree after all of them have a conversation under way.

Restart to first answer: the bot is killed (SIGKILL), a person presses a button, the bot is started; from the start of
the process to the new screen on the phone. Median of the rounds, with the crowd's data in the database.
"""

import asyncio
import time

from benchmarks import ours
from benchmarks.measure import median, resident, spread
from benchmarks.report import Line, Scale
from benchmarks.standins import PATIENCE, VARIABLES
from simulator import Simulator
from tests.contact import Contact
from tests.office import Office
from tests.timing import latencies

FAIR = 2.0
MEMORY = 120.0
RESTART = 2.0


async def measure(scale: Scale) -> list[Line]:
    async with Simulator() as sim, ours.office(sim, scale.crowd) as (office, crowd):
        rounds: list[list[float]] = []
        for number in range(scale.rounds):
            with latencies(sim.world) as seen:
                await asyncio.gather(*(_answer(contact, token, number) for contact, token in crowd))
            rounds.append([sum(values) / len(values) for values in seen.of.values()])
            print(f"  round {number + 1}: median {median(rounds[-1]):.2f} s, slowest {max(rounds[-1]):.2f} s")
        memory = resident(office.tree())
        restarts = [await _restart(office, contact) for contact, _ in crowd[: scale.rounds]]
    shares = [max(figures) / median(figures) for figures in rounds]
    fair = median(shares)
    restart = median(restarts)
    return [
        Line(
            f"slowest of {len(crowd)} / median person",
            f"{fair:.2f}",
            f"at most {FAIR:g}",
            fair <= FAIR,
            spread(shares),
        ),
        Line(f"memory with {len(crowd)} people", f"{memory:.0f} MB", f"under {MEMORY:.0f} MB", memory < MEMORY),
        Line(
            "restart to first answer",
            f"{restart:.2f} s",
            f"at most {RESTART:g} s",
            restart <= RESTART,
            spread(restarts),
        ),
    ]


async def _answer(contact: Contact, token: str, number: int) -> None:
    """One more variable."""
    if number == 0:
        await contact.join(token)
    code = VARIABLES[number]
    await contact.fill({code: ours.answers()[code]})


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
