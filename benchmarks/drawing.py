"""The bot at 33 actions a second while the child draws one chart after another, 70 OPD in each, flood limits off.

Lag of the event loop: how much later than asked for a timer of 5 ms rings in the bot's own process; the median round's
p99. Each round is first quiet, then as long with charts: radar, ranking, heatmap, distribution, progress and trend in
turn, never two alike, sent to people who do nothing else. Replies: p99 of the latency of those who fill in, quiet and
with charts. All charts must arrive.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, cycle
from pathlib import Path

from benchmarks import ours
from benchmarks.measure import median, percentile, spread
from benchmarks.report import Line, Scale
from benchmarks.speed import for_a_while
from core.charts.data import Chart, Trend
from simulator import Simulator
from storage.database import Database
from storage.messaging import outbox, pictures
from tests.contact import Contact
from tests.core.charts import worlds
from tests.office import Office
from tests.timing import latencies

LAG = 0.050
PEOPLE = 40
READERS = 20
AT_ONCE = 3
"""Charts that wait at any time: the child is never idle."""

PROBE = Path(__file__).with_name("lag_probe.py")


async def measure(scale: Scale) -> list[Line]:
    lags: dict[bool, list[float]] = {False: [], True: []}
    replies: dict[bool, list[float]] = {False: [], True: []}
    drawn = 0
    program = (sys.executable, str(PROBE))
    people = PEOPLE * scale.rounds * 2
    async with Simulator() as sim, ours.office(sim, people, program) as (office, everybody):
        charts, spans = _Charts(sim, office), list[tuple[bool, float, float]]()
        for number in range(scale.rounds * 2):
            busy = bool(number % 2)
            crowd = everybody[number * PEOPLE : (number + 1) * PEOPLE]
            began = time.monotonic()
            drawn += await _round(sim, crowd, scale.seconds, charts if busy else None, replies[busy])
            spans.append((busy, began, time.monotonic()))
        samples = _samples(office)
    for busy, began, ended in spans:
        lags[busy].append(percentile([lag for at, lag in samples if began <= at < ended], 0.99))
    worst = median(lags[True])
    return [
        Line("event loop lag p99, quiet", f"{median(lags[False]) * 1000:.1f} ms", "", None, _in_ms(lags[False])),
        Line(
            "event loop lag p99, charts drawn",
            f"{worst * 1000:.1f} ms",
            f"under {LAG * 1000:.0f} ms",
            worst < LAG,
            _in_ms(lags[True]),
        ),
        Line("replies p99, quiet", f"{median(replies[False]) * 1000:.0f} ms"),
        Line("replies p99, charts drawn", f"{median(replies[True]) * 1000:.0f} ms"),
        Line("charts drawn a second", f"{drawn / (scale.rounds * scale.seconds):.1f}"),
    ]


async def _round(
    sim: Simulator, crowd: list[tuple[Contact, str]], seconds: float, charts: "_Charts | None", found: list[float]
) -> int:
    """The crowd fills in for a while; the number of charts that arrived meanwhile."""
    with latencies(sim.world) as seen:
        ordering = asyncio.create_task(charts.keep_coming()) if charts else None
        await for_a_while(crowd, seconds)
    found.append(percentile(seen.all, 0.99))
    if charts is None or ordering is None:
        return 0
    ordering.cancel()
    return await charts.all_arrived()


class _Charts:
    """Orders charts from outside, as a command of `pandu` does: rows that wait in the outbox."""

    def __init__(self, sim: Simulator, office: Office) -> None:
        self._sim = sim
        self._database = Database.open(office.database)
        self._readers = [sim.person(900_000 + number, f"Pembaca {number}") for number in range(READERS)]
        for reader in self._readers:
            reader.start()
        self._to = cycle(self._readers)
        self._series = _series()
        self._ordered = 0
        self._counted = 0

    @property
    def _arrived(self) -> int:
        return self._sim.world.counts["sendPhoto", 200]

    async def keep_coming(self) -> None:
        while True:
            if self._ordered - self._arrived < AT_ONCE:
                await asyncio.to_thread(self._order)
                self._ordered += 1
            await asyncio.sleep(0.01)

    async def all_arrived(self) -> int:
        if not await self._sim.world.until(lambda: self._arrived >= self._ordered, 60):
            raise AssertionError("charts are missing")
        new, self._counted = self._arrived - self._counted, self._arrived
        return new

    def _order(self) -> None:
        chart, reader = next(self._series), next(self._to)
        now = datetime.now(UTC)
        self._database.write(
            lambda conn: outbox.add(conn, [pictures.call(conn, reader.id, chart, "Grafik")], now, sending=False)
        )


def _series() -> Iterator[Chart]:
    """The six charts of 70 OPD in turn, each time with another year."""
    made: list[Chart] = [
        worlds.radar(),
        worlds.ranking(70),
        worlds.heatmap(70),
        worlds.distribution(70),
        worlds.progress(70),
        worlds.trend(),
    ]
    for number in count(1):
        for chart in made:
            if isinstance(chart, Trend):
                yield replace(chart, name=f"{chart.name} {number}")
            else:
                yield replace(chart, year=2026 + number)


def _samples(office: Office) -> list[tuple[float, float]]:
    """What the probe has written when its process ended: instants and lags."""
    assert office.process is not None
    office.process.terminate()
    office.process.wait(10)
    found: list[tuple[float, float]] = json.loads((office.folder / "lag.json").read_text())
    return found


def _in_ms(values: list[float]) -> str:
    return spread([value * 1000 for value in values])
