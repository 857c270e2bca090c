"""Processor time an update, beside two stand-ins.

CPU an update: user and system time of the bot's whole process tree while `people` fill in the questionnaire at once,
each going on as soon as the bot has replied, divided by the number of their actions. Ours and the survey bot do the
same actions (begin, then level, explanation and a document of 20 kB for each variable; ours has one tap more); echo
gets as many texts. Everything that the work causes is included: polling, getFile, downloads, commits, replies. Start-up
is not: a person who is not counted goes through before. The three take turns in every round, so that a machine that
slows down slows all of them down.

survey / echo tells whether the stand-in is the usual one: 2 to 3.5 is expected.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import psutil

from benchmarks import ours
from benchmarks.measure import median, processor_time, spread
from benchmarks.report import Line, Scale
from benchmarks.standins import ACTIONS, TALKS, standin
from simulator import Simulator
from tests.timing import Pace

OF_SURVEY, OF_ECHO = 0.8, 1.5
EXPECTED = (2.0, 3.5)

Round = Callable[[int], Awaitable[int]]
"""So many people go through; the number of their actions."""


async def measure(scale: Scale) -> list[Line]:
    spent: dict[str, list[float]] = {"echo": [], "survey": [], "ours": []}
    async with AsyncExitStack() as stack:
        bots = {name: await stack.enter_async_context(_standin(name)) for name in TALKS}
        bots["ours"] = await stack.enter_async_context(_ours(1 + scale.rounds * scale.people))
        for _, go in bots.values():
            await go(1)
        for number in range(scale.rounds):
            for name, (tree, go) in bots.items():
                spent[name].append(await _one(tree, go, scale.people))
            print(
                f"  round {number + 1}: " + ", ".join(f"{name} {values[-1]:.2f} ms" for name, values in spent.items())
            )
    return _lines(spent)


async def _one(tree: Callable[[], list[psutil.Process]], go: Round, people: int) -> float:
    """Milliseconds an update in one round."""
    before = processor_time(tree())
    actions = await go(people)
    return (processor_time(tree()) - before) / actions * 1000


def _lines(spent: dict[str, list[float]]) -> list[Line]:
    echo, survey, own = (median(spent[name]) for name in ("echo", "survey", "ours"))
    low, high = EXPECTED
    usual = low <= survey / echo <= high
    why = "" if usual else "echo and survey differ in what the library costs here, see the two lines above"
    return [
        *(Line(f"CPU an update, {name}", f"{median(of):.2f} ms", remark=spread(of)) for name, of in spent.items()),
        Line("survey / echo", f"{survey / echo:.2f}", f"{low:g} to {high:g}", usual, why),
        Line("ours / survey", f"{own / survey:.2f}", f"at most {OF_SURVEY:g}", own <= OF_SURVEY * survey),
        Line("ours / echo", f"{own / echo:.2f}", f"aim {OF_ECHO:g}", None if own > OF_ECHO * echo else True),
    ]


@asynccontextmanager
async def _standin(name: str) -> AsyncIterator[tuple[Callable[[], list[psutil.Process]], Round]]:
    with tempfile.TemporaryDirectory(prefix="pandu-bench-") as folder:
        async with Simulator() as sim, standin(name, sim, Path(folder)) as process:
            numbers = iter(range(200_000, 300_000))

            async def go(people: int) -> int:
                crowd = [sim.person(next(numbers), f"Orang {n}") for n in range(people)]
                await asyncio.gather(*(TALKS[name](person, Pace()) for person in crowd))
                return people * ACTIONS

            yield lambda: [process, *process.children(recursive=True)], go


@asynccontextmanager
async def _ours(people: int) -> AsyncIterator[tuple[Callable[[], list[psutil.Process]], Round]]:
    async with Simulator() as sim, ours.office(sim, people) as (office, contacts):
        waiting = iter(contacts)

        async def go(count: int) -> int:
            crowd = [next(waiting) for _ in range(count)]
            return sum(await asyncio.gather(*(ours.fill_in(contact, token) for contact, token in crowd)))

        yield office.tree, go
