"""Latency at an even pace of 33 actions a second, flood limits off.

p50, p95, p99: of the time from the moment an update lies ready at Telegram to the arrival of the new screen, over all
actions of a round; what is told is the median of the rounds. The people take turns: each fills in the questionnaire,
and every 30 ms one of them acts. 33 a second is what 500 people do who need 15 seconds for an action. Actions that got
no reply would be counted as missing; there must be none.
"""

import asyncio

from benchmarks import ours
from benchmarks.measure import median, percentile
from benchmarks.report import Line, Scale
from simulator import Simulator
from tests.contact import Contact
from tests.timing import Over, Pace, latencies

RATE = 33.0
P95, P99 = 0.080, 0.150
PEOPLE = 66


async def measure(scale: Scale) -> list[Line]:
    found: dict[float, list[float]] = {0.50: [], 0.95: [], 0.99: []}
    missing = 0
    async with Simulator() as sim, ours.office(sim, PEOPLE * scale.rounds) as (_, everybody):
        for number in range(scale.rounds):
            crowd = everybody[number * PEOPLE : (number + 1) * PEOPLE]
            with latencies(sim.world) as seen:
                await for_a_while(crowd, scale.seconds)
            missing += seen.unanswered
            for share, values in found.items():
                values.append(percentile(seen.all, share))
            print(
                f"  round {number + 1}: " + ", ".join(f"p{s * 100:.0f} {v[-1] * 1000:.0f} ms" for s, v in found.items())
            )
    p50, p95, p99 = (median(values) for values in found.values())
    return [
        Line(f"p50 at {RATE:.0f} actions/s", f"{p50 * 1000:.0f} ms"),
        Line(f"p95 at {RATE:.0f} actions/s", f"{p95 * 1000:.0f} ms", f"at most {P95 * 1000:.0f} ms", p95 <= P95),
        Line(f"p99 at {RATE:.0f} actions/s", f"{p99 * 1000:.0f} ms", f"at most {P99 * 1000:.0f} ms", p99 <= P99),
        Line("actions without a reply", str(missing), "0", missing == 0),
    ]


async def for_a_while(crowd: list[tuple[Contact, str]], seconds: float) -> None:
    """Everybody fills in until the time is over; an action that has begun is waited for."""
    pace = Pace(RATE)
    for contact, _ in crowd:
        contact.turn = pace.turn
    tasks = [asyncio.create_task(ours.fill_in(contact, token)) for contact, token in crowd]
    await asyncio.wait(tasks, timeout=seconds)
    pace.over = True
    for ending in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ending, BaseException) and not isinstance(ending, Over):
            raise ending
