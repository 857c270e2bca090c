"""Latency of contacts while users of services answer 30 surveys a second.

The same even pace as in benchmarks/speed.py, without and with users. A user opens the page, reads it for six seconds
and sends it, each from an address of its own. Each round measures first without and then with them, so that both see
the same machine; on a busy one only the processor time of a visit (page, answer and thanks, while users are alone)
tells something. Answers that were not stored would be counted as missing; there must be none.

python -m benchmarks.survey
"""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import aiohttp

from benchmarks import ours, report
from benchmarks.measure import median, percentile, processor_time
from benchmarks.report import Line, Scale
from benchmarks.speed import PEOPLE, RATE, for_a_while
from core.effects import ImportOpds, OpenPeriod, OpenSurvey
from core.pemda.opd_list.reading import OpdRow
from simulator import Simulator
from storage import effects
from storage.database import Connection, Database
from storage.engine.schema import ASSESSMENT, OPD, SURVEY, SURVEY_ANSWER
from storage.pemda import regions
from tests.office import free_port
from tests.timing import latencies

USERS, READING, OFFICES = 30.0, 6.0, 20
CODES = [f"M{n:02}" for n in range(1, 15)]
TICKET = re.compile(r'name="ticket" value="([^"]+)"')
VISIT = 0.006
"""Seconds of processor time that a visit may take: 30 a second are then a sixth of a core."""
WORSE = 0.030
"""Seconds by which p99 may be longer beside users; rounds without them differ by as much."""


def surveys(url: str) -> list[str]:
    """A second Pemda with a period of PEKPPP; the codes of its OPD's surveys."""
    now = datetime.now(UTC)
    operator = effects.Actor(None, None, now)

    def make(conn: Connection) -> list[str]:
        pemda = regions.add(conn, "Kota Bontang", ZoneInfo("Asia/Makassar"), now)
        rows = tuple(OpdRow(f"U{n:02}", f"Unit {n:02}", f"Unit {n:02}", "Dinas") for n in range(OFFICES))
        effects.apply(conn, ImportOpds(pemda, rows), operator)
        due = now + timedelta(days=10)
        effects.apply(conn, OpenPeriod(pemda, "2026", "pekppp-2023", now, due, due + timedelta(days=9)), operator)
        mine = ASSESSMENT.join(OPD, OPD.c.id == ASSESSMENT.c.opd_id).select().where(OPD.c.pemda_id == pemda)
        for row in conn.execute(mine.with_only_columns(ASSESSMENT.c.id)).all():
            effects.apply(conn, OpenSurvey(row.id), operator)
        return list(conn.execute(SURVEY.select().with_only_columns(SURVEY.c.code)).scalars())

    return _on(url, make)


def stored(url: str) -> int:
    return _on(url, lambda conn: len(conn.execute(SURVEY_ANSWER.select()).all()))


def _on(url, work):  # type: ignore[no-untyped-def]
    database = Database.open(url)
    try:
        return database.write(work)
    finally:
        database.close()


async def user(web: aiohttp.ClientSession, page: str, number: int) -> None:
    headers = {"X-Forwarded-For": f"10.{number // 62500}.{number // 250 % 250}.{number % 250}"}
    async with web.get(page, headers=headers) as answer:
        ticket = TICKET.findall(await answer.text())[0]
    await asyncio.sleep(READING)
    fields = {"ticket": ticket, **dict.fromkeys(CODES, "4")}
    async with web.post(page, data=fields, headers=headers, allow_redirects=False) as answer:
        assert answer.status == 303, answer.status


class Users:
    """Come at an even pace until they are stopped; those who have begun answer to the end."""

    def __init__(self, address: str, codes: list[str]) -> None:
        self.address, self.codes, self.came = address, codes, 0

    async def come(self, web: aiohttp.ClientSession, ending: asyncio.Event) -> None:
        at, tasks = asyncio.get_running_loop().time(), []
        while not ending.is_set():
            page = f"{self.address}/survei/{self.codes[self.came % len(self.codes)]}"
            tasks.append(asyncio.create_task(user(web, page, self.came)))
            self.came += 1
            at += 1 / USERS
            await asyncio.sleep(max(0.0, at - asyncio.get_running_loop().time()))
        await asyncio.gather(*tasks)


async def measure(scale: Scale) -> list[Line]:
    found: dict[bool, list[float]] = {False: [], True: []}
    port = free_port()
    settings = {"LISTEN": f"127.0.0.1:{port}"}
    async with (
        Simulator() as sim,
        ours.office(sim, 2 * PEOPLE * scale.rounds, settings=settings) as (there, everybody),
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as web,
    ):
        users = Users(f"http://127.0.0.1:{port}", surveys(there.database))
        for number in range(2 * scale.rounds):
            beside = number % 2 == 1
            ending = asyncio.Event()
            coming = asyncio.create_task(users.come(web, ending)) if beside else None
            if coming:
                await asyncio.sleep(READING + 1)  # until they send as often as they come
            with latencies(sim.world) as seen:
                await for_a_while(everybody[number * PEOPLE : (number + 1) * PEOPLE], scale.seconds)
            ending.set()
            if coming:
                await coming
            found[beside].append(percentile(seen.all, 0.99))
            print(f"  {'with' if beside else 'without'} users: p99 {found[beside][-1] * 1000:.0f} ms")
        before, came = processor_time(there.tree()), users.came
        ending = asyncio.Event()
        coming = asyncio.create_task(users.come(web, ending))
        await asyncio.sleep(scale.seconds)
        ending.set()
        await coming
        visit = (processor_time(there.tree()) - before) / (users.came - came)
        missing = users.came - stored(there.database)
    alone, together = median(found[False]), median(found[True])
    return [
        Line(f"p99 at {RATE:.0f} actions/s, no users", f"{alone * 1000:.0f} ms"),
        Line(
            f"p99 beside {USERS:.0f} answers of users a second",
            f"{together * 1000:.0f} ms",
            f"at most {WORSE * 1000:.0f} ms more",
            together - alone <= WORSE,
        ),
        Line(
            "processor time of a user's visit",
            f"{visit * 1000:.1f} ms",
            f"at most {VISIT * 1000:.0f} ms",
            visit <= VISIT,
        ),
        Line("answers of users not stored", str(missing), "0", missing == 0),
    ]


if __name__ == "__main__":
    print(report.table(asyncio.run(measure(report.QUICK))))
