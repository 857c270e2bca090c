"""Another process with the same token: ADMIN_IDS, doctor and healthz hear of it, and when it is over."""

import asyncio
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select

from bot.app.presence import Presence
from bot.intake.intake import Intake
from bot.intake.polling import Polling
from bot.intake.rival import QUIET, Rivals
from bot.telegram.api import Api
from bot.telegram.door import Door
from simulator import Simulator
from storage.database import Database
from storage.engine.schema import OUTBOX
from storage.evidence.opening import open_store
from storage.operations.doctor import examine
from tests.bot.app.test_app import running, settings
from tests.bot.desk import eventually
from tests.conftest import Clock

ADMIN = 1001
TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def rivals(database: Database, clock: Clock) -> Rivals:
    return Rivals(database, frozenset({ADMIN}), clock, lambda: None)


def told(database: Database) -> list[str]:
    rows = select(OUTBOX.c.chat_id, OUTBOX.c.payload).order_by(OUTBOX.c.id)
    found = database.read(lambda conn: conn.execute(rows).all())
    assert {row.chat_id for row in found} <= {ADMIN}
    return [row.payload["text"].splitlines()[0] for row in found]


RIVAL = "⚠️ <b>Bot lain memakai token yang sama</b>"
OVER = "✅ <b>Tidak ada lagi bot lain dengan token yang sama</b>"
MOVED = "⚠️ <b>Kiriman bot ini dibawa ke alamat lain</b>"


async def test_a_single_conflict_is_a_former_poll_that_ends(database: Database, clock: Clock) -> None:
    alone = rivals(database, clock)
    for _ in range(5):
        await alone.seen(TERMINATED)
        clock.advance(minutes=10)
    assert told(database) == []


async def test_it_is_told_once_an_hour_and_when_it_is_over(database: Database, clock: Clock, tmp_path: Path) -> None:
    watch = rivals(database, clock)
    for _ in range(150 * 20):  # two and a half hours, every three seconds
        await watch.seen(TERMINATED)
        await watch.alone()  # between two conflicts updates come in
        clock.advance(seconds=3)
    assert told(database) == [RIVAL] * 3
    report = examine(database, open_store(f"file:{tmp_path}"), clock())
    assert ("rival", False) in [(finding.trouble.value, report.ok) for finding in report.problems]
    clock.advance(seconds=QUIET.total_seconds())
    await rivals(database, clock).alone()  # also where the process was started anew meanwhile
    assert told(database) == [RIVAL] * 3 + [OVER]
    assert examine(database, open_store(f"file:{tmp_path}"), clock()).seen.conditions == ()


async def test_two_bots_with_one_token_on_different_databases(
    sim: Simulator, api: Api, database: Database, clock: Clock
) -> None:
    """The real one says so, while it goes on polling."""
    watch = rivals(database, clock)
    real = asyncio.create_task(Polling(api, Intake(database, 1, clock), None, watch).run())
    async with aiohttp.ClientSession() as second:
        for _ in range(3):
            await eventually(lambda: sim.world.updates.polling)
            async with second.post(f"{sim.url}/bot{sim.token}/getUpdates", json={}):
                pass
        await eventually(lambda: told(database) == [RIVAL])
    assert watch.present
    assert not real.done()
    real.cancel()


async def test_a_webhook_that_somebody_sets_while_we_poll_is_told_and_cleared(
    sim: Simulator, api: Api, database: Database, clock: Clock
) -> None:
    watch = rivals(database, clock)
    await watch.seen("Conflict: can't use getUpdates method while webhook is active")
    assert told(database) == []  # before the first poll: left by former settings
    sim.person(ADMIN, "Citra").start()
    polling = asyncio.create_task(Polling(api, Intake(database, 1, clock), None, watch).run())
    assert await sim.settled()
    clock.advance(hours=1)
    await eventually(lambda: sim.world.updates.polling)
    await api.call("setWebhook", {"url": "https://lain.example/telegram"})
    await eventually(lambda: MOVED in told(database))
    await eventually(lambda: not sim.world.webhook.url)
    polling.cancel()


@pytest.mark.parametrize("other", ["https://lain.example/telegram", ""])
async def test_a_webhook_that_is_not_ours_is_told_and_set_again(
    sim: Simulator, api: Api, sqlite_only: Database, clock: Clock, tmp_path: Path, other: str
) -> None:
    given = settings(sim, tmp_path, webhook_url="http://127.0.0.1:9", listen="127.0.0.1:9")
    door = Door(api, sqlite_only, clock)
    presence = Presence(given, 1, api, sqlite_only, Intake(sqlite_only, 1, clock), door, watch=0.01)
    watch = rivals(sqlite_only, clock)
    listening = asyncio.create_task(presence.listen(None, watch))
    await eventually(lambda: sim.world.webhook.url == given.webhook_address)
    await api.call("setWebhook", {"url": other})
    await eventually(lambda: sim.world.webhook.url == given.webhook_address)
    await eventually(lambda: told(sqlite_only) == [MOVED])
    clock.advance(seconds=(QUIET + timedelta(seconds=1)).total_seconds())
    await eventually(lambda: told(sqlite_only) == [MOVED, OVER])
    listening.cancel()


async def test_the_running_bot_tells_its_administrator(sim: Simulator, tmp_path: Path) -> None:
    citra = sim.person(ADMIN, "Citra")
    citra.start()
    async with running(settings(sim, tmp_path)), aiohttp.ClientSession() as second:
        for _ in range(3):
            await eventually(lambda: sim.world.updates.polling)
            async with second.post(f"{sim.url}/bot{sim.token}/getUpdates", json={}):
                pass
        await citra.sees("Bot lain memakai token yang sama")
