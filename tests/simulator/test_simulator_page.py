"""The chat page in Debian's Chromium at 360 x 740: read, write, press, attach, see edits, open the group."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from botclient import Client
from playwright.async_api import Page, async_playwright

from simulator import Person, Simulator

CHROMIUM = next(
    (
        path
        for path in ("/usr/bin/chromium", shutil.which("chromium"), shutil.which("google-chrome"))
        if path and os.path.exists(path)
    ),
    None,
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: install it (Debian: chromium)")
KEYS = {"inline_keyboard": [[{"text": n, "callback_data": f"1:V01:{n}"} for n in ("I", "II", "III", "IV", "V")]]}


@pytest_asyncio.fixture
async def phone() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
        page.set_default_timeout(60_000)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        assert faults == []
        await browser.close()


async def test_a_conversation_on_the_phone(sim: Simulator, bot: Client, phone: Page) -> None:
    ani = sim.person(1001, "Ani", about="kontak Dinas Kesehatan")
    await bot.ok("setMyCommands", commands=[{"command": "isi", "description": "Lanjutkan pengisian"}])
    await phone.goto(sim.url)
    await phone.get_by_text("kontak Dinas Kesehatan").click()
    await phone.click("#start")
    await phone.locator(".message.mine", has_text="/start").wait_for()

    await bot.ok("sendChatAction", chat_id=1001, action="upload_photo")
    await phone.locator("#subtitle", has_text="mengirim foto…").wait_for()

    quote = "<blockquote expandable>" + "Lihat Renja dan RKA. " * 20 + "</blockquote>"
    text = f"<b>V01</b> · &lt;Perencanaan&gt;\n{quote}\nPilih tingkat."
    sent = await bot.ok("sendMessage", chat_id=1001, text=text, parse_mode="HTML", reply_markup=KEYS)
    message = phone.locator(f"[data-message-id='{sent['message_id']}']")
    await phone.locator("#subtitle", has_text="bot · Anda: Ani").wait_for()
    assert "<Perencanaan>" in await message.locator(".bubble").inner_text()
    closed = await message.locator("blockquote").bounding_box()
    await message.locator("blockquote").click()
    opened = await message.locator("blockquote").bounding_box()
    assert closed is not None
    assert opened is not None
    assert opened["height"] > closed["height"] * 2

    await message.locator(".inline button", has_text="IV").click()
    await message.locator("button.waiting").wait_for()
    press = next(iter(sim.world.presses.values()))
    await bot.ok("answerCallbackQuery", callback_query_id=press.id, text="V01: tingkat IV tersimpan")
    await phone.locator(".toast", has_text="tingkat IV tersimpan").wait_for()
    await bot.ok("editMessageText", chat_id=1001, message_id=sent["message_id"], text="Jelaskan")
    await message.locator(".bubble", has_text="Jelaskan").wait_for()
    assert await message.locator("button.waiting, .inline").count() == 0

    await phone.fill("#input", "Renja <2026> & RKA")
    await phone.click("#send")
    await phone.locator(".message.mine", has_text="Renja <2026> & RKA").wait_for()
    assert ani.private.messages[-1].text == "Renja <2026> & RKA"
    await phone.fill("#input", f"https://t.me/{sim.bot_username}?start=undangan-2")
    await phone.click("#send")
    await phone.locator(".message.mine", has_text="/start undangan-2").wait_for()
    await phone.click("#commands")
    await phone.click("#command-list button")
    await phone.locator(".message.mine .bubble", has_text="/isi").wait_for()
    assert await phone.evaluate("document.documentElement.scrollWidth") <= 360


async def test_files_from_the_page(sim: Simulator, bot: Client, ani: Person, phone: Page) -> None:
    picture = ani.photo().file
    assert picture is not None
    assert picture.data is not None
    await phone.goto(f"{sim.url}/?as=1001")
    images = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": picture.data} for n in range(3)]
    await phone.set_input_files("#file", images)
    await phone.fill("#caption", "tiga halaman")
    await phone.click("#attach-send")
    await phone.locator(".photos.many .photo").nth(2).wait_for()
    album = ani.private.messages[-3:]
    assert len({message.album for message in album}) == 1
    assert [message.text for message in album] == ["tiga halaman", "", ""]
    await phone.set_input_files("#file", [{"name": "Renja.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}])
    await phone.click("#attach-send")
    document = phone.locator(".document", has_text="Renja.pdf")
    async with phone.expect_download() as download:
        await document.click()
    assert (await download.value).suggested_filename == "Renja.pdf"
    assert await phone.evaluate("document.documentElement.scrollWidth") <= 360


async def test_the_group_and_what_is_unread(sim: Simulator, bot: Client, ani: Person, phone: Page) -> None:
    budi = sim.person(1002, "Budi")
    group = sim.group("Tim Penilai", [ani, budi], [budi])
    group.promote_bot(budi)
    await phone.goto(f"{sim.url}/?as=1001&start=undangan-3")
    await phone.locator(".message.mine", has_text="/start undangan-3").wait_for()
    group.text(budi, "Mohon dilengkapi <b>hari ini</b>")
    board = await bot.ok("sendMessage", chat_id=group.id, text="Papan 2026")
    await bot.ok("pinChatMessage", chat_id=group.id, message_id=board["message_id"])
    await phone.click("#back")
    entry = phone.locator(f"[data-chat='{group.id}'].entry")
    await entry.locator(".badge", has_text="3").wait_for()
    await entry.click()
    await phone.locator(".message", has_text="Mohon dilengkapi <b>hari ini</b>").wait_for()
    await phone.locator("#pinned", has_text="Papan 2026").wait_for()
    await phone.fill("#input", "Baik")
    await phone.click("#send")
    await phone.locator(".message.mine", has_text="Baik").wait_for()
    assert group.messages[-1].sender is ani.user
    assert await phone.evaluate("document.documentElement.scrollWidth") <= 360


async def test_mulai_follows_the_link_a_person_was_given(sim: Simulator, bot: Client, phone: Page) -> None:
    ani = sim.person(1001, "Ani", about="kontak Dinas Kesehatan", start="undangan-1")
    await phone.goto(f"{sim.url}/?as=1001")
    await phone.click("#start")
    await phone.locator(".message.mine", has_text="/start undangan-1").wait_for()
    assert ani.private.messages[-1].text == "/start undangan-1"
