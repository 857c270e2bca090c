"""`pandu run` as a process: its clean stop, and its end when another may take over."""

import asyncio
from pathlib import Path

import psycopg
import pytest

from bot.app.lock import EXIT_LOST
from simulator import Simulator
from tests.office import Office, free_port


async def ended(office: Office, seconds: float = 60.0) -> int:
    return await asyncio.to_thread(office.process.wait, seconds)


async def test_sigterm_ends_it_soon_and_cleanly(sim: Simulator, sqlite_url: str, tmp_path: Path) -> None:
    office = Office(tmp_path, sqlite_url, sim)
    budi = sim.person(2002, "Budi")
    office.start()
    await office.ready()
    sim.world.faults.add("slow", "sendMessage", seconds=0.5)
    budi.start()
    await sim.world.until(lambda: sim.world.faults.active[0].hits)
    office.process.terminate()
    assert await ended(office) == 0  # within five seconds, on a machine that has nothing else to do
    await budi.sees("Bot ini hanya untuk perangkat daerah yang diundang")
    doctor = await office.doctor()
    assert (doctor["unsure"], doctor["waiting"]) == (0, 0)


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_an_idle_bot_does_not_wait_for_the_end_of_its_poll(
    sim: Simulator, sqlite_url: str, tmp_path: Path, webhook: bool
) -> None:
    office = Office(tmp_path, sqlite_url, sim, webhook=f"http://127.0.0.1:{free_port()}" if webhook else "")
    office.start()
    await office.ready()
    budi = sim.person(2002, "Budi")
    budi.start()
    await budi.sees("Bot ini hanya untuk perangkat daerah yang diundang")  # it has worked, and has nothing to do now
    assert await sim.settled()
    polled = sim.world.counts["getUpdates", 200]
    office.process.terminate()
    assert await ended(office) == 0
    assert sim.world.counts["getUpdates", 200] == polled


async def test_without_its_serve_lock_it_ends_at_once(
    sim: Simulator, postgresql_url: str, server: str, tmp_path: Path
) -> None:
    office = Office(tmp_path, postgresql_url, sim)
    office.start()
    await office.ready()
    with psycopg.connect(postgresql_url, autocommit=True) as operator:
        operator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    assert await ended(office) == EXIT_LOST
    assert "the serve lock is lost" in office.tail()


async def test_no_token_reaches_the_log(sim: Simulator, sqlite_url: str, tmp_path: Path) -> None:
    office = Office(tmp_path, sqlite_url, sim, settings={"LOG_LEVEL": "DEBUG"})
    sim.world.faults.add("cut_before", "getUpdates", count=2)
    sim.world.faults.add("html_502", "sendMessage", count=1)
    office.start()
    await office.ready()
    budi = sim.person(2002, "Budi Rahasia")
    budi.text("kata pribadi")
    await budi.sees("Bot ini hanya")
    office.kill()
    written = office.tail(1_000_000)
    assert "outcome is unknown" in written
    assert sim.token.partition(":")[2] not in written
    assert "Rahasia" not in written
    assert "kata pribadi" not in written
