"""The chat page in Debian's Chromium at 360 x 740: read, write, press, attach, see edits, open the group."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from botclient import Client
from playwright.async_api import Page, async_playwright

from simulator import Guide, Hint, Lever, Person, Simulator, Stuck

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
    await phone.locator("#subtitle", has_text="bot · sebagai Ani").wait_for()
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
    await phone.evaluate(
        "() => { window.taken = new Promise((done) => addEventListener('blur', done, { once: true })) }"
    )
    await document.click()
    await phone.locator("#layer .viewer-pane").wait_for()
    async with phone.expect_download() as download:
        await phone.click("#layer a[download]")
    assert (await download.value).suggested_filename == "Renja.pdf"
    await phone.evaluate("window.taken.then(() => true)")  # the browser's PDF viewer has loaded, and took the keys
    await phone.wait_for_function("document.activeElement.matches('#layer a[download]')")
    await phone.keyboard.press("Escape")
    await phone.locator("#layer").wait_for(state="hidden")
    await phone.set_input_files("#file", [{"name": "surat.docx", "mimeType": "application/zip", "buffer": b"PK"}])
    await phone.click("#attach-send")
    async with phone.expect_download() as download:
        await phone.locator(".document", has_text="surat.docx").click()
    assert (await download.value).suggested_filename == "surat.docx"
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


async def test_the_link_that_adds_the_bot_to_a_group_works_inside_the_page(
    sim: Simulator, bot: Client, ani: Person, phone: Page
) -> None:
    """Found: it opened t.me. The person chooses the group, as in Telegram, or makes one."""
    group = sim.group("Tim Penilai", [ani], [ani], bot=False)
    ani.private.started = True
    address = f"https://t.me/{sim.bot_username}?startgroup=hubungkan"
    add = {"inline_keyboard": [[{"text": "Tambahkan bot ke grup", "url": address}]]}
    await bot.ok("sendMessage", chat_id=1001, text="Grup tim", reply_markup=add)
    said = f"/start@{sim.bot_username} hubungkan"
    for choice in ("Tim Penilai", "Buat grup baru"):
        await phone.goto(f"{sim.url}/?as=1001")
        await phone.get_by_text("Tambahkan bot ke grup").click()
        await phone.locator(".dialog.menu button", has_text=choice).click()
        await phone.locator(".message.mine", has_text=said).wait_for()
    assert [message.text for message in group.messages if message.kind == "text"] == [said]
    (made,) = [chat for chat in sim.world.chats.values() if chat.title == "Grup baru"]
    assert made.members == {1001: "creator", sim.world.bot.id: "member"}
    assert len(phone.context.pages) == 1


async def test_mulai_follows_the_link_a_person_was_given(sim: Simulator, bot: Client, phone: Page) -> None:
    ani = sim.person(1001, "Ani", about="kontak Dinas Kesehatan", start="undangan-1")
    await phone.goto(f"{sim.url}/?as=1001")
    await phone.click("#start")
    await phone.locator(".message.mine", has_text="/start undangan-1").wait_for()
    assert ani.private.messages[-1].text == "/start undangan-1"


async def test_who_has_messages_has_a_field(sim: Simulator, bot: Client, phone: Page) -> None:
    """A message of the bot is enough: MULAI would throw away what it asks."""
    budi = sim.person(1002, "Budi")
    budi.private.started = True
    await phone.goto(f"{sim.url}/?as=1002")
    await phone.locator("#composer").wait_for()
    sim.person(1003, "Citra")
    await phone.goto(f"{sim.url}/?as=1003")
    await phone.locator("#start").wait_for()
    assert await phone.locator("#composer").is_hidden()
    sim.people[1003].private.started = True
    await bot.ok("sendMessage", chat_id=1003, text="Tulis nama daerah.")
    await phone.locator("#composer").wait_for()
    assert await phone.locator("#start").is_hidden()


async def test_layers_close_by_escape_and_back_and_give_the_focus_back(
    sim: Simulator, bot: Client, ani: Person, phone: Page
) -> None:
    ani.photo()
    await phone.goto(sim.url)
    await phone.locator("[data-person='1001']").click()
    await phone.locator(".photo img").wait_for()
    layer = phone.locator("#layer")
    for close in ("Escape", "back", "button"):
        await phone.focus("#more")
        await phone.keyboard.press("Enter")
        await layer.wait_for()
        assert await phone.evaluate("document.activeElement.closest('#layer') !== null")
        assert await phone.evaluate("document.getElementById('app').inert")
        if close == "Escape":
            await phone.keyboard.press("Escape")
        elif close == "back":
            await phone.go_back()
        else:
            await phone.mouse.click(5, 5)  # beside the dialog
        await layer.wait_for(state="hidden")
        assert await phone.evaluate("document.activeElement.id") == "more"
        await phone.wait_for_function("!history.state.layer")
    # a layer opened from a layer takes its place
    await phone.click("#attach")
    await phone.keyboard.press("Escape")
    await layer.wait_for(state="hidden")
    await phone.wait_for_function("!history.state.layer")
    # back from the chat leads to the people
    await phone.go_back()
    await phone.locator("[data-person='1001']").wait_for()


async def test_pictures_can_be_enlarged(sim: Simulator, ani: Person, phone: Page) -> None:
    ani.photo()
    await phone.goto(f"{sim.url}/?as=1001")
    await phone.locator(".photo").focus()
    await phone.keyboard.press("Enter")
    image = phone.locator("#layer .viewer-pane img")
    await image.wait_for()
    await phone.wait_for_function("document.querySelector('#layer img').complete")

    async def width() -> float:
        box = await image.bounding_box()
        assert box is not None
        return box["width"]

    fitting = await width()
    assert fitting <= 360
    await phone.keyboard.press("+")
    assert await width() > fitting * 1.3
    await phone.keyboard.press("0")
    assert await width() == fitting
    await image.click()
    assert await width() > fitting * 2
    await phone.click("[aria-label='Perkecil']")
    await phone.click("[aria-label='Perkecil']")
    assert await width() == fitting


async def test_a_thumb_is_a_thumb(sim: Simulator, ani: Person, phone: Page) -> None:
    ani.sticker()
    await phone.goto(f"{sim.url}/?as=1001")
    mark = phone.locator(".message.mine .mark", has_text="👍")
    await mark.wait_for()
    drawn = await mark.evaluate("node => node.style.backgroundImage")
    assert "circle" not in drawn  # no tick in a disc, as it was


async def test_a_newcomer_is_told_whom_to_try(sim: Simulator, phone: Page) -> None:
    pulled: list[str] = []

    async def pull() -> str:
        pulled.append("pagi")
        return "Sekarang pagi."

    async def refuse() -> str:
        raise Stuck("Sudah lewat.")

    budi = sim.person(1002, "Budi")
    budi.private.started = True
    levers = (
        Lever("a", "Besok pagi", pull),
        Lever("b", "Kemarin", refuse),
        Lever("c", "Ulangi", pull, "Semua hilang."),
    )
    sim.world.guide = Guide(
        "Mulai di sini", [Hint(1002, "Budi: kirim /periksa", "/periksa")], (), levers, "Asia/Makassar"
    )
    await phone.goto(sim.url)
    await phone.click("[data-lever=a]")
    await phone.locator(".toast", has_text="Sekarang pagi.").wait_for()
    await phone.click("[data-lever=b]")
    await phone.locator(".dialog", has_text="Sudah lewat.").wait_for()
    await phone.keyboard.press("Escape")
    await phone.click("[data-lever=c]")
    await phone.locator(".dialog", has_text="Semua hilang.").wait_for()
    await phone.get_by_text("Batal").click()
    assert pulled == ["pagi"]
    assert "WITA" in await phone.inner_text("#now")
    await phone.locator(".hint").click()
    await phone.wait_for_function("document.getElementById('input')?.value === '/periksa'")
    await phone.click("#send")
    await phone.locator(".message.mine", has_text="/periksa").wait_for()
    assert budi.private.messages[-1].text == "/periksa"
