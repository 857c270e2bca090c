"""Delivery by webhook: secret, order per lane, retries, Retry-After, repeats."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from aiohttp import web
from botclient import Client

from simulator import Person, Simulator

KEYS = {"inline_keyboard": [[{"text": "III", "callback_data": "1:V01:3"}]]}


class Listener:
    """A bot's webhook that answers what the test told it to answer; `gate` holds answers back."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.secrets: set[str] = set()
        self.gates: dict[str, asyncio.Event] = {}
        self.url = ""
        self.arrived = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        update = json.loads(await request.read())
        self.seen.append(update)
        self.arrived.set()
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        gate = self.gates.get(next(iter(update.keys() - {"update_id"})))
        if gate is not None:
            await gate.wait()
        status, headers = self.answers.pop(0) if self.answers else (200, {})
        return web.Response(status=status, headers=headers)

    def texts(self) -> list[str]:
        return [u["message"]["text"] for u in self.seen if "message" in u]


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Listener]:
    listener = Listener()
    app = web.Application()
    app.router.add_post("/telegram", listener.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    listener.url = f"http://127.0.0.1:{port}/telegram"
    yield listener
    await runner.cleanup()


async def test_waiting_and_new_updates_arrive_in_order(
    sim: Simulator, bot: Client, ani: Person, hook: Listener
) -> None:
    await bot.ok("setWebhook", url=hook.url, secret_token="rahasia-1", max_connections=4)
    for number in range(5):
        ani.text(str(number))
    assert await sim.world.until(lambda: sim.world.unconfirmed == 0)
    assert hook.texts() == ["/start undangan-1", "0", "1", "2", "3", "4"]
    assert hook.secrets == {"rahasia-1"}
    info = await bot.ok("getWebhookInfo")
    assert (info["url"], info["max_connections"], info["pending_update_count"]) == (hook.url, 4, 0)


async def test_a_failed_update_is_offered_again_before_the_next(
    sim: Simulator, bot: Client, ani: Person, hook: Listener
) -> None:
    hook.answers = [(503, {}), (500, {}), (502, {}), (204, {})]
    await bot.ok("setWebhook", url=hook.url)
    ani.text("berikutnya")
    assert await sim.world.until(lambda: sim.world.unconfirmed == 0)
    assert hook.texts() == ["/start undangan-1"] * 4 + ["berikutnya"]
    assert (await bot.ok("getWebhookInfo"))["last_error_message"] == (
        "Wrong response from the webhook: 502 Bad Gateway"
    )


async def test_retry_after_is_honoured(sim: Simulator, bot: Client, ani: Person, hook: Listener) -> None:
    hook.answers = [(503, {"Retry-After": "1"})]
    began = asyncio.get_running_loop().time()
    await bot.ok("setWebhook", url=hook.url)
    assert await sim.world.until(lambda: sim.world.unconfirmed == 0)
    assert asyncio.get_running_loop().time() - began >= 1


async def test_a_text_and_a_press_of_one_person_are_under_way_together(
    sim: Simulator, bot: Client, ani: Person, hook: Listener
) -> None:
    hook.gates["message"] = asyncio.Event()
    await bot.ok("setWebhook", url=hook.url)
    await bot.ok("sendMessage", chat_id=1001, text="V01", reply_markup=KEYS)
    ani.text("tertahan")
    ani.press("III")
    assert await sim.world.until(lambda: sim.world.unconfirmed == 2)
    assert [u for u in hook.seen if "callback_query" in u]
    assert hook.texts() == ["/start undangan-1"]
    hook.gates["message"].set()
    assert await sim.world.until(lambda: sim.world.unconfirmed == 0)


async def test_updates_can_come_twice(sim: Simulator, bot: Client, ani: Person, hook: Listener) -> None:
    sim.world.faults.add("twice")
    await bot.ok("setWebhook", url=hook.url)
    assert await sim.world.until(lambda: sim.world.unconfirmed == 0)
    assert len({u["update_id"] for u in hook.seen}) == 1
    assert len(hook.seen) == 2


async def test_after_deletion_the_rest_waits_for_polling(
    sim: Simulator, bot: Client, ani: Person, hook: Listener
) -> None:
    hook.gates["message"] = asyncio.Event()
    await bot.ok("setWebhook", url=hook.url)
    await hook.arrived.wait()
    await bot.ok("deleteWebhook")
    hook.gates["message"].set()
    assert len(await bot.ok("getUpdates")) == 1


async def test_faulty_webhooks_are_refused(bot: Client) -> None:
    assert await bot.refused("setWebhook", url="ftp://x") == "400 Bad Request: invalid webhook URL specified"
    refusal = await bot.refused("setWebhook", url="http://127.0.0.1/x", secret_token="a b")
    assert refusal == "400 Bad Request: secret token contains unallowed characters"
