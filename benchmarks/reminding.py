"""500 contacts get a reminder while 50 people answer, flood limits on.

Reminders are written by the bot's own tick and leave at what the overall pace (30 a second) leaves them. Replies: p99
of the latency of those who answer, 8 actions a second in all, quiet (before the tick) and from the first reminder to
the last. What is told is the median of the rounds; each has 500 contacts of its own. Telegram's limits: calls that the
simulator answered with 429; there must be none.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from benchmarks import ours
from benchmarks.measure import median, percentile, spread
from benchmarks.report import Line, Scale
from simulator import FloodLimits, Simulator
from tests.contact import Contact
from tests.load.reminding import Reminded, due_tomorrow
from tests.timing import Over, Pace, latencies

ANSWERING = 50
RATE = 8.0
ROUNDS = 3
"""At most: each takes a minute, because the tick looks once a minute."""

TWICE = 2.0
QUIET = 15.0
"""Seconds of quiet at least."""


async def measure(scale: Scale) -> list[Line]:
    found: list[tuple[float, float]] = []
    rounds = min(scale.rounds, ROUNDS)
    async with Simulator(flood=FloodLimits()) as sim, ours.office(sim, ANSWERING * rounds) as (office, everybody):
        for number in range(rounds):
            crowd = everybody[number * ANSWERING : (number + 1) * ANSWERING]
            found.append(await _round(sim, crowd, due_tomorrow(sim, office, number)))
            print("  round {}: p99 quiet {:.0f} ms, reminding {:.0f} ms".format(number + 1, *_in_ms(found[-1])))
        refused = sim.world.too_many
    quiet, reminding = ([one[place] for one in found] for place in (0, 1))
    least, most = median(quiet), median(reminding)
    return [
        Line(f"replies p99, quiet, {ANSWERING} people", f"{least * 1000:.0f} ms", "", None, spread(_in_ms(quiet))),
        Line(
            "replies p99 while 500 are reminded",
            f"{most * 1000:.0f} ms",
            "at most twice",
            most <= TWICE * least,
            spread(_in_ms(reminding)),
        ),
        Line("calls beyond Telegram's limits", str(refused), "0", refused == 0),
    ]


async def _round(sim: Simulator, crowd: list[tuple[Contact, str]], reminded: Reminded) -> tuple[float, float]:
    """p99 before the reminders and while they leave."""
    pace = Pace(RATE)
    for contact, token in crowd:
        contact.turn = pace.turn
        await contact.join(token)
    tasks = [asyncio.create_task(_fill(contact)) for contact, _ in crowd]
    with latencies(sim.world) as quiet:
        await asyncio.sleep(QUIET)
        reminded.release()
        await reminded.begun()
    with latencies(sim.world) as busy:
        await reminded.done()
    pace.over = True
    await asyncio.gather(*tasks)
    return percentile(quiet.all, 0.99), percentile(busy.all, 0.99)


async def _fill(contact: Contact) -> None:
    with suppress(Over):
        await contact.fill(ours.answers())


def _in_ms(values: Sequence[float]) -> list[float]:
    return [value * 1000 for value in values]
