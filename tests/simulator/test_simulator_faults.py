"""Network and server faults, and flood limits."""

import aiohttp
import pytest
from botclient import Client

from simulator import FloodLimits, Person, Simulator
from simulator.errors import ApiError
from simulator.flood import Flood

CUT = (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)


async def test_a_cut_before_leaves_no_trace_and_a_cut_after_leaves_the_message(
    sim: Simulator, bot: Client, ani: Person
) -> None:
    sim.world.faults.add("cut_before", "sendMessage", count=1)
    with pytest.raises(CUT):
        await bot.call("sendMessage", chat_id=1001, text="satu")
    assert ani.private.from_bot == []
    sim.world.faults.add("cut_after", "sendMessage", count=1)
    with pytest.raises(CUT):
        await bot.call("sendMessage", chat_id=1001, text="dua")
    await bot.ok("sendMessage", chat_id=1001, text="tiga")
    assert [m.text for m in ani.private.from_bot] == ["dua", "tiga"]
    assert [(c.status, c.fault) for c in sim.world.calls] == [(0, "cut_before"), (0, "cut_after"), (200, "")]


async def test_errors_instead_of_the_effect_or_after_it(sim: Simulator, bot: Client, ani: Person) -> None:
    faults = sim.world.faults
    faults.add("error_429", "sendMessage", count=1, seconds=7)
    answer = await bot.call("sendMessage", chat_id=1001, text="a")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert sim.world.too_many == 1
    faults.add("error_500", count=1)
    assert await bot.refused("getMe") == "500 Internal Server Error"
    faults.add("html_502", "sendMessage", count=1, effect=True)
    url = f"{sim.url}/bot{sim.token}/sendMessage"
    async with bot.session.post(url, json={"chat_id": 1001, "text": "sampai"}) as page:
        assert (page.status, page.content_type) == (502, "text/html")
    assert [m.text for m in ani.private.from_bot] == ["sampai"]


async def test_a_fault_strikes_by_method_chance_and_count(sim: Simulator, bot: Client, ani: Person) -> None:
    fault = sim.world.faults.add("error_500", "sendMessage", p=0.5)
    for _ in range(40):
        await bot.call("sendMessage", chat_id=1001, text="a")
    assert 10 < fault.hits < 30
    assert fault.hits == sim.world.counts["sendMessage", 500]
    await bot.ok("getMe")
    sim.world.faults.clear()
    await bot.ok("sendMessage", chat_id=1001, text="a")


async def test_downloads_can_fail_be_cut_or_be_slow(sim: Simulator, bot: Client, ani: Person) -> None:
    file = ani.document("a.pdf", b"x" * 300_000).file
    assert file is not None
    path = (await bot.ok("getFile", file_id=file.file_id))["file_path"]
    url = f"{sim.url}/file/bot{sim.token}/{path}"
    sim.world.faults.add("download_fail", count=1)
    async with bot.session.get(url) as answer:
        assert answer.status == 404
    sim.world.faults.add("download_cut", count=1)
    with pytest.raises((aiohttp.ClientPayloadError, *CUT)):
        async with bot.session.get(url) as answer:
            await answer.read()
    sim.world.faults.add("download_slow", count=1, seconds=0.01)
    async with bot.session.get(url) as answer:
        assert await answer.read() == b"x" * 300_000


async def test_control_over_http(sim: Simulator, bot: Client, ani: Person) -> None:
    control = f"{sim.url}/control"
    await bot.session.post(f"{control}/faults", json={"kind": "error_500", "method": "getMe", "count": 1})
    assert (await bot.refused("getMe")).startswith("500")
    async with bot.session.post(f"{control}/faults", json={"kind": "gempa"}) as answer:
        assert answer.status == 400
    await bot.session.post(f"{control}/people", json={"id": 1002, "name": "Budi", "about": "koordinator"})
    await bot.session.post(f"{control}/malformed", json={"person": 1002})
    await bot.session.post(f"{control}/restart-ids", json={"where": "lower"})
    await bot.session.post(f"{control}/flood", json={"on": True})
    await bot.session.delete(f"{control}/faults")
    async with bot.session.get(f"{control}/state") as answer:
        state = await answer.json()
    assert (state["unconfirmed"], state["people"], state["faults"]) == (2, [1001, 1002], [])
    assert sim.world.flood is not None


async def test_flood_limits_refuse_sends_and_edits_but_no_answers(sim: Simulator, bot: Client, ani: Person) -> None:
    sim.world.set_flood(FloodLimits(chat_burst=2))
    keys = {"inline_keyboard": [[{"text": "III", "callback_data": "1"}]]}
    sent = await bot.ok("sendMessage", chat_id=1001, text="a", reply_markup=keys)
    place = {"chat_id": 1001, "message_id": sent["message_id"]}
    await bot.ok("editMessageText", **place, text="b", reply_markup=keys)
    answer = await bot.call("editMessageText", **place, text="c")
    assert answer["parameters"]["retry_after"] >= 1
    await bot.ok("answerCallbackQuery", callback_query_id=ani.press("III").id)
    await bot.ok("deleteMessage", **place)
    assert (sim.world.too_many, ani.private.messages[-1].text) == (1, "b")


def test_buckets_refill_with_time() -> None:
    now = [0.0]
    flood = Flood(FloodLimits(), lambda: now[0])

    def refused(chat: int, *, group: bool = False, cost: int = 1) -> int:
        try:
            flood.spend(chat, group=group, cost=cost)
        except ApiError as error:
            return int((error.parameters or {})["retry_after"])
        return 0

    assert [refused(1) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    now[0] = 1.1
    assert refused(1) == 0
    assert [refused(-5, group=True) for _ in range(21)][-1] == 3
    now[0] = 2.0
    assert refused(-5, group=True) == 3
    now[0] = 10.0
    assert [refused(chat) for chat in range(100, 131)] == [0] * 30 + [1]
    assert flood.refused == 4
