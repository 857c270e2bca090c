"""The whole bot against the simulator: started, answering, told to stop, started again."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.app.serving import run
from bot.settings import Settings, SettingsError
from bot.telegram.api import CALL_LIMIT
from bot.texts.operations import settings as texts
from simulator import Person, Simulator
from storage.engine.locks import acquire_serve
from tests.office import free_port


def settings(sim: Simulator, folder: Path, **more: object) -> Settings:
    given = {
        "bot_token": SecretStr(sim.token),
        "telegram_api_url": sim.url,
        "database_url": f"sqlite:///{folder}/pandu.db",
        "evidence_url": f"file:{folder}/evidence",
        "admin_ids": frozenset({1001}),
        "timezone": "Asia/Makassar",
        "log_level": "WARNING",
        **more,
    }
    return Settings(_env_file=None, **given)  # type: ignore[call-arg, arg-type]


@asynccontextmanager
async def running(given: Settings) -> AsyncIterator[asyncio.Task[None]]:
    ready = asyncio.Event()
    bot = asyncio.create_task(run(given, ready=ready))
    up = asyncio.create_task(ready.wait())
    await asyncio.wait([bot, up], return_when=asyncio.FIRST_COMPLETED, timeout=60)
    if bot.done():
        bot.result()
    yield bot
    up.cancel()
    bot.cancel()
    await asyncio.gather(bot, return_exceptions=True)


STRANGER = "Bot ini hanya untuk perangkat daerah yang diundang"


async def test_it_answers_by_polling(sim: Simulator, tmp_path: Path) -> None:
    budi = sim.person(2002, "Budi")
    async with running(settings(sim, tmp_path)):
        budi.start()
        await budi.sees(STRANGER)
        assert await sim.settled()
    assert not sim.world.violations
    assert sim.world.calls_of("setMyCommands")


@pytest.mark.parametrize("fault", ["error_500", "html_502", "cut_before"])
async def test_a_server_that_does_not_clear_webhooks_is_polled_all_the_same(
    sim: Simulator, tmp_path: Path, fault: str
) -> None:
    sim.world.faults.add(fault, "deleteWebhook")
    budi = sim.person(2002, "Budi")
    async with running(settings(sim, tmp_path)):
        budi.start()
        await budi.sees(STRANGER)


async def test_a_server_that_never_answers_about_webhooks_does_not_delay_the_polling(
    sim: Simulator, tmp_path: Path
) -> None:
    sim.world.faults.add("slow", "deleteWebhook", seconds=3600)
    async with running(settings(sim, tmp_path)):
        assert await sim.world.until(lambda: sim.world.updates.polling, CALL_LIMIT / 2)


@pytest.mark.parametrize("fault", ["error_400", "error_404"])
async def test_a_refused_webhook_is_told_in_telegrams_words_and_tried_again(
    sim: Simulator, tmp_path: Path, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    port, budi = free_port(), sim.person(2002, "Budi")
    sim.world.faults.add(fault, "setWebhook", count=1)
    hook = {"webhook_url": f"http://127.0.0.1:{port}", "listen": f"127.0.0.1:{port}"}
    async with running(settings(sim, tmp_path, **hook)):
        budi.start()
        await budi.sees(STRANGER)
    told = capsys.readouterr().err
    assert "setWebhook" in told
    assert ("Not Found: method not found" if fault == "error_404" else "Bad Request: refused") in told
    assert "BOT_TOKEN" not in told


async def test_a_token_that_was_taken_back_ends_it_behind_a_webhook_too(sim: Simulator, tmp_path: Path) -> None:
    port = free_port()
    hook = {"webhook_url": f"http://127.0.0.1:{port}", "listen": f"127.0.0.1:{port}"}
    async with running(settings(sim, tmp_path, **hook)):
        pass  # the name is remembered, so the next start does not ask for it
    sim.world.faults.add("error_404", "setWebhook")
    sim.world.faults.add("error_404", "getMe")
    with pytest.raises(SettingsError, match="BOT_TOKEN tidak dikenal"):
        await run(settings(sim, tmp_path, **hook))


async def test_a_webhook_that_could_not_be_cleared_at_first_is_cleared_when_polling_is_refused(
    sim: Simulator, tmp_path: Path
) -> None:
    port, budi = free_port(), sim.person(2002, "Budi")
    hook = {"webhook_url": f"http://127.0.0.1:{port}", "listen": f"127.0.0.1:{port}"}
    async with running(settings(sim, tmp_path, **hook)):
        budi.start()
        await budi.sees(STRANGER)
    sim.world.faults.add("error_500", "deleteWebhook", count=1)
    async with running(settings(sim, tmp_path)):
        budi.text("masih ada orang?")
        await budi.sees(STRANGER)


async def test_what_came_while_it_was_off_is_answered_after_the_start(sim: Simulator, tmp_path: Path) -> None:
    budi = sim.person(2002, "Budi")
    async with running(settings(sim, tmp_path)):
        budi.start()
        await budi.sees(STRANGER)
    budi.text("masih ada orang?")
    async with running(settings(sim, tmp_path)):
        await budi.sees(STRANGER)
    assert sim.world.updates.dropped == 0


async def test_it_answers_by_webhook_and_opens_its_port(sim: Simulator, tmp_path: Path) -> None:
    port = free_port()
    hook = f"http://127.0.0.1:{port}"
    budi = sim.person(2002, "Budi")
    async with running(settings(sim, tmp_path, webhook_url=hook, listen=f"127.0.0.1:{port}")):
        budi.start()
        await budi.sees(STRANGER)
        async with aiohttp.ClientSession() as supervisor, supervisor.get(f"{hook}/healthz") as answer:
            health = await answer.json()
    assert health["ok"] is True
    assert health["updates_stored_total"] == 1


async def test_a_menu_that_cannot_be_set_is_no_reason_to_stop(sim: Simulator, tmp_path: Path) -> None:
    sim.world.faults.add("error_500", "setMyCommands")
    budi = sim.person(2002, "Budi")
    async with running(settings(sim, tmp_path)):
        budi.start()
        await budi.sees(STRANGER)


async def test_a_standby_behind_the_webhook_stores_and_takes_over(sim: Simulator, tmp_path: Path) -> None:
    first, second = free_port(), free_port()
    one = settings(sim, tmp_path, webhook_url=f"http://127.0.0.1:{first}", listen=f"127.0.0.1:{first}")
    two = settings(sim, tmp_path, webhook_url=f"http://127.0.0.1:{second}", listen=f"127.0.0.1:{second}")
    budi = sim.person(2002, "Budi")
    async with running(one) as active:
        budi.start()
        await budi.sees(STRANGER)
        standby = asyncio.create_task(run(two, ready=(taken := asyncio.Event())))
        ani = sim.person(2003, "Ani")  # a stranger reads one reply a minute
        ani.private.started = True
        update = {"update_id": 1, "message": _message(ani, "/start")}
        assert await _delivered(second, two.secret, update) == 200
        await ani.sees(STRANGER)
        assert len(ani.private.from_bot) == 1
        assert not taken.is_set()
        active.cancel()
        await asyncio.gather(active, return_exceptions=True)
        await asyncio.wait_for(taken.wait(), 60)
        dodi = sim.person(2004, "Dodi")
        dodi.start()
        await dodi.sees(STRANGER)
        standby.cancel()
        await asyncio.gather(standby, return_exceptions=True)


async def test_it_waits_for_the_serve_lock(sim: Simulator, tmp_path: Path) -> None:
    given = settings(sim, tmp_path)
    async with running(given):
        pass
    lock = acquire_serve(given.database_url, wait=False)
    ready = asyncio.Event()
    bot = asyncio.create_task(run(given, ready=ready))
    await asyncio.sleep(0.3)
    assert not ready.is_set()
    lock.release()
    await asyncio.wait_for(ready.wait(), 60)
    bot.cancel()
    await asyncio.gather(bot, return_exceptions=True)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"bot_token": SecretStr("1:AAAAAAAAAAAAAAAAAAAA")},
            "BOT_TOKEN tidak dikenal Telegram: minta lagi kepada @BotFather",
        ),
        ({"bot_token": SecretStr("")}, "BOT_TOKEN belum diisi: salin tokennya dari @BotFather ke .env"),
        (
            {"evidence_url": "file:/proc/evidence"},
            "Tempat bukti tidak dapat dipakai: foldernya tidak dapat dibuat atau ditulisi. "
            "Periksa EVIDENCE_URL dan izin foldernya.",
        ),
        (
            {"database_url": "sqlite:////proc/pandu.db"},
            "Basis data tidak dapat dipakai: berkas atau foldernya tidak dapat dibuat atau ditulisi. "
            "Periksa DATABASE_URL dan izin foldernya.",
        ),
        (
            {"database_url": "postgresql://nobody@127.0.0.1:1/none"},
            "Basis data tidak dapat dipakai: server tidak menjawab. Periksa apakah server berjalan, dan DATABASE_URL.",
        ),
    ],
)
async def test_it_stops_at_the_start_with_one_sentence(
    sim: Simulator, tmp_path: Path, wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(SettingsError) as refusal:
        await run(settings(sim, tmp_path, **wrong))
    assert str(refusal.value) == sentence


async def test_a_taken_port_is_told(sim: Simulator, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refusal:
        await run(settings(sim, tmp_path, listen=f"127.0.0.1:{sim.port}"))
    assert str(refusal.value) == texts.taken_port("127.0.0.1", sim.port)


def test_it_starts_without_what_it_does_not_need() -> None:
    """A web server, holidays and pictures are loaded when they are first needed, or never."""
    heavy = ("starlette", "uvicorn", "prometheus_client", "holidays", "PIL", "rich", "alembic", "typer", "matplotlib")
    code = f"import sys, bot.app.process; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})
    assert done.stdout.strip() == "[]"


def _message(person: Person, text: str) -> dict[str, object]:
    who = {"id": person.id, "is_bot": False, "first_name": "Budi"}
    return {"message_id": 1, "date": 1, "chat": {"id": person.id, "type": "private"}, "from": who, "text": text}


async def _delivered(port: int, secret: str, update: dict[str, object]) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with aiohttp.ClientSession() as telegram:
        for _ in range(200):
            try:
                async with telegram.post(f"http://127.0.0.1:{port}/telegram", json=update, headers=headers) as answer:
                    return answer.status
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.02)
    raise AssertionError("the port did not open")
