"""getUpdates: confirmation by offset, long poll, conflicts, expiry, restarted ids, repeats and crossing."""

import asyncio

import aiohttp
from botclient import Client

from simulator import ManualClock, Person, Simulator

KEYS = {"inline_keyboard": [[{"text": "III", "callback_data": "1:V01:3"}]]}


async def test_an_update_stays_until_an_offset_above_it(sim: Simulator, bot: Client, ani: Person) -> None:
    ani.text("satu")
    first, second = await bot.ok("getUpdates")
    assert second["update_id"] == first["update_id"] + 1
    assert first["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert [u["update_id"] for u in await bot.ok("getUpdates", offset=first["update_id"])] == [
        first["update_id"],
        second["update_id"],
    ]
    assert sim.world.unconfirmed == 2
    assert await bot.ok("getUpdates", offset=second["update_id"] + 1) == []
    assert sim.world.unconfirmed == 0


async def test_a_hasty_repetition_of_an_offset_gets_one_update(bot: Client, ani: Person) -> None:
    ani.text("satu")
    assert len(await bot.ok("getUpdates", offset=5)) == 2
    assert len(await bot.ok("getUpdates", offset=5)) == 1


async def test_a_batch_has_at_most_100_updates(bot: Client, ani: Person) -> None:
    for number in range(150):
        ani.text(str(number))
    batch = await bot.ok("getUpdates", limit=500)
    assert len(batch) == 100
    assert len(await bot.ok("getUpdates", offset=batch[-1]["update_id"] + 1)) == 51


async def test_a_long_poll_ends_with_the_first_update(sim: Simulator, bot: Client, ani: Person) -> None:
    last = (await bot.ok("getUpdates"))[-1]["update_id"]
    waiting = asyncio.create_task(bot.ok("getUpdates", offset=last + 1, timeout=50))
    await sim.world.until(lambda: sim.world.updates.polling)
    ani.text("halo")
    assert [u["message"]["text"] for u in await waiting] == ["halo"]


async def test_a_second_poller_ends_the_first(sim: Simulator, bot: Client) -> None:
    first = asyncio.create_task(bot.refused("getUpdates", timeout=50))
    await sim.world.until(lambda: sim.world.updates.polling)
    second = asyncio.create_task(bot.refused("getUpdates", timeout=50))
    assert (await first).startswith("409 Conflict: terminated by other getUpdates request; make sure that only one")
    await sim.world.until(lambda: sim.world.updates.polling)
    await bot.ok("setWebhook", url="http://127.0.0.1:9/telegram")
    assert await second == "409 Conflict: terminated by setWebhook request"
    assert (await bot.refused("getUpdates")).startswith("409 Conflict: can't use getUpdates method while webhook")


async def test_a_poll_whose_client_is_gone_takes_nothing_along(sim: Simulator, bot: Client, ani: Person) -> None:
    last = (await bot.ok("getUpdates"))[-1]["update_id"]
    waiting = asyncio.create_task(bot.ok("getUpdates", offset=last + 1, timeout=50))
    await sim.world.until(lambda: sim.world.updates.polling)
    waiting.cancel()
    await sim.world.until(lambda: not sim.world.updates.polling)
    ani.text("halo")
    assert [event.given for event in sim.world.updates.events.values()] == [0]
    assert [u["message"]["text"] for u in await bot.ok("getUpdates", offset=last + 1)] == ["halo"]


async def test_restarted_ids_are_served_whatever_the_offset(sim: Simulator, bot: Client, ani: Person) -> None:
    last = (await bot.ok("getUpdates"))[-1]["update_id"]
    for where in ("lower", "higher", "random", "lower"):
        sim.world.updates.restart_ids(where)
        waiting = asyncio.create_task(bot.ok("getUpdates", offset=last + 1, timeout=50))
        await sim.world.until(lambda: sim.world.updates.polling)
        ani.text(where)
        (update,) = await waiting
        assert update["message"]["text"] == where
        if where != "random":
            assert (update["update_id"] < last) == (where == "lower")
        last = update["update_id"]


async def test_a_restart_waits_until_nothing_is_pending(sim: Simulator, bot: Client, ani: Person) -> None:
    sim.world.updates.restart_ids("lower")
    ani.text("satu")
    first, second = await bot.ok("getUpdates")
    assert second["update_id"] == first["update_id"] + 1


async def test_only_allowed_kinds_are_kept(sim: Simulator, bot: Client, ani: Person) -> None:
    last = (await bot.ok("getUpdates", allowed_updates=["callback_query"]))[-1]["update_id"]
    ani.text("tidak sampai")
    assert await bot.ok("getUpdates", offset=last + 1) == []
    await bot.ok("sendMessage", chat_id=1001, text="V01", reply_markup=KEYS)
    ani.press("III")
    (update,) = await bot.ok("getUpdates", offset=last + 1)
    assert update["callback_query"]["data"] == "1:V01:3"


async def test_updates_expire(sim: Simulator, bot: Client, ani: Person, clock: ManualClock) -> None:
    await bot.ok("sendMessage", chat_id=1001, text="V01", reply_markup=KEYS)
    ani.press("III")
    clock.advance(151)
    assert [set(u) - {"update_id"} for u in await bot.ok("getUpdates")] == [{"message"}]
    clock.advance(86_400)
    assert await bot.ok("getUpdates", offset=1) == []
    assert sim.world.updates.expired == 2


async def test_every_update_can_come_twice(sim: Simulator, bot: Client, ani: Person) -> None:
    sim.world.faults.add("twice")
    ani.text("satu")
    first = [u["update_id"] for u in await bot.ok("getUpdates")]
    again = [u["update_id"] for u in await bot.ok("getUpdates", offset=first[-1] + 1)]
    assert again == first
    assert sim.world.unconfirmed == 2
    assert await bot.ok("getUpdates", offset=first[-1] + 1) == []
    assert sim.world.unconfirmed == 0


async def test_a_text_and_a_press_can_cross(sim: Simulator, bot: Client, ani: Person) -> None:
    sim.world.faults.add("cross")
    last = (await bot.ok("getUpdates"))[-1]["update_id"]
    await bot.ok("sendMessage", chat_id=1001, text="V01", reply_markup=KEYS)
    ani.text("penjelasan")
    ani.press("III")
    press, text = await bot.ok("getUpdates", offset=last + 1)
    assert press["callback_query"]["data"] == "1:V01:3"
    assert text["message"]["text"] == "penjelasan"


async def test_crossing_keeps_the_order_of_texts(sim: Simulator, bot: Client, ani: Person) -> None:
    sim.world.faults.add("cross", p=0.6)
    await bot.ok("sendMessage", chat_id=1001, text="V01", reply_markup=KEYS)
    for number in range(40):
        ani.text(str(number))
        ani.press_data(ani.private.messages[1], str(number))
    updates = (await bot.ok("getUpdates"))[1:]
    assert [u["message"]["text"] for u in updates if "message" in u] == [str(n) for n in range(40)]
    assert [u["callback_query"]["data"] for u in updates if "callback_query" in u] == [str(n) for n in range(40)]
    order = ["message" if "message" in u else "callback_query" for u in updates]
    assert order != ["message", "callback_query"] * 40


async def test_nothing_is_lost_by_cuts_repeats_crossing_and_restarts(sim: Simulator, bot: Client) -> None:
    """A client that keeps what it got before it confirms gets everything, whatever goes wrong in between."""
    faults = sim.world.faults
    faults.add("cut_before", "getUpdates", p=0.2)
    faults.add("cut_after", "getUpdates", p=0.2)
    faults.add("twice", p=0.3)
    faults.add("cross", p=0.3)
    people = [sim.person(2000 + number, f"Kontak {number}") for number in range(10)]
    sent = {(person.id, str(number)) for person in people for number in range(30)}
    got: list[tuple[int, str]] = []
    offset = 0
    for number in range(30):
        for person in people:
            person.text(str(number))
        if number % 5 == 0:
            sim.world.updates.restart_ids()
        while sim.world.unconfirmed:
            try:
                updates = await bot.ok("getUpdates", offset=offset)
            except (aiohttp.ClientError, OSError):
                continue
            got += [(u["message"]["from"]["id"], u["message"]["text"]) for u in updates]
            offset = updates[-1]["update_id"] + 1 if updates else offset
    assert set(got) == sent
    assert len(got) > len(sent)
