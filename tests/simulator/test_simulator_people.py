"""The driving API: seeing, pressing, toasts, edits, waiting."""

import asyncio

import pytest
from botclient import Client

from simulator import Person, Simulator

KEYS = {
    "inline_keyboard": [[{"text": "Kirim ke tim penilai", "callback_data": "1"}, {"text": "I", "callback_data": "2"}]]
}


async def test_a_person_sees_only_what_came_after_the_newest_action(bot: Client, ani: Person) -> None:
    await bot.ok("sendMessage", chat_id=1001, text="V01")
    assert (await ani.sees("V01")).text == "V01"
    ani.text("berikutnya")
    with pytest.raises(AssertionError, match=r"Ani did not see 'V01' within 0\.01 s:\nAni: /start"):
        await ani.sees("V01", timeout=0.01)
    assert await ani.sees("V01", timeout=0.01, anew=False)
    waiting = asyncio.create_task(ani.sees(lambda message: message.text.endswith("(2 dari 11)")))
    await bot.ok("editMessageText", chat_id=1001, message_id=ani.last.id, text="V02 (2 dari 11)")
    message = await waiting
    assert [edit.text for edit in message.edits] == ["V01"]


async def test_buttons_are_found_by_label_or_part_of_it(sim: Simulator, bot: Client, ani: Person) -> None:
    await bot.ok("sendMessage", chat_id=1001, text="lama", reply_markup=KEYS)
    old = ani.last
    await bot.ok("sendMessage", chat_id=1001, text="baru", reply_markup=KEYS)
    assert ani.press("Kirim").message is ani.last
    assert ani.press("I", old).message is old
    with pytest.raises(LookupError, match="no button \\[V\\]"):
        ani.press("V")
    await bot.ok("deleteMessage", chat_id=1001, message_id=old.id)
    press = ani.press_data(old, "1")
    update = (await bot.ok("getUpdates"))[-1]["callback_query"]
    assert update["message"] == {"chat": update["message"]["chat"], "message_id": old.id, "date": 0}
    await bot.ok("answerCallbackQuery", callback_query_id=press.id, text="Sudah lama")
    assert (await ani.hears("lama")).text == "Sudah lama"
    assert press.toast == "Sudah lama"


async def test_settled_waits_for_updates_and_answers(sim: Simulator, bot: Client, ani: Person) -> None:
    await bot.ok("sendMessage", chat_id=1001, text="a", reply_markup=KEYS)
    press = ani.press("I")
    last = (await bot.ok("getUpdates"))[-1]["update_id"]
    await bot.ok("getUpdates", offset=last + 1)
    assert not await sim.settled(0.01)
    waiting = asyncio.create_task(sim.settled())
    await bot.ok("answerCallbackQuery", callback_query_id=press.id)
    assert await waiting
    assert ani.toasts == []


async def test_edits_of_people_become_edited_messages(bot: Client, ani: Person) -> None:
    message = ani.text("salah tulis")
    ani.edit(message, "benar")
    update = (await bot.ok("getUpdates"))[-1]
    assert update["edited_message"]["text"] == "benar"
    assert update["edited_message"]["message_id"] == message.id


async def test_the_screen_reads_like_a_transcript(bot: Client, ani: Person) -> None:
    await bot.ok("sendMessage", chat_id=1001, text="<b>V01</b>", parse_mode="HTML", reply_markup=KEYS)
    assert ani.private.screen() == "Ani: /start undangan-1\n\nbot: V01\n[Kirim ke tim penilai] [I]"


async def test_calls_are_counted_and_heard(sim: Simulator, bot: Client, ani: Person) -> None:
    heard: list[str] = []
    with sim.world.subscribe(lambda what, thing: heard.append(what)):
        await bot.ok("sendMessage", chat_id=1001, text="a")
        await bot.refused("sendMessage", chat_id=1, text="a")
    assert heard == ["message", "call", "call"]
    assert [(call.status, call.chat_id, call.error) for call in sim.world.calls_of("sendMessage")] == [
        (200, 1001, ""),
        (400, 1, "Bad Request: chat not found"),
    ]
    assert sim.world.counts["sendMessage", 200] == 1
