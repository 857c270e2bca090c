"""python-telegram-bot 22.8, the library the bot uses, against the simulator."""

import json

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.ext import CommandHandler

from simulator import Person, Simulator


async def test_the_library_sends_receives_edits_and_downloads(sim: Simulator, ani: Person) -> None:
    bot = telegram.Bot(sim.token, base_url=f"{sim.url}/bot", base_file_url=f"{sim.url}/file/bot")
    async with bot:
        assert bot.username == sim.bot_username
        (update,) = await bot.get_updates(timeout=5)
        assert CommandHandler("start", lambda u, c: None).check_update(update)
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("III", callback_data="1:V01:3")]])
        sent = await bot.send_message(ani.id, "<b>V01</b> · Perencanaan", parse_mode="HTML", reply_markup=keyboard)
        assert ani.last is not None
        assert ani.last.text == "V01 · Perencanaan"
        assert ani.last.html == "<b>V01</b> · Perencanaan"

        press = ani.press("III")
        (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=5)
        assert update.callback_query is not None
        assert await update.callback_query.answer("Tersimpan")
        assert await press.answered(1)
        assert [toast.text for toast in ani.toasts] == ["Tersimpan"]
        await bot.edit_message_text("Jelaskan", ani.id, sent.message_id)
        assert (await ani.sees("Jelaskan", anew=False)).edits[0].text == "V01 · Perencanaan"

        ani.document("Renja.pdf", b"%PDF-1.7 isi")
        (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=5)
        assert update.message is not None
        assert update.message.document is not None
        file = await update.message.document.get_file()
        assert bytes(await file.download_as_bytearray()) == b"%PDF-1.7 isi"

        ani.photo(caption="notulen")
        (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=5)
        assert update.message is not None
        sizes = update.message.photo
        assert len(sizes) > 1
        assert sizes[-1].file_size == max(size.file_size or 0 for size in sizes)
        album = await bot.send_media_group(
            ani.id, [InputMediaPhoto(sizes[-1].file_id), InputMediaPhoto(ani.private.messages[-1].file.data)]
        )
        assert album[0].photo[-1].file_unique_id == sizes[-1].file_unique_id
        assert album[1].photo[-1].file_unique_id != sizes[-1].file_unique_id
        assert await bot.set_my_commands([("isi", "Lanjutkan pengisian")])
    assert sim.world.violations == []


async def test_every_kind_of_update_can_be_parsed_but_the_malformed_one(sim: Simulator, ani: Person) -> None:
    budi = sim.person(1002, "Budi", "budi_tim", last_name="Santoso")
    ani.sticker()
    ani.voice()
    ani.location()
    ani.contact()
    ani.edit(ani.text("halo /isi https://contoh.id"), "halo lagi")
    ani.forward(ani.document("a.txt"))
    ani.block_bot()
    ani.unblock()
    group = sim.group("Tim", [ani, budi], [budi], forum=True)
    group.promote_bot(budi, can_pin_messages=False)
    topic = group.topic("Penilaian")
    group.text(ani, "/progres", topic=topic)
    group.text(budi, "umum", anonymous=True)
    group.close_topic(topic)
    group.remove_member(ani)
    small = sim.group("Kecil", [ani])
    small.migrate()
    small.remove_bot(ani)
    for pending in sim.world.updates.take(0, 100):
        assert Update.de_json(json.loads(pending.json), None) is not None
    sim.malformed(ani)
    (*_, odd) = sim.world.updates.take(0, 100)
    try:
        Update.de_json(json.loads(odd.json), None)
    except (TypeError, ValueError, AttributeError):
        return
    raise AssertionError("the malformed update was parsed")
